/** The Quinta session against the manual's own bytes: prompts, the list, messages that nobody asked for. */
import { describe, expect, test } from 'vitest';
import { quintaConfigSchema } from '../../../drivers/beyerdynamic-quinta/config.ts';
import {
  createQuintaSession,
  pollMs,
  promptMs,
  type QuintaOptions,
  streamsMs,
} from '../../../drivers/beyerdynamic-quinta/session.ts';
import { openScriptedLine, type ScriptedLine } from '../scripted-line.ts';

const fuchs = '004800650072007200200046007500630068007300000000000000000000';
const noName = '0'.repeat(60);
const nobody =
  '\r\nStrC 00000000 01 00\r\nStrD 00000000 01 00\r\nStrE 00000000 01 00\r\nStrF 00000000 21 00\r\n>';
const speaks281 = nobody.replace('StrC 00000000 01', 'StrC 00000281 03');

/** A control unit with 281 (single), 21E (double) and 300 (chair) in its list. */
function unit(answers: Readonly<Record<string, string | undefined>> = {}) {
  const list: Record<string, string> = {
    '00': '00000281 30 00 FC 00',
    '01': '0000021E 31 01 FC 00',
    '02': '00000300 32 02 FC 00',
    '03': 'F0000777 30 00 FC 00',
  };
  return (sent: string): string | undefined => {
    const command = sent.slice(0, -1);
    if (command in answers) return answers[command];
    const [, position = '', field] = /^T 0 (..) (.)$/.exec(command) ?? [];
    if (field === '0') return `\r\nSList[0x${position}] ${list[position] ?? 'FFFFFFFF FF FF FF FF'}\r\n>`;
    if (field === '3') return `\r\nRightNameL[0x${position}] ${position === '00' ? fuchs : noName}\r\n>`;
    return command === 'S 0' ? nobody : '\r\n>';
  };
}

const defaults: QuintaOptions = {
  units: { '281': 1, '21E': 2, '0000021e:r': 3, '300': 4 },
  positions: 5,
};
async function connected(
  answers: Readonly<Record<string, string | undefined>> = {},
  options: Partial<QuintaOptions> = {},
): Promise<ScriptedLine> {
  const line = await openScriptedLine(createQuintaSession({ ...defaults, ...options }), unit(answers));
  await line.clock.advance(50);
  line.sent();
  return line;
}

describe('the first picture', () => {
  test('login, all units, streams, list, and the names of who is in it, each after the prompt', async () => {
    const line = await openScriptedLine(createQuintaSession({ ...defaults, positions: 2 }), unit());
    await line.clock.advance(50);
    expect(line.sent()).toBe('U 0\rM 0\rS 0\rT 0 00 0\rT 0 00 3\rT 0 01 0\rT 0 01 3\r');
    expect(line.events).toHaveLength(1);
    expect(line.health().status?.code).toBe('ready');
  });

  test('nothing is said before the prompt', async () => {
    const line = await openScriptedLine(createQuintaSession(defaults));
    await line.clock.advance(1000);
    expect(line.sent()).toBe('U 0\r');
    line.says('\r\n>');
    expect(line.sent()).toBe('M 0\r');
  });

  test('single, double and chair units are seats; a ghost is none', async () => {
    const { picture } = await connected({ 'S 0': speaks281 });
    expect(picture().seats).toEqual({
      1: { present: true, name: 'Herr Fuchs', chair: false },
      2: { present: true, chair: false },
      3: { present: true, chair: false },
      4: { present: true, chair: true },
    });
    expect(picture()).toMatchObject({ speakers: [1], maxOpen: 3, maxOpenTotal: 4 });
  });

  test('a unit that the config does not know is called by its id', async () => {
    const { picture } = await connected({}, { units: { '281': 1 } });
    const unknown = Object.entries(picture().seats).filter(([seat]) => Number(seat) > 60_000);
    expect(new Set(unknown.map(([, seat]) => seat.name))).toEqual(new Set(['00021E', '00021E:R', '000300']));
  });

  test('a password is sent with the login', async () => {
    const line = await openScriptedLine(createQuintaSession({ ...defaults, password: 'geheim' }));
    expect(line.sent()).toBe('U 0 geheim\r');
  });
});

