import { describe, expect, test } from 'vitest';
import type { Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import {
  createMxcwSession,
  quietMs,
  signIntervalMs,
  silenceMs,
} from '../../../drivers/shure-mxcw/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';

/** A unit that says only what the test lets it say. */
async function connect(options: { readonly cards?: boolean; readonly silent?: boolean } = {}) {
  const clock = createVirtualClock();
  const heard: string[] = [];
  const events: MicrophoneEvent[] = [];
  const healths: Health[] = [];
  let picture = noMicrophones;
  let sink: LinkSink<Uint8Array> | null = null;
  const driver = runSession({
    session: createMxcwSession({ cards: options.cards ?? false }),
    clock,
    transport: createMemoryTransport<Uint8Array, Uint8Array>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received: (data) => void heard.push(...(new TextDecoder().decode(data).match(/<[^>]*>/g) ?? [])),
      closed: () => (sink = null),
    }),
    emit(event: MicrophoneEvent) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: (health) => healths.push(health),
  });
  const say = (...frames: readonly string[]): void =>
    sink?.received(new TextEncoder().encode(frames.map((frame) => `< ${frame} >`).join('')));
  const seat = (number: number, ...more: readonly string[]): readonly string[] => [
    `REP ${number} UNIT_AVAILABLE AVAILABLE`,
    `REP ${number} ROLE ${number === 1 ? 'CHAIRMAN' : 'DELEGATE'}`,
    `REP ${number} SEAT_NAME {Platz ${number}                        }`,
    ...more,
  ];
  /** A whole block with three seats, and its end. */
  const block = async (...more: readonly string[]): Promise<void> => {
    say('REP OPERATION_MODE AUTO', 'REP INTERRUPT_MODE NOT_ALLOWED', 'REP MAX_DELEGATE_SPEAKERS 4');
    say(...seat(1), ...seat(2), ...seat(3), ...more, 'REP AUDIO_METER_RATE 0');
    await clock.advance(quietMs + 1);
  };
  /** Signs of life are answered until the unit is asked for the whole again. */
  const untilWholeAsked = async (): Promise<void> => {
    for (let sign = 0; sign < 12; sign++) {
      await clock.advance(signIntervalMs);
      if (heard.at(-2) === '< GET ALL >') return;
      say('REP AUDIO_METER_RATE 0');
    }
  };
  driver.start();
  await clock.advance(1);
  heard.push('connected');
  if (!options.silent) await block();
  return { clock, heard, events, healths, driver, say, block, untilWholeAsked, picture: () => picture };
}

describe('the first picture', () => {
  test('is asked for with GET ALL and ends with quiet after the answer behind it', async () => {
    const { heard, events, driver, say, clock } = await connect({ silent: true });
    expect(heard.slice(0, 2)).toEqual(['< GET ALL >', '< GET AUDIO_METER_RATE >']);
    say('REP OPERATION_MODE MANUAL', 'REP AUDIO_METER_RATE 0');
    await clock.advance(quietMs - 10);
    say('REP 7 UNIT_AVAILABLE AVAILABLE', 'REP 7 MIC_STATUS ON');
    await clock.advance(quietMs - 10);
    expect(events).toEqual([]);
    expect(driver.health().status?.code).toBe('synchronising');
    await clock.advance(20);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: 'snapshot',
      state: { mode: 'manual', speakers: [7], seats: { 7: { present: true } } },
    });
    expect(driver.health().status?.code).toBe('ready');
  });

  test('comes also from a hall that is never quiet', async () => {
    const { events, say, clock } = await connect({ silent: true });
    say('REP AUDIO_METER_RATE 0');
    for (let round = 0; round < 20; round++) {
      say(`SAMPLE 5 AUDIO_LEVEL 0${round + 10}`);
      await clock.advance(100);
    }
    expect(events[0]?.type).toBe('snapshot');
  });

  test('knows names, roles, presence and limits', async () => {
    const { picture } = await connect();
    expect(picture().seats).toEqual({
      1: { present: true, name: 'Platz 1', chair: true },
      2: { present: true, name: 'Platz 2', chair: false },
      3: { present: true, name: 'Platz 3', chair: false },
    });
    expect(picture()).toMatchObject({ mode: 'auto', interrupt: 'none', maxOpen: 4, maxOpenTotal: null });
  });

  test('something else at the port is told apart from a unit', async () => {
    const { healths, say, clock } = await connect({ silent: true });
    say('HTTP/1.1 400 Bad Request');
    await clock.advance(signIntervalMs + 10);
    expect(healths.at(-1)?.status).toMatchObject({ level: 'fault', code: 'wrong-device' });
  });
});

