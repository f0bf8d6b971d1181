/**
 * Taiden HCS-3600 class: what the main unit says, once it was told to (commands.ts). A status names the
 * open microphones completely. The documents list six ids in it and call ids two bytes long elsewhere;
 * whether unused places are sent, and whether ids are as long there, they do not say: both are options.
 */
import type { StreamCodec } from '../codec.ts';
import { bytesOf16, decodeUnframed, nothing, part, type Reading, u16 } from '../resynchronising.ts';

export interface StatusForm {
  /** Length of an id in the microphone status. */
  readonly idBytes: 1 | 2;
  /** Always six places, or only as many as microphones are open. */
  readonly places: 'six' | 'open';
}

export const defaultStatusForm: StatusForm = { idBytes: 2, places: 'six' };

export type TaidenReport =
  | {
      readonly type: 'status';
      /** Upper four bits of the unit's state, not explained further. */
      readonly operation: number;
      /** Lower four bits: how many microphones may be open. */
      readonly activeMicrophones: number;
      readonly open: readonly number[];
    }
  /** Where a camera should look; 0 is the whole room. */
  | { readonly type: 'tracking'; readonly seat: number }
  | {
      readonly type: 'vote-result';
      readonly present: number;
      readonly yes: number;
      readonly no: number;
      readonly abstain: number;
    };

const statusHeader = 0xe6;
const trackingHeader = 0xe5;
const resultHeader = 0xe3;
const maxOpen = 6;

export function createTaidenReports(form: StatusForm = defaultStatusForm): StreamCodec<TaidenReport> {
  const longestBytes = 3 + maxOpen * form.idBytes;
  return {
    // One byte more than an unfinished message for the mark of a senseless run.
    maxPendingBytes: longestBytes,
    encode: (report) => Uint8Array.from(codes(report, form)),
    decode: (pending, chunk) => decodeUnframed(pending, chunk, (bytes) => read(bytes, form)),
  };
}

function codes(report: TaidenReport, form: StatusForm): readonly number[] {
  switch (report.type) {
    case 'tracking':
      return [trackingHeader, ...bytesOf16(report.seat)];
    case 'vote-result':
      return [resultHeader, ...[report.present, report.yes, report.no, report.abstain].flatMap(bytesOf16)];
    case 'status': {
      const { operation, activeMicrophones } = report;
      const open = report.open.slice(0, maxOpen);
      const places = form.places === 'six' ? maxOpen : open.length;
      const ids = Array.from({ length: places }, (_, index) => open[index] ?? 0);
      return [
        statusHeader,
        (operation << 4) | activeMicrophones,
        open.length,
        ...ids.flatMap((id) => (form.idBytes === 2 ? bytesOf16(id) : [id & 0xff])),
      ];
    }
  }
}

function read(bytes: Uint8Array, form: StatusForm): Reading<TaidenReport> {
  switch (bytes[0]) {
    case trackingHeader:
      if (bytes.length < 3) return part;
      return { found: 'message', message: { type: 'tracking', seat: u16(bytes, 1) }, length: 3 };
    case resultHeader:
      return readResult(bytes);
    case statusHeader:
      return readStatus(bytes, form);
    default:
      return nothing;
  }
}

function readResult(bytes: Uint8Array): Reading<TaidenReport> {
  if (bytes.length < 9) return part;
  const [present, yes, no, abstain] = [u16(bytes, 1), u16(bytes, 3), u16(bytes, 5), u16(bytes, 7)];
  return { found: 'message', message: { type: 'vote-result', present, yes, no, abstain }, length: 9 };
}

function readStatus(bytes: Uint8Array, form: StatusForm): Reading<TaidenReport> {
  const [, state, count] = bytes;
  if (state === undefined || count === undefined) return part;
  if (count > maxOpen) return nothing;
  const length = 3 + form.idBytes * (form.places === 'six' ? maxOpen : count);
  if (bytes.length < length) return part;
  const open: number[] = [];
  for (let index = 0; index < count; index++) {
    const at = 3 + index * form.idBytes;
    const id = form.idBytes === 2 ? u16(bytes, at) : (bytes[at] ?? 0);
    // Nobody sits at 0: out of step.
    if (id === 0) return nothing;
    open.push(id);
  }
  const message: TaidenReport = {
    type: 'status',
    operation: state >> 4,
    activeMicrophones: state & 0x0f,
    open,
  };
  return { found: 'message', message, length };
}
