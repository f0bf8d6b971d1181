/** The session alone, in the bytes of the facts: what is said when, what is waited for, and what silence means. */
import { describe, expect, test } from 'vitest';
import { iclickerConfigSchema } from '../../../drivers/iclicker/config.ts';
import { iclickerKind } from '../../../drivers/iclicker/driver.ts';
import { createIclickerSession } from '../../../drivers/iclicker/session.ts';
import type { IclickerOptions } from '../../../drivers/iclicker/state.ts';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { hex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { VotingEvent } from '../../../protocols/models/voting.ts';
import { optionsOf } from '../sunvote/voting-hall.ts';

const padded = (words: string): Uint8Array => hex(words.replaceAll(' ', '').padEnd(128, '0'));
/** An acknowledgement with the memory of something else behind it. */
const acknowledgement = (command: string): string => `${command.slice(0, 4)}aa82e970`;

/** What a base says to a command, in hex; '': nothing. Absent: an acknowledgement. */
type Answers = Record<string, readonly string[]>;

async function openLine(base: 'v1' | 'v2', answers: Answers = {}, more: Partial<IclickerOptions> = {}) {
  const clock = createVirtualClock();
  const transcript: string[] = [];
  const events: VotingEvent[] = [];
  let links = 0;
  let isMute = false;
  let sink: LinkSink<Uint8Array> | null = null;
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(opened) {
      links++;
      sink = opened;
      opened.up();
    },
    received(report) {
      expect(report.length).toBe(65);
      const words = Buffer.from(report.subarray(1)).toString('hex').replace(/0+$/, '');
      const command = words.length % 2 === 0 ? words : `${words}0`;
      transcript.push(`${clock.now()} ${command}`);
      const mine = sink;
      const replies = isMute ? [] : (answers[command] ?? [acknowledgement(command)]);
      for (const reply of replies) queueMicrotask(() => mine?.received(padded(reply)));
    },
    closed: () => undefined,
  });
  const driver = runSession({
    session: createIclickerSession({ base, frequency: 'AA', sequence: 'continues', ...more }),
    transport,
    clock,
    emit: (event: VotingEvent) => events.push(event),
    onHealth: () => undefined,
  });
  driver.start();
  await clock.advance(1);
  return {
    clock,
    driver,
    events,
    answers,
    /** What has been said since the last call, with the ms since its first report. */
    said() {
      const [first = '0'] = transcript;
      const from = Number(first.split(' ')[0]);
      return transcript.splice(0).map((line) => {
        const [time, command] = line.split(' ');
        return `${Number(time) - from} ${command}`;
      });
    },
    says: (words: string) => sink?.received(padded(words)),
    open: (ballot = 'b-1', resumed?: boolean) =>
      driver.submit({
        type: 'open-ballot',
        ballot,
        title: 'T',
        options: optionsOf(3),
        ...(resumed ? { resumed } : {}),
      }),
    close: () => driver.submit({ type: 'close-ballot', ballot: 'b-1' }),
    cut: () => sink?.down('cable'),
    mute: (on: boolean) => (isMute = on),
    casts: () => events.filter((event) => event.type === 'cast'),
    states: () => events.flatMap((event) => (event.type === 'voting' ? [event.state.phase] : [])),
    links: () => links,
  };
}

const noRecords = ['0117aa', '02180000000000'];
const openV2 = async () => {
  const line = await openLine('v2', { '011705': [] });
  await line.clock.advance(8000);
  line.said();
  const opened = line.open();
  await line.clock.advance(1000);
  expect(await opened).toEqual({ ok: true, evidence: 'acknowledged' });
  return line;
};

describe('what is said to a base v2', () => {
  test('first words: with their pauses, and five seconds after the extended frequency', async () => {
    const line = await openLine('v2');
    await line.clock.advance(8000);
    expect(line.said()).toEqual([
      '0 01102141',
      '200 0116',
      '400 012a214105',
      '5400 0112',
      '5405 0115',
      '5410 0116',
      '5415 012d',
      '5615 0129a18f968d99978f80',
      '5620 011704',
      '5625 011703',
      '5630 0116',
    ]);
    expect(line.driver.health().status).toEqual({ level: 'ok', code: 'ready' });
    expect(line.states()).toEqual(['idle']);
  });

  test('the opening: ends what runs, and does not wait for what is never acknowledged', async () => {
    const line = await openLine('v2', { '011705': [] });
    await line.clock.advance(8000);
    line.said();
    const opened = line.open();
    await line.clock.advance(200);
    expect(line.said()).toEqual(['0 0112', '5 0116', '10 011703', '15 011705', '120 0119660a01', '125 0111']);
    expect(await opened).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(line.states()).toEqual(['idle', 'open']);
  });

  test('the close: stop and wrapping up, and drained half a second after the last press', async () => {
    const line = await openV2();
    line.said();
    const closed = line.close();
    await line.clock.advance(300);
    expect(await closed).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(line.said()).toEqual(['0 0112', '5 0116', '10 0117010004', '15 011703', '20 011704']);
    line.says('02138182e97000');
    await line.clock.advance(400);
    expect(line.states()).toEqual(['idle', 'open', 'closed']);
    expect(line.casts()).toHaveLength(1);
    await line.clock.advance(300);
    expect(line.states().at(-1)).toBe('drained');
    line.says('02138282e97001');
    expect(line.casts()).toHaveLength(1);
  });
});