describe('news', () => {
  test('requests keep the order in which they came, also over a later block', async () => {
    const { say, picture, block, untilWholeAsked } = await connect();
    say('REP 3 REQUEST_LIST_STATUS IN_LIST');
    say('REP 2 REQUEST_LIST_STATUS IN_LIST');
    expect(picture().requests).toEqual([3, 2]);
    await untilWholeAsked();
    await block('REP 2 REQUEST_LIST_STATUS IN_LIST', 'REP 3 REQUEST_LIST_STATUS IN_LIST');
    expect(picture().requests).toEqual([3, 2]);
  });

  test('what a whole block does not confirm is over', async () => {
    const { say, picture, block, untilWholeAsked } = await connect();
    say('REP 3 MIC_STATUS ON');
    await untilWholeAsked();
    expect(picture().speakers).toEqual([3]);
    await block();
    expect(picture().speakers).toEqual([]);
  });

  test('a unit that goes away does not speak', async () => {
    const { say, picture } = await connect();
    say('REP 3 MIC_STATUS ON');
    say('REP 3 UNIT_AVAILABLE OFFLINE', 'REP 3 MIC_STATUS UNKNOWN');
    expect(picture().speakers).toEqual([]);
    expect(picture().seats[3]).toMatchObject({ present: false, name: 'Platz 3' });
  });

  test('with cards the name is a login, without it is not', async () => {
    const withCards = await connect({ cards: true });
    withCards.say('REP 2 SEAT_NAME {Anna Beispiel}');
    expect(withCards.picture().seats[2]).toMatchObject({ name: 'Anna Beispiel', login: 'Anna Beispiel' });
    const without = await connect();
    expect(without.picture().seats[2]?.login).toBeUndefined();
  });

  test('after garbage the whole is asked for again', async () => {
    const { say, heard, clock } = await connect();
    heard.length = 0;
    say('REP 3 MIC_STATUS LOUD');
    await clock.advance(1000);
    expect(heard).toContain('< GET ALL >');
  });
});

describe('a block with garbage in it', () => {
  test('may have lost a part of itself and is asked for again', async () => {
    const { say, heard, clock, untilWholeAsked } = await connect();
    await untilWholeAsked();
    heard.length = 0;
    say('REP 3 MIC_STATUS LOUD');
    await clock.advance(1000);
    expect(heard).toContain('< GET ALL >');
  });
});

