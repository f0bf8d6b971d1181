/**
 * Frames of the Televic CoCon API, written by hand from the CoCon API Description v6.9 (chapters 2, 4.1,
 * 4.2.1-4.2.10, 4.3.1-4.3.7, 6), with the messages they mean. Answers are given as the inner text: on the
 * wire it is a JSON string around it (`connectBody`).
 */
import type { CoConAnswer } from '../../protocols/televic-cocon/answers.ts';
import type { CoConRequest } from '../../protocols/televic-cocon/requests.ts';

const id = '3f5b8afe-6efb-4428-8762-e39d42a0762d';

/** Literal bytes of an answer to Connect, backslashes included. */
export const connectBody = String.raw`"{\"Connect\":true,\"id\":\"3f5b8afe-6efb-4428-8762-e39d42a0762d\"}"`;
/** Printed in the document with its escapes. */
export const activationBody = String.raw`"{\"GetActivationType\":{\"ActivationType\":\"Toggle\"}}"`;

export const requestPaths: readonly (readonly [string, CoConRequest])[] = [
  ['/CoCon/Connect', { type: 'connect' }],
  [`/CoCon/Notification/id=${id}`, { type: 'notification', id }],
  [
    `/CoCon/Subscribe/?Model=Microphone&id=${id}&details=true`,
    { type: 'subscribe', model: 'Microphone', id, details: true },
  ],
  [`/CoCon/Unsubscribe/?Model=Logging&id=${id}`, { type: 'unsubscribe', model: 'Logging', id }],
  [`/CoCon/Disconnect/?Id=${id}`, { type: 'disconnect', id }],
  ['/CoCon/Room/GetActiveRoomInfo', { type: 'get-active-room' }],
  ['/CoCon/Room/GetAllSeats/?RoomId=1', { type: 'get-seats', roomId: 1 }],
  ['/CoCon/Room/GetAllUnitsState/?RoomId=1', { type: 'get-units-state', roomId: 1 }],
  [
    '/CoCon/Room/SetSeatPriority/?SeatNumber=3&Priority=Vip',
    { type: 'set-priority', seat: 3, priority: 'Vip' },
  ],
  ['/CoCon/Microphone/SetState/?State=On&SeatNr=9', { type: 'set-state', seat: 9, state: 'On' }],
  [
    '/CoCon/Microphone/SetState/?State=Request&SeatNr=65535',
    { type: 'set-state', seat: 65_535, state: 'Request' },
  ],
  ['/CoCon/Microphone/Get', { type: 'get-microphones' }],
  ['/CoCon/Microphone/GetState', { type: 'get-lists' }],
  [
    '/CoCon/Microphone/ClearMicrophoneList/?Type=SpeakersAndRequests',
    { type: 'clear', list: 'SpeakersAndRequests' },
  ],
  ['/CoCon/Microphone/ActivateNextMicrophone', { type: 'next' }],
  ['/CoCon/Microphone/GetMicrophoneMode', { type: 'get-mode' }],
  [
    '/CoCon/Microphone/SetMicrophoneMode/?Mode=OnlyRequest&MaxNrActive=4&AllowRequest=False&AllowCancelRequest=False&AllowSwitchOffMic=True',
    {
      type: 'set-mode',
      mode: {
        mode: 'OnlyRequest',
        maxActive: 4,
        allowRequest: false,
        allowCancelRequest: false,
        allowSwitchOff: true,
      },
    },
  ],
  [
    '/CoCon/Microphone/SetActivationType/?ActivationType=Toggle',
    { type: 'set-activation', activation: 'Toggle' },
  ],
  ['/CoCon/Microphone/GetActivationType', { type: 'get-activation' }],
  ['/CoCon/Delegate/GetDelegatesInCurrentMeeting', { type: 'get-delegates' }],
  ['/CoCon/Meeting_Agenda/GetSeatsLoginStatus', { type: 'get-logins' }],
];

const marcel = {
  id: 463,
  title: 'Député',
  firstName: 'Marcel',
  lastName: 'Ackermann',
  groups: [{ id: 21, name: 'PDC' }],
};

