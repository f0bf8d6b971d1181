import { describe, expect, test } from 'vitest';
import type { Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { dcernoConfigSchema } from '../../../drivers/televic-dcerno/config.ts';
import { televicDcernoKind } from '../../../drivers/televic-dcerno/driver.ts';
import {
  createDcernoSession,
  quietMs,
  signIntervalMs,
  silenceMs,
} from '../../../drivers/televic-dcerno/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneEvent,
} from '../../../protocols/models/microphones.ts';

const chair = '11000001';
const [anna, bert] = ['101008D2', '101008D3'];

/** A unit that says only what the test lets it say. */
async function connect(options: { readonly isSilent?: boolean } = {}) {
  const clock = createVirtualClock();
  const heard: string[] = [];
  const events: MicrophoneEvent[] = [];
  const healths: Health[] = [];
  let picture = noMicrophones;
  let sink: LinkSink<Uint8Array> | null = null;
  const driver = runSession({
    session: createDcernoSession({ units: { [chair]: 1, [anna]: 2 } }),
    clock,
    transport: createMemoryTransport<Uint8Array, Uint8Array>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received: (data) => void heard.push(new TextDecoder().decode(data)),
      closed: () => (sink = null),
    }),
    emit(event: MicrophoneEvent) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: (health) => healths.push(health),
  });
  const say = (type: 'evt' | 'rep', body: object): void =>
    sink?.received(
      new TextEncoder().encode(`\x0202:${type}0007021C00000O00000000000000:${JSON.stringify(body)}\x03`),
    );
  const microphone = (uid: string, stat: number): void => say('evt', { nam: 'micstat', uid, stat });
  /** Answers a round of questions. */
  const round = async (...states: readonly (readonly [string, number])[]): Promise<void> => {
    for (const [uid, stat] of states) microphone(uid, stat);
    say('rep', { nam: 'mmo', mmo: 1, mio: 2, mat: 1 });
    say('rep', { nam: 'mam', mam: 4 });
    await clock.advance(quietMs + 1);
  };
  /** The JSON of what was said last. */
  const said = (count = 1): readonly unknown[] =>
    heard.slice(-count).map((frame): unknown => JSON.parse(/\{.*\}/.exec(frame)?.[0] ?? 'null'));
  driver.start();
  await clock.advance(1);
  if (!options.isSilent) await round([chair, 0], [anna, 0]);
  return { clock, heard, events, healths, driver, say, microphone, round, said, picture: () => picture };
}

describe('the first picture', () => {
  test('is asked for after an introduction, with numbered packets', async () => {
    const { heard } = await connect({ isSilent: true });
    expect(heard).toEqual([
      '\x0202:con0000021O00000C00000000000000:{"typ":"CoCon","nam":"CoCon Emulator","ver":"0.01","inf":"","svr":0,"tim":""}\x03',
      '\x0202:get0001021O00000C00000000000000:{"nam":"gmicstat","uid":0}\x03',
      '\x0202:get0002021O00000C00000000000000:{"nam":"gmmo"}\x03',
      '\x0202:get0003021O00000C00000000000000:{"nam":"gmam"}\x03',
    ]);
  });

  test('ends with quiet after the last answer, also where microphones are told behind it', async () => {
    const { say, microphone, events, clock } = await connect({ isSilent: true });
    say('rep', { nam: 'mmo', mmo: 1, mio: 0, mat: 1 });
    say('rep', { nam: 'mam', mam: 5 });
    await clock.advance(quietMs - 10);
    microphone(anna, 1);
    await clock.advance(quietMs - 10);
    expect(events).toEqual([]);
    await clock.advance(20);
    expect(events).toEqual([
      {
        type: 'snapshot',
        state: {
          ...noMicrophones,
          mode: 'auto',
          maxOpen: 5,
          speakers: [2],
          seats: { 2: { present: true, chair: false } },
        },
      },
    ]);
  });

  test('is not ended by a change of the limit that comes in between', async () => {
    const { say, events, clock } = await connect({ isSilent: true });
    say('evt', { nam: 'mam', mam: 5 });
    await clock.advance(2 * quietMs);
    expect(events).toEqual([]);
  });

  test('a unit that the config does not name is shown by its serial number', async () => {
    const { microphone, picture } = await connect();
    microphone(bert.toLowerCase(), 1);
    const [seat = 0] = picture().speakers;
    expect(seat).toBeGreaterThan(60_000);
    expect(picture().seats[seat]).toEqual({ present: true, name: bert, chair: false });
    expect(picture().seats[1]).toEqual({ present: true, chair: true });
  });

  test('something else at the port is told apart from a unit', async () => {
    const { healths, clock, say } = await connect({ isSilent: true });
    say('rep', { nam: 'mam', mam: 'x' });
    await clock.advance(signIntervalMs + 10);
    expect(healths.at(-1)?.status).toMatchObject({ level: 'fault', code: 'wrong-device' });
  });
});

