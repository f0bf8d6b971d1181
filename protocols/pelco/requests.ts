/** What a controller tells and asks a Pelco receiver (facts A6). Nothing but a question is ever answered. */
import type { StreamCodec } from '../codec.ts';
import { pelcoCodec, type PelcoFrame, type PelcoProtocol } from './frames.ts';

export type PelcoQuestion = 'pan' | 'tilt' | 'zoom';

export type PelcoRequestBody =
  /** Presets as the receiver numbers them, 1…255. */
  | { readonly type: 'preset'; readonly action: 'store' | 'clear' | 'recall'; readonly preset: number }
  /** Speeds 0…3F; everything stopped is the stop command. */
  | {
      readonly type: 'drive';
      readonly pan: 'left' | 'right' | 'stop';
      readonly tilt: 'up' | 'down' | 'stop';
      readonly zoom: 'tele' | 'wide' | 'stop';
      readonly panSpeed: number;
      readonly tiltSpeed: number;
    }
  | { readonly type: 'ask'; readonly what: PelcoQuestion }
  /** A frame that is none of these. */
  | {
      readonly type: 'other';
      readonly c1: number;
      readonly c2: number;
      readonly d1: number;
      readonly d2: number;
    };

export interface PelcoRequest {
  readonly address: number;
  readonly body: PelcoRequestBody;
}

const presetCodes = { store: 0x03, clear: 0x05, recall: 0x07 } as const;
const questionCodes = { pan: 0x51, tilt: 0x53, zoom: 0x55 } as const;
const bits = { right: 0x02, left: 0x04, up: 0x08, down: 0x10, tele: 0x20, wide: 0x40, stop: 0 } as const;
const motionBits = 0x7e;

function frameOf({ address, body }: PelcoRequest): PelcoFrame {
  switch (body.type) {
    case 'preset':
      return { address, c1: 0, c2: presetCodes[body.action], d1: 0, d2: body.preset };
    case 'drive':
      return {
        address,
        c1: 0,
        c2: bits[body.pan] | bits[body.tilt] | bits[body.zoom],
        d1: body.panSpeed,
        d2: body.tiltSpeed,
      };
    case 'ask':
      return { address, c1: 0, c2: questionCodes[body.what], d1: 0, d2: 0 };
    case 'other':
      return { address, c1: body.c1, c2: body.c2, d1: body.d1, d2: body.d2 };
  }
}

const keyOf = <Key extends string>(codes: Readonly<Record<Key, number>>, code: number): Key | undefined =>
  (Object.keys(codes) as Key[]).find((key) => codes[key] === code);

function meaningOf({ address, ...rest }: PelcoFrame): PelcoRequest {
  const { c1, c2, d1, d2 } = rest;
  const other: PelcoRequest = { address, body: { type: 'other', ...rest } };
  if (c1 !== 0) return other;
  // Odd codes are extended commands, even ones bits of a motion.
  if (c2 % 2 === 0) return driveIn(address, c2, d1, d2) ?? other;
  const action = keyOf(presetCodes, c2);
  if (action) return d1 === 0 && d2 > 0 ? { address, body: { type: 'preset', action, preset: d2 } } : other;
  const what = keyOf(questionCodes, c2);
  return what && d1 === 0 && d2 === 0 ? { address, body: { type: 'ask', what } } : other;
}

function driveIn(address: number, c2: number, panSpeed: number, tiltSpeed: number): PelcoRequest | undefined {
  const has = (bit: number): boolean => (c2 & bit) !== 0;
  const isContradiction =
    (has(bits.left) && has(bits.right)) ||
    (has(bits.up) && has(bits.down)) ||
    (has(bits.tele) && has(bits.wide));
  if ((c2 & ~motionBits) !== 0 || isContradiction) return undefined;
  return {
    address,
    body: {
      type: 'drive',
      pan: has(bits.right) ? 'right' : has(bits.left) ? 'left' : 'stop',
      tilt: has(bits.up) ? 'up' : has(bits.down) ? 'down' : 'stop',
      zoom: has(bits.tele) ? 'tele' : has(bits.wide) ? 'wide' : 'stop',
      panSpeed,
      tiltSpeed,
    },
  };
}

export const pelcoRequests = (protocol: PelcoProtocol): StreamCodec<PelcoRequest> =>
  pelcoCodec(protocol, frameOf, meaningOf);
