import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quintaCommands } from '../../../protocols/beyerdynamic-quinta/commands.ts';
import { nameDigits, readName } from '../../../protocols/beyerdynamic-quinta/names.ts';
import { encodeBlock, quintaReports } from '../../../protocols/beyerdynamic-quinta/reports.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { quintaBlocks, quintaCommandLines, quintaLines } from '../../golden/beyerdynamic-quinta.ts';
import { streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (lines: string) => quintaReports.decode(noBytes, bytes(lines));
const commands = (lines: string) => quintaCommands.decode(noBytes, bytes(lines)).messages;

describe('golden lines', () => {
  test.each(quintaCommandLines)('a controller says %j', (line, command) => {
    expect(commands(line)).toEqual([command]);
    expect(text(quintaCommands.encode(command))).toBe(line);
  });
  test.each(quintaLines)('the control unit says %j', (line, report) => {
    expect(reports(line)).toEqual({ messages: [report], garbage: 0, pending: noBytes });
    expect(text(quintaReports.encode(report))).toBe(line);
  });
  test.each(quintaBlocks)('the control unit answers %j', (block, expected) => {
    expect(reports(block)).toEqual({
      messages: [...expected, { type: 'prompt' }],
      garbage: 0,
      pending: noBytes,
    });
    expect(text(encodeBlock(expected))).toBe(block);
  });
});

describe('laws', () => {
  streamLaws(
    'commands',
    quintaCommands,
    fc.constantFrom(...quintaCommandLines.map(([, command]) => command)),
  );
  streamLaws('reports', quintaReports, fc.constantFrom(...quintaLines.map(([, report]) => report)));
});

describe('reading what a control unit sends', () => {
  test('a status with more fields, and with a large X as one example has it', () => {
    const status = { type: 'unit-status', unit: 0xa225, flags: { hardware: 7, zone: 2, role: 'single' } };
    expect(reports('x 00A225 3720 79 263001 00\r\n').messages).toEqual([status]);
    expect(reports('X 00A225 3720 79 263001 00 new\r\n').messages).toEqual([status]);
  });

  test('the four repetitions of a request are four messages, each with its prompt', () => {
    const once = '\r\nq 00000281 01 0030\r\na 00000281 01 0030\r\n>';
    const types = reports(once.repeat(4)).messages.map((report) => report.type);
    const expected = ['request', 'request-echo', 'prompt'];
    expect(types).toEqual([...expected, ...expected, ...expected, ...expected]);
  });

  test('what Telnet negotiates in front of the first line does not spoil it', () => {
    const negotiation = Uint8Array.of(0xff, 0xfd, 0x01, 0xff, 0xfb, 0x03);
    const first = quintaReports.decode(noBytes, negotiation);
    expect(quintaReports.decode(first.pending, bytes('CUFW V3.0.00\r\n>'))).toMatchObject({
      messages: [{ type: 'version', version: 'V3.0.00' }, { type: 'prompt' }],
      garbage: 0,
    });
  });

  test('an echo of the command is no report of anything', () => {
    expect(reports('A 0000021E 1 0139\r\n').messages).toEqual([{ type: 'other', text: 'A 0000021E 1 0139' }]);
  });

  test.each([
    'Q',
    'Q 00000000 11 0C',
    'Q 01000000 11 0C',
    'Q 0000021E 1x 0C',
    'Q 0000021E 11 0B',
    'Q 0000021E 11 10',
    'q 0000021E 02 0139',
    'q 0000021E 01 0133',
    'q 0000021E 01 10139',
    'x 000000 0131 7A 241100',
    'SList[0x96] 00000281 30 00 FC 00',
    'SList[0x00] 281 30 00 FC 00',
    'RightNameL[0x00] 00480',
    'RightNameL[0x00] 00ZZ',
    'StrC',
    'Häuptling',
  ])('the control unit would not say %j: garbage', (line) => {
    expect(reports(`${line}\r\n`)).toMatchObject({ messages: [], garbage: 1 });
  });

  test('a line without an end stays within its bound and is one piece of garbage', () => {
    const endless = quintaReports.decode(noBytes, new Uint8Array(100_000).fill(0x61));
    expect(endless.pending.length).toBeLessThanOrEqual(quintaReports.maxPendingBytes);
    expect(quintaReports.decode(endless.pending, bytes('aaa\r\ni 00\r\n>'))).toMatchObject({
      messages: [{ type: 'cleared' }, { type: 'prompt' }],
      garbage: 1,
    });
  });

  test('a stream without a unit has nobody, whatever its flags say', () => {
    expect(reports('StrD FFFFFFFF 07 00\r\n').messages).toEqual([
      {
        type: 'stream',
        stream: 2,
        active: true,
        unit: null,
        left: false,
        right: false,
        reservedForChair: false,
      },
    ]);
  });
});

describe('names', () => {
  test('umlauts are UTF-16 and a field has fifteen characters', () => {
    expect(nameDigits('Jörg Weiß')).toBe('004A00F6007200670020005700650069' + '00DF'.padEnd(28, '0'));
    expect(readName(nameDigits('Jörg Weiß'))).toBe('Jörg Weiß');
    expect(readName(nameDigits('Dr. Annegret Musterfrau'))).toBe('Dr. Annegret Mu');
  });

  test('half a character at the end of the field is left out', () => {
    expect(readName('0041D83D')).toBe('A');
  });

  test('an empty field is an empty name', () => {
    expect(reports(`RightNameL[0x03] ${'0'.repeat(60)}\r\n`).messages).toEqual([
      { type: 'name', position: 3, name: '' },
    ]);
  });

  test('a line of 500 characters cannot make a name longer than the line', () => {
    const [report] = reports(`RightNameL[0x03] ${'0041'.repeat(120)}\r\n`).messages;
    expect(report).toMatchObject({ type: 'name', name: 'A'.repeat(120) });
  });
});

test.each([
  'u 0',
  'U 1',
  'A 00000000 1 0139',
  'A 0000021E 2 0139',
  'A 0000021E 1 0133',
  'A 0000021E 1 0139 5',
  'T 0 96 0',
  'T 1 00 0',
  'T 0 00 9',
  '~Q 20',
  'M 1000000',
  'i 01',
  'make coffee',
])('a control unit does not know %j', (line) => {
  expect(commands(`${line}\r`)).toEqual([{ type: 'unknown' }]);
});