describe('modes', () => {
  test.each([
    [{ mmo: 0, mio: 0, mat: 1 }, 'manual'],
    [{ mmo: 2, mio: 0, mat: 1 }, 'manual'],
    [{ mmo: 1, mio: 3, mat: 1 }, 'auto'],
    [{ mmo: 1, mio: 4, mat: 1 }, 'fifo'],
    [{ mmo: 1, mio: 0, mat: 4 }, 'voice'],
  ] as const)('%j is %s', async (mode, expected) => {
    const { say, picture } = await connect();
    say('evt', { nam: 'mmo', ...mode });
    expect(picture().mode).toBe(expected);
  });

  test.each([
    ['manual', { mmo: 0, mio: 3, mat: 1 }],
    ['fifo', { mmo: 1, mio: 6, mat: 1 }],
    ['voice', { mmo: 1, mio: 2, mat: 4 }],
  ] as const)('%s is set and what does not concern it stays', async (mode, wire) => {
    const { driver, said } = await connect();
    void driver.submit({ type: 'set', settings: { mode } });
    expect(said()).toEqual([{ nam: 'smmo', ...wire }]);
  });
});

describe('commands and their evidence', () => {
  test.each([
    [{ type: 'open', seat: 2 }, [{ nam: 'smicstat', uid: anna, stat: '1' }]],
    [{ type: 'close', seat: 2 }, [{ nam: 'smicstat', uid: anna, stat: '0' }]],
    [{ type: 'add-request', seat: 2 }, [{ nam: 'smicstat', uid: anna, stat: '2' }]],
    [{ type: 'close-delegates' }, [{ nam: 'smicstat', uid: 0, stat: 0 }]],
    [
      { type: 'close-all' },
      [
        { nam: 'smicstat', uid: 0, stat: 0 },
        { nam: 'smicstat', uid: chair, stat: '0' },
      ],
    ],
    [{ type: 'set', settings: { maxOpen: 8 } }, [{ nam: 'smam', mam: 8 }]],
  ] as const)('%j is said', async (command, wire) => {
    const { driver, said, microphone } = await connect();
    microphone(chair, 1);
    void driver.submit(command);
    expect(said(wire.length)).toEqual(wire);
  });

  test('a microphone switched off does not end a request, and the next who waits is called', async () => {
    const { driver, said, microphone, heard } = await connect();
    microphone(anna, 2);
    const before = heard.length;
    void driver.submit({ type: 'close', seat: 2 });
    expect(heard.length).toBe(before);
    void driver.submit({ type: 'open-next' });
    expect(said()).toEqual([{ nam: 'smicstat', uid: anna, stat: '1' }]);
    void driver.submit({ type: 'end-all-requests' });
    expect(said()).toEqual([{ nam: 'smicstat', uid: anna, stat: '0' }]);
  });

  test('an event of the effect is an acknowledgement', async () => {
    const { driver, microphone } = await connect();
    const opened = driver.submit({ type: 'open', seat: 2 });
    microphone(anna, 1);
    await expect(opened).resolves.toEqual({ ok: true, evidence: 'acknowledged' });
  });

  test('silence is followed by a round, which decides', async () => {
    const { driver, clock, round, said } = await connect();
    const opened = driver.submit({ type: 'open', seat: 2 });
    await clock.advance(silenceMs + 1);
    expect(said(3)).toEqual([{ nam: 'gmicstat', uid: 0 }, { nam: 'gmmo' }, { nam: 'gmam' }]);
    await round([chair, 0], [anna, 0]);
    await expect(opened).resolves.toMatchObject({ ok: false, code: 'device-refused' });
  });

  test.each([
    { type: 'open', seat: 9 },
    { type: 'set', settings: { maxOpen: 9 } },
    { type: 'set', settings: { maxRequests: 3 } },
    { type: 'set-priority', seat: 2, priority: 3 },
    { type: 'order-requests', seats: [2] },
  ] as const)('the unit cannot do %j', async (command) => {
    const { driver } = await connect();
    await expect(driver.submit(command)).resolves.toMatchObject({ code: 'device-unsupported' });
  });
});

describe('the sign of life', () => {
  test('a round heals a lost event and repeats nothing', async () => {
    const { clock, microphone, round, picture, events } = await connect();
    microphone(anna, 1);
    const before = events.length;
    await clock.advance(signIntervalMs);
    await round([chair, 0], [anna, 1]);
    expect(events.length).toBe(before);
    await clock.advance(signIntervalMs);
    await round([chair, 0]);
    expect(picture().speakers).toEqual([]);
  });

  test('silence is noticed, and after two rounds the link is given up', async () => {
    const { clock, driver } = await connect();
    await clock.advance(2 * signIntervalMs + 10);
    expect(driver.health().status?.code).toBe('silent');
    await clock.advance(signIntervalMs);
    expect(driver.health().losses).toBe(1);
  });
});

describe('the config', () => {
  test('serial numbers are of either case, and the scheme says whether we may switch', () => {
    const config = { id: 'm', kind: 'televic-dcerno', address: 'tcp://192.0.2.10', units: { '101008d2': 2 } };
    const parsed = dcernoConfigSchema.parse(config);
    expect(parsed).toMatchObject({ address: { port: 5011 }, units: { '101008D2': 2 } });
    expect(televicDcernoKind.capabilities(parsed)).toMatchObject({ talkOn: true, settings: true });
    const listening = dcernoConfigSchema.parse({ ...config, address: 'udp://192.0.2.10:3005' });
    expect(televicDcernoKind.capabilities(listening)).toMatchObject({
      talkOn: false,
      talkOff: false,
      requestList: true,
      settings: false,
      modes: [],
    });
  });
});
