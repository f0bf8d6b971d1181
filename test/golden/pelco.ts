/** Frames of Pelco-D and Pelco-P with their check bytes, worked out by hand from the facts (A6). */
import type { PelcoReply } from '../../protocols/pelco/replies.ts';
import type { PelcoRequest } from '../../protocols/pelco/requests.ts';

const still = { pan: 'stop', tilt: 'stop', zoom: 'stop', panSpeed: 0, tiltSpeed: 0 } as const;
const preset = (action: 'store' | 'clear' | 'recall', number: number, address = 1): PelcoRequest => ({
  address,
  body: { type: 'preset', action, preset: number },
});

export const requestsD: readonly (readonly [string, PelcoRequest])[] = [
  ['ff 01 00 03 00 05 09', preset('store', 5)],
  ['ff 01 00 05 00 05 0b', preset('clear', 5)],
  ['ff 01 00 07 00 05 0d', preset('recall', 5)],
  // The sum is taken modulo 256, not modulo 100.
  ['ff c8 00 07 00 ff ce', preset('recall', 255, 200)],
  ['ff 01 00 00 00 00 01', { address: 1, body: { type: 'drive', ...still } }],
  ['ff 01 00 02 3f 00 42', { address: 1, body: { type: 'drive', ...still, pan: 'right', panSpeed: 0x3f } }],
  [
    'ff 01 00 0c 10 20 3d',
    {
      address: 1,
      body: { type: 'drive', ...still, pan: 'left', tilt: 'up', panSpeed: 0x10, tiltSpeed: 0x20 },
    },
  ],
  ['ff 01 00 10 00 01 12', { address: 1, body: { type: 'drive', ...still, tilt: 'down', tiltSpeed: 1 } }],
  ['ff 01 00 20 00 00 21', { address: 1, body: { type: 'drive', ...still, zoom: 'tele' } }],
  ['ff 01 00 40 00 00 41', { address: 1, body: { type: 'drive', ...still, zoom: 'wide' } }],
  ['ff 01 00 51 00 00 52', { address: 1, body: { type: 'ask', what: 'pan' } }],
  ['ff 01 00 53 00 00 54', { address: 1, body: { type: 'ask', what: 'tilt' } }],
  ['ff 01 00 55 00 00 56', { address: 1, body: { type: 'ask', what: 'zoom' } }],
  // Focus far, and a code that is none of ours.
  ['ff 01 00 80 00 00 81', { address: 1, body: { type: 'other', c1: 0, c2: 0x80, d1: 0, d2: 0 } }],
  ['ff 01 00 09 00 01 0b', { address: 1, body: { type: 'other', c1: 0, c2: 9, d1: 0, d2: 1 } }],
];

export const requestsP: readonly (readonly [string, PelcoRequest])[] = [
  // The address on the wire is one lower than on the switches.
  ['a0 00 00 07 00 05 af 0d', preset('recall', 5)],
  ['a0 1f 00 03 00 01 af 12', preset('store', 1, 32)],
  ['a0 00 00 00 00 00 af 0f', { address: 1, body: { type: 'drive', ...still } }],
  [
    'a0 01 00 02 3f 00 af 33',
    { address: 2, body: { type: 'drive', ...still, pan: 'right', panSpeed: 0x3f } },
  ],
];

const answer = (what: 'pan' | 'tilt' | 'zoom', value: number): PelcoReply => ({
  address: 1,
  body: { type: 'answer', what, value },
});

export const repliesD: readonly (readonly [string, PelcoReply])[] = [
  // 90.00° and 355.00°.
  ['ff 01 00 59 23 28 a5', answer('pan', 9000)],
  ['ff 01 00 5b 8a ac 92', answer('tilt', 35_500)],
  ['ff 01 00 5d 40 00 9e', answer('zoom', 0x4000)],
  ['ff 01 00 63 00 01 65', { address: 1, body: { type: 'other', c1: 0, c2: 0x63, d1: 0, d2: 1 } }],
];
