import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { codeOf, iclickerCommands, type IclickerCommand } from '../../../protocols/iclicker/commands.ts';
import {
  iclickerReplies,
  mostRecords,
  printedName,
  type IclickerReply,
} from '../../../protocols/iclicker/replies.ts';
import { iclickerCommandReports, iclickerOddReports, iclickerReplyReports } from '../../golden/iclicker.ts';
import { datagramLaws } from '../laws.ts';

const padded = (words: string): Uint8Array => hex(words.padEnd(128, '0'));

describe('golden reports', () => {
  test.each(iclickerCommandReports)('a PC says %s', (words, command) => {
    const report = iclickerCommands.encode(command);
    expect(report.length).toBe(65);
    expect(report[0]).toBe(0);
    expect(toHex(report.subarray(1))).toBe(toHex(padded(words)));
    expect(iclickerCommands.parse(report)).toEqual({ ok: true, message: command });
    expect(codeOf(command)).toBe(Number.parseInt(words.slice(2, 4), 16));
  });
  test.each(iclickerReplyReports)('the base says %s', (words, reply) => {
    expect(toHex(iclickerReplies.encode(reply))).toBe(toHex(padded(words)));
    expect(iclickerReplies.parse(padded(words))).toEqual({ ok: true, message: reply });
  });
  test.each(iclickerOddReports)('%s is understood', (words, reply) => {
    expect(iclickerReplies.parse(padded(words))).toEqual({ ok: true, message: reply });
  });
  test('the name on a remote ends with the sum of its bytes', () => {
    expect(printedName([0x82, 0xe9, 0x70])).toBe('82E9701B');
    expect(printedName([0xc0, 0xd9, 0xdb])).toBe('C0D9DBC2');
    expect(printedName([0, 0, 1])).toBe('00000101');
  });
});

describe('what makes no sense', () => {
  test.each([
    ['another length', new Uint8Array(63)],
    ['nothing', new Uint8Array(64)],
    ['more records than there is room for', padded('02180014000f0f')],
    ['an end that does not fit the count', padded('02180002000502')],
    ['a mark that is neither more nor last', padded('021802010001016182e970')],
    ['an unknown kind', padded('03138182e97000')],
  ])('%s', (_what, report) => {
    expect(iclickerReplies.parse(report).ok).toBe(false);
  });
  test('a display row never has more than sixteen characters, and none that the base cannot show', () => {
    const report = iclickerCommands.encode({ type: 'display', row: 1, text: 'Ä – 0123456789 abcdefgh' });
    expect(iclickerCommands.parse(report)).toMatchObject({ message: { text: '? ? 0123456789 a' } });
  });
});

const byte = fc.nat(255);
const remote = fc.tuple(byte, byte, byte);
const digit = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const);
const press = fc.record({ remote, key: fc.nat(4) });

describe('laws', () => {
  datagramLaws<IclickerCommand>(
    'commands',
    iclickerCommands,
    fc.oneof(
      fc.constantFrom(...iclickerCommandReports.map(([, command]) => command)),
      fc.record({ type: fc.constant('frequency' as const), first: digit, second: digit }),
      fc.record({ type: fc.constant('read-records' as const), from: byte }),
    ),
  );
  datagramLaws<IclickerReply>(
    'replies',
    iclickerReplies,
    fc.oneof(
      fc.record({ type: fc.constant('acknowledged' as const), code: byte }),
      fc.record({
        type: fc.constant('presses' as const),
        presses: fc.array(fc.record({ remote, key: fc.nat(4), sequence: byte }), { maxLength: 2 }),
      }),
      fc.record({
        type: fc.constant('records' as const),
        isMore: fc.boolean(),
        left: byte,
        start: fc.nat(255 - mostRecords),
        records: fc.array(press, { maxLength: mostRecords }),
      }),
    ),
  );
});
