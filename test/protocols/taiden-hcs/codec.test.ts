import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { taidenCommands } from '../../../protocols/taiden-hcs/commands.ts';
import { createTaidenReports } from '../../../protocols/taiden-hcs/reports.ts';
import { taidenCommandBytes, taidenReportBytes } from '../../golden/taiden-hcs.ts';
import { streamLaws } from '../laws.ts';

const usual = createTaidenReports();
const shortIds = createTaidenReports({ idBytes: 1, places: 'six' });
const onlyOpen = createTaidenReports({ idBytes: 2, places: 'open' });

const reports = (bytes: string, codec = usual) => codec.decode(noBytes, hex(bytes));
const commands = (bytes: string) => taidenCommands.decode(noBytes, hex(bytes));

describe('golden bytes', () => {
  test.each(taidenCommandBytes)('a control system sends %s', (bytes, command) => {
    expect(commands(bytes)).toEqual({ messages: [command], garbage: 0, pending: noBytes });
    expect(toHex(taidenCommands.encode(command))).toBe(bytes);
  });
  test.each(taidenReportBytes)('the main unit sends %s', (bytes, report) => {
    expect(reports(bytes)).toEqual({ messages: [report], garbage: 0, pending: noBytes });
    expect(toHex(usual.encode(report))).toBe(bytes);
  });
});

describe('laws', () => {
  const messages = fc.constantFrom(...taidenReportBytes.map(([, report]) => report));
  streamLaws(
    'commands',
    taidenCommands,
    fc.constantFrom(...taidenCommandBytes.map(([, command]) => command)),
  );
  streamLaws('reports', usual, messages);
  streamLaws('reports with only the open places', onlyOpen, messages);
  streamLaws(
    'reports with short ids',
    shortIds,
    messages.filter((report) => report.type !== 'status' || report.open.every((id) => id < 256)),
  );
});

describe('other forms of the status', () => {
  const status = { type: 'status', operation: 1, activeMicrophones: 4, open: [3, 7] } as const;
  test('ids of one byte', () => {
    expect(toHex(shortIds.encode(status))).toBe('e6 14 02 03 07 00 00 00 00');
    expect(reports('e6 14 02 03 07 00 00 00 00', shortIds).messages).toEqual([status]);
  });
  test('only the open places', () => {
    expect(toHex(onlyOpen.encode(status))).toBe('e6 14 02 00 03 00 07');
    expect(reports('e6 14 02 00 03 00 07', onlyOpen).messages).toEqual([status]);
  });
});

describe('getting back into step', () => {
  const good = 'e6 04 01 00 05 00 00 00 00 00 00 00 00 00 00';
  const five = { type: 'status', operation: 0, activeMicrophones: 4, open: [5] };

  test.each([
    ['a lost start', '00 05 00 00'],
    ['more open microphones than there are', 'e6 04 07'],
    ['a microphone 0 that is open', 'e6 04 01 00 00 00 00 00 00 00 00 00 00 00 00'],
    ['noise', 'ff fe 12 34 ff'],
  ])('%s is one piece of garbage, and the next message is read', (_what, bytes) => {
    expect(reports(`${bytes} ${good}`)).toEqual({ messages: [five], garbage: 1, pending: noBytes });
  });

  test('a status has six places, and who is named twice is named twice', () => {
    const open = [1, 2, 3, 4, 5, 6, 7];
    const status = { type: 'status', operation: 0, activeMicrophones: 6, open } as const;
    expect(usual.decode(noBytes, usual.encode(status)).messages).toEqual([
      { ...status, open: open.slice(0, 6) },
    ]);
    expect(reports('e6 04 02 00 05 00 05 00 00 00 00 00 00 00 00').messages).toEqual([
      { type: 'status', operation: 0, activeMicrophones: 4, open: [5, 5] },
    ]);
  });

  test('a run of garbage that comes byte by byte is still one piece', () => {
    let pending = noBytes;
    let garbage = 0;
    for (const byte of hex('ff fe fd fc')) {
      const decoded = usual.decode(pending, Uint8Array.of(byte));
      garbage += decoded.garbage;
      pending = decoded.pending;
    }
    expect(garbage).toBe(1);
    expect(usual.decode(pending, hex(good))).toEqual({ messages: [five], garbage: 0, pending: noBytes });
  });

  test('a message that was cut off swallows at most its own length of what follows', () => {
    const decoded = reports(`e6 04 01 00 05 ${good} ${good}`);
    expect(decoded.messages.at(-1)).toEqual(five);
  });

  test.each(['e6 f1 00 00', 'e6 f2 00 00', 'e6 f3 00 01', 'e3 07 00', 'e3 ed 01'])(
    'a main unit does not act on %s',
    (bytes) => {
      expect(commands(`${bytes} e6 f1 00 02`)).toMatchObject({
        messages: [{ type: 'mic-on', seat: 2 }],
        garbage: 1,
      });
    },
  );
});
