import { describe, expect, test } from 'vitest';
import {
  createDicentisSession,
  signIntervalMs,
  type DicentisOptions,
} from '../../../drivers/bosch-dicentis/session.ts';
import { dicentisConfigSchema } from '../../../drivers/bosch-dicentis/config.ts';
import type { Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';

interface Request {
  readonly messageId: number;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}
type Entry = readonly [seatId: string, speakerType: string, microphoneState?: string];

/** A server that says only what the test lets it say. */
async function connect(options: Partial<DicentisOptions> = {}) {
  const clock = createVirtualClock();
  const heard: Request[] = [];
  const events: MicrophoneEvent[] = [];
  const healths: Health[] = [];
  let picture = noMicrophones;
  let sink: LinkSink<string> | null = null;
  const driver = runSession({
    session: createDicentisSession({
      user: 'saal',
      password: 'geheim',
      server: '6.50',
      answers: 'parameters',
      units: { a: 1, b: 2, c: 3 },
      ...options,
    }),
    clock,
    transport: createMemoryTransport<string, string>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received: (text) => void heard.push(JSON.parse(text) as Request),
      closed: () => (sink = null),
    }),
    emit(event: MicrophoneEvent) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: (health) => healths.push(health),
  });
  const say = (message: object): void => sink?.received(JSON.stringify(message));
  const last = (operation: string): Request | undefined =>
    heard.filter((request) => request.operation === operation).at(-1);
  /** Answers the latest request of this name. */
  const answer = (operation: string, parameters: object = {}): void =>
    say({ messageId: last(operation)?.messageId, operation, parameters });
  const refuse = (operation: string, message: string): void =>
    say({ messageId: last(operation)?.messageId, operation: 'error', parameters: { message } });
  const answerList = (...entries: readonly Entry[]): void =>
    answer('GetDiscussionList', {
      discussionList: entries.map(([seatId, speakerType, microphoneState = 'on']) => ({
        seatId,
        speakerType,
        microphoneState,
      })),
    });
  const answerSeats = (): void =>
    answer('GetSeats', {
      seats: [
        { seatId: 'a', seatName: 'Vorsitz', screenLine: '', status: 'connected', canPrio: true },
        {
          seatId: 'b',
          seatName: 'Platz 2',
          screenLine: 'Anna Beispiel',
          status: 'connected',
          seatedParticipantId: 'p-7',
        },
        { seatId: 'c', seatName: 'Platz 3', screenLine: '', status: 'disconnected' },
      ],
    });
  const firstPicture = (...entries: readonly Entry[]): void => {
    answer('Login', { loggedIn: true, token: 't', userId: 'u' });
    answer('RegisterEvents');
    answerSeats();
    answer('GetDiscussionOptions', { discussionMode: 1, maxRequests: 10, maxResponses: 5 });
    answerList(...entries);
  };
  const event = (...names: readonly string[]): void =>
    say({ messageId: 0, operation: 'event', parameters: { events: names } });
  driver.start();
  await clock.advance(1);
  const said = (): readonly string[] => heard.map(({ operation }) => operation);
  return {
    clock,
    heard,
    events,
    healths,
    driver,
    say,
    said,
    last,
    answer,
    refuse,
    answerList,
    answerSeats,
    firstPicture,
    event,
    picture: () => picture,
  };
}

describe('logging in', () => {
  test('comes first, and then events are registered before anything is asked for', async () => {
    const { heard, said, answer } = await connect();
    expect(heard).toEqual([
      { messageId: 1, operation: 'Login', parameters: { user: 'saal', password: 'geheim' } },
    ]);
    answer('Login', { loggedIn: true, token: 't' });
    expect(said().slice(1)).toEqual([
      'RegisterEvents',
      'GetSeats',
      'GetDiscussionOptions',
      'GetDiscussionList',
    ]);
    expect(heard[1]?.parameters).toEqual({ events: ['DiscussionListChanged', 'SeatsChanged'] });
  });

  test('a wrong password is told, and not tried again at once', async () => {
    const { answer, healths, clock, said } = await connect();
    answer('Login', { loggedIn: false, token: '' });
    expect(healths.at(-1)?.status).toEqual({ level: 'fault', code: 'wrong-password' });
    await clock.advance(30_000);
    expect(said()).toEqual(['Login']);
  });

  test('a missing permission is told in the server’s words', async () => {
    const { answer, refuse, driver } = await connect();
    answer('Login', { loggedIn: true, token: 't' });
    refuse('GetDiscussionList', 'Unable to perform the operation: GetDiscussionList');
    expect(driver.health().status).toMatchObject({
      code: 'not-ready',
      detail: 'Unable to perform the operation: GetDiscussionList',
    });
  });

  test('something else at the port is told apart from a server', async () => {
    const { say, healths, clock } = await connect();
    say([{ hello: 'world' }]);
    await clock.advance(signIntervalMs + 10);
    expect(healths.at(-1)?.status).toMatchObject({ level: 'fault', code: 'wrong-device' });
  });

  test('what does not fit a config is refused, and the password is needed', () => {
    const config = { id: 'm', kind: 'bosch-dicentis', address: 'wss://192.0.2.10', user: 'u', password: 'p' };
    expect(dicentisConfigSchema.parse(config)).toMatchObject({
      address: { host: '192.0.2.10', port: 31_416 },
      server: '6.50',
      answers: 'parameters',
    });
    expect(dicentisConfigSchema.safeParse({ ...config, password: undefined }).success).toBe(false);
    expect(dicentisConfigSchema.safeParse({ ...config, units: { a: 1, b: 1 } }).success).toBe(false);
  });
});