describe('commands and their evidence', () => {
  test.each([
    [{ type: 'open', seat: 3 }, '< SET 3 MIC_STATUS ON >'],
    [{ type: 'close', seat: 3 }, '< SET 3 MIC_STATUS OFF >'],
    [{ type: 'close-all' }, '< SET 0 MIC_STATUS OFF >'],
    [{ type: 'close-delegates' }, '< SET ALL_DELEGATE_MIC_OFF TRUE >'],
    [{ type: 'open-next' }, '< SET NEXT_MIC_ON TRUE >'],
    [{ type: 'add-request', seat: 3 }, '< SET 3 SPEAK_REQUEST TRUE >'],
    [{ type: 'end-request', seat: 3 }, '< SET 3 SPEAK_RELEASE TRUE >'],
    [{ type: 'end-all-requests' }, '< SET CLEAR_REQUEST_LIST TRUE >'],
    [{ type: 'set-priority', seat: 3, priority: 5 }, '< SET 3 MIC_PRIORITY 5 >'],
    [
      { type: 'set', settings: { interrupt: 'same-priority' } },
      '< SET INTERRUPT_MODE EQUAL_AND_HIGHER_PRIORITY >',
    ],
    [{ type: 'set', settings: { maxOpen: 2 } }, '< SET MAX_DELEGATE_SPEAKERS 2 >'],
  ] as const)('%j is said as %s', async (command, frame) => {
    const { driver, heard } = await connect();
    void driver.submit(command);
    expect(heard.at(-1)).toBe(frame);
  });

  test('a report of the effect is an acknowledgement', async () => {
    const { driver, say } = await connect();
    const opened = driver.submit({ type: 'open', seat: 3 });
    say('REP 3 MIC_STATUS ON');
    await expect(opened).resolves.toEqual({ ok: true, evidence: 'acknowledged' });
  });

  test('silence is followed by a question, and its answer decides', async () => {
    const { driver, say, heard, clock } = await connect();
    const [refused, done] = [
      driver.submit({ type: 'open', seat: 3 }),
      driver.submit({ type: 'end-all-requests' }),
    ];
    await clock.advance(silenceMs + 1);
    expect(heard.slice(-3)).toEqual([
      '< GET 3 MIC_STATUS >',
      '< GET 0 REQUEST_LIST_STATUS >',
      '< GET AUDIO_METER_RATE >',
    ]);
    say('REP 3 MIC_STATUS OFF', 'REP 1 REQUEST_LIST_STATUS NOT_IN_LIST', 'REP AUDIO_METER_RATE 0');
    await clock.advance(quietMs + 1);
    await expect(refused).resolves.toEqual({ ok: false, code: 'device-refused', effect: 'none' });
    await expect(done).resolves.toEqual({ ok: true, evidence: 'read-back' });
  });

  test('an error is the refusal of the oldest command', async () => {
    const { driver, say } = await connect();
    const refused = driver.submit({ type: 'open', seat: 99 });
    say('REP ERR');
    await expect(refused).resolves.toMatchObject({ ok: false, code: 'device-refused' });
  });

  test.each([
    { type: 'add-reply', seat: 3 },
    { type: 'order-requests', seats: [3, 2] },
    { type: 'set', settings: { withReplies: true } },
    { type: 'set', settings: { maxReplies: 3 } },
  ] as const)('the unit has no %j', async (command) => {
    const { driver } = await connect();
    await expect(driver.submit(command)).resolves.toMatchObject({ code: 'device-unsupported' });
  });
});

describe('the sign of life', () => {
  test('a unit that falls silent is noticed, and after two questions the link is given up', async () => {
    const { driver, clock, events, block } = await connect();
    await clock.advance(2 * signIntervalMs + 10);
    expect(driver.health().status?.code).toBe('silent');
    await clock.advance(signIntervalMs);
    expect(driver.health()).toMatchObject({ losses: 1 });
    await clock.advance(300);
    await block('REP 2 MIC_STATUS ON');
    expect(events.at(-1)).toMatchObject({ type: 'snapshot', state: { speakers: [2] } });
  });

  test('answered questions keep the link, and repeat nothing', async () => {
    const { driver, clock, say, events } = await connect();
    for (let sign = 0; sign < 6; sign++) {
      await clock.advance(signIntervalMs);
      say('REP AUDIO_METER_RATE 0');
    }
    expect(driver.health()).toMatchObject({ link: 'up', losses: 0, status: { code: 'ready' } });
    expect(events).toHaveLength(1);
  });

  test('an answer that nobody asked for ends nothing', async () => {
    const { say, events, clock } = await connect({ silent: true });
    const { driver } = await connect();
    expect(driver.health().status?.code).toBe('ready');
    say('REP 7 MIC_STATUS ON');
    await clock.advance(1000);
    expect(events).toEqual([]);
  });
});
