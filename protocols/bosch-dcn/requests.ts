/**
 * Bosch DCN-NG Open Interface: what a client asks of the central unit. One request at a time: the
 * response comes first (typically within 0.5 s, at most 10 s). Nothing is notified before `start`. Left out
 * here: interpretation, voting, attendance, delegate database, cameras, system installation.
 */
import { concat } from '../bytes.ts';
import { noBytes, type StreamCodec } from '../codec.ts';
import {
  type DcnFrame,
  type DcnLayout,
  decodeFrames,
  encodeBoolean,
  encodeFrame,
  maxFrameBytes,
  metLayout,
  readFields,
  words,
} from './frames.ts';
import {
  activeRange,
  anyDelegate,
  type DcnFunction,
  functions,
  idOf,
  isUnit,
  nameOf,
  operationModes,
  type OperationMode,
} from './functions.ts';

const unitFunctions = ['shift', 'appendSpeaker', 'removeSpeaker', 'appendRequest', 'removeRequest'] as const;
type UnitFunction = (typeof unitFunctions)[number];
type PlainFunction = Exclude<DcnFunction, UnitFunction | 'setMicrophone' | 'setMode' | 'setActive'>;

export type DcnRequest =
  | { readonly type: 'keep-alive' }
  | { readonly type: PlainFunction }
  | { readonly type: UnitFunction; readonly unit: number }
  | { readonly type: 'setMicrophone'; readonly unit: number; readonly open: boolean }
  | { readonly type: 'setMode'; readonly mode: OperationMode }
  | { readonly type: 'setActive'; readonly count: number }
  /** A function of another application, or one that is not known: the unit answers with an error. */
  | { readonly type: 'other'; readonly functionId: number };

export function createDcnRequests(layout: DcnLayout = metLayout): StreamCodec<DcnRequest> {
  return {
    maxPendingBytes: maxFrameBytes,
    encode: (request) => encodeFrame(frameOf(request, layout), layout),
    decode: (pending, chunk) => decodeFrames(pending, chunk, layout, (frame) => parse(frame, layout)),
  };
}

function frameOf(request: DcnRequest, layout: DcnLayout): DcnFrame {
  if (request.type === 'keep-alive') return { type: 'keep-alive' };
  if (request.type === 'other')
    return { type: 'command', kind: 'request', functionId: request.functionId, data: noBytes };
  return {
    type: 'command',
    kind: 'request',
    functionId: idOf(functions[request.type], layout),
    data: dataOf(request, layout),
  };
}

function dataOf(
  request: Exclude<DcnRequest, { readonly type: 'keep-alive' | 'other' }>,
  layout: DcnLayout,
): Uint8Array {
  switch (request.type) {
    case 'setMicrophone':
      return concat(words(request.unit), encodeBoolean(request.open, layout));
    case 'setMode':
      return words(operationModes.indexOf(request.mode));
    case 'setActive':
      return words(request.count);
    case 'appendSpeaker':
    case 'removeSpeaker':
      return words(request.unit);
    case 'shift':
    case 'appendRequest':
    case 'removeRequest':
      return words(request.unit, anyDelegate);
    default:
      return noBytes;
  }
}

function parse(frame: DcnFrame, layout: DcnLayout): DcnRequest | undefined {
  if (frame.type === 'keep-alive') return frame;
  if (frame.type !== 'command' || frame.kind !== 'request') return undefined;
  const name = nameOf(functions, frame.functionId, layout);
  const fields = readFields(frame.data, layout);
  switch (name) {
    case undefined:
      return { type: 'other', functionId: frame.functionId };
    case 'setMicrophone': {
      const [unit, open] = [fields.word(), fields.boolean()];
      return isUnit(unit) && open !== undefined ? { type: name, unit, open } : undefined;
    }
    case 'setMode': {
      const mode = operationModes[fields.word() ?? -1];
      return mode && { type: name, mode };
    }
    case 'setActive': {
      const count = fields.word() ?? 0;
      return count >= activeRange[0] && count <= activeRange[1] ? { type: name, count } : undefined;
    }
    case 'shift':
    case 'appendSpeaker':
    case 'removeSpeaker':
    case 'appendRequest':
    case 'removeRequest': {
      // The delegate's number behind it is not always sent, and says nothing that we act on.
      const unit = fields.word();
      return isUnit(unit) ? { type: name, unit } : undefined;
    }
    default:
      return { type: name };
  }
}
