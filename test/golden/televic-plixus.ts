/**
 * Frames of the Televic Plixus Core REST API 1.0, written by hand from the maker's OpenAPI description
 * (Notification, Discussion, Room, Meeting), with the messages they mean.
 */
import type { HttpAnswer, HttpCall } from '../../protocols/http.ts';
import type { PlixusAnswer } from '../../protocols/televic-plixus/answers.ts';
import type { PlixusRequest } from '../../protocols/televic-plixus/requests.ts';

const client = '3f5b8afe-6efb-4428-8762-e39d42a0762d';
const settings = {
  mode: 'request',
  maxSpeakers: 4,
  override: false,
  replies: true,
  rest: { microphoneActivationType: 'toggle', canSwitchOff: true },
} as const;
const settingsBody =
  '{"maximumNumberOfSpeakers":4,"microphoneMode":"request","canSpeakerOverrideOtherSpeaker":false,"enableReply":true,"microphoneActivationType":"toggle","canSwitchOff":true}';

export const requests: readonly (readonly [HttpCall, PlixusRequest])[] = [
  [{ method: 'POST', path: '/api/notification/connect' }, { type: 'connect' }],
  [
    { method: 'GET', path: `/api/notification/${client}/nextevent` },
    { type: 'next-event', client },
  ],
  [
    { method: 'POST', path: `/api/notification/${client}/modules/Discussion/subscribe` },
    { type: 'subscribe', client, module: 'Discussion' },
  ],
  [{ method: 'GET', path: '/api/v1/discussion/seats' }, { type: 'get-seats' }],
  [
    { method: 'GET', path: '/api/v1/discussion/seats/7' },
    { type: 'get-seat', seat: 7 },
  ],
  [{ method: 'GET', path: '/api/v1/discussion/speakers' }, { type: 'get-speakers' }],
  [{ method: 'GET', path: '/api/v1/discussion/requests' }, { type: 'get-requests' }],
  [{ method: 'GET', path: '/api/v1/discussion/replies' }, { type: 'get-replies' }],
  [{ method: 'GET', path: '/api/v1/discussion/settings' }, { type: 'get-settings' }],
  [{ method: 'GET', path: '/api/v1/room/seats/discussion' }, { type: 'get-room-seats' }],
  [{ method: 'GET', path: '/api/v1/meeting/delegates' }, { type: 'get-delegates' }],
  [
    { method: 'PUT', path: '/api/v1/discussion/seats/7/microphone' },
    { type: 'toggle', seat: 7, what: 'microphone' },
  ],
  [
    { method: 'PUT', path: '/api/v1/discussion/seats/65535/request' },
    { type: 'toggle', seat: 65_535, what: 'request' },
  ],
  [
    { method: 'PUT', path: '/api/v1/discussion/seats/7/reply' },
    { type: 'toggle', seat: 7, what: 'reply' },
  ],
  [{ method: 'DELETE', path: '/api/v1/discussion/speakers' }, { type: 'clear-all' }],
  [{ method: 'DELETE', path: '/api/v1/discussion/speakers/delegates' }, { type: 'clear-delegates' }],
  [{ method: 'DELETE', path: '/api/v1/discussion/requests' }, { type: 'clear-requests' }],
  [{ method: 'PUT', path: '/api/v1/discussion/speakers/next' }, { type: 'next' }],
  [{ method: 'PUT', path: '/api/v1/discussion/speakers/previous' }, { type: 'previous' }],
  [
    { method: 'PUT', path: '/api/v1/discussion/requests', body: '{"seatIds":[3,1]}' },
    { type: 'order-requests', seats: [3, 1] },
  ],
  [
    { method: 'PUT', path: '/api/v1/discussion/replies', body: '{"seatIds":[]}' },
    { type: 'order-replies', seats: [] },
  ],
  [
    { method: 'PUT', path: '/api/v1/discussion/settings', body: settingsBody },
    { type: 'set-settings', settings },
  ],
];

const nextEvent = { type: 'next-event', client } as const;
const toggle = { type: 'toggle', seat: 7, what: 'microphone' } as const;
const timestamp = '2026-11-25T18:00:00';
const ok = (body: string): HttpAnswer => ({ status: 200, body });
const seat1 =
  '{"seatNumber":1,"microphoneState":"on","isRequestingToSpeak":false,"isRequestingToReply":true,"role":"chairman","isMuted":false,"muteSources":{"chairperson":false,"delegate":false,"operator":false}}';
const state1 = {
  seat: 1,
  microphoneOn: true,
  requesting: false,
  replying: true,
  role: 'chairman',
  muted: false,
} as const;
const room1 =
  '{"id":1,"label":"Platz 1","state":"broken","role":"vip","units":[],"capabilities":[{"name":"discussion","enabled":true}],"reordered":true}';
const roomState1 = { seat: 1, label: 'Platz 1', broken: true, role: 'vip' } as const;
const pieter = '{"firstName":"Pieter","lastName":"Deparcq","seatNumber":3,"id":"1","badgeId":"14EFB4E2"}';
const delegate = { id: '1', firstName: 'Pieter', lastName: 'Deparcq', seat: 3, badge: '14EFB4E2' } as const;

