/**
 * What a PC says to an i>clicker base: output reports of 64 bytes, in front of them the report number 0 that
 * every HID library wants, zeros behind. Source: the open clients freepoll, iclickerpoll (with a log of the
 * maker's own program) and rhombus-clicker-support, of which v1 and v2 of the base are known.
 */
import type { DatagramCodec } from '../codec.ts';

/** 0..3: the letters A to D of a frequency code. */
export type FrequencyDigit = 0 | 1 | 2 | 3;

export type IclickerCommand =
  | {
      readonly type: 'frequency' | 'extended-frequency';
      readonly first: FrequencyDigit;
      readonly second: FrequencyDigit;
    }
  /** Remotes may vote; `old`: in the words of base v1. */
  | { readonly type: 'start'; readonly old: boolean }
  | { readonly type: 'stop' }
  /** In v1 this ends a vote; in v2 it stands wherever something was changed. */
  | { readonly type: 'disable' }
  | { readonly type: 'read-config' }
  | { readonly type: 'use-v2' }
  /** Nobody knows what it does; the maker's program says it. */
  | { readonly type: 'magic' }
  | { readonly type: 'summary' }
  | { readonly type: 'new-session' }
  | { readonly type: 'reset-counter' }
  /** The records of v1 from this one on, 0..255; v2 is asked for them at a stop. */
  | { readonly type: 'read-records'; readonly from: number }
  | { readonly type: 'poll-type'; readonly answers: 'letters' | 'digits' | 'both' }
  /** A row of the base's own display, up to 16 characters of ASCII. */
  | { readonly type: 'display'; readonly row: 1 | 2; readonly text: string };

/** With the report number. */
export const outputBytes = 65;
export const displayColumns = 16;

const answerBytes = { letters: 0x66, digits: 0x67, both: 0x68 } as const;
const magic = [0xa1, 0x8f, 0x96, 0x8d, 0x99, 0x97, 0x8f, 0x80] as const;
const firstFrequency = 0x21;
const secondFrequency = 0x41;

export const iclickerCommands: DatagramCodec<IclickerCommand> = {
  maxBytes: outputBytes,
  encode(command) {
    const report = new Uint8Array(outputBytes);
    report.set([0x01, ...wordsOf(command)], 1);
    return report;
  },
  parse(report) {
    if (report.length !== outputBytes) return { ok: false, reason: 'not 65 bytes' };
    if (report[0] !== 0 || report[1] !== 0x01) return { ok: false, reason: 'not a command' };
    const message = parseWords([...report.subarray(2)]);
    return message ? { ok: true, message } : { ok: false, reason: 'unknown command' };
  },
};

function wordsOf(command: IclickerCommand): readonly number[] {
  switch (command.type) {
    case 'frequency':
      return [0x10, firstFrequency + command.first, secondFrequency + command.second];
    case 'extended-frequency':
      return [0x2a, firstFrequency + command.first, secondFrequency + command.second, 0x05];
    case 'start':
      return command.old ? [0x11, 0x00, 0x05] : [0x11];
    case 'stop':
      return [0x12];
    case 'disable':
      return [0x16];
    case 'read-config':
      return [0x15];
    case 'use-v2':
      return [0x2d];
    case 'magic':
      return [0x29, ...magic];
    case 'read-records':
      return [0x17, 0x01, command.from & 0xff, 0x04];
    case 'new-session':
      return [0x17, 0x03];
    case 'summary':
      return [0x17, 0x04];
    case 'reset-counter':
      return [0x17, 0x05];
    case 'poll-type':
      return [0x19, answerBytes[command.answers], 0x0a, 0x01];
    case 'display':
      return [command.row === 1 ? 0x13 : 0x14, ...rowOf(command.text)];
  }
}

/** Exactly 16 printable characters; what ASCII does not have becomes a question mark. */
const rowOf = (text: string): readonly number[] => {
  const row = text.padEnd(displayColumns);
  return Array.from({ length: displayColumns }, (_, column) => {
    const code = row.charCodeAt(column);
    return code >= 0x20 && code <= 0x7e ? code : 0x3f;
  });
};

/** The command's second byte: what an acknowledgement repeats. */
export const codeOf = (command: IclickerCommand): number => wordsOf(command)[0] ?? 0;

const digit = (value: number): FrequencyDigit | undefined =>
  ([0, 1, 2, 3] as const).find((each) => each === value);

function parseWords(words: readonly number[]): IclickerCommand | undefined {
  const [code, a = 0, b = 0, c = 0] = words;
  switch (code) {
    case 0x10:
    case 0x2a: {
      const [first, second] = [digit(a - firstFrequency), digit(b - secondFrequency)];
      if (first === undefined || second === undefined) return undefined;
      if (code === 0x10) return { type: 'frequency', first, second };
      return c === 0x05 ? { type: 'extended-frequency', first, second } : undefined;
    }
    case 0x11:
      return { type: 'start', old: b === 0x05 };
    case 0x12:
      return { type: 'stop' };
    case 0x13:
    case 0x14: {
      const text = String.fromCharCode(...words.slice(1, 1 + displayColumns));
      if (!/^[ -~]{16}$/.test(text)) return undefined;
      return { type: 'display', row: code === 0x13 ? 1 : 2, text: text.trimEnd() };
    }
    case 0x15:
      return { type: 'read-config' };
    case 0x16:
      return { type: 'disable' };
    case 0x17:
      return parseSession(a, b, c);
    case 0x19: {
      const answers = (['letters', 'digits', 'both'] as const).find((each) => answerBytes[each] === a);
      return answers && b === 0x0a && c === 0x01 ? { type: 'poll-type', answers } : undefined;
    }
    case 0x29:
      // A client that is tried leaves out the last byte.
      return magic.slice(0, -1).every((byte, at) => words[1 + at] === byte) ? { type: 'magic' } : undefined;
    case 0x2d:
      return { type: 'use-v2' };
    default:
      return undefined;
  }
}

function parseSession(word: number, from: number, four: number): IclickerCommand | undefined {
  if (word === 0x01) return four === 0x04 || from === 0 ? { type: 'read-records', from } : undefined;
  if (word === 0x03) return { type: 'new-session' };
  if (word === 0x04) return { type: 'summary' };
  if (word === 0x05) return { type: 'reset-counter' };
  return undefined;
}
