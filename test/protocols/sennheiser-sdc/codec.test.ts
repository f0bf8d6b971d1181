import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { sdcCommands } from '../../../protocols/sennheiser-sdc/commands.ts';
import { sumOf } from '../../../protocols/sennheiser-sdc/framing.ts';
import { createSdcReports } from '../../../protocols/sennheiser-sdc/reports.ts';
import { sdcCommandFrames, sdcReportFrames } from '../../golden/sennheiser-sdc.ts';
import { streamLaws } from '../laws.ts';

const sdcReports = createSdcReports();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (frames: string) => sdcReports.decode(noBytes, bytes(frames));
const commands = (frames: string) => sdcCommands.decode(noBytes, bytes(frames));

describe('golden frames', () => {
  test.each(sdcCommandFrames)('a panel says %j', (frame, command) => {
    expect(commands(frame)).toEqual({ messages: [command], garbage: 0, pending: noBytes });
    expect(text(sdcCommands.encode(command))).toBe(frame);
  });
  test.each(sdcReportFrames)('the unit says %j', (frame, report) => {
    expect(reports(frame)).toEqual({ messages: [report], garbage: 0, pending: noBytes });
    expect(text(sdcReports.encode(report))).toBe(frame);
  });
});

describe('laws', () => {
  streamLaws('commands', sdcCommands, fc.constantFrom(...sdcCommandFrames.map(([, command]) => command)));
  streamLaws('reports', sdcReports, fc.constantFrom(...sdcReportFrames.map(([, report]) => report)));
});

describe('the checksum', () => {
  test('is the sum of the characters, as the examples have it', () => {
    expect(sumOf('1L0001')).toBe('013E');
    expect(sumOf('1U04')).toBe('00EA');
    expect(sumOf('1X00060606')).toBe('021B');
  });

  test('one wrong digit is garbage, and the next frame is read', () => {
    expect(reports('%M00030111\r%M00030110\r')).toEqual({
      messages: [{ type: 'delegate-on', seat: 3 }],
      garbage: 1,
      pending: noBytes,
    });
  });

  test('small hex digits are accepted', () => {
    expect(reports('%1L0001013e\r').messages).toEqual([{ type: 'panel-on', seat: 1 }]);
  });

  test('the two misprints of the manuals are accepted as printed and by the rule', () => {
    expect(reports('%1R0053\r%1R0083\r%1R0000E3\r')).toMatchObject({
      messages: [{ type: 'camera-start' }, { type: 'camera-start' }, { type: 'camera-start' }],
      garbage: 0,
    });
    expect(reports('%1R0054\r').garbage).toBe(1);
  });

  test('where it is not looked at, any four hex digits do', () => {
    const any = createSdcReports('any');
    expect(any.decode(noBytes, bytes('%M0003BEEF\r')).messages).toEqual([{ type: 'delegate-on', seat: 3 }]);
    expect(any.decode(noBytes, bytes('%M0003WXYZ\r')).garbage).toBe(1);
  });
});

describe('reading what units in the field send', () => {
  test('a frame that lost its end costs only itself', () => {
    expect(reports('%M0003%M00030110\r').messages).toEqual([{ type: 'delegate-on', seat: 3 }]);
  });

  test('what stands behind a microphone’s number is ignored', () => {
    expect(reports(`%M00031${sumOf('M00031')}\r`).messages).toEqual([{ type: 'delegate-on', seat: 3 }]);
  });

  test('a line feed behind the CR does not matter', () => {
    expect(reports('%V00000116\r\n%V00000116\r\n')).toMatchObject({ garbage: 0 });
  });

  test.each(['M0000', 'M12x4', 'M', 'Q0001', 'S', 'S123', '1L', 'V0001', 'É0001'])(
    'the unit would not say %j, though its sum is right: garbage',
    (data) => {
      expect(reports(`%${data}${sumOf(data)}\r`)).toMatchObject({ messages: [], garbage: 1 });
    },
  );

  test.each(['1T0000', '1U10', '1U4', '1V0', '1X131313', '1X13060606', '1Z'])(
    'a unit does not act on %j',
    (data) => {
      expect(commands(`%${data}${sumOf(data)}\r`)).toMatchObject({ messages: [], garbage: 1 });
    },
  );

  test('a microphone named twice in a sync is open once, and 0 is nobody', () => {
    expect(reports(`%S000300030000${sumOf('S000300030000')}\r`).messages).toEqual([
      { type: 'sync', seats: [3] },
    ]);
  });

  test('a frame without an end stays within its bound and is one piece of garbage', () => {
    const endless = sdcReports.decode(noBytes, new Uint8Array(100_000).fill(0x30));
    expect(endless.pending.length).toBeLessThanOrEqual(sdcReports.maxPendingBytes);
    expect(sdcReports.decode(endless.pending, bytes('0\r%V00000116\r'))).toMatchObject({
      messages: [{ type: 'all-off' }],
      garbage: 1,
    });
  });

  test('a full sync fits into one frame', () => {
    const seats = Array.from({ length: 250 }, (_, index) => index + 1);
    expect(sdcReports.decode(noBytes, sdcReports.encode({ type: 'sync', seats })).messages).toEqual([
      { type: 'sync', seats },
    ]);
  });
});
