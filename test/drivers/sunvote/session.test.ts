/** The session alone, in the bytes of the facts: what is said when, and what silence means. */
import { describe, expect, test } from 'vitest';
import { runSession } from '../../../drivers/run-session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { sunvoteConfigSchema } from '../../../drivers/sunvote/config.ts';
import { sunvoteKind } from '../../../drivers/sunvote/driver.ts';
import { createSunvoteSession } from '../../../drivers/sunvote/session.ts';
import { concat, hex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import type { VotingEvent } from '../../../protocols/models/voting.ts';
import { sunvoteReplies, type SunvotePress } from '../../../protocols/sunvote/replies.ts';
import { sunvoteCommandFrames, sunvoteReplyFrames } from '../../golden/sunvote.ts';
import { optionsOf } from './voting-hall.ts';

/** The facts' frames by what they are, so that a transcript can be read. */
const names = [
  'find',
  'range',
  'write-base',
  'write-range',
  'C1',
  'C2',
  'C3',
  'C4',
  'C5 00',
  'C5 07',
  'wake',
] as const;
const nameOf = new Map(sunvoteCommandFrames.map(([frame], at) => [frame, names[at]]));
const plain = (data: Uint8Array): string => Buffer.from(data).toString('hex');

const empty = sunvoteReplyFrames[0]?.[0] ?? '';
const keypad12 = sunvoteReplyFrames[1]?.[0] ?? '';
const slot = (press: SunvotePress): Uint8Array => sunvoteReplies.encode({ type: 'slot', base: 1, press });
const short = (type: 'system' | 'scan', flags: number, ...data: readonly number[]): string =>
  plain(sunvoteReplies.encode({ type, base: 1, flags, sub: 0, data: [...data, 0, 0, 0, 0, 0].slice(0, 5) }));

/** What a base says to each of the frames, in hex; '': nothing. */
const base: Record<string, string> = {
  find: short('system', 0x0f, 1, 1, 20),
  range: short('scan', 0, 0, 1, 0, 100),
  C1: short('scan', 0xc1),
  C2: short('scan', 0xc2),
  C3: short('scan', 0xc3),
  C4: empty,
};

async function openLine(answers: Record<string, string> = { ...base }) {
  const clock = createVirtualClock();
  const transcript: string[] = [];
  const events: VotingEvent[] = [];
  let links = 0;
  let sink: LinkSink<Uint8Array> | null = null;
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(opened) {
      links++;
      sink = opened;
      opened.up();
    },
    received(data) {
      const name = nameOf.get(plain(data)) ?? plain(data);
      transcript.push(`${clock.now()} ${name}`);
      const mine = sink;
      const reply = answers[name];
      if (reply) queueMicrotask(() => mine?.received(hex(reply)));
    },
    closed: () => undefined,
  });
  const driver = runSession({
    session: createSunvoteSession({ counter: 'stable', readMs: 400 }),
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
    answers,
    events,
    transcript,
    /** What has been said since the last call, with the ms since its first frame. */
    said() {
      const [first = '0'] = transcript;
      const from = Number(first.split(' ')[0]);
      return transcript.splice(0).map((line) => {
        const [time, ...name] = line.split(' ');
        return `${Number(time) - from} ${name.join(' ')}`;
      });
    },
    says: (...data: readonly Uint8Array[]) => sink?.received(concat(...data)),
    open: () => driver.submit({ type: 'open-ballot', ballot: 'b-1', title: 'T', options: optionsOf(3) }),
    cut: () => sink?.down('cable'),
    casts: () => events.filter((event) => event.type === 'cast'),
    get links() {
      return links;
    },
  };
}

const acknowledgements = (said: readonly string[]): readonly string[] =>
  said.filter((each) => each.includes('C5')).map((each) => each.slice(each.indexOf('C5')));

const words = (line: { said(): readonly string[] }): readonly string[] =>
  line.said().map((each) => each.slice(each.indexOf(' ') + 1));