describe('what is said to a base v1', () => {
  const answers = (): Answers => ({ '0117010004': noRecords });
  test('it is asked for records, then set up with the first ballot, with the pauses that it needs', async () => {
    const line = await openLine('v1', answers());
    await line.clock.advance(500);
    expect(line.said()).toEqual(['0 0117010004']);
    const opened = line.open();
    await line.clock.advance(800);
    expect(line.said()).toEqual([
      '0 01102141',
      '140 0116',
      '210 011703',
      '420 0116',
      '580 011705',
      '760 01110005',
      '765 0117010004',
    ]);
    expect(await opened).toMatchObject({ ok: true });
  });

  test('records are read from where we are, and of several reports each is taken', async () => {
    const line = await openLine('v1', answers());
    await line.clock.advance(500);
    void line.open();
    await line.clock.advance(800);
    const record = (index: number): string => `61c0000${index % 10}`;
    const many = Array.from({ length: 14 }, (_, index) => record(index)).join('');
    line.answers['0117010004'] = ['0117aa', `0218010f000e0e${many}`, '021800010e0f0165c00001'];
    line.answers['0117010f04'] = ['0117aa', '021800000f0f00'];
    await line.clock.advance(600);
    expect(line.casts()).toHaveLength(15);
    expect(line.casts().at(-1)).toMatchObject({ keypad: 'C00001C1', option: null, id: '0.14' });
    expect(line.said().at(-1)).toContain('0117010f04');
  });

  test('a vote from before a restart of ours: all its records come, it is told to go on, and nothing is cleared', async () => {
    const line = await openLine('v1', { '0117010004': ['0117aa', '0218000100010162c00001'] });
    await line.clock.advance(500);
    expect(line.casts()).toEqual([]);
    line.said();
    const opened = line.open('b-1', true);
    await line.clock.advance(300);
    expect(await opened).toMatchObject({ ok: true });
    expect(line.casts()).toMatchObject([{ ballot: 'b-1', keypad: 'C00001C1', option: 1, id: '0.0' }]);
    const said = line.said().map((each) => each.split(' ')[1]);
    expect(said.slice(0, 2)).toEqual(['0117010004', '01110005']);
    expect(said).not.toContain('011705');
  });

  test('closing what was not open yet takes none of the records of the ballot before', async () => {
    const line = await openLine('v1', { '0117010004': ['0117aa', '0218000100010162c00001'] });
    await line.clock.advance(500);
    const opened = line.open();
    await line.clock.advance(50);
    const closed = line.close();
    await line.clock.advance(3000);
    expect(await opened).toMatchObject({ ok: false });
    expect(await closed).toMatchObject({ ok: true });
    expect(line.states().at(-1)).toBe('drained');
    expect(line.casts()).toEqual([]);
  });
});

describe('presses of a base v2', () => {
  test('one or two in a report, each once, by the name on the remote', async () => {
    const line = await openV2();
    line.says(`${'02138182e97005'.padEnd(64, '0')}021383c0d9db07`);
    line.says(`${'021384c0d9db08'.padEnd(64, '0')}02138182e97005`);
    expect(line.casts()).toEqual([
      { type: 'cast', ballot: 'b-1', keypad: '82E9701B', option: 0, id: '0.0.5.0', receipt: 1 },
      { type: 'cast', ballot: 'b-1', keypad: 'C0D9DBC2', option: 2, id: '0.0.7.2', receipt: 2 },
      { type: 'cast', ballot: 'b-1', keypad: 'C0D9DBC2', option: null, id: '0.0.8.3', receipt: 3 },
    ]);
  });

  test('one that is told after a newer one of the same remote does not count', async () => {
    const line = await openV2();
    line.says('02138182e97005');
    line.says('02138382e97007');
    line.says('02138282e97006');
    expect(line.casts().map((cast) => cast.type === 'cast' && cast.option)).toEqual([0, 2]);
  });

  test('numbers that begin anew are presses like others', async () => {
    const line = await openV2();
    for (const [key, number] of [
      ['81', 'fe'],
      ['82', 'ff'],
      ['83', '00'],
      ['81', '01'],
    ] as const)
      line.says(`0213${key}82e970${number}`);
    const casts = line.casts().flatMap((cast) => (cast.type === 'cast' ? [cast] : []));
    expect(casts.map(({ option }) => option)).toEqual([0, 1, 2, 0]);
    expect(new Set(casts.map(({ id }) => id)).size).toBe(4);
  });

  test('a remote that goes once round its numbers is heard again', async () => {
    const line = await openV2();
    for (let number = 0; number <= 256; number++)
      line.says(`02138182e970${(number % 256).toString(16).padStart(2, '0')}`);
    const ids = line.casts().map((cast) => (cast.type === 'cast' ? cast.id : null));
    expect(ids).toHaveLength(257);
    expect(new Set(ids).size).toBe(257);
  });

  test('what was said last before the opening is no vote, and the next press of that remote is one', async () => {
    const line = await openLine('v2');
    await line.clock.advance(8000);
    line.says('02138182e97005');
    void line.open();
    await line.clock.advance(1000);
    line.says('02138182e97005');
    expect(line.casts()).toEqual([]);
    line.says('02138182e97006');
    expect(line.casts()).toHaveLength(1);
  });

  test('where numbers begin anew with each vote, the same number after the opening is a press', async () => {
    const line = await openLine('v2', {}, { sequence: 'restarts', frequency: 'BD' });
    expect(line.said()).toEqual(['0 01102244']);
    await line.clock.advance(8000);
    line.says('02138182e97000');
    void line.open();
    await line.clock.advance(1000);
    line.says('02138182e97000');
    expect(line.casts()).toMatchObject([{ option: 0 }]);
  });

  test('a key that is none of the five is none', async () => {
    const line = await openV2();
    line.says('02138682e97006');
    line.says('0213aa00000000');
    expect(line.casts()).toEqual([]);
    expect(line.driver.health().garbage).toBe(0);
  });
});

