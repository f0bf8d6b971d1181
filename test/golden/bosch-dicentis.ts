/**
 * Text frames of the Bosch DICENTIS conference protocol (facts section 4.1: read in working clients and
 * in a simulator modelled on a 6.50 server), written by hand, with the messages they mean.
 */
import type { DicentisMessage } from '../../protocols/bosch-dicentis/answers.ts';
import type { DicentisRequest } from '../../protocols/bosch-dicentis/requests.ts';

export const requestFrames: readonly (readonly [string, number, DicentisRequest])[] = [
  [
    '{"messageId":1,"operation":"Login","parameters":{"user":"admin","password":"admin"}}',
    1,
    { operation: 'Login', user: 'admin', password: 'admin' },
  ],
  ['{"messageId":2,"operation":"GetPermissions","parameters":{}}', 2, { operation: 'GetPermissions' }],
  [
    '{"messageId":3,"operation":"RegisterEvents","parameters":{"events":["DiscussionListChanged","SeatsChanged","VotingStateChanged"]}}',
    3,
    { operation: 'RegisterEvents', events: ['DiscussionListChanged', 'SeatsChanged', 'VotingStateChanged'] },
  ],
  ['{"messageId":4,"operation":"GetDiscussionList","parameters":{}}', 4, { operation: 'GetDiscussionList' }],
  ['{"messageId":5,"operation":"GetSeats","parameters":{}}', 5, { operation: 'GetSeats' }],
  [
    '{"messageId":6,"operation":"GetDiscussionOptions","parameters":{}}',
    6,
    { operation: 'GetDiscussionOptions' },
  ],
  [
    '{"messageId":7,"operation":"AddSeatToSpeakers","parameters":{"seatId":"seat-3"}}',
    7,
    { operation: 'AddSeatToSpeakers', seatId: 'seat-3' },
  ],
  [
    '{"messageId":8,"operation":"RemoveSeatFromDiscussionList","parameters":{"seatId":"seat-3"}}',
    8,
    { operation: 'RemoveSeatFromDiscussionList', seatId: 'seat-3' },
  ],
  [
    '{"messageId":9,"operation":"DeactivateMicrophone","parameters":{"seatId":"seat-3"}}',
    9,
    { operation: 'DeactivateMicrophone', seatIds: ['seat-3'] },
  ],
  [
    '{"messageId":10,"operation":"ActivateMicrophone","parameters":{"seatIds":["seat-3","seat-4"]}}',
    10,
    { operation: 'ActivateMicrophone', seatIds: ['seat-3', 'seat-4'] },
  ],
  ...(
    [
      'RequestSpeech',
      'GrantSpeech',
      'RemoveSpeech',
      'RequestResponse',
      'GrantResponse',
      'RemoveResponse',
    ] as const
  ).map((operation): readonly [string, number, DicentisRequest] => [
    `{"messageId":11,"operation":"${operation}","parameters":{"seatIds":["seat-5"]}}`,
    11,
    { operation, seatIds: ['seat-5'] },
  ]),
];