describe('what comes by itself', () => {
  test('allocations are opened and closed microphones, of the side they name', async () => {
    const { says, picture } = await connected();
    says('\r\nq 0000021E 01 0139\r\nQ 0000021E 11 0C\r\n>');
    expect(picture()).toMatchObject({ speakers: [3], requests: [] });
    says('\r\nQ 0000021E 01 0D\r\n>');
    expect(picture().speakers).toEqual([3, 2]);
    says('\r\nq 0000021E 00 0139\r\nQ 0000021E 10 0C\r\n>');
    expect(picture().speakers).toEqual([2]);
  });

  test('a request that comes four times is one, and only where the PC grants microphones', async () => {
    const { says, picture, events } = await connected();
    says('\r\nq 00000281 01 0030\r\n>'.repeat(4));
    expect(picture().requests).toEqual([]);
    const before = events.length;
    says('\r\nq 00000281 01 0030\r\na 00000281 01 0030\r\n>'.repeat(4));
    expect(picture().requests).toEqual([1]);
    expect(events.length).toBe(before + 1);
    says('\r\nq 00000281 00 0030\r\na 00000281 00 0030\r\n>');
    expect(picture().requests).toEqual([]);
  });

  test('a prompt that ends somebody else’s message is not the answer to ours', async () => {
    const { driver, says, sent, answers } = await connected();
    answers(null);
    void driver.submit({ type: 'open', seat: 1 });
    expect(sent()).toBe('A 00000281 1 0030\r');
    says('\r\nx 00021E 0131 7A 241100\r\n>');
    says('\r\nq 0000021E 01 0139\r\nQ 0000021E 11 0C\r\n>');
    expect(sent()).toBe('');
    says('\r\nQ 00000281 01 0D\r\n>');
    expect(sent()).toBe('');
  });

  test('half a table of streams decides nothing and is asked for again', async () => {
    const line = await connected();
    line.says('\r\nQ 00000281 01 0C\r\n>');
    line.answers(unit({ 'S 0': nobody.replace(/StrC[^\r]*\r\n/, '') }));
    await line.clock.advance(streamsMs);
    expect(line.picture().speakers).toEqual([1]);
    line.answers(unit({ 'S 0': nobody }));
    line.says(nobody);
    await line.clock.advance(streamsMs + pollMs);
    expect(line.picture().speakers).toEqual([]);
  });
});

