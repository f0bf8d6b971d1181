import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import { adnCommands, type AdnCommand } from '../../../protocols/sennheiser-adn/commands.ts';
import { adnReports } from '../../../protocols/sennheiser-adn/reports.ts';
import { conferenceModeOf, isOn, modeOf } from '../../../protocols/sennheiser-adn/words.ts';
import { adnCommandMessages, adnReportMessages } from '../../golden/sennheiser-adn.ts';
import { streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const reports = (message: string) => adnReports.decode(noBytes, bytes(message));
const commands = (message: string): readonly AdnCommand[] =>
  adnCommands.decode(noBytes, bytes(message)).messages;

describe('golden messages', () => {
  test.each(adnCommandMessages)('a client says %j', (message, command) => {
    expect(commands(message)).toEqual([command]);
    expect(text(adnCommands.encode(command))).toBe(message);
  });
  test.each(adnReportMessages)('the unit says %j', (message, report) => {
    expect(reports(message)).toMatchObject({ messages: [report], garbage: 0 });
    expect(text(adnReports.encode(report))).toBe(message);
  });
});

describe('laws', () => {
  streamLaws('commands', adnCommands, fc.constantFrom(...adnCommandMessages.map(([, command]) => command)));
  streamLaws('reports', adnReports, fc.constantFrom(...adnReportMessages.map(([, report]) => report)));
});

describe('reading what a unit sends', () => {
  test('several messages may come in one piece, and a client’s line end between them does not matter', () => {
    expect(reports('FloorVolume 12;LimitOfTalkTime 21;\r\nMicStatus 2 7;').messages).toEqual([
      { type: 'attribute', attribute: 'FloorVolume', value: 12 },
      { type: 'attribute', attribute: 'LimitOfTalkTime', value: 21 },
      { type: 'MicStatus', position: 2, status: 7 },
    ]);
  });

  test('a message without its semicolon waits for the rest', () => {
    const half = reports('MicStatus 1');
    expect(half.messages).toEqual([]);
    expect(adnReports.decode(half.pending, bytes('2 8;')).messages).toEqual([
      { type: 'MicStatus', position: 12, status: 8 },
    ]);
  });

  test('a field behind the known ones is ignored', () => {
    expect(reports('MicStatus 5 1 99 new;MaxOpenMic 4 x;').messages).toEqual([
      { type: 'MicStatus', position: 5, status: 1 },
      { type: 'attribute', attribute: 'MaxOpenMic', value: 4 },
    ]);
  });

  test.each([
    'MicStatus',
    'MicStatus 0 1',
    'MicStatus 65536 1',
    'MicStatus 1 0',
    'MicStatus 1 12',
    'MicStatus one 1',
    'MicStatusSN ; 7',
    'MicStatusSN 100023 7',
    'ConferenceMode 5',
    'MaxOpenMic 11',
    'MaxOpenMic',
    'error: no code',
    'hello world',
  ])('the unit would not say %j: garbage, no message', (message) => {
    const decoded = reports(`${message};`);
    expect(decoded.messages).toEqual([]);
    expect(decoded.garbage).toBeGreaterThan(0);
  });

  test('a message without an end stays within its bound and is one piece of garbage', () => {
    const endless = adnReports.decode(noBytes, new Uint8Array(100_000).fill(0x61));
    expect(endless.pending.length).toBeLessThanOrEqual(adnReports.maxPendingBytes);
    const after = adnReports.decode(endless.pending, bytes('aaa;MicStatus 1 1;'));
    expect(after).toMatchObject({ messages: [{ type: 'MicStatus', position: 1, status: 1 }], garbage: 1 });
  });

  test('the text of an error is bounded', () => {
    const [error] = reports(`error 1000: ${'x'.repeat(480)};`).messages;
    expect(error).toMatchObject({ type: 'error', code: 1000 });
    expect(error?.type === 'error' && error.text.length).toBe(100);
  });
});

describe('what a unit makes of a client’s mistakes', () => {
  test.each([
    ['MakeCoffee 2;', 1000],
    ['micstatus 2;', 1000],
    ['MicButton x;', 1010],
    ['MicButtonSN 23;', 1010],
    ['ConferenceMode three;', 1010],
    ['MicButton 0;', 1020],
    ['BlinkOnReq 2;', 1020],
    ['ConferenceMode 5;', 1020],
    ['AllMicsOff 2;', 1020],
    ['AllMicsOff #1;', 1030],
    ['MicButton;', 1040],
    ['MicButton 1 2;', 1040],
    ['MaxOpenMic 4 4;', 1040],
    ['AllMicsOff;', 1050],
    ['MicStatus 1 1;', 1060],
  ] as const)('%j is answered with error %i', (message, code) => {
    expect(commands(message)).toEqual([{ type: 'refused', code }]);
  });

  test('a command of two lines is not two commands', () => {
    expect(commands('MicStatus 1\r\nMicStatus 2;')).toEqual([{ type: 'refused', code: 1060 }]);
  });
});

describe('words of the model', () => {
  test('the unit has three modes that can be set, and push-to-talk is a kind of automatic', () => {
    for (const mode of ['auto', 'fifo', 'manual'] as const)
      expect(modeOf(conferenceModeOf(mode) ?? 0)).toBe(mode);
    expect(conferenceModeOf('voice')).toBeUndefined();
    expect(modeOf(4)).toBe('auto');
  });

  test('a muted microphone is still on; off, asking and service are not', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].filter(isOn)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