/** Literal answers of a server, with the members a client does not need. */
export const answerFrames: readonly (readonly [string, DicentisMessage])[] = [
  [
    '{"messageId":1,"operation":"Login","parameters":{"loggedIn":true,"token":"..","userId":".."}}',
    { type: 'login', messageId: 1, operation: 'Login', loggedIn: true },
  ],
  [
    '{"messageId":1,"operation":"login","parameters":{"loggedIn":false,"token":""}}',
    { type: 'login', messageId: 1, operation: 'login', loggedIn: false },
  ],
  [
    '{"messageId":2,"operation":"GetPermissions","parameters":{"permissions":["canManageMeeting","canControlVoting"]}}',
    {
      type: 'permissions',
      messageId: 2,
      operation: 'GetPermissions',
      permissions: ['canManageMeeting', 'canControlVoting'],
    },
  ],
  [
    '{"messageId":3,"operation":"RegisterEvents","parameters":{}}',
    { type: 'done', messageId: 3, operation: 'RegisterEvents' },
  ],
  [
    '{"messageId":0,"operation":"event","parameters":{"events":["DiscussionListChanged"]}}',
    { type: 'event', events: ['DiscussionListChanged'] },
  ],
  [
    '{"messageId":4,"operation":"GetDiscussionList","parameters":{"discussionList":[{"seatId":"seat-1","participantId":"participant-1","screenLine":"Anna Beispiel","microphoneState":"on","speakerType":"isPrioritySpeaker","isFirst":false,"remainingSpeechDuration":300000,"speechStartTime":0},{"seatId":"seat-7","participantId":"","screenLine":"Seat 7","microphoneState":"off","speakerType":"isRequest","isFirst":true,"remainingSpeechDuration":300000,"speechStartTime":0}],"referenceTime":4711}}',
    {
      type: 'discussion',
      messageId: 4,
      operation: 'GetDiscussionList',
      entries: [
        {
          seatId: 'seat-1',
          participantId: 'participant-1',
          screenLine: 'Anna Beispiel',
          microphoneState: 'on',
          speakerType: 'isPrioritySpeaker',
          isFirst: false,
        },
        {
          seatId: 'seat-7',
          screenLine: 'Seat 7',
          microphoneState: 'off',
          speakerType: 'isRequest',
          isFirst: true,
        },
      ],
    },
  ],
  [
    '{"messageId":5,"operation":"GetSeats","parameters":{"seats":[{"seatId":"seat-1","seatName":"Chairman","screenLine":"Anna Beispiel","seatType":"local","status":"connected","canPrio":true,"canVote":true,"seatedParticipantId":"participant-1","assignedParticipantId":"participant-1","devices":[]},{"seatId":"seat-7","seatName":"Seat 7","screenLine":"Seat 7","seatType":"local","status":"connected","canPrio":false,"canVote":true,"seatedParticipantId":"","assignedParticipantId":"","devices":[]}]}}',
    {
      type: 'seats',
      messageId: 5,
      operation: 'GetSeats',
      seats: [
        {
          seatId: 'seat-1',
          seatName: 'Chairman',
          screenLine: 'Anna Beispiel',
          status: 'connected',
          canPrio: true,
          seatedParticipantId: 'participant-1',
        },
        { seatId: 'seat-7', seatName: 'Seat 7', screenLine: 'Seat 7', status: 'connected', canPrio: false },
      ],
    },
  ],
  [
    '{"messageId":6,"operation":"GetDiscussionOptions","parameters":{"discussionMode":1,"maxRequests":10,"maxResponses":10}}',
    {
      type: 'options',
      messageId: 6,
      operation: 'GetDiscussionOptions',
      discussionMode: 1,
      maxRequests: 10,
      maxResponses: 10,
    },
  ],
  [
    '{"messageId":7,"operation":"AddSeatToSpeakers","parameters":{}}',
    { type: 'done', messageId: 7, operation: 'AddSeatToSpeakers' },
  ],
  [
    '{"messageId":9,"operation":"GetVotingState","parameters":{"votingState":"opened"}}',
    { type: 'done', messageId: 9, operation: 'GetVotingState' },
  ],
  [
    '{"messageId":8,"operation":"error","parameters":{"message":"Unable to perform the operation: CloseMeeting"}}',
    { type: 'error', messageId: 8, message: 'Unable to perform the operation: CloseMeeting' },
  ],
];

/** What a client may get wrong, and the server's literal text. */
export const refusals: readonly (readonly [string, string])[] = [
  ['{"messageId":9,"parameters":{}}', 'Bad message format'],
  ['[]', 'Bad message format'],
  ['{"messageId":9,"operation":"xxx","parameters":{}}', 'XXX is an unknown operation'],
  [
    '{"messageId":9,"operation":"GetPermissions","parameters":{"x":1}}',
    "Could not find member 'x' on object of type 'GetPermissionsRequest'. Path 'parameters.x'.",
  ],
  [
    '{"messageId":9,"operation":"GrantSpeech","parameters":{"seatIds":[]}}',
    'Unable to perform the operation: GrantSpeech',
  ],
];
