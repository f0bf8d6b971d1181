/**
 * Televic D-Cerno, TCP 5011: what the unit says, as replies (`rep`) and events (`evt`). A unit's
 * microphones are told by events only, also after a question; error frames are not known.
 */
import type { StreamCodec } from '../codec.ts';
import { integerIn, isJsonObject, type JsonObject } from '../json.ts';
import { readSeatName } from '../models/seat-name.ts';
import {
  decodeFrames,
  encodeFrame,
  maxFrameBytes,
  type Packet,
  type PacketType,
  type RawPacket,
} from './frames.ts';
import {
  maxOpenRange,
  microphoneStates,
  type MicrophoneState,
  modeJson,
  type ModeSettings,
  readMode,
  readUid,
} from './words.ts';

type Kind = 'evt' | 'rep';

export type DcernoReport =
  | {
      readonly type: 'connected';
      readonly info: string;
      readonly product?: string;
      readonly name?: string;
      readonly version?: string;
    }
  | { readonly type: 'microphone'; readonly as: Kind; readonly uid: string; readonly state: MicrophoneState }
  | ({ readonly type: 'mode'; readonly as: Kind } & ModeSettings)
  | { readonly type: 'max-open'; readonly as: Kind; readonly value: number }
  /** Volumes, recording, and whatever newer firmware tells. */
  | { readonly type: 'other'; readonly as: Kind; readonly subject: string };

export const dcernoReports: StreamCodec<Packet<DcernoReport>> = {
  maxPendingBytes: maxFrameBytes,
  encode: ({ number, message }) => encodeFrame({ number, ...rawOf(message) }, 'unit'),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

function rawOf(report: DcernoReport): { readonly type: PacketType; readonly body: JsonObject } {
  switch (report.type) {
    case 'connected': {
      const { info, product = '', name = '', version = '' } = report;
      return { type: 'rep', body: { inf: info, con: { typ: product, nam: name, ver: version, svr: 0 } } };
    }
    case 'microphone': {
      const stat = microphoneStates.indexOf(report.state);
      return { type: report.as, body: { nam: 'micstat', uid: report.uid, stat } };
    }
    case 'mode':
      return { type: report.as, body: { nam: 'mmo', ...modeJson(report) } };
    case 'max-open':
      return { type: report.as, body: { nam: 'mam', mam: report.value } };
    case 'other':
      return { type: report.as, body: { nam: report.subject } };
  }
}

function parse({ type, body }: RawPacket): DcernoReport | undefined {
  if (type !== 'evt' && type !== 'rep') return undefined;
  if (isJsonObject(body['con'])) return parseConnected(body, body['con']);
  switch (body['nam']) {
    case 'micstat': {
      const uid = readUid(body['uid']);
      const state = microphoneStates[integerIn(body['stat'], [0, 2]) ?? -1];
      return uid === undefined || state === undefined
        ? undefined
        : { type: 'microphone', as: type, uid, state };
    }
    case 'mmo': {
      const mode = readMode(body);
      return mode && { type: 'mode', as: type, ...mode };
    }
    case 'mam': {
      const value = integerIn(body['mam'], maxOpenRange);
      return value === undefined ? undefined : { type: 'max-open', as: type, value };
    }
    default: {
      const subject = typeof body['nam'] === 'string' ? body['nam'].slice(0, 40) : '';
      return { type: 'other', as: type, subject };
    }
  }
}

function parseConnected(body: JsonObject, con: JsonObject): DcernoReport {
  const words = {
    product: readSeatName(con['typ']),
    name: readSeatName(con['nam']),
    version: readSeatName(con['ver']),
  };
  return {
    type: 'connected',
    info: readSeatName(body['inf']) ?? '',
    ...Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined)),
  };
}
