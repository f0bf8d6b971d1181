/**
 * What an i>clicker base says: input reports of 64 bytes without a report number. An acknowledgement is three
 * bytes, and whatever the base's memory held stands behind them. Base v2 tells presses by itself, one or two in
 * a report; base v1 is asked for its records. Source: as commands.ts.
 */
import type { DatagramCodec } from '../codec.ts';

export interface IclickerPress {
  /** The three bytes of the remote's name. */
  readonly remote: readonly [number, number, number];
  /** 0..4: A to E. */
  readonly key: number;
}

/** 0..255, then from 0 again. */
export interface NumberedPress extends IclickerPress {
  readonly sequence: number;
}

export type IclickerReply =
  /** `code`: the second byte of what it answers. */
  | { readonly type: 'acknowledged'; readonly code: number }
  | { readonly type: 'config' }
  /** Keys that are none of the five are left out: the base says such, too, and they are no votes. */
  | { readonly type: 'presses'; readonly presses: readonly NumberedPress[] }
  | {
      readonly type: 'records';
      /** Another report follows. */
      readonly isMore: boolean;
      /** As the base counts what was not read yet, these included. */
      readonly left: number;
      /** Number of the first of `records`; with none, of the next one there will be. */
      readonly start: number;
      readonly records: readonly (IclickerPress | null)[];
    }
  /** The answer to `summary`; what it means is not known. */
  | { readonly type: 'summary' }
  /** The second answer to `use-v2`. */
  | { readonly type: 'protocol' };

export const inputBytes = 64;
export const keyCount = 5;
/** A report of records has room for no more. */
export const mostRecords = 14;

const slotBytes = 32;
const firstKey = 0x81;
const firstOldKey = 0x61;
const recordBytes = 4;
const recordsAt = 7;
const noKey = 0x86;
const configWords = [0x01, 0x15, 0x04, 0x05, 0x21, 0x41, 0x01, 0x02, 0x66] as const;

/** As printed on the remote: the three bytes and their sum without carry. */
export const printedName = ([a, b, c]: IclickerPress['remote']): string =>
  [a, b, c, a ^ b ^ c].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');

export const iclickerReplies: DatagramCodec<IclickerReply> = {
  maxBytes: inputBytes,
  encode(reply) {
    const report = new Uint8Array(inputBytes);
    report.set(wordsOf(reply));
    return report;
  },
  parse(report) {
    if (report.length !== inputBytes) return { ok: false, reason: 'not 64 bytes' };
    const message = parse(report);
    return message ? { ok: true, message } : { ok: false, reason: 'unknown report' };
  },
};

function wordsOf(reply: IclickerReply): readonly number[] {
  switch (reply.type) {
    case 'acknowledged':
      return [0x01, reply.code, 0xaa];
    case 'config':
      return configWords;
    case 'presses': {
      // A report without a press that counts is one with a key that is none.
      if (reply.presses.length === 0) return [0x02, 0x13, noKey];
      return reply.presses
        .slice(0, 2)
        .flatMap(({ key, remote, sequence }) => [
          0x02,
          0x13,
          firstKey + key,
          ...remote,
          sequence,
          ...Array.from({ length: slotBytes - 7 }, () => 0),
        ]);
    }
    case 'records': {
      const { isMore, left, start, records } = reply;
      const all = records.slice(0, mostRecords);
      const head = [0x02, 0x18, isMore ? 1 : 0, left, start, start + all.length, all.length];
      return [
        ...head,
        ...all.flatMap((record) => (record ? [firstOldKey + record.key, ...record.remote] : [0, 0, 0, 0])),
      ];
    }
    case 'summary':
      return [0x02, 0x18, 0x1a, 0x00, 0x01];
    case 'protocol':
      return [0x02, 0x2c];
  }
}

function parse(report: Uint8Array): IclickerReply | undefined {
  const [kind, code = 0, third = 0] = report;
  if (kind === 0x01) {
    if (third === 0xaa) return { type: 'acknowledged', code };
    return code === 0x15 ? { type: 'config' } : undefined;
  }
  if (kind !== 0x02) return undefined;
  // Only behind one that tells presses is the second half one of them, and not what was said before.
  if (code === 0x13) {
    const slots = [report.subarray(0, slotBytes), report.subarray(slotBytes)];
    return { type: 'presses', presses: slots.flatMap(parseSlot) };
  }
  if (code === 0x2c) return { type: 'protocol' };
  if (code !== 0x18) return undefined;
  if (third === 0x1a) return { type: 'summary' };
  return parseRecords(report);
}

function parseSlot(slot: Uint8Array): readonly NumberedPress[] {
  const [kind, code, key = 0, a = 0, b = 0, c = 0, sequence = 0] = slot;
  if (kind !== 0x02 || code !== 0x13 || key < firstKey || key >= firstKey + keyCount) return [];
  return [{ remote: [a, b, c], key: key - firstKey, sequence }];
}

function parseRecords(report: Uint8Array): IclickerReply | undefined {
  const [, , more = 0, left = 0, start = 0, end = 0, count = 0] = report;
  if (more > 1 || count > mostRecords || end - start !== count) return undefined;
  const records = Array.from({ length: count }, (_, index): IclickerPress | null => {
    const from = recordsAt + index * recordBytes;
    const [key = 0, a = 0, b = 0, c = 0] = report.subarray(from, from + recordBytes);
    const isKey = key >= firstOldKey && key < firstOldKey + keyCount;
    return isKey ? { remote: [a, b, c], key: key - firstOldKey } : null;
  });
  return { type: 'records', isMore: more === 1, left, start, records };
}