export const answerTexts: readonly (readonly [string, CoConAnswer])[] = [
  [`{"Connect":true,"id":"${id}"}`, { type: 'connected', id }],
  [
    '{"Subscribe":{"Model":"Microphone","result":true,"details":true}}',
    { type: 'subscribed', model: 'Microphone', result: true, details: true },
  ],
  [
    '{"UnSubscribe":{"Model":"Microphone","result":true}}',
    { type: 'unsubscribed', model: 'Microphone', result: true },
  ],
  [
    '{"GetActiveRoomInfo":{"ActiveRoom":{"RoomId":1,"Name":"CoCon 5.3.2.23 (230)","CoConServerVersion":"5.4.0.14","CRPVersion":"5.4.10","DBName":"LOCALHOSTSQLEXPRESS"}}}',
    {
      type: 'active-room',
      roomId: 1,
      server: {
        room: 'CoCon 5.3.2.23 (230)',
        version: '5.4.0.14',
        crpVersion: '5.4.10',
        database: 'LOCALHOSTSQLEXPRESS',
      },
    },
  ],
  ['{"GetActiveRoomInfo":{"ActiveRoom":{"RoomId":1}}}', { type: 'active-room', roomId: 1 }],
  [
    '{"GetAllSeats":{"Seats":[{"IsChairMan":true,"SeatId":"2","SeatName":"Seat_2","UnitId":"2"}]}}',
    { type: 'seats', seats: [{ seat: 2, name: 'Seat_2', unitId: 2, chair: true }] },
  ],
  [
    '{"GetAllUnitsState":{"Units":[{"State":1,"UnitId":0},{"State":1,"UnitId":1}]}}',
    {
      type: 'units-state',
      units: [
        { unitId: 0, online: true },
        { unitId: 1, online: true },
      ],
    },
  ],
  [
    '{"Get":{"MicrophoneMode":{"Mode":"Operator","MaxNrActive":4},"State":{"Speakers":[],"Requests":[],"Replies":[]}}}',
    {
      type: 'microphones',
      mode: { mode: 'Operator', maxActive: 4 },
      speakers: [],
      requests: [],
      replies: [],
    },
  ],
  [
    '{"GetState":{"State":{"Speakers":[5],"Requests":[4],"Replies":[]}}}',
    { type: 'lists', speakers: [5], requests: [4], replies: [] },
  ],
  [
    '{"GetMicrophoneMode":{"MicrophoneMode":{"AllowCancelRequest":true,"AllowSwitchOffMic":true,"FIFO":true,"MaxNrActive":4,"Mode":"Request","ReplyRequest":false}}}',
    {
      type: 'mode',
      mode: {
        mode: 'Request',
        maxActive: 4,
        allowCancelRequest: true,
        allowSwitchOff: true,
        fifo: true,
        replies: false,
      },
    },
  ],
  ['{"GetActivationType":{"ActivationType":"Toggle"}}', { type: 'activation', activation: 'Toggle' }],
  [
    '{"GetSeatsLoginStatus":{"Seats":[{"SeatId":1,"DelegateId":0,"LoginState":false},{"SeatId":2,"DelegateId":4831,"LoginState":true}]}}',
    {
      type: 'logins',
      logins: [
        { seat: 1, loggedIn: false },
        { seat: 2, delegateId: 4831, loggedIn: true },
      ],
    },
  ],
  [
    '{"MicrophoneState":{"Speakers":[6],"Requests":[],"Replies":[]}}',
    { type: 'lists-changed', speakers: [6], requests: [], replies: [] },
  ],
  [
    '{"MicrophoneMode":{"Mode":"OnlyRequest","MaxNrActive":4,"AllowRequest":true,"AllowCancelRequest":false,"FIFO":false,"ActivationType":"Toggle","AllowSwitchOffMic":true,"ReplyRequest":false}}',
    {
      type: 'mode-changed',
      mode: {
        mode: 'OnlyRequest',
        maxActive: 4,
        allowRequest: true,
        allowCancelRequest: false,
        fifo: false,
        activation: 'Toggle',
        allowSwitchOff: true,
        replies: false,
      },
    },
  ],
  ['{"MicButtonEvent":{"SeatNr":2,"Event":"up"}}', { type: 'button', seat: 2, down: false }],
  ['{"UnitStateChanged":{"Id":9,"State":0}}', { type: 'unit-state', unitId: 9, online: false }],
  [
    '{"BadgeEvent":{"SeatNr":4,"Delegate":null,"BadgeInserted":true,"bid":"14EFB4E2"}}',
    { type: 'badge', seat: 4, delegate: null, inserted: true, badge: '14EFB4E2' },
  ],
  [
    '{"DelegateOnSeat":{"SeatNr":4,"Delegate":{"Id":463,"Title":"Député","FirstName":"Marcel","Name":"Ackermann","MiddleName":null,"Groups":[{"Id":21,"Name":"PDC"}]},"OnSeat":true,"bid":"14EFB4E2"}}',
    { type: 'on-seat', seat: 4, delegate: marcel, onSeat: true, badge: '14EFB4E2' },
  ],
  [
    '{"DelegateOnSeat":{"SeatNr":2,"Delegate":"","OnSeat":false}}',
    { type: 'on-seat', seat: 2, delegate: null, onSeat: false },
  ],
  [
    '{"MeetingStatus":{"MeetingId":14,"State":"Paused"}}',
    { type: 'meeting-state', meetingId: 14, state: 'Paused' },
  ],
  ['{"DelegatesInMeetingUpdated":{"MeetingId":13}}', { type: 'delegates-changed', meetingId: 13 }],
  ['{"Connection_CentralUnit":{"State":"Disconnected"}}', { type: 'central-unit', connected: false }],
  ['{"Connection_Database":{"State":"Connected"}}', { type: 'database', connected: true }],
];

