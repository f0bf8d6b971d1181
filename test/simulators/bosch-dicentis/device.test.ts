import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createDicentisDevice } from '../../../simulators/bosch-dicentis/device.ts';

function server() {
  const lit: string[] = [];
  const device = createDicentisDevice({
    seats: [1, 2, 3, 4, 5, 6].map((seat) => ({ seat, name: `Mitglied ${seat}`, chair: seat === 1 })),
    clock: createVirtualClock(),
    random: () => 0.5,
    onMicrophone: (seat, open) => void lit.push(`${seat} ${open ? 'on' : 'off'}`),
  });
  function client(login = true) {
    const heard: string[] = [];
    let closed = false;
    const line = device.accept({ send: (text) => void heard.push(text), close: () => (closed = true) });
    const raw = (text: string): readonly string[] => {
      heard.length = 0;
      line?.received(text);
      return [...heard];
    };
    let id = 0;
    const ask = (operation: string, parameters: object = {}): string =>
      raw(JSON.stringify({ messageId: ++id, operation, parameters })).at(-1) ?? '';
    if (login) ask('Login', { user: 'admin', password: 'geheim' });
    return { heard, raw, ask, line, isClosed: () => closed };
  }
  return { device, client, lit };
}
const contentOf = (text: string): Record<string, unknown> =>
  (JSON.parse(text) as { parameters: Record<string, unknown> }).parameters;
const types = (text: string): unknown =>
  (contentOf(text)['discussionList'] as Record<string, unknown>[]).map((entry) => [
    entry['seatId'],
    entry['speakerType'],
    entry['microphoneState'],
  ]);

describe('the server’s words', () => {
  test('a login, right and wrong, and a second one', () => {
    const { client } = server();
    const { raw } = client(false);
    expect(raw('{"messageId":1,"operation":"GetSeats","parameters":{}}')).toEqual([
      '{"messageId":1,"operation":"error","parameters":{"message":"Please login first"}}',
    ]);
    expect(raw('{"messageId":2,"operation":"Login","parameters":{"user":"admin","password":"x"}}')).toEqual([
      '{"messageId":2,"operation":"Login","parameters":{"loggedIn":false,"token":""}}',
    ]);
    expect(
      raw('{"messageId":3,"operation":"login","parameters":{"user":"admin","password":"geheim"}}'),
    ).toEqual([
      '{"messageId":3,"operation":"login","parameters":{"loggedIn":true,"token":"simulated-token","userId":"user-1"}}',
    ]);
    expect(
      raw('{"messageId":4,"operation":"Login","parameters":{"user":"admin","password":"geheim"}}'),
    ).toEqual([
      '{"messageId":4,"operation":"error","parameters":{"message":"Already logged in. Please disconnect to log off"}}',
    ]);
  });

  test.each([
    ['{"messageId":9,"operation":"xxx","parameters":{}}', 'XXX is an unknown operation'],
    ['{"messageId":9,"parameters":{}}', 'Bad message format'],
    [
      '{"messageId":9,"operation":"GetPermissions","parameters":{"x":1}}',
      "Could not find member 'x' on object of type 'GetPermissionsRequest'. Path 'parameters.x'.",
    ],
    [
      '{"messageId":9,"operation":"RegisterEvents","parameters":{"events":["SeatsChanged","bogus"]}}',
      `Error converting value "bogus" to type 'SynopticControl.Common.ConferenceEvent'. Path 'parameters.events[1]'.`,
    ],
    [
      '{"messageId":9,"operation":"GrantSpeech","parameters":{"seatIds":["seat-99"]}}',
      'Unable to perform the operation: GrantSpeech',
    ],
  ])('%s', (frame, message) => {
    const [text = ''] = server().client().raw(frame);
    expect(contentOf(text)).toEqual({ message });
  });

  test('what is no JSON closes the connection', () => {
    const { raw, isClosed } = server().client();
    expect(raw('{not json')).toEqual([]);
    expect(isClosed()).toBe(true);
  });
});

