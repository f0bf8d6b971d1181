import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { disCommands, type DisCommand } from '../../../protocols/shure-dis-ccu/commands.ts';
import { disReports } from '../../../protocols/shure-dis-ccu/reports.ts';
import { commandLines, reportLines } from '../../golden/shure-dis-ccu.ts';
import { streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (line: string) => disReports.decode(noBytes, bytes(line));
const commands = (line: string): readonly DisCommand[] => disCommands.decode(noBytes, bytes(line)).messages;

describe('golden lines', () => {
  test.each(commandLines)('a client says %j', (line, message) => {
    expect(commands(line)).toEqual([message]);
    expect(text(disCommands.encode(message))).toBe(line);
  });
  test.each(reportLines)('the unit says %j', (line, message) => {
    expect(reports(line)).toMatchObject({ messages: [message], garbage: 0 });
    expect(text(disReports.encode(message))).toBe(line);
  });
});

describe('laws', () => {
  streamLaws('commands', disCommands, fc.constantFrom(...commandLines.map(([, message]) => message)));
  streamLaws('reports', disReports, fc.constantFrom(...reportLines.map(([, message]) => message)));
});

describe('reading what units in the field send', () => {
  test('CR, LF or both end a line, letters are of either case, blanks behind a word do not matter', () => {
    expect(commands('MIC_ON 5\rmic_off 6\nMic_Status \r\n')).toEqual([
      { type: 'mic_on', seat: 5 },
      { type: 'mic_off', seat: 6 },
      { type: 'mic_status' },
    ]);
  });

  test('a field behind the seat number is ignored', () => {
    expect(reports('mic_on 5 2 x\r\n').messages).toEqual([{ type: 'mic_on', seat: 5 }]);
  });

  test('names are read as UTF-8 and, where that is not valid, as Latin-1', () => {
    const name = 'Jörg Weiß';
    const latin1 = Uint8Array.from(`seat_state 3 active ${name}\r\n`, (char) => char.charCodeAt(0));
    const expected = [{ type: 'seat_state', seat: 3, active: true, name }];
    expect(disReports.decode(noBytes, latin1).messages).toEqual(expected);
    expect(reports(`seat_state 3 active ${name}\r\n`).messages).toEqual(expected);
  });

  test('a label is the rest of the line, shortened; it may be missing', () => {
    const final = { type: 'final_voting_result', result: 2, count: 3 };
    expect(reports('FINAL_VOTING_RESULT 2 3 Ohne  Meinung \r\n').messages).toEqual([
      { ...final, label: 'Ohne Meinung' },
    ]);
    expect(reports('final_voting_result 2 3\r\n').messages).toEqual([{ ...final, label: '' }]);
    expect(reports(`final_voting_result 2 3 ${'x'.repeat(500)}\r\n`).messages).toEqual([
      { ...final, label: 'x'.repeat(64) },
    ]);
  });

  test.each([
    'mic_on',
    'mic_on 0',
    'mic_on 65536',
    'mic_on x',
    'seat_state 4 maybe',
    'mic_mode loud',
    'mic_mode fifo+reply',
    'max_speakers 9',
    'voting_started',
    'voting_started 0',
    'voting_configuration x 3-button voting',
    'final_voting_result 0 1 Yes',
    'final_voting_result 10 1 Yes',
    'final_voting_result 1 many',
    'final_voting_result 1',
    'interim_voting_result 1 -1 Yes',
    'hello',
  ])('the unit would not say %j: garbage', (line) => {
    expect(reports(`${line}\r\n`)).toMatchObject({ messages: [], garbage: 1 });
  });

  test('a line without an end stays within its bound and is one piece of garbage', () => {
    const endless = disReports.decode(noBytes, new Uint8Array(100_000).fill(0x61));
    expect(endless.pending.length).toBeLessThanOrEqual(disReports.maxPendingBytes);
    const after = disReports.decode(endless.pending, bytes('aaa\r\nmic_on 1\r\n'));
    expect(after).toMatchObject({ messages: [{ type: 'mic_on', seat: 1 }], garbage: 1 });
  });

  test('wrong data is a syntax error, another word an unknown command', () => {
    expect(commands('mic_on twelve\r\n')).toEqual([{ type: 'malformed' }]);
    expect(commands('mic_priority 3 6\r\n')).toEqual([{ type: 'malformed' }]);
    for (const line of ['start_voting', 'start_voting 0', 'start_voting 1 2', 'stop_voting 1'])
      expect(commands(`${line}\r\n`)).toEqual([{ type: 'malformed' }]);
    expect(commands('make_coffee 2\r\n')).toEqual([{ type: 'unknown' }]);
  });
});