describe('what is said', () => {
  test('on connecting: the base is asked for, then its range', async () => {
    const line = await openLine();
    expect(line.said()).toEqual(['0 find', '0 range']);
    expect(line.driver.health().status).toEqual({ level: 'ok', code: 'ready' });
    await line.clock.advance(2000);
    expect(line.said()).toEqual(['0 find']);
  });

  test('on opening: what ran is ended, one round must be empty, then the start, woken by radio', async () => {
    const line = await openLine();
    line.said();
    const opened = line.open();
    await line.clock.advance(540);
    expect(line.said()).toEqual([
      '0 C3',
      '0 C2',
      '0 C5 00',
      '20 C4',
      '420 C1',
      '420 C2',
      '420 C4',
      '420 C5 00',
      '470 wake',
      '520 C5 00',
      '540 wake',
    ]);
    expect(await opened).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(line.events.at(-1)).toEqual({
      type: 'voting',
      state: { ballot: 'b-1', phase: 'open', totals: null },
    });
  });

  test('in a round: the acknowledgement, 20 ms, the wake, 20 ms, the poll, whose answer ends the wait', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(520)]);
    await line.clock.advance(40);
    line.transcript.length = 0;
    await line.clock.advance(200);
    const said = line.said();
    const from = said.findIndex((each) => each.endsWith('C5 00'));
    const [at = 0] = (said[from] ?? '').split(' ').map(Number);
    expect(said.slice(from, from + 6)).toEqual([
      `${at} C5 00`,
      `${at + 20} wake`,
      `${at + 40} C4`,
      `${at + 40} C5 00`,
      `${at + 60} wake`,
      `${at + 80} C4`,
    ]);
  });

  test('a press is echoed only after it was stored, and its byte is said once', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.transcript.length = 0;
    line.answers['C4'] = keypad12;
    await line.clock.advance(1320);
    const unstored = acknowledgements(line.said());
    expect(unstored.length).toBeGreaterThan(20);
    expect(new Set(unstored)).toEqual(new Set(['C5 00']));
    expect(line.casts()).toEqual([
      { type: 'cast', ballot: 'b-1', keypad: '12', option: 0, id: null, receipt: 1 },
    ]);
    const settled = line.driver.submit({ type: 'acknowledge-cast', receipt: 1, stored: true });
    line.answers['C4'] = '';
    await line.clock.advance(880);
    expect(await settled).toEqual({ ok: true, evidence: 'sent' });
    const after = acknowledgements(line.said());
    expect(after.slice(0, 2)).toEqual(['C5 07', 'C5 00']);
    expect(after.filter((each) => each === 'C5 07')).toHaveLength(1);
  });

  test('a press whose status byte is 0 is not acknowledged by the byte that acknowledges nothing', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.answers['C4'] = plain(slot({ status: 0, keypad: 3, keys: 2, counter: 3 }));
    await line.clock.advance(480);
    line.transcript.length = 0;
    await line.clock.advance(440);
    expect(line.transcript.some((each) => each.endsWith('C5 00'))).toBe(false);
    await line.driver.submit({ type: 'acknowledge-cast', receipt: 1, stored: false });
    await line.clock.advance(440);
    expect(line.transcript.some((each) => each.endsWith('C5 00'))).toBe(true);
  });

  test('what the base still holds of a ballot from before a restart of ours counts, and nothing is cleared', async () => {
    const line = await openLine({ ...base, C4: keypad12 });
    line.said();
    const opened = line.driver.submit({
      type: 'open-ballot',
      ballot: 'b-1',
      title: 'T',
      options: optionsOf(3),
      resumed: true,
    });
    await line.clock.advance(900);
    expect(await opened).toMatchObject({ ok: true });
    expect(line.said().map((each) => each.slice(each.indexOf(' ') + 1))).not.toContain('C2');
    expect(line.casts()).toMatchObject([{ ballot: 'b-1', keypad: '12', option: 0 }]);
  });

  test('several presses in one answer are acknowledged once all of them are stored', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.says(slot({ status: 6, keypad: 3, keys: 2, counter: 3 }), hex(keypad12));
    await line.driver.submit({ type: 'acknowledge-cast', receipt: 2, stored: true });
    line.transcript.length = 0;
    await line.clock.advance(440);
    expect(line.transcript.some((each) => each.endsWith('C5 07'))).toBe(false);
    await line.driver.submit({ type: 'acknowledge-cast', receipt: 1, stored: true });
    await line.clock.advance(440);
    expect(line.transcript.some((each) => each.endsWith('C5 07'))).toBe(true);
  });

  test('on closing: the stop, then rounds without the wake until three are empty', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    const closed = line.driver.submit({ type: 'close-ballot', ballot: 'b-1' });
    line.transcript.length = 0;
    await line.clock.advance(2000);
    expect(await closed).toEqual({ ok: true, evidence: 'acknowledged' });
    const said = words(line);
    // The round that ran is finished first.
    expect(said.slice(0, 2)).toEqual(['wake', 'C4']);
    expect(said.slice(2)).toEqual(['C3', 'C5 00', 'C4', 'C5 00', 'C4', 'C5 00', 'C4']);
    expect(line.events.slice(-2)).toMatchObject([
      { state: { phase: 'closed' } },
      { state: { phase: 'drained' } },
    ]);
  });
});