describe('silence and nonsense', () => {
  test('where no base is, it is said so and asked for again', async () => {
    const line = await openLine('v2', { '01102141': [] });
    await line.clock.advance(5000);
    expect(line.driver.health().status).toEqual({ level: 'warning', code: 'silent' });
    expect(await line.open()).toMatchObject({ ok: false, code: 'device-offline' });
    expect(line.links()).toBe(1);
    delete line.answers['01102141'];
    await line.clock.advance(8000);
    expect(line.driver.health().status?.code).toBe('ready');
  });

  test('a start that is not acknowledged is said three times; then the link ends', async () => {
    const line = await openLine('v2');
    await line.clock.advance(8000);
    line.answers['0111'] = [];
    const opened = line.open();
    await line.clock.advance(1000);
    expect(await opened).toMatchObject({ ok: false, code: 'device-offline', effect: 'unknown' });
    expect(line.said().filter((each) => each.endsWith(' 0111'))).toHaveLength(3);
    expect(line.driver.health().losses).toBe(1);
  });

  test('three reports without sense end the link: a stream may be out of step', async () => {
    const line = await openV2();
    line.says('ff');
    line.says('ff');
    line.says('0112aa');
    line.says('ff');
    line.says('ff');
    expect(line.links()).toBe(1);
    line.says('ff');
    await line.clock.advance(300);
    expect(line.links()).toBe(2);
    expect(line.driver.health().garbage).toBe(5);
  });
});

test('a close while the first words after a lost link are said is carried out behind them', async () => {
  const line = await openV2();
  line.cut();
  await line.clock.advance(1000);
  const closed = line.close();
  await line.clock.advance(8000);
  expect(await closed).toMatchObject({ ok: true });
  expect(line.states().slice(-2)).toEqual(['closed', 'drained']);
});

test('votes from elsewhere cannot be put into the base', async () => {
  const line = await openV2();
  const command = { type: 'external-cast', ballot: 'b-1', keypad: '1', option: 0 } as const;
  expect(await line.driver.submit(command)).toMatchObject({ ok: false, code: 'device-unsupported' });
});

describe('the config', () => {
  const plain = { id: 'voting', kind: 'iclicker' };
  test('needs nothing, and can name one of two bases', () => {
    expect(iclickerConfigSchema.parse(plain)).toMatchObject({
      address: { scheme: 'hid', vendor: 0x1881, product: 0x0150, pick: null },
      base: 'v2',
      frequency: 'AA',
    });
    expect(
      iclickerConfigSchema.parse({ ...plain, address: 'hid:1881:0150?port=1-1.4' }).address,
    ).toMatchObject({
      pick: { by: 'port', value: '1-1.4' },
    });
    expect(iclickerConfigSchema.parse({ ...plain, address: 'tcp://127.0.0.1' }).address).toMatchObject({
      port: 4881,
    });
  });
  test.each([
    { frequency: 'AE' },
    { base: 'v3' },
    { address: 'hid:1881' },
    { address: 'hid:1881:0150?name=x' },
    { address: 'http://192.0.2.10' },
    { password: 'x' },
  ])('%j is wrong', (more) => {
    expect(iclickerConfigSchema.safeParse({ ...plain, ...more }).success).toBe(false);
  });
  test('says honestly what the remotes can', () => {
    expect(iclickerKind.capabilities(iclickerConfigSchema.parse(plain))).toEqual({
      individualVotes: true,
      maxOptions: 5,
      changeable: true,
      delivery: 'at-least-once',
      accepted: 'by-device',
      readBack: false,
      forgeable: true,
      externalVotes: false,
    });
    expect(iclickerKind.capabilities(iclickerConfigSchema.parse({ ...plain, base: 'v1' })).readBack).toBe(
      true,
    );
  });
});