/** As printed, with blanks, fields or whole subjects that are read past: not written like this. */
export const readTexts: readonly (readonly [string, CoConAnswer])[] = [
  [
    '{"GetAllSeats":{"Seats":[{"IsChairMan":false,"SeatId":"0","SeatName":"Seat_0","UnitId":"0"},{"IsChairMan":true,"SeatId":"2","SeatName":"Seat_2","UnitId":"2"}]}}',
    { type: 'seats', seats: [{ seat: 2, name: 'Seat_2', unitId: 2, chair: true }] },
  ],
  [
    '{"DelegateSeatingUpdated":[{"DelegateId":1, "SeatId":1}, {"DelegateId":2, "SeatId":0}]}',
    { type: 'seating', seating: [{ delegateId: 1, seat: 1 }, { delegateId: 2 }] },
  ],
  [
    '{"UnitStateChanged":{"Id":6,"State":0,"BatteryState":1448,"Snr":0,"PacketLoss":3}}',
    { type: 'unit-state', unitId: 6, online: false },
  ],
  [
    '{"MicStateChangedInRunningMeeting":{"SeatNr":1,"State":"On","User":{"Id":463,"FirstName":"Marcel","Name":"Ackermann","MiddleName":null,"Street":"Route Principale 11c","StreetNumber":0,"PostCode":"2803","City":"Bourrignon","Country":"","Title":"Député","BirthDate":"","District":"","Biography":"","Groups":[{"Id":21,"Name":"PDC"}],"SeatNumber":1,"BadgeNumber":"14EFB4E2","FingerprinterData":"","KeypadLoginCode":""}}}',
    { type: 'speaker', seat: 1, on: true, delegate: { ...marcel, seat: 1, badge: '14EFB4E2' } },
  ],
  [
    '{"GetDelegatesInCurrentMeeting":{"IsMeetingRunning":true,"Delegates":[{"Id":81,"Name":"Vande Lanotte","MiddleName":null,"FirstName":"Johan","Title":"Mr","BadgeNumber":null,"SeatNumber":null}]}}',
    {
      type: 'delegates',
      meetingRunning: true,
      delegates: [{ id: 81, title: 'Mr', firstName: 'Johan', lastName: 'Vande Lanotte', groups: [] }],
    },
  ],
  [
    '{"VotingState":{"Id":11,"State":"Start","VotingTemplate":"3_Vote_Public"}}',
    { type: 'other', name: 'VotingState' },
  ],
  ['{"MeetingId":74,"Agenda_ItemChanged":{"Id":"4"}}', { type: 'other', name: 'MeetingId' }],
  ['{"InitialisationState":"AUTO"}', { type: 'other', name: 'InitialisationState' }],
];
