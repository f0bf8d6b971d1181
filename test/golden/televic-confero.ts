/**
 * Frames of the Televic Confero Customer API, written by hand from what clients in the field and a simulator
 * say and expect of version 7.18 (discussion, notification, meeting, room), with the messages they mean.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type { ConferoAnswer } from '../../protocols/televic-confero/answers.ts';
import type { ConferoRequest } from '../../protocols/televic-confero/requests.ts';

const settings = {
  mode: 'request',
  maxSpeakers: 3,
  options: { switchOffAllowed: true, cancelRequestAllowed: true, ledColorOn: 'red' },
} as const;
const settingsBody =
  '{"microphoneMode":"request","maximumNumberOfSpeakers":3,"options":{"switchOffAllowed":true,"cancelRequestAllowed":true,"ledColorOn":"red"}}';

export const requests: readonly (readonly [HttpCall, ConferoRequest])[] = [
  [{ method: 'GET', path: '/api/discussion/seats' }, { type: 'get-seats' }],
  [{ method: 'GET', path: '/api/room/seats/discussion' }, { type: 'get-room-seats' }],
  [{ method: 'GET', path: '/api/discussion/speakers' }, { type: 'get-speakers' }],
  [{ method: 'GET', path: '/api/discussion/requests' }, { type: 'get-requests' }],
  [{ method: 'GET', path: '/api/discussion/settings' }, { type: 'get-settings' }],
  [{ method: 'GET', path: '/api/meeting' }, { type: 'get-meeting' }],
  [
    {
      method: 'PUT',
      path: '/api/discussion/seats/3',
      body: '{"microphoneOn":true,"requestingToSpeak":false}',
    },
    { type: 'set-seat', seat: 3, microphoneOn: true, requesting: false },
  ],
  [{ method: 'DELETE', path: '/api/discussion/speakers' }, { type: 'clear-speakers' }],
  [{ method: 'DELETE', path: '/api/discussion/speakers/delegates' }, { type: 'clear-delegates' }],
  [{ method: 'DELETE', path: '/api/discussion/requests' }, { type: 'clear-requests' }],
  [
    { method: 'PUT', path: '/api/discussion/settings', body: settingsBody },
    { type: 'set-settings', settings },
  ],
  [
    {
      method: 'GET',
      path: '/api/notification/events?include-filter=Discussion,Meeting,Room&minimum-id=13',
    },
    { type: 'poll', modules: ['Discussion', 'Meeting', 'Room'], minimumId: 13 },
  ],
  [
    { method: 'GET', path: '/api/notification/events?include-filter=Discussion' },
    { type: 'poll', modules: ['Discussion'] },
  ],
];

const poll = { type: 'poll', modules: ['Discussion', 'Meeting', 'Room'] } as const;
const setSeat = { type: 'set-seat', seat: 3, microphoneOn: true, requesting: false } as const;
const ok = (body: string): HttpAnswer => ({ status: 200, body });

/** What was asked, what the controller answers, what that means. */
export const answers: readonly (readonly [ConferoRequest, HttpAnswer, ConferoAnswer])[] = [
  [
    { type: 'get-seats' },
    ok('[{"seatNumber":1,"microphoneOn":false,"requestingToSpeak":true,"role":"chairperson"}]'),
    { type: 'seats', seats: [{ seat: 1, microphoneOn: false, requesting: true, role: 'chairperson' }] },
  ],
  [
    { type: 'get-room-seats' },
    ok('[{"seatNumber":65535,"state":"offline","units":[],"capabilities":["discussion"],"role":"vip"}]'),
    { type: 'room-seats', seats: [{ seat: 65_535, online: false, role: 'vip' }] },
  ],
  [{ type: 'get-speakers' }, ok('[5,2]'), { type: 'list', seats: [5, 2] }],
  [{ type: 'get-requests' }, ok('[]'), { type: 'list', seats: [] }],
  [{ type: 'get-settings' }, ok(settingsBody), { type: 'settings', settings }],
  [
    { type: 'get-meeting' },
    ok(
      '{"meetingId":"m-1","title":"Rat","participants":[{"participantId":"1","firstName":"Jörg","lastName":"Weiß","presence":{"kind":"LocalParticipantPresence","seatNumber":3}},{"participantId":"2","firstName":"Eva","lastName":"Muster","presence":{"kind":"AbsentParticipantPresence"}}]}',
    ),
    {
      type: 'meeting',
      meetingId: 'm-1',
      title: 'Rat',
      participants: [
        { id: '1', firstName: 'Jörg', lastName: 'Weiß', seat: 3 },
        { id: '2', firstName: 'Eva', lastName: 'Muster' },
      ],
    },
  ],
  [{ type: 'get-meeting' }, { status: 412, body: '' }, { type: 'no-meeting' }],
  [{ type: 'get-meeting' }, { status: 405, body: '' }, { type: 'not-licensed' }],
  [setSeat, { status: 204, body: '' }, { type: 'done' }],
  [
    setSeat,
    { status: 400, body: 'Missing json field: requestingToSpeak' },
    { type: 'error', status: 400, text: 'Missing json field: requestingToSpeak' },
  ],
  [{ type: 'get-seats' }, { status: 401, body: '' }, { type: 'wrong-token' }],
  [poll, { status: 204, body: '' }, { type: 'nothing-happened' }],
  [
    poll,
    ok(
      '{"discontinuity":false,"id":12,"module":"Discussion","name":"SeatChanged","data":{"seatNumber":3,"microphoneOn":true,"requestingToSpeak":false,"role":"delegate"}}',
    ),
    {
      type: 'event',
      id: 12,
      discontinuity: false,
      event: { type: 'seat-changed', seat: 3, microphoneOn: true, requesting: false, role: 'delegate' },
    },
  ],
  [
    poll,
    ok('{"discontinuity":true,"id":13,"module":"Discussion","name":"SpeakersChanged","data":[3,1]}'),
    { type: 'event', id: 13, discontinuity: true, event: { type: 'speakers-changed', seats: [3, 1] } },
  ],
  [
    poll,
    ok('{"discontinuity":false,"id":14,"module":"Discussion","name":"RequestsChanged","data":[]}'),
    { type: 'event', id: 14, discontinuity: false, event: { type: 'requests-changed', seats: [] } },
  ],
  [
    poll,
    ok(
      `{"discontinuity":false,"id":15,"module":"Discussion","name":"SettingsChanged","data":${settingsBody}}`,
    ),
    { type: 'event', id: 15, discontinuity: false, event: { type: 'settings-changed', settings } },
  ],
  [
    poll,
    ok(
      '{"discontinuity":false,"id":16,"module":"Room","name":"SeatAdded","data":{"seatNumber":9,"state":"online","units":[],"capabilities":["discussion"],"role":"delegate"}}',
    ),
    {
      type: 'event',
      id: 16,
      discontinuity: false,
      event: { type: 'seat-added', seat: 9, online: true, role: 'delegate' },
    },
  ],
  [
    poll,
    ok('{"discontinuity":false,"id":17,"module":"Room","name":"SeatRemoved","data":9}'),
    { type: 'event', id: 17, discontinuity: false, event: { type: 'seat-removed', seat: 9 } },
  ],
  [
    poll,
    ok(
      '{"discontinuity":false,"id":18,"module":"Meeting","name":"ParticipantChanged","data":{"kind":"EventParticipantChanged"}}',
    ),
    {
      type: 'event',
      id: 18,
      discontinuity: false,
      event: { type: 'meeting-changed', name: 'ParticipantChanged' },
    },
  ],
  [
    poll,
    ok('{"discontinuity":false,"id":19,"module":"Meeting","name":"VotingResultsChanged"}'),
    {
      type: 'event',
      id: 19,
      discontinuity: false,
      event: { type: 'other', module: 'Meeting', name: 'VotingResultsChanged' },
    },
  ],
];
