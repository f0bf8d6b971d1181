/** What a Pelco receiver replies to questions about its position, where it does (facts A6). */
import type { StreamCodec } from '../codec.ts';
import { pelcoCodec, type PelcoFrame, type PelcoProtocol } from './frames.ts';
import type { PelcoQuestion } from './requests.ts';

export interface PelcoReply {
  readonly address: number;
  readonly body:
    | { readonly type: 'answer'; readonly what: PelcoQuestion; readonly value: number }
    | {
        readonly type: 'other';
        readonly c1: number;
        readonly c2: number;
        readonly d1: number;
        readonly d2: number;
      };
}

const codes = { pan: 0x59, tilt: 0x5b, zoom: 0x5d } as const;
const byCode = new Map<number, PelcoQuestion>([
  [codes.pan, 'pan'],
  [codes.tilt, 'tilt'],
  [codes.zoom, 'zoom'],
]);

function frameOf({ address, body }: PelcoReply): PelcoFrame {
  if (body.type === 'answer')
    return { address, c1: 0, c2: codes[body.what], d1: (body.value >> 8) & 0xff, d2: body.value & 0xff };
  return { address, c1: body.c1, c2: body.c2, d1: body.d1, d2: body.d2 };
}

function meaningOf({ address, c1, c2, d1, d2 }: PelcoFrame): PelcoReply {
  const what = c1 === 0 ? byCode.get(c2) : undefined;
  return what
    ? { address, body: { type: 'answer', what, value: (d1 << 8) | d2 } }
    : { address, body: { type: 'other', c1, c2, d1, d2 } };
}

export const pelcoReplies = (protocol: PelcoProtocol): StreamCodec<PelcoReply> =>
  pelcoCodec(protocol, frameOf, meaningOf);
