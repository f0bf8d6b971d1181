/**
 * Frames of the Bosch DCN-NG Open Interface, TCP 9451, little endian: type (4 bytes), whole length (4),
 * two reserved fields and data. The sources disagree about four things, so they are one named layout:
 * `metLayout` is what two independent clients in the field send and read; `printedLayout` is what release
 * 2.4 of the manual prints with the function ids of a later abstract.
 */
import { concat } from '../bytes.ts';
import { noBytes, type Decoded } from '../codec.ts';

export interface DcnLayout {
  /** The four type bytes of a command: kind, function, 0x43, or 0x43, function, kind. */
  readonly headerOrder: 'kind-first' | 'kind-last';
  /** High byte of a microphone function's id. */
  readonly microphoneApplication: 0x00 | 0x0a;
  /** The function's id once more at the start of the data. */
  readonly functionInData: boolean;
  readonly booleanBytes: 1 | 2 | 4;
}

export const metLayout: DcnLayout = {
  headerOrder: 'kind-first',
  microphoneApplication: 0x00,
  functionInData: true,
  booleanBytes: 1,
};

export const printedLayout: DcnLayout = {
  headerOrder: 'kind-last',
  microphoneApplication: 0x0a,
  functionInData: false,
  booleanBytes: 2,
};

const kinds = { nak: 2, request: 3, response: 4, notification: 5 } as const;
export type CommandKind = keyof typeof kinds;

export type DcnFrame =
  | { readonly type: 'keep-alive' }
  | { readonly type: 'protocol-error'; readonly code: number; readonly position: number }
  | {
      readonly type: 'command';
      readonly kind: CommandKind;
      /** 16 bits: application in the high byte. */
      readonly functionId: number;
      /** Behind the reserved fields and, where the layout has it, the repeated function. */
      readonly data: Uint8Array;
    };

export const maxFrameBytes = 8000;
const headBytes = 8;
const reservedBytes = 8;
const commandMark = 0x43;
const keepAliveType = 0x00447027;
const protocolErrorType = 0x00447020;
/** What is kept of a run of bytes outside any frame; no frame begins with it. */
const nonsense = Uint8Array.of(0x00);

/** Little-endian words, one behind the other. */
export function words(...values: readonly number[]): Uint8Array {
  const out = new Uint8Array(2 * values.length);
  const view = new DataView(out.buffer);
  values.forEach((value, at) => view.setUint16(2 * at, value, true));
  return out;
}

function doubleWords(...values: readonly number[]): Uint8Array {
  const out = new Uint8Array(4 * values.length);
  const view = new DataView(out.buffer);
  values.forEach((value, at) => view.setUint32(4 * at, value, true));
  return out;
}

export function encodeFrame(frame: DcnFrame, layout: DcnLayout): Uint8Array {
  switch (frame.type) {
    case 'keep-alive':
      return doubleWords(keepAliveType, headBytes + reservedBytes, 0, 0);
    case 'protocol-error':
      return doubleWords(protocolErrorType, 24, 0, 0, frame.code, frame.position);
    case 'command': {
      const [kind, functionId] = [Uint8Array.of(kinds[frame.kind]), words(frame.functionId)];
      const mark = Uint8Array.of(commandMark);
      const type = layout.headerOrder === 'kind-first' ? [kind, functionId, mark] : [mark, functionId, kind];
      const data = layout.functionInData ? concat(functionId, frame.data) : frame.data;
      return concat(...type, doubleWords(headBytes + reservedBytes + data.length, 0, 0), data);
    }
  }
}

