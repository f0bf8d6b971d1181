/** The Taiden session against the documents' own bytes. */
import { describe, expect, test } from 'vitest';
import { taidenConfigSchema } from '../../../drivers/taiden-hcs/config.ts';
import {
  createTaidenSession,
  gapMs,
  refreshMs,
  type TaidenOptions,
} from '../../../drivers/taiden-hcs/session.ts';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { openScriptedLine, type ScriptedLine } from '../scripted-line.ts';

const defaults: TaidenOptions = {
  reports: 'status',
  form: { idBytes: 2, places: 'six' },
  lowBits: 'limit',
  allOff: 'e3',
  chairs: [],
};
const status = (...open: number[]): string => {
  const ids = [0, 1, 2, 3, 4, 5].map((index) => (open[index] ?? 0).toString(16).padStart(4, '0'));
  return `e6 04 0${open.length} ${ids.join(' ')}`;
};
const hexOf = (sent: string): string => toHex(Uint8Array.from(sent, (char) => char.charCodeAt(0)));
const says = (line: ScriptedLine, bytes: string): void => line.says(hex(bytes));

/** Reports at once when it is told to report. */
const answering = (open: readonly number[]) => (sent: string) =>
  hexOf(sent) === 'e3 04 00' ? String.fromCharCode(...hex(status(...open))) : undefined;

const connect = (
  options: Partial<TaidenOptions> = {},
  answer: ((sent: string) => string | undefined) | null = null,
): Promise<ScriptedLine> => openScriptedLine(createTaidenSession({ ...defaults, ...options }), answer);

describe('the first picture', () => {
  test('the unit is told to report, and its report is the snapshot', async () => {
    const line = await connect({}, answering([3, 300]));
    expect(hexOf(line.sent())).toBe('e3 04 00');
    expect(line.events).toHaveLength(1);
    expect(line.picture()).toMatchObject({ speakers: [3, 300], maxOpen: 4 });
    expect(line.health().status).toEqual({ level: 'ok', code: 'ready' });
  });

  test('a unit that says nothing upon it counts as silent, and its first report makes it ready', async () => {
    const line = await connect();
    await line.clock.advance(2100);
    expect(line.picture().speakers).toEqual([]);
    expect(line.health().status).toEqual({ level: 'warning', code: 'silent' });
    await line.clock.advance(60_000);
    expect(line.links).toBe(1);
    says(line, status(7));
    expect(line.health().status?.code).toBe('ready');
    expect(line.picture().speakers).toEqual([7]);
  });

  test('it is told again every 5 s: one that was switched off has forgotten it', async () => {
    const line = await connect({}, answering([3]));
    line.sent();
    line.answers(answering([]));
    await line.clock.advance(refreshMs);
    expect(hexOf(line.sent())).toBe('e3 04 00');
    expect(line.picture().speakers).toEqual([]);
  });

  test('one that used to report upon it and does not any more is dead', async () => {
    const line = await connect({}, answering([]));
    await line.clock.advance(2 * refreshMs);
    line.answers(null);
    await line.clock.advance(2 * refreshMs);
    expect(line.health().status?.code).toBe('silent');
    await line.clock.advance(refreshMs + 1000);
    expect(line.health().losses).toBe(1);
  });
});