describe('the picture', () => {
  test('is whole once seats, limits and list have come', async () => {
    const { firstPicture, events, driver } = await connect();
    firstPicture(['b', 'isPrioritySpeaker'], ['a', 'isSpeaker'], ['c', 'isRequest', 'off']);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'snapshot',
      state: {
        speakers: [2, 1],
        requests: [3],
        maxRequests: 10,
        maxReplies: 5,
        withReplies: true,
        mode: null,
        seats: {
          1: { present: true, name: 'Vorsitz', chair: true },
          2: { present: true, name: 'Anna Beispiel', login: 'p-7', chair: false },
          3: { present: false, name: 'Platz 3' },
        },
      },
    });
    expect(driver.health().status?.code).toBe('ready');
  });

  test('one list carries speakers, requests and replies in the server’s order', async () => {
    const { firstPicture, picture } = await connect();
    firstPicture(['c', 'isResponder'], ['b', 'isResponseRequest', 'off'], ['a', 'isImportant', 'off']);
    expect(picture()).toMatchObject({ speakers: [3], replies: [2], requests: [1] });
  });

  test('a muted speaker is not open, and is opened by its microphone', async () => {
    const { firstPicture, picture, driver, heard } = await connect();
    firstPicture(['b', 'isSpeaker', 'mute']);
    expect(picture().speakers).toEqual([]);
    void driver.submit({ type: 'open', seat: 2 });
    expect(heard.at(-2)).toMatchObject({ operation: 'ActivateMicrophone', parameters: { seatId: 'b' } });
  });

  test('a seat the config does not name gets a number of its own and can be switched', async () => {
    const { firstPicture, picture, driver, heard } = await connect();
    firstPicture(['zzz', 'isSpeaker']);
    const [seat = 0] = picture().speakers;
    expect(seat).toBeGreaterThan(60_000);
    void driver.submit({ type: 'close', seat });
    expect(heard.at(-2)).toMatchObject({ operation: 'RemoveSpeech', parameters: { seatIds: ['zzz'] } });
  });

  test('older servers without options are known all the same', async () => {
    const { answer, answerSeats, answerList, refuse, driver, picture } = await connect();
    answer('Login', { loggedIn: true, token: 't' });
    answerSeats();
    answerList();
    expect(driver.health().status?.code).toBe('synchronising');
    refuse('GetDiscussionOptions', 'GETDISCUSSIONOPTIONS is an unknown operation');
    expect(driver.health().status?.code).toBe('ready');
    expect(picture().maxRequests).toBeNull();
  });

  test('answers in another member are read where the config says so', async () => {
    const { say, said } = await connect({ answers: 'result' });
    say({ messageId: 1, operation: 'Login', result: { loggedIn: true, token: 't' } });
    expect(said()).toContain('GetDiscussionList');
  });
});

describe('events', () => {
  test('an event is answered by a fetch of its data alone', async () => {
    const { firstPicture, event, said, answerList, picture } = await connect();
    firstPicture();
    const before = said().length;
    event('DiscussionListChanged');
    expect(said().slice(before)).toEqual(['GetDiscussionList']);
    answerList(['b', 'isSpeaker']);
    expect(picture().speakers).toEqual([2]);
    event('seatsChanged', 'VotingStateChanged');
    expect(said().slice(before + 1)).toEqual(['GetSeats']);
  });

  test('after a fetch that failed its event is registered anew', async () => {
    const { firstPicture, event, refuse, last, heard } = await connect();
    firstPicture();
    event('DiscussionListChanged');
    refuse('GetDiscussionList', 'no');
    expect(heard.at(-1)).toEqual(last('RegisterEvents'));
    expect(heard.at(-1)?.parameters).toEqual({ events: ['DiscussionListChanged'] });
  });

  test('an answer that nobody asked for means nothing', async () => {
    const { firstPicture, say, picture } = await connect();
    firstPicture(['b', 'isSpeaker']);
    say({ messageId: 4711, operation: 'GetDiscussionList', parameters: { discussionList: [] } });
    expect(picture().speakers).toEqual([2]);
  });

  test('a lost event is healed by the next look at the list, which repeats nothing', async () => {
    const { firstPicture, answerList, clock, picture, events } = await connect();
    firstPicture(['b', 'isSpeaker']);
    await clock.advance(signIntervalMs);
    answerList(['b', 'isSpeaker']);
    expect(events).toHaveLength(1);
    await clock.advance(signIntervalMs);
    answerList();
    expect(picture().speakers).toEqual([]);
  });

  test('silence is noticed, and after two questions the link is given up', async () => {
    const { firstPicture, clock, driver, said } = await connect();
    firstPicture();
    await clock.advance(2 * signIntervalMs + 10);
    expect(driver.health().status?.code).toBe('silent');
    await clock.advance(signIntervalMs + 300);
    expect(driver.health().losses).toBe(1);
    expect(said().at(-1)).toBe('Login');
  });
});

