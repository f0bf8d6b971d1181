/**
 * Controller to camera: commands `8x 01 …`, inquiries `8x 09 …`, cancel `8x 2z` (BRC-X400 and SRG sheets).
 * Preset numbers here count from 1, on the wire from 0. Left out: picture settings, focus, limits. A
 * well-formed frame that is not known comes back as `other`, because a camera answers it (syntax error).
 */
import { concat, hex, toHex } from '../bytes.ts';
import type { FrameForm } from './frames.ts';
import { fromNibbles, fromSignedNibbles, toNibbles } from './nibbles.ts';

/** Nibbles of pan and tilt in position messages: 4+4 on most, 5+4 on BRC-X1000/H800, 5+5 on FR7/AM7. */
export type PositionWidth = '4+4' | '5+4' | '5+5';
/** In moves: with 5+5 nibbles and two speeds a frame would exceed its 16 bytes, and the sheets at hand do not say what FR7/AM7 leave out. */
type MoveWidth = Exclude<PositionWidth, '5+5'>;

export type Inquiry =
  | 'version'
  | 'power'
  | 'pan-tilt-position'
  | 'pan-tilt-status'
  | 'zoom-position'
  | 'lens-block'
  | 'last-preset'
  | 'max-speed'
  | 'menu';

export type ViscaBody =
  | { readonly type: 'if-clear' }
  /** Serial lines, to all: each camera takes the number and passes it on raised by one. */
  | { readonly type: 'set-addresses'; readonly first: number }
  | { readonly type: 'power'; readonly on: boolean }
  /** `preset` 1..256. */
  | { readonly type: 'preset'; readonly action: 'reset' | 'store' | 'recall'; readonly preset: number }
  /** Speeds 1..0x18 (pan) and 1..0x17 (tilt) on most models. */
  | {
      readonly type: 'drive';
      readonly panSpeed: number;
      readonly tiltSpeed: number;
      readonly pan: 'left' | 'right' | 'stop';
      readonly tilt: 'up' | 'down' | 'stop';
    }
  /** Raw units of the model. */
  | {
      readonly type: 'absolute' | 'relative';
      readonly width: MoveWidth;
      readonly panSpeed: number;
      readonly tiltSpeed: number;
      readonly pan: number;
      readonly tilt: number;
    }
  | { readonly type: 'home' }
  /** Re-initialises pan and tilt. */
  | { readonly type: 'pan-tilt-reset' }
  /** `speed` 0..7, null the standard one. */
  | { readonly type: 'zoom'; readonly direction: 'stop' | 'tele' | 'wide'; readonly speed: number | null }
  /** 0 wide … 0x4000 optical tele. */
  | { readonly type: 'zoom-direct'; readonly zoom: number }
  | { readonly type: 'cancel'; readonly socket: number }
  | { readonly type: 'inquiry'; readonly inquiry: Inquiry }
  | { readonly type: 'other'; readonly bytes: Uint8Array };

export interface ViscaRequest {
  /** 1..7, 8 for all. Always 1 over IP. */
  readonly device: number;
  readonly body: ViscaBody;
}

const inquiryBytes: Readonly<Record<Inquiry, string>> = {
  version: '09 00 02',
  power: '09 04 00',
  'pan-tilt-position': '09 06 12',
  'pan-tilt-status': '09 06 10',
  'zoom-position': '09 04 47',
  'lens-block': '09 7e 7e 00',
  'last-preset': '09 04 3f',
  'max-speed': '09 06 11',
  menu: '09 06 06',
};
const inquiryByText = new Map<string, Inquiry>();
/** Made once: inquiries are what a camera gets all day. */
const inquiryFrames = new Map<Inquiry, Uint8Array>();
for (const [inquiry, text] of Object.entries(inquiryBytes))
  if (isInquiry(inquiry)) {
    inquiryByText.set(text, inquiry);
    inquiryFrames.set(inquiry, hex(text));
  }

function isInquiry(name: string): name is Inquiry {
  return Object.hasOwn(inquiryBytes, name);
}

const presetActions = ['reset', 'store', 'recall'] as const;
const panWords = { left: 0x01, right: 0x02, stop: 0x03 } as const;
const tiltWords = { up: 0x01, down: 0x02, stop: 0x03 } as const;
const widths: readonly { readonly width: MoveWidth; readonly pan: number; readonly tilt: number }[] = [
  { width: '4+4', pan: 4, tilt: 4 },
  { width: '5+4', pan: 5, tilt: 4 },
];

/** How many nibbles pan and tilt have in positions of this width. */
export function nibblesOf(width: PositionWidth): { readonly pan: number; readonly tilt: number } {
  return { pan: width === '4+4' ? 4 : 5, tilt: width === '5+5' ? 5 : 4 };
}