/** `parse` answers undefined for a frame that makes no sense. */
export function decodeFrames<Message>(
  pending: Uint8Array,
  chunk: Uint8Array,
  layout: DcnLayout,
  parse: (frame: DcnFrame) => Message | undefined,
): Decoded<Message> {
  let inNonsense = pending.length > 0 && pending[0] === nonsense[0];
  const bytes = pending.length > 0 ? concat(pending, chunk) : chunk;
  const messages: Message[] = [];
  let garbage = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = frameLength(bytes.subarray(at), layout);
    if (length === 'unfinished') break;
    if (length === 'no-frame') {
      // Nothing marks where the next frame begins: go on byte by byte until a head makes sense.
      if (!inNonsense) garbage++;
      inNonsense = true;
      at++;
      continue;
    }
    inNonsense = false;
    const frame = readFrame(bytes.subarray(at, at + length), layout);
    const message = frame && parse(frame);
    if (message === undefined) garbage++;
    else messages.push(message);
    at += length;
  }
  if (at < bytes.length) {
    // The start of a frame after nonsense is only known to be one when its head is whole.
    return {
      messages,
      garbage,
      pending: inNonsense ? concat(nonsense, bytes.subarray(at)) : bytes.slice(at),
    };
  }
  return { messages, garbage, pending: inNonsense ? nonsense : noBytes };
}

const kindOf = (byte: number | undefined): CommandKind | undefined =>
  (Object.keys(kinds) as CommandKind[]).find((kind) => kinds[kind] === byte);

/** Decided on as many bytes as are there: more of them never turn a no into a yes. */
function frameLength(bytes: Uint8Array, layout: DcnLayout): number | 'unfinished' | 'no-frame' {
  const [first, , , fourth] = bytes;
  const [kind, mark] = layout.headerOrder === 'kind-first' ? [first, fourth] : [fourth, first];
  const isCommand =
    (kind === undefined || kindOf(kind) !== undefined) && (mark === undefined || mark === commandMark);
  if (!isCommand && !startsLike(bytes, keepAliveType) && !startsLike(bytes, protocolErrorType))
    return 'no-frame';
  if (bytes.length < headBytes) return 'unfinished';
  const length = view(bytes).getUint32(4, true);
  if (length < headBytes || length > maxFrameBytes) return 'no-frame';
  return bytes.length < length ? 'unfinished' : length;
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const startsLike = (bytes: Uint8Array, type: number): boolean =>
  doubleWords(type).every((byte, at) => at >= bytes.length || bytes[at] === byte);

/** `frame` is whole and its head plausible. */
function readFrame(frame: Uint8Array, layout: DcnLayout): DcnFrame | undefined {
  const fields = view(frame);
  switch (fields.getUint32(0, true)) {
    case keepAliveType:
      return { type: 'keep-alive' };
    case protocolErrorType:
      return frame.length < 24
        ? undefined
        : {
            type: 'protocol-error',
            code: fields.getUint32(16, true),
            position: fields.getUint32(20, true),
          };
    default:
      return readCommand(frame, fields, layout);
  }
}

function readCommand(frame: Uint8Array, fields: DataView, layout: DcnLayout): DcnFrame | undefined {
  const kind = kindOf(layout.headerOrder === 'kind-first' ? frame[0] : frame[3]);
  const functionId = fields.getUint16(1, true);
  const dataAt = headBytes + reservedBytes;
  if (kind === undefined || frame.length < dataAt) return undefined;
  if (!layout.functionInData) return { type: 'command', kind, functionId, data: frame.slice(dataAt) };
  if (frame.length < dataAt + 2 || fields.getUint16(dataAt, true) !== functionId) return undefined;
  return { type: 'command', kind, functionId, data: frame.slice(dataAt + 2) };
}

/** Reads little-endian fields one behind the other; undefined past the end. */
export interface FieldReader {
  word(): number | undefined;
  boolean(): boolean | undefined;
}

export function readFields(data: Uint8Array, layout: DcnLayout): FieldReader {
  let at = 0;
  return {
    word() {
      if (at + 2 > data.length) return undefined;
      const value = view(data).getUint16(at, true);
      at += 2;
      return value;
    },
    boolean() {
      if (at + layout.booleanBytes > data.length) return undefined;
      const value = data.subarray(at, at + layout.booleanBytes).some((byte) => byte !== 0);
      at += layout.booleanBytes;
      return value;
    },
  };
}

export function encodeBoolean(value: boolean, layout: DcnLayout): Uint8Array {
  const out = new Uint8Array(layout.booleanBytes);
  out[0] = value ? 1 : 0;
  return out;
}