const event = (module: string, name: string, data: string): HttpAnswer =>
  ok(`{"name":"${name}","moduleName":"${module}","timestamp":"${timestamp}","data":${data}}`);

/** What was asked, what the unit answers, what that means. */
export const answers: readonly (readonly [PlixusRequest, HttpAnswer, PlixusAnswer])[] = [
  [{ type: 'connect' }, ok(`{"connectionId":"${client}"}`), { type: 'connected', client }],
  [{ type: 'get-seats' }, ok(`[${seat1}]`), { type: 'seats', states: [state1] }],
  [{ type: 'get-seat', seat: 1 }, ok(seat1), { type: 'seat', state: state1 }],
  [{ type: 'get-speakers' }, ok('[5,2]'), { type: 'list', seats: [5, 2] }],
  [{ type: 'get-requests' }, ok('[]'), { type: 'list', seats: [] }],
  [{ type: 'get-settings' }, ok(settingsBody), { type: 'settings', settings }],
  [{ type: 'get-room-seats' }, ok(`{"seats":[${room1}]}`), { type: 'room-seats', seats: [roomState1] }],
  [{ type: 'get-delegates' }, ok(`{"delegates":[${pieter}]}`), { type: 'delegates', delegates: [delegate] }],
  [toggle, { status: 204, body: '' }, { type: 'done', status: 204 }],
  [
    { type: 'order-requests', seats: [1] },
    { status: 200, body: '' },
    { type: 'done', status: 200 },
  ],
  [
    { type: 'order-requests', seats: [1] },
    { status: 400, body: 'Not ok' },
    { type: 'error', status: 400, text: 'Not ok' },
  ],
  [nextEvent, { status: 408, body: '' }, { type: 'timeout' }],
  [
    nextEvent,
    event('Discussion', 'SpeakerListChanged', '{"seatIds":[7,1]}'),
    { type: 'event', timestamp, event: { type: 'speakers-changed', seats: [7, 1] } },
  ],
  [
    nextEvent,
    event('Discussion', 'RequestListChanged', '{"seatIds":[]}'),
    { type: 'event', timestamp, event: { type: 'requests-changed', seats: [] } },
  ],
  [
    nextEvent,
    event('Discussion', 'ReplyListChanged', '{"seatIds":[9]}'),
    { type: 'event', timestamp, event: { type: 'replies-changed', seats: [9] } },
  ],
  [
    nextEvent,
    event('Discussion', 'SeatDiscussionStateChanged', `{"discussionState":${seat1}}`),
    { type: 'event', timestamp, event: { type: 'seats-changed', states: [state1] } },
  ],
  [
    nextEvent,
    event('Discussion', 'SeatsDiscussionStateChanged', `{"discussionStates":[${seat1},${seat1}]}`),
    { type: 'event', timestamp, event: { type: 'seats-changed', states: [state1, state1] } },
  ],
  [
    nextEvent,
    event('Discussion', 'ConferenceSettingsChanged', `{"settings":${settingsBody}}`),
    { type: 'event', timestamp, event: { type: 'settings-changed', settings } },
  ],
  [
    nextEvent,
    event('Room', 'SeatRoleChanged', '{"id":4,"role":"vip"}'),
    { type: 'event', timestamp, event: { type: 'role-changed', seat: 4, role: 'vip' } },
  ],
  [
    nextEvent,
    event('Room', 'SeatLabelChanged', '{"id":4,"label":"Jörg Weiß"}'),
    { type: 'event', timestamp, event: { type: 'label-changed', seat: 4, label: 'Jörg Weiß' } },
  ],
  [
    nextEvent,
    event('Room', 'SeatStateChanged', `{"seat":${room1}}`),
    {
      type: 'event',
      timestamp,
      event: { type: 'room-seat-changed', cause: 'SeatStateChanged', state: roomState1 },
    },
  ],
  [
    nextEvent,
    event('Room', 'SeatRemoved', '{"seat":9}'),
    { type: 'event', timestamp, event: { type: 'room-seat-removed', seat: 9 } },
  ],
  [
    nextEvent,
    event('Meeting', 'MeetingDelegatesChanged', `{"delegates":{"delegates":[${pieter}]}}`),
    { type: 'event', timestamp, event: { type: 'delegates-changed', delegates: [delegate] } },
  ],
  [
    nextEvent,
    event('Room', 'BadgeEvent', '{"id":"14EFB4E2","event":"down","seat":4}'),
    { type: 'event', timestamp, event: { type: 'badge', badge: '14EFB4E2', seat: 4, down: true } },
  ],
  [
    nextEvent,
    event('Recording', 'RecordingStateChanged', '{}'),
    {
      type: 'event',
      timestamp,
      event: { type: 'other', module: 'Recording', name: 'RecordingStateChanged' },
    },
  ],
];
