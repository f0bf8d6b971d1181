/**
 * Frames of the Bosch DICENTIS Wireless REST API v1.7, written by hand from what clients and a simulator in
 * the field say and expect of firmware 1.73 (login, seats, speakers, waiting list, priority, power; the
 * undocumented settings of the discussion), with the messages they mean.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type { WapAnswer } from '../../protocols/bosch-dicentis-wireless/answers.ts';
import type { WapRequest } from '../../protocols/bosch-dicentis-wireless/requests.ts';

const rest = { allowCancelRTS: true, participantMicOff: true, priorityOption: 0, autoMicOff: false };
const discuss = { mode: 0, maxOpenMics: 4, waitingListSize: 20, autoShift: false, rest };
const discussBody =
  '{"mode":0,"maxOpenMics":4,"waitingListSize":20,"autoShift":false,"allowCancelRTS":true,"participantMicOff":true,"priorityOption":0,"autoMicOff":false}';

export const requests: readonly (readonly [HttpCall, WapRequest])[] = [
  [
    { method: 'POST', path: '/api/login', body: '{"override":true,"username":"admin","password":"x"}' },
    { type: 'login', override: true, username: 'admin', password: 'x' },
  ],
  [{ method: 'POST', path: '/api/logout' }, { type: 'logout' }],
  [
    { method: 'GET', path: '/api/seats' },
    { type: 'get', resource: 'seats', polling: false },
  ],
  [
    { method: 'GET', path: '/api/speakers?isPolling=true' },
    { type: 'get', resource: 'speakers', polling: true },
  ],
  [
    { method: 'GET', path: '/api/waiting-list?isPolling=true' },
    { type: 'get', resource: 'waiting-list', polling: true },
  ],
  [
    { method: 'GET', path: '/api/system/status' },
    { type: 'get', resource: 'system/status', polling: false },
  ],
  [
    { method: 'GET', path: '/api/system-info' },
    { type: 'get', resource: 'system-info', polling: false },
  ],
  [
    { method: 'POST', path: '/api/speakers', body: '[3]' },
    { type: 'add-speakers', seats: [3] },
  ],
  [{ method: 'POST', path: '/api/speakers', body: '[]' }, { type: 'shift' }],
  [{ method: 'DELETE', path: '/api/speakers' }, { type: 'clear-speakers' }],
  [
    { method: 'DELETE', path: '/api/speakers/3' },
    { type: 'remove-speaker', seat: 3 },
  ],
  [
    { method: 'POST', path: '/api/waiting-list', body: '[3,65535]' },
    { type: 'add-waiters', seats: [3, 65_535] },
  ],
  [{ method: 'DELETE', path: '/api/waiting-list' }, { type: 'clear-waiters' }],
  [
    { method: 'DELETE', path: '/api/waiting-list/3' },
    { type: 'remove-waiter', seat: 3 },
  ],
  [
    { method: 'POST', path: '/api/priority', body: '[3]' },
    { type: 'add-priority', seats: [3] },
  ],
  [
    { method: 'DELETE', path: '/api/priority/3' },
    { type: 'remove-priority', seat: 3 },
  ],
  [
    { method: 'PUT', path: '/api/system/status', body: '{"state":0}' },
    { type: 'set-power', state: 0 },
  ],
  [
    { method: 'PUT', path: '/api/discuss', body: discussBody },
    { type: 'set-discuss', discuss },
  ],
];

const get = (
  resource: 'seats' | 'speakers' | 'waiting-list' | 'participants' | 'discuss' | 'system/status',
) => ({ type: 'get', resource, polling: false }) as const;
const login = { type: 'login', override: false, username: 'admin', password: 'x' } as const;
const ok = (body: string): HttpAnswer => ({ status: 200, body });

/** What was asked, what the unit answers, what that means. */
export const answers: readonly (readonly [WapRequest, HttpAnswer, WapAnswer])[] = [
  [login, ok('{"id":1,"sid":"0a1b2c3d"}'), { type: 'logged-in', id: 1, sid: '0a1b2c3d' }],
  [
    login,
    { status: 401, body: '{"error":{"code":401,"description":"Unauthorized"}}' },
    { type: 'error', status: 401 },
  ],
  [
    login,
    {
      status: 409,
      body: '{"error":{"code":409,"description":"Conflict","details":"User already logged in"}}',
    },
    { type: 'error', status: 409, details: 'User already logged in' },
  ],
  [get('seats'), { status: 401, body: '' }, { type: 'no-session' }],
  [
    get('seats'),
    ok(
      '[{"id":1,"name":"Seat 1","prio":false,"dual":false,"identification":true,"voting":true,"connected":true,"selected":false,"cameraId":-1,"cameraPrepos":-1,"batteryStatus":14}]',
    ),
    {
      type: 'seats',
      seats: [
        {
          seat: 1,
          name: 'Seat 1',
          prio: false,
          dual: false,
          identification: true,
          voting: true,
          connected: true,
          selected: false,
          cameraId: -1,
          cameraPrepos: -1,
          batteryStatus: 14,
        },
      ],
    },
  ],
  [
    get('speakers'),
    ok(
      '[{"id":1,"participantId":65535,"name":"Seat 1","seatName":"Seat 1","prio":false,"micOn":true,"prioOn":false}]',
    ),
    {
      type: 'speakers',
      speakers: [{ seat: 1, name: 'Seat 1', seatName: 'Seat 1', prio: false, micOn: true, prioOn: false }],
    },
  ],
  [
    get('waiting-list'),
    ok('[{"id":2,"participantId":7,"name":"Jörg Weiß","seatName":"Seat 2"}]'),
    { type: 'waiters', waiters: [{ seat: 2, participantId: 7, name: 'Jörg Weiß', seatName: 'Seat 2' }] },
  ],
  [get('waiting-list'), ok('[]'), { type: 'waiters', waiters: [] }],
  [
    get('participants'),
    ok(
      '[{"id":1,"name":"Eva Muster","seatId":4,"nfc":"04:A1:B2:C3:D4:10"},{"id":2,"name":"Jörg Weiß","seatId":-1,"nfc":""}]',
    ),
    {
      type: 'participants',
      participants: [
        { id: 1, name: 'Eva Muster', seat: 4, nfc: '04:A1:B2:C3:D4:10' },
        { id: 2, name: 'Jörg Weiß' },
      ],
    },
  ],
  [get('discuss'), ok(discussBody), { type: 'discuss', discuss }],
  [get('system/status'), ok('{"state":1}'), { type: 'power', state: 1 }],
  [{ type: 'add-speakers', seats: [3] }, ok(''), { type: 'done' }],
  [
    { type: 'shift' },
    {
      status: 400,
      body: '{"error":{"code":400,"description":"Bad Request","details":"No waiter to shift"}}',
    },
    { type: 'error', status: 400, details: 'No waiter to shift' },
  ],
  [
    { type: 'remove-speaker', seat: 3 },
    {
      status: 400,
      body: '{"error":{"code":400,"description":"Bad Request","details":"Speaker not found in speakers list"}}',
    },
    { type: 'error', status: 400, details: 'Speaker not found in speakers list' },
  ],
  [
    { type: 'add-waiters', seats: [3] },
    { status: 500, body: '{"error":{"code":500,"description":"Internal Server Error"}}' },
    { type: 'error', status: 500 },
  ],
];