function encodeBody(body: ViscaBody): Uint8Array {
  switch (body.type) {
    case 'if-clear':
      return hex('01 00 01');
    case 'set-addresses':
      return Uint8Array.of(0x30, body.first);
    case 'power':
      return Uint8Array.of(0x01, 0x04, 0x00, body.on ? 0x02 : 0x03);
    case 'preset':
      return Uint8Array.of(0x01, 0x04, 0x3f, presetActions.indexOf(body.action), body.preset - 1);
    case 'drive':
      return Uint8Array.of(
        0x01,
        0x06,
        0x01,
        body.panSpeed,
        body.tiltSpeed,
        panWords[body.pan],
        tiltWords[body.tilt],
      );
    case 'absolute':
    case 'relative': {
      const nibbles = nibblesOf(body.width);
      return Uint8Array.of(
        0x01,
        0x06,
        body.type === 'absolute' ? 0x02 : 0x03,
        body.panSpeed,
        body.tiltSpeed,
        ...toNibbles(body.pan, nibbles.pan),
        ...toNibbles(body.tilt, nibbles.tilt),
      );
    }
    case 'home':
      return hex('01 06 04');
    case 'pan-tilt-reset':
      return hex('01 06 05');
    case 'zoom':
      return Uint8Array.of(0x01, 0x04, 0x07, zoomByte(body.direction, body.speed));
    case 'zoom-direct':
      return Uint8Array.of(0x01, 0x04, 0x47, ...toNibbles(body.zoom, 4));
    case 'cancel':
      return Uint8Array.of(0x20 | body.socket);
    case 'inquiry':
      return inquiryFrames.get(body.inquiry) ?? hex(inquiryBytes[body.inquiry]);
    case 'other':
      return body.bytes;
  }
}

function zoomByte(direction: 'stop' | 'tele' | 'wide', speed: number | null): number {
  if (direction === 'stop') return 0x00;
  if (speed === null) return direction === 'tele' ? 0x02 : 0x03;
  return (direction === 'tele' ? 0x20 : 0x30) | speed;
}

function parseBody(bytes: Uint8Array): ViscaBody {
  return parseKnown(bytes) ?? { type: 'other', bytes: bytes.slice() };
}

function parseKnown(bytes: Uint8Array): ViscaBody | null {
  const inquiry = inquiryByText.get(toHex(bytes));
  if (inquiry) return { type: 'inquiry', inquiry };
  const [kind, group, command, a, b] = bytes;
  if (bytes.length === 1 && kind !== undefined && kind >> 4 === 0x2)
    return { type: 'cancel', socket: kind & 0x0f };
  if (bytes.length === 2 && kind === 0x30 && group !== undefined && group >= 1 && group <= 8)
    return { type: 'set-addresses', first: group };
  if (kind !== 0x01) return null;
  if (group === 0x00 && command === 0x01 && bytes.length === 3) return { type: 'if-clear' };
  if (group === 0x04) return parseCamera(bytes, command, a, b);
  if (group === 0x06) return parsePanTilt(bytes, command, a, b);
  return null;
}

function parseCamera(
  bytes: Uint8Array,
  command: number | undefined,
  a: number | undefined,
  b: number | undefined,
): ViscaBody | null {
  if (command === 0x00 && bytes.length === 4 && (a === 0x02 || a === 0x03))
    return { type: 'power', on: a === 0x02 };
  if (command === 0x3f && bytes.length === 5 && a !== undefined && b !== undefined) {
    const action = presetActions[a];
    return action ? { type: 'preset', action, preset: b + 1 } : null;
  }
  if (command === 0x07 && bytes.length === 4 && a !== undefined) return parseZoom(a);
  if (command === 0x47 && bytes.length === 7) {
    const zoom = fromNibbles(bytes, 3, 4);
    return zoom === undefined ? null : { type: 'zoom-direct', zoom };
  }
  return null;
}

function parseZoom(byte: number): ViscaBody | null {
  if (byte === 0x00) return { type: 'zoom', direction: 'stop', speed: null };
  if (byte === 0x02) return { type: 'zoom', direction: 'tele', speed: null };
  if (byte === 0x03) return { type: 'zoom', direction: 'wide', speed: null };
  const speed = byte & 0x0f;
  if (speed > 7) return null;
  if (byte >> 4 === 0x2) return { type: 'zoom', direction: 'tele', speed };
  return byte >> 4 === 0x3 ? { type: 'zoom', direction: 'wide', speed } : null;
}

function parsePanTilt(
  bytes: Uint8Array,
  command: number | undefined,
  panSpeed: number | undefined,
  tiltSpeed: number | undefined,
): ViscaBody | null {
  if (command === 0x04 && bytes.length === 3) return { type: 'home' };
  if (command === 0x05 && bytes.length === 3) return { type: 'pan-tilt-reset' };
  if (panSpeed === undefined || tiltSpeed === undefined) return null;
  if (command === 0x01 && bytes.length === 7) {
    const pan = (['left', 'right', 'stop'] as const)[(bytes[5] ?? 0) - 1];
    const tilt = (['up', 'down', 'stop'] as const)[(bytes[6] ?? 0) - 1];
    return pan && tilt ? { type: 'drive', panSpeed, tiltSpeed, pan, tilt } : null;
  }
  if (command !== 0x02 && command !== 0x03) return null;
  const form = widths.find((width) => bytes.length === 5 + width.pan + width.tilt);
  if (!form) return null;
  const pan = fromSignedNibbles(bytes, 5, form.pan);
  const tilt = fromSignedNibbles(bytes, 5 + form.pan, form.tilt);
  if (pan === undefined || tilt === undefined) return null;
  const type = command === 0x02 ? 'absolute' : 'relative';
  return { type, width: form.width, panSpeed, tiltSpeed, pan, tilt };
}

/** Frames from controller 0 to a camera. */
export const viscaRequests: FrameForm<ViscaRequest> = {
  encode: ({ device, body }) => concat(Uint8Array.of(0x80 | device), encodeBody(body), Uint8Array.of(0xff)),
  parse(frame) {
    const device = (frame[0] ?? 0) & 0x0f;
    const fromController = ((frame[0] ?? 0) & 0xf0) === 0x80;
    if (!fromController || device < 1 || device > 8) return null;
    return { device, body: parseBody(frame.subarray(1, -1)) };
  },
};
