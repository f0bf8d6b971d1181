import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noBytes } from '../../../protocols/codec.ts';
import {
  atucAnswers,
  atucCommands,
  encodeNotice,
  maxMessageBytes,
  parseNotice,
} from '../../../protocols/audio-technica-atuc/frames.ts';
import {
  defaultLayout,
  encodeSettings,
  modeOf,
  parseSettings,
  parseTalks,
  parseUnits,
} from '../../../protocols/audio-technica-atuc/meaning.ts';
import { answerLines, commandLines, noticeLines } from '../../golden/audio-technica-atuc.ts';
import { streamLaws } from '../laws.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const answers = (line: string) => atucAnswers.decode(noBytes, bytes(line));

describe('golden messages', () => {
  test.each(commandLines)('a client says %j', (line, message) => {
    expect(atucCommands.decode(noBytes, bytes(line)).messages).toEqual([message]);
    expect(text(atucCommands.encode(message))).toBe(line);
    expect(line.length).toBeLessThanOrEqual(maxMessageBytes);
  });
  test.each(answerLines)('the unit says %j', (line, message) => {
    expect(answers(line)).toMatchObject({ messages: [message], garbage: 0 });
    expect(text(atucAnswers.encode(message))).toBe(line);
  });
  test.each(noticeLines)('the unit announces %j', (line, message) => {
    expect(parseNotice(bytes(line))).toEqual({ ok: true, message });
    expect(text(encodeNotice(message))).toBe(line);
  });
});

describe('laws', () => {
  streamLaws('commands', atucCommands, fc.constantFrom(...commandLines.map(([, message]) => message)));
  streamLaws('answers', atucAnswers, fc.constantFrom(...answerLines.map(([, message]) => message)));
  test('noise is no notice, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(parseNotice(noise).ok).toBe(false);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});

describe('what the parameters mean', () => {
  test('the printed settings are request talk with four microphones and ten who wait', () => {
    const settings = parseSettings(['1', '0', '4', '10', '0', '1', '1', '1', '500']);
    expect(settings).toMatchObject({ mode: 'request', openMicrophones: 4, queue: 10, holdMs: 500 });
    expect(settings && encodeSettings(settings)).toEqual(['1', '0', '4', '10', '0', '1', '1', '1', '500']);
    expect(settings && modeOf(settings)).toBe('manual');
  });

  test('free talk in which the first gives way is FIFO', () => {
    const settings = parseSettings(['0', '0', '4', '10', '0', '1', '1', '1', '500', 'newer']);
    expect(settings && modeOf(settings)).toBe('fifo');
  });

  test.each([
    ['a mode that is none', ['3', '0', '4', '10', '0', '1', '1', '1', '500']],
    ['eleven open microphones', ['0', '0', '11', '10', '0', '1', '1', '1', '500']],
    ['151 who wait', ['0', '0', '4', '151', '0', '1', '1', '1', '500']],
    ['nothing', []],
  ])('%s is refused', (_name, parameters) => {
    expect(parseSettings(parameters)).toBeUndefined();
  });

  test('names with commas, umlauts and 500 characters', () => {
    const line = `gdust 0000 00 NC A1,"Groß, Frau",2,0,1,0,0,A2,"${'x'.repeat(500)}",2,0,1,0,0 \r`;
    const [answer] = answers(line).messages;
    const units = answer?.type === 'data' ? parseUnits(answer.parameters, defaultLayout) : [];
    expect(units.map(({ serial }) => serial)).toEqual(['A1', 'A2']);
    expect(units[0]?.name).toBe('Groß, Frau');
    expect(units[1]?.name?.length).toBeLessThanOrEqual(120);
  });

  test('names in Latin-1', () => {
    const line = Uint8Array.from('gdust 0000 00 NC A1,"Groß",2,0,1,0,0 \r', (char) => char.charCodeAt(0));
    const [answer] = atucAnswers.decode(noBytes, line).messages;
    expect(answer?.type === 'data' && answer.parameters[1]).toBe('Groß');
  });

  test('another order of the fields is an option', () => {
    const layout = { ...defaultLayout, talkFields: ['state', 'slot', 'serial', 'type'] as const };
    expect(parseTalks(['2', '3', 'A1', '0'], layout)).toEqual([{ serial: 'A1', state: 'wait', slot: 3 }]);
  });

  test('a state that nobody knows and a serial number that is none are left out', () => {
    expect(parseTalks(['A1', '0', '7', '1', '', '0', '1', '1', 'A2', '0', '1', '1'], defaultLayout)).toEqual([
      { serial: 'A2', state: 'talk', slot: 1 },
    ]);
  });
});