describe('commands and their evidence', () => {
  test.each([
    [{ type: 'open', seat: 3 }, '6.50', { operation: 'GrantSpeech', parameters: { seatIds: ['c'] } }],
    [{ type: 'open', seat: 3 }, 'older', { operation: 'AddSeatToSpeakers', parameters: { seatId: 'c' } }],
    [{ type: 'close', seat: 2 }, '6.50', { operation: 'RemoveSpeech', parameters: { seatIds: ['b'] } }],
    [
      { type: 'close', seat: 2 },
      'older',
      { operation: 'RemoveSeatFromDiscussionList', parameters: { seatId: 'b' } },
    ],
    [{ type: 'close-delegates' }, '6.50', { operation: 'RemoveSpeech', parameters: { seatIds: ['b'] } }],
    [{ type: 'close-all' }, '6.50', { operation: 'RemoveSpeech', parameters: { seatIds: ['a', 'b'] } }],
    [{ type: 'open-next' }, '6.50', { operation: 'GrantSpeech', parameters: { seatIds: ['d'] } }],
    [{ type: 'end-all-requests' }, '6.50', { operation: 'RemoveSpeech', parameters: { seatIds: ['d'] } }],
    [
      { type: 'add-request', seat: 3 },
      '6.50',
      { operation: 'RequestSpeech', parameters: { seatIds: ['c'] } },
    ],
    [
      { type: 'add-reply', seat: 3 },
      '6.50',
      { operation: 'RequestResponse', parameters: { seatIds: ['c'] } },
    ],
    [{ type: 'end-reply', seat: 3 }, '6.50', { operation: 'RemoveResponse', parameters: { seatIds: ['c'] } }],
  ] as const)('%j to a server of version %s', async (command, server, wire) => {
    const { firstPicture, driver, heard } = await connect({ server, units: { a: 1, b: 2, c: 3, d: 4 } });
    firstPicture(['a', 'isSpeaker'], ['b', 'isSpeaker'], ['d', 'isRequest', 'off']);
    void driver.submit(command);
    expect(heard.at(-2)).toMatchObject(wire);
    expect(heard.at(-1)?.operation).toBe('GetDiscussionList');
  });

  test('who asked to reply is granted a response', async () => {
    const { firstPicture, driver, heard } = await connect();
    firstPicture(['c', 'isResponseRequest', 'off']);
    void driver.submit({ type: 'open', seat: 3 });
    expect(heard.at(-2)?.operation).toBe('GrantResponse');
  });

  test.each([
    [{ type: 'set', settings: { mode: 'manual' } }, '6.50'],
    [{ type: 'order-requests', seats: [1] }, '6.50'],
    [{ type: 'add-request', seat: 3 }, 'older'],
    [{ type: 'open', seat: 999 }, '6.50'],
  ] as const)('%j is nothing that a server of version %s can do', async (command, server) => {
    const { firstPicture, driver } = await connect({ server });
    firstPicture();
    await expect(driver.submit(command)).resolves.toMatchObject({ code: 'device-unsupported' });
  });

  test('the effect in the list is the evidence', async () => {
    const { firstPicture, driver, answerList, answer } = await connect();
    firstPicture();
    const opened = driver.submit({ type: 'open', seat: 3 });
    answer('GrantSpeech');
    answerList(['c', 'isSpeaker']);
    await expect(opened).resolves.toEqual({ ok: true, evidence: 'read-back' });
  });

  test('a granted speech that only became a request was refused', async () => {
    const { firstPicture, driver, answerList, answer } = await connect();
    firstPicture();
    const opened = driver.submit({ type: 'open', seat: 3 });
    answer('GrantSpeech');
    answerList(['c', 'isRequest', 'off']);
    await expect(opened).resolves.toMatchObject({ ok: false, code: 'device-refused' });
  });

  test('an error is the refusal of its own command, not of another', async () => {
    const { firstPicture, driver, refuse, answer, answerList } = await connect();
    firstPicture(['b', 'isSpeaker']);
    const opened = driver.submit({ type: 'open', seat: 3 });
    const closed = driver.submit({ type: 'close', seat: 2 });
    refuse('GrantSpeech', 'Unable to perform the operation: GrantSpeech');
    await expect(opened).resolves.toMatchObject({ ok: false, code: 'device-refused' });
    answer('RemoveSpeech');
    answerList();
    await expect(closed).resolves.toMatchObject({ ok: true });
  });

  test('before the first picture nothing is sent', async () => {
    const { driver, said } = await connect();
    await expect(driver.submit({ type: 'open', seat: 3 })).resolves.toMatchObject({ code: 'device-offline' });
    expect(said()).toEqual(['Login']);
  });
});