describe('commands', () => {
  test.each([
    [{ type: 'open', seat: 1 }, 'A 00000281 1 0030\r'],
    [{ type: 'open', seat: 2 }, 'A 0000021E 1 0131\r'],
    [{ type: 'open', seat: 3 }, 'A 0000021E 1 0139\r'],
    [{ type: 'close', seat: 4 }, 'A 00000300 0 0232\r'],
    [{ type: 'close-all' }, 'i 00\r'],
  ] as const)('%j is %j', async (command, said) => {
    const { driver, sent, answers } = await connected();
    answers(null);
    void driver.submit(command);
    expect(sent()).toBe(said);
  });

  test('the allocation is the proof', async () => {
    const { driver, clock } = await connected({ 'A 00000281 1 0030': '\r\nQ 00000281 01 0C\r\n>' });
    const answer = driver.submit({ type: 'open', seat: 1 });
    await clock.advance(10);
    expect(await answer).toEqual({ ok: true, evidence: 'acknowledged' });
  });

  test('an empty prompt is read back from the streams', async () => {
    const { driver, clock, sent } = await connected();
    const answer = driver.submit({ type: 'open', seat: 1 });
    await clock.advance(10);
    expect(sent()).toBe('A 00000281 1 0030\rS 0\r');
    expect(await answer).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  test('delegates off leaves the chair', async () => {
    const line = await connected();
    line.says('\r\nQ 00000300 01 0F\r\nQ 00000281 01 0C\r\n>');
    line.answers(null);
    void line.driver.submit({ type: 'close-delegates' });
    expect(line.sent()).toBe('A 00000281 0 0030\r');
    line.says('\r\nQ 00000281 00 0C\r\n>');
    expect(line.picture().speakers).toEqual([4]);
    expect(line.sent()).not.toContain('A 00000300');
  });

  test('one request is cleared by choosing its unit, and then all units are meant again', async () => {
    const line = await connected();
    line.says(
      '\r\nq 0000021E 01 0139\r\na 0000021E 01 0139\r\n>\r\nq 00000281 01 0030\r\na 00000281 01 0030\r\n>',
    );
    expect(line.picture().requests).toEqual([3, 1]);
    const answer = line.driver.submit({ type: 'end-request', seat: 3 });
    await line.clock.advance(10);
    expect(line.sent()).toBe('M 0000021E\r~Q 10\rM 0\r');
    expect(await answer).toMatchObject({ ok: true });
    expect(line.picture().requests).toEqual([1]);
    void line.driver.submit({ type: 'end-all-requests' });
    await line.clock.advance(10);
    expect(line.sent()).toBe('~Q 00\r~Q 10\r');
    expect(line.picture().requests).toEqual([]);
  });

  test('units may say that they do not ask any more before the prompt', async () => {
    const off = '\r\nq 00000281 00 0030\r\na 00000281 00 0030\r\n>';
    const line = await connected({ '~Q 00': off });
    line.says('\r\nq 00000281 01 0030\r\na 00000281 01 0030\r\n>');
    const answer = line.driver.submit({ type: 'end-request', seat: 1 });
    await line.clock.advance(10);
    expect(await answer).toMatchObject({ ok: true });
    expect(line.sent()).toBe('M 00000281\r~Q 00\rM 0\r');
  });

  test('even if the command is given up, all units are meant again', async () => {
    const line = await connected();
    line.says('\r\nq 00000281 01 0030\r\na 00000281 01 0030\r\n>');
    line.answers(null);
    const answer = line.driver.submit({ type: 'end-request', seat: 1 });
    await line.clock.advance(3100);
    expect(await answer).toMatchObject({ code: 'device-deadline', effect: 'unknown' });
    line.sent();
    line.says('\r\n>');
    expect(line.sent()).toBe('M 0\r');
  });

  test('modes, limits and requests from us are nothing that we know how to say', async () => {
    const { driver } = await connected();
    for (const command of [
      { type: 'add-request', seat: 1 },
      { type: 'set', settings: { mode: 'manual' } },
      { type: 'open', seat: 99 },
    ] as const)
      expect(await driver.submit(command)).toMatchObject({ code: 'device-unsupported' });
  });
});

describe('the rounds', () => {
  test('a unit that left the range or the list is absent and silent', async () => {
    const line = await connected({ 'S 0': speaks281 });
    line.answers(
      unit({
        'S 0': nobody,
        'T 0 00 0': '\r\nSList[0x00] 00000281 30 00 00 00\r\n>',
        'T 0 02 0': '\r\nSList[0x02] FFFFFFFF FF FF FF FF\r\n>',
      }),
    );
    await line.clock.advance(12 * pollMs);
    expect(line.picture().seats[1]).toEqual({ present: false, name: 'Herr Fuchs', chair: false });
    expect(line.picture().seats[4]?.present).toBe(false);
    line.sent();
    await line.clock.advance(12 * pollMs);
    expect(line.sent()).not.toContain('T 0 02 3');
    expect(line.picture().speakers).toEqual([]);
  });

  test('the streams are read every 5 s and heal what was lost', async () => {
    const line = await connected();
    line.answers(unit({ 'S 0': speaks281 }));
    await line.clock.advance(streamsMs);
    expect(line.picture().speakers).toEqual([1]);
  });
});

describe('the link', () => {
  test('two prompts that do not come end it', async () => {
    const line = await connected();
    line.answers(null);
    await line.clock.advance(promptMs + pollMs + 50);
    expect(line.health().status?.code).toBe('silent');
    await line.clock.advance(promptMs + pollMs);
    expect(line.health().losses).toBe(1);
  });

  test('a unit that speaks and gives no prompt to the login does not let us in', async () => {
    const line = await openScriptedLine(createQuintaSession(defaults));
    line.says('\r\nx 00021E 0131 7A 241100\r\n>');
    await line.clock.advance(promptMs + 50);
    expect(line.health().status).toEqual({ level: 'fault', code: 'wrong-password' });
  });

  test('something else at the port is called so, and silence is only silence', async () => {
    const other = await openScriptedLine(
      createQuintaSession(defaults),
      () => 'HTTP/1.1 400 Bad Request\r\n\r\n',
    );
    await other.clock.advance(promptMs + 50);
    expect(other.health().status).toEqual({ level: 'fault', code: 'wrong-device' });
    const silent = await openScriptedLine(createQuintaSession(defaults));
    await silent.clock.advance(promptMs + 10);
    expect(silent.health().status).toBeNull();
  });
});

test('the config takes Telnet or a serial line, and ids with or without zeros', () => {
  const parse = (extra: object) =>
    quintaConfigSchema.safeParse({
      id: 'm',
      kind: 'beyerdynamic-quinta',
      address: 'tcp://192.0.2.10',
      ...extra,
    });
  expect(parse({}).data).toMatchObject({ address: { port: 23 }, units: {}, positions: 150 });
  expect(parse({ address: 'serial:COM3' }).data?.address).toMatchObject({ baud: 57_600 });
  expect(parse({ units: { '21E': 1, '0000021E:R': 2 } }).success).toBe(true);
  expect(parse({ units: { 'unit 1': 1 } }).success).toBe(false);
});