describe('what must not be taken for a press, or for the end', () => {
  test('a press left over from before, which the base says again because it did not hear us', async () => {
    const line = await openLine();
    const opened = line.open();
    await line.clock.advance(400);
    line.answers['C4'] = keypad12;
    await line.clock.advance(2000);
    expect(await opened).toMatchObject({ ok: true });
    expect(line.casts()).toEqual([]);
    line.answers['C4'] = empty;
    await line.clock.advance(500);
    line.answers['C4'] = keypad12;
    await line.clock.advance(500);
    expect(line.casts()).toHaveLength(1);
  });

  test('an empty base while a press is not on disk yet', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.says(hex(keypad12));
    void line.driver.submit({ type: 'close-ballot', ballot: 'b-1' });
    await line.clock.advance(6000);
    expect(line.events.at(-1)).toMatchObject({ state: { phase: 'closed' } });
    await line.driver.submit({ type: 'acknowledge-cast', receipt: 1, stored: true });
    await line.clock.advance(2500);
    expect(line.events.at(-1)).toMatchObject({ state: { phase: 'drained' } });
  });

  test('an empty base after a lost link: the vote is started again, and nothing is cleared', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.cut();
    line.transcript.length = 0;
    await line.clock.advance(900);
    const said = words(line);
    expect(said.slice(0, 9)).toEqual(['find', 'range', 'C5 00', 'wake', 'C4', 'C1', 'C4', 'C5 00', 'wake']);
    expect(said).not.toContain('C2');
    expect(line.events.at(-1)).toMatchObject({ state: { ballot: 'b-1', phase: 'open' } });
  });
});

describe('silence', () => {
  test('where no base is it is said so, asked for once a second, and nothing can be opened', async () => {
    const line = await openLine({});
    await line.clock.advance(5000);
    expect(line.driver.health().status).toEqual({ level: 'warning', code: 'silent' });
    expect(line.links).toBe(1);
    expect(await line.open()).toMatchObject({ ok: false, code: 'device-offline' });
    Object.assign(line.answers, base);
    await line.clock.advance(2000);
    expect(line.driver.health().status?.code).toBe('ready');
  });

  test('a base that was there and answers nothing any more ends the link', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    line.answers['C4'] = '';
    await line.clock.advance(2500);
    expect(line.driver.health().losses).toBe(1);
    expect(line.links).toBe(2);
  });

  test('an answer late by a round, or merged with the next, is read', async () => {
    const line = await openLine();
    await Promise.all([line.open(), line.clock.advance(960)]);
    const frame = hex(keypad12);
    line.answers['C4'] = '';
    await line.clock.advance(440);
    line.says(frame.subarray(0, 11));
    await line.clock.advance(500);
    expect(line.casts()).toEqual([]);
    line.says(frame.subarray(11), hex(empty));
    expect(line.casts()).toHaveLength(1);
  });
});

test('closing what is not open', async () => {
  const line = await openLine();
  await Promise.all([line.open(), line.clock.advance(960)]);
  expect(await line.driver.submit({ type: 'close-ballot', ballot: 'other' })).toEqual({
    ok: true,
    evidence: 'read-back',
  });
  await Promise.all([line.driver.submit({ type: 'close-ballot', ballot: 'b-1' }), line.clock.advance(4000)]);
  const before = line.events.length;
  await line.driver.submit({ type: 'close-ballot', ballot: 'b-1' });
  expect(line.events.slice(before)).toMatchObject([{ state: { ballot: 'b-1', phase: 'drained' } }]);
});

test('votes from elsewhere cannot be put into the base', async () => {
  const line = await openLine();
  const command = { type: 'external-cast', ballot: 'b-1', keypad: '1', option: 0 } as const;
  expect(await line.driver.submit(command)).toMatchObject({ ok: false, code: 'device-unsupported' });
});

describe('the config', () => {
  const plainConfig = { id: 'voting', kind: 'sunvote', address: 'serial:/dev/ttyUSB0' };
  const parse = (more: object) => sunvoteConfigSchema.safeParse({ ...plainConfig, ...more });

  test('needs no more than an address', () => {
    expect(parse({}).data).toMatchObject({
      address: { path: '/dev/ttyUSB0', baud: 19_200 },
      counter: 'stable',
      readMs: 400,
    });
    expect(parse({ address: 'tcp://192.0.2.10' }).data?.address).toMatchObject({ port: 4001 });
  });

  test.each([{ readMs: 0 }, { counter: 'maybe' }, { address: 'http://192.0.2.10' }, { password: 'x' }])(
    '%j is wrong',
    (more) => expect(parse(more).success).toBe(false),
  );

  test('says honestly what the keypads can', () => {
    expect(sunvoteKind.capabilities(sunvoteConfigSchema.parse(plainConfig))).toEqual({
      individualVotes: true,
      maxOptions: 6,
      changeable: true,
      delivery: 'at-least-once',
      accepted: 'by-device',
      readBack: false,
      forgeable: true,
      externalVotes: false,
    });
  });
});
