/**
 * What the data of `y0 50 … FF` means, by the inquiry that was asked (BRC-X400, SRG and FR7 sheets).
 * Everything answers null where the bytes do not fit. The pan/tilt status exists in two layouts that
 * mislead each other: read with the wrong mask, "initialised" looks like "arrived" for ever.
 */
import { fromNibbles, fromSignedNibbles, toNibbles } from './nibbles.ts';
import { nibblesOf, type PositionWidth } from './requests.ts';

export interface ViscaVersion {
  readonly vendor: number;
  readonly model: number;
  readonly rom: number;
  readonly sockets: number;
}

export const versionAnswer = {
  encode: ({ vendor, model, rom, sockets }: ViscaVersion): Uint8Array =>
    Uint8Array.of(vendor >> 8, vendor & 0xff, model >> 8, model & 0xff, rom >> 8, rom & 0xff, sockets),
  parse(data: Uint8Array): ViscaVersion | null {
    const [v1 = 0, v0 = 0, m1 = 0, m0 = 0, r1 = 0, r0 = 0, sockets = 0] = data;
    if (data.length !== 7) return null;
    return { vendor: (v1 << 8) | v0, model: (m1 << 8) | m0, rom: (r1 << 8) | r0, sockets };
  },
};

/** `02` yes, `03` no: power, menu and other switches. */
export const switchAnswer = {
  encode: (on: boolean): Uint8Array => Uint8Array.of(on ? 0x02 : 0x03),
  parse: (data: Uint8Array): boolean | null =>
    data.length !== 1 || (data[0] !== 0x02 && data[0] !== 0x03) ? null : data[0] === 0x02,
};

/** Pan and tilt in the model's raw units. */
export interface RawPanTilt {
  readonly pan: number;
  readonly tilt: number;
}

export const panTiltAnswer = {
  encode(position: RawPanTilt, width: PositionWidth): Uint8Array {
    const nibbles = nibblesOf(width);
    return Uint8Array.of(...toNibbles(position.pan, nibbles.pan), ...toNibbles(position.tilt, nibbles.tilt));
  },
  parse(data: Uint8Array, width: PositionWidth): RawPanTilt | null {
    const nibbles = nibblesOf(width);
    if (data.length !== nibbles.pan + nibbles.tilt) return null;
    const pan = fromSignedNibbles(data, 0, nibbles.pan);
    const tilt = fromSignedNibbles(data, nibbles.pan, nibbles.tilt);
    return pan === undefined || tilt === undefined ? null : { pan, tilt };
  },
};

export const zoomAnswer = {
  encode: (zoom: number): Uint8Array => Uint8Array.from(toNibbles(zoom, 4)),
  parse: (data: Uint8Array): number | null => (data.length === 4 ? (fromNibbles(data, 0, 4) ?? null) : null),
};

export type StatusLayout = 'x400' | 'fr7';

export interface PanTiltStatus {
  readonly initialised: 'no' | 'running' | 'done' | 'failed';
  readonly move: 'none' | 'running' | 'done' | 'failed';
  readonly panDefect: boolean;
  readonly tiltDefect: boolean;
}

const initWords = ['no', 'running', 'done', 'failed'] as const;
const moveWords = ['none', 'running', 'done', 'failed'] as const;
/** Bit positions. FR7/AM7: bits 7–5 tilt fault, 5–4 pan fault (bit 5 is in both; read as pan). */
const layouts = {
  x400: { init: 12, move: 10, tiltDefect: 0x0100, panDefect: 0x0010 },
  fr7: { init: 10, move: 8, tiltDefect: 0x00c0, panDefect: 0x0030 },
} as const;

export const panTiltStatusAnswer = {
  encode(status: PanTiltStatus, layout: StatusLayout): Uint8Array {
    const bits = layouts[layout];
    const word =
      (initWords.indexOf(status.initialised) << bits.init) |
      (moveWords.indexOf(status.move) << bits.move) |
      (status.tiltDefect ? bits.tiltDefect : 0) |
      (status.panDefect ? bits.panDefect : 0);
    return Uint8Array.of(word >> 8, word & 0xff);
  },
  parse(data: Uint8Array, layout: StatusLayout): PanTiltStatus | null {
    const [high, low] = data;
    if (data.length !== 2 || high === undefined || low === undefined) return null;
    const bits = layouts[layout];
    const word = (high << 8) | low;
    return {
      initialised: initWords[(word >> bits.init) & 3] ?? 'failed',
      move: moveWords[(word >> bits.move) & 3] ?? 'failed',
      tiltDefect: (word & bits.tiltDefect) !== 0,
      panDefect: (word & bits.panDefect) !== 0,
    };
  },
};

/** The lens block: where zoom and focus stand, and what the lens is busy with. */
export interface LensBlock {
  readonly zoom: number;
  readonly nearLimit: number;
  readonly focus: number;
  readonly autoFocus: boolean;
  readonly presetRunning: boolean;
  readonly focusRunning: boolean;
  readonly zoomRunning: boolean;
}

/** Of the sheet's 16 bytes (header and FF included) these are the 13 between `50` and FF: offset 0 here is byte 2 there. */
export const lensBlockAnswer = {
  encode: (block: LensBlock): Uint8Array =>
    Uint8Array.of(
      ...toNibbles(block.zoom, 4),
      ...toNibbles(block.nearLimit, 2),
      ...toNibbles(block.focus, 4),
      0x00,
      block.autoFocus ? 0x01 : 0x00,
      (block.presetRunning ? 4 : 0) | (block.focusRunning ? 2 : 0) | (block.zoomRunning ? 1 : 0),
    ),
  parse(data: Uint8Array): LensBlock | null {
    if (data.length !== 13) return null;
    const zoom = fromNibbles(data, 0, 4);
    const nearLimit = fromNibbles(data, 4, 2);
    const focus = fromNibbles(data, 6, 4);
    const [, flags = 0, busy = 0] = data.subarray(10);
    if (zoom === undefined || nearLimit === undefined || focus === undefined) return null;
    return {
      zoom,
      nearLimit,
      focus,
      autoFocus: (flags & 1) !== 0,
      presetRunning: (busy & 4) !== 0,
      focusRunning: (busy & 2) !== 0,
      zoomRunning: (busy & 1) !== 0,
    };
  },
};
