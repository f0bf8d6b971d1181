/**
 * Televic D-Cerno, TCP 5011: what a client says. A client introduces itself (`con`), asks (`get`) and
 * sets (`set`). Left out here: loudspeaker and headphone volume, recording.
 */
import type { StreamCodec } from '../codec.ts';
import { integerIn, type JsonObject } from '../json.ts';
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

export type DcernoRequest =
  | { readonly type: 'connect' }
  | { readonly type: 'get-microphones' | 'get-mode' | 'get-max-open' }
  | { readonly type: 'set-microphone'; readonly uid: string; readonly state: MicrophoneState | 'toggle' }
  /** All but the chairmen's. */
  | { readonly type: 'all-off' }
  | ({ readonly type: 'set-mode' } & ModeSettings)
  | { readonly type: 'set-max-open'; readonly value: number }
  /** A packet of another subject, or one the unit does not know. */
  | { readonly type: 'other' };

export const dcernoRequests: StreamCodec<Packet<DcernoRequest>> = {
  maxPendingBytes: maxFrameBytes,
  encode: ({ number, message }) => encodeFrame({ number, ...rawOf(message) }, 'client'),
  decode: (pending, chunk) => decodeFrames(pending, chunk, parse),
};

/** The introduction that is known to be accepted. */
const introduction = { typ: 'CoCon', nam: 'CoCon Emulator', ver: '0.01', inf: '', svr: 0, tim: '' };
const toggle = 3;

function rawOf(request: DcernoRequest): { readonly type: PacketType; readonly body: JsonObject } {
  const get = (body: JsonObject) => ({ type: 'get', body }) as const;
  const set = (body: JsonObject) => ({ type: 'set', body }) as const;
  switch (request.type) {
    case 'connect':
      return { type: 'con', body: introduction };
    case 'get-microphones':
      return get({ nam: 'gmicstat', uid: 0 });
    case 'get-mode':
      return get({ nam: 'gmmo' });
    case 'get-max-open':
      return get({ nam: 'gmam' });
    case 'set-microphone': {
      const state = request.state === 'toggle' ? toggle : microphoneStates.indexOf(request.state);
      return set({ nam: 'smicstat', uid: request.uid, stat: String(state) });
    }
    case 'all-off':
      return set({ nam: 'smicstat', uid: 0, stat: 0 });
    case 'set-mode':
      return set({ nam: 'smmo', ...modeJson(request) });
    case 'set-max-open':
      return set({ nam: 'smam', mam: request.value });
    case 'other':
      throw new Error('only a unit meets this');
  }
}

function parse({ type, body }: RawPacket): DcernoRequest | undefined {
  if (type === 'con') return { type: 'connect' };
  if (type !== 'get' && type !== 'set') return undefined;
  switch (body['nam']) {
    case 'gmicstat':
      return { type: 'get-microphones' };
    case 'gmmo':
      return { type: 'get-mode' };
    case 'gmam':
      return { type: 'get-max-open' };
    case 'smicstat':
      return parseMicrophone(body);
    case 'smmo': {
      const mode = readMode(body);
      return mode && { type: 'set-mode', ...mode };
    }
    case 'smam': {
      const value = integerIn(body['mam'], maxOpenRange);
      return value === undefined ? undefined : { type: 'set-max-open', value };
    }
    default:
      return { type: 'other' };
  }
}

function parseMicrophone(body: JsonObject): DcernoRequest | undefined {
  const state = integerIn(body['stat'], [0, toggle]);
  if (state === undefined) return undefined;
  // Uid 0 with state 0 is every delegate; with another state it means nothing.
  if (integerIn(body['uid'], [0, 0]) === 0) return state === 0 ? { type: 'all-off' } : undefined;
  const uid = readUid(body['uid']);
  return uid === undefined
    ? undefined
    : { type: 'set-microphone', uid, state: microphoneStates[state] ?? 'toggle' };
}