describe('reports', () => {
  test('who speaks already keeps the place, whatever the unit’s order', async () => {
    const line = await connect({}, answering([]));
    says(line, status(9));
    says(line, status(2, 9));
    expect(line.picture().speakers).toEqual([9, 2]);
    says(line, status(2));
    expect(line.picture().speakers).toEqual([2]);
  });

  test('the rest of a message that does not come is dropped after a while', async () => {
    const line = await connect({}, answering([]));
    says(line, 'e6 04 01 00');
    await line.clock.advance(gapMs + 1);
    expect(line.health().garbage).toBe(1);
    says(line, status(5));
    expect(line.picture().speakers).toEqual([5]);
  });

  test('where a camera should look is nothing that we follow in status mode', async () => {
    const line = await connect({}, answering([3]));
    says(line, 'e5 00 07 e3 00 28 00 15 00 0d 00 06');
    expect(line.picture().speakers).toEqual([3]);
    expect(line.health().garbage).toBe(0);
  });

  test('in tracking mode it is all there is: one speaker, or nobody', async () => {
    const line = await connect({ reports: 'tracking' });
    expect(hexOf(line.sent())).toBe('e3 e4 00');
    says(line, 'e5 00 07');
    expect(line.picture().speakers).toEqual([7]);
    says(line, 'e5 00 03');
    expect(line.picture().speakers).toEqual([3]);
    says(line, `${status(9)} e5 00 00`);
    expect(line.picture().speakers).toEqual([]);
  });

  test('the other forms of a status', async () => {
    const short = await connect({ form: { idBytes: 1, places: 'six' } });
    says(short, 'e6 04 02 03 07 00 00 00 00');
    expect(short.picture().speakers).toEqual([3, 7]);
    const few = await connect({ form: { idBytes: 2, places: 'open' } });
    says(few, 'e6 04 02 00 03 00 07');
    expect(few.picture().speakers).toEqual([3, 7]);
  });

  test('the lower bits of the state are a limit only where the config says so', async () => {
    const line = await connect({ lowBits: 'other' }, answering([3]));
    expect(line.picture().maxOpen).toBeNull();
  });
});

describe('commands', () => {
  test.each([
    [{ type: 'open', seat: 300 }, 'e6 f1 01 2c'],
    [{ type: 'close', seat: 1 }, 'e6 f2 00 01'],
    [{ type: 'close-all' }, 'e3 ed 00'],
    [{ type: 'close-delegates' }, 'e6 f2 00 03 e6 f2 00 05'],
  ] as const)('%j is %s', async (command, bytes) => {
    const line = await connect({ chairs: [1] }, answering([1, 3, 5]));
    line.sent();
    void line.driver.submit(command);
    expect(hexOf(line.sent())).toBe(bytes);
  });

  test('all off has two forms', async () => {
    const line = await connect({ allOff: 'e6' }, answering([3]));
    line.sent();
    void line.driver.submit({ type: 'close-all' });
    expect(hexOf(line.sent())).toBe('e6 ed 00 00');
  });

  test('a report that shows the effect is the proof', async () => {
    const line = await connect({}, answering([]));
    const answer = line.driver.submit({ type: 'open', seat: 3 });
    says(line, status(3));
    expect(await answer).toMatchObject({ ok: true });
  });

  test('without a report we ask once, and what comes then decides', async () => {
    const line = await connect({}, answering([]));
    const answer = line.driver.submit({ type: 'open', seat: 3 });
    await line.clock.advance(500);
    expect(await answer).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  test('a report that was asked for before the command does not decide on it', async () => {
    const line = await connect({}, answering([]));
    line.answers(null);
    await line.clock.advance(refreshMs);
    const answer = line.driver.submit({ type: 'open', seat: 3 });
    says(line, status());
    await line.clock.advance(100);
    says(line, status(3));
    expect(await answer).toMatchObject({ ok: true });
  });

  test('if nothing comes at all, only that it was sent is known', async () => {
    const line = await connect();
    await line.clock.advance(3000);
    const answer = line.driver.submit({ type: 'open', seat: 3 });
    await line.clock.advance(2600);
    expect(await answer).toEqual({ ok: true, evidence: 'sent' });
  });

  test('requests, modes and limits are nothing that this protocol has', async () => {
    const line = await connect({}, answering([]));
    for (const command of [
      { type: 'add-request', seat: 3 },
      { type: 'open-next' },
      { type: 'set', settings: { maxOpen: 2 } },
    ] as const)
      expect(await line.driver.submit(command)).toMatchObject({ code: 'device-unsupported' });
  });
});

test('the config takes a serial line or a converter, and has defaults for what is not certain', () => {
  const parse = (address: string) => taidenConfigSchema.parse({ id: 'm', kind: 'taiden-hcs', address });
  expect(parse('serial:/dev/ttyUSB0')).toMatchObject({
    address: { scheme: 'serial', path: '/dev/ttyUSB0', baud: 9600 },
    reports: 'status',
    statusIdBytes: 2,
    statusPlaces: 'six',
    statusLowBits: 'limit',
    allOff: 'e3',
  });
  expect(parse('tcp://192.0.2.10').address).toMatchObject({ port: 4001 });
});