describe('events', () => {
  test('fire once, until their data is fetched or they are registered again', () => {
    const { client, device } = server();
    const { ask, heard } = client();
    ask('RegisterEvents', { events: ['DiscussionListChanged', 'SeatsChanged'] });
    heard.length = 0;
    device.press(2);
    device.press(3);
    expect(heard).toEqual([
      '{"messageId":0,"operation":"event","parameters":{"events":["DiscussionListChanged"]}}',
    ]);
    ask('GetSeats');
    heard.length = 0;
    device.press(4);
    expect(heard).toEqual([]);
    ask('GetDiscussionList');
    heard.length = 0;
    device.press(4);
    expect(heard).toHaveLength(1);
    ask('registerevents', { events: ['discussionlistchanged'] });
    heard.length = 0;
    device.press(4);
    expect(heard).toHaveLength(1);
  });

  test('nobody is told who has not registered, or whose fetch failed', () => {
    const { client, device } = server();
    const { ask, heard } = client();
    device.press(2);
    expect(ask('RegisterEvents', { events: ['DiscussionListChanged'] })).toContain('{}');
    device.press(3);
    device.fault('refuse', { operation: 'GetDiscussionList' });
    expect(ask('GetDiscussionList')).toContain('Unable to perform the operation: GetDiscussionList');
    heard.length = 0;
    device.press(4);
    expect(heard).toEqual([]);
  });
});

describe('the discussion', () => {
  test('a fifth speaker waits and follows when there is room', () => {
    const { ask } = server().client();
    for (const seat of [2, 3, 4, 5, 6]) ask('AddSeatToSpeakers', { seatId: `seat-${seat}` });
    expect(types(ask('GetDiscussionList'))).toEqual([
      ['seat-2', 'isSpeaker', 'on'],
      ['seat-3', 'isSpeaker', 'on'],
      ['seat-4', 'isSpeaker', 'on'],
      ['seat-5', 'isSpeaker', 'on'],
      ['seat-6', 'isRequest', 'off'],
    ]);
    ask('RemoveSeatFromDiscussionList', { seatId: 'seat-2' });
    expect(types(ask('GetDiscussionList'))).toContainEqual(['seat-6', 'isSpeaker', 'on']);
    expect(ask('RemoveSeatFromDiscussionList', { seatId: 'seat-2' })).toContain('error');
    expect(ask('RemoveSpeech', { seatIds: ['seat-2'] })).not.toContain('error');
  });

  test('a speaker is muted and unmuted, and the room sees it', () => {
    const { client, lit, device } = server();
    const { ask } = client();
    ask('GrantSpeech', { seatIds: ['seat-2', 'seat-3'] });
    ask('DeactivateMicrophone', { seatId: 'seat-2' });
    expect(types(ask('GetDiscussionList'))).toContainEqual(['seat-2', 'isSpeaker', 'mute']);
    expect(device.truth().speakers).toEqual([3]);
    ask('ActivateMicrophone', { seatIds: ['seat-2'] });
    expect(lit).toEqual(['2 on', '3 on', '2 off', '2 on']);
    expect(ask('ActivateMicrophone', { seatId: 'seat-2' })).toContain('error');
  });

  test('a lost seat is told in the seats and cannot speak', () => {
    const { client, device } = server();
    const { ask } = client();
    device.fault('lose-seat', { seat: 2, lost: true });
    const seats = contentOf(ask('GetSeats'))['seats'] as Record<string, unknown>[];
    expect(seats[1]).toMatchObject({ seatId: 'seat-2', status: 'disconnected', seatedParticipantId: '' });
    expect(ask('GrantSpeech', { seatIds: ['seat-2'] })).toContain('error');
  });

  test('several clients see the same list', () => {
    const { client } = server();
    const [one, other] = [client(), client()];
    one.ask('RequestSpeech', { seatIds: ['seat-3'] });
    expect(types(other.ask('GetDiscussionList'))).toEqual([['seat-3', 'isSpeaker', 'on']]);
  });
});
