/** What a simulated camera claims to be, from the facts (the sheets of Sony's cameras), independent of the driver's table. */
import type { StatusLayout, ViscaVersion } from '../../protocols/visca/answers.ts';
import type { PositionWidth } from '../../protocols/visca/requests.ts';

export interface Profile {
  readonly version: ViscaVersion;
  readonly statusLayout: StatusLayout | null;
  readonly lensBlock: boolean;
  readonly width: PositionWidth;
  readonly unitsPerDegree: number;
  /** Absolute moves must carry 00 as tilt speed. */
  readonly zeroTiltSpeed: boolean;
}

export const profiles = {
  x400: {
    version: { vendor: 0x0001, model: 0x051c, rom: 0x0100, sockets: 2 },
    statusLayout: 'x400',
    lensBlock: true,
    width: '4+4',
    unitsPerDegree: 0x2200 / 170,
    zeroTiltSpeed: true,
  },
  'srg-300h': {
    version: { vendor: 0x0001, model: 0x0513, rom: 0x0100, sockets: 2 },
    statusLayout: 'x400',
    lensBlock: true,
    width: '4+4',
    unitsPerDegree: 0x2200 / 170,
    zeroTiltSpeed: false,
  },
  /** Five nibbles of pan; that a degree is as long as the X400's is our guess. */
  x1000: {
    version: { vendor: 0x0001, model: 0x0519, rom: 0x0100, sockets: 2 },
    statusLayout: 'x400',
    lensBlock: true,
    width: '5+4',
    unitsPerDegree: 0x2200 / 170,
    zeroTiltSpeed: false,
  },
  fr7: {
    version: { vendor: 0x0001, model: 0x051e, rom: 0x0100, sockets: 2 },
    statusLayout: 'fr7',
    lensBlock: false,
    width: '5+5',
    unitsPerDegree: 0x9ca7 / 170,
    zeroTiltSpeed: false,
  },
  /** Nobody's camera: moves and tells its position, and knows no pan/tilt status. */
  none: {
    version: { vendor: 0x0020, model: 0x0001, rom: 0x0001, sockets: 2 },
    statusLayout: null,
    lensBlock: true,
    width: '4+4',
    unitsPerDegree: 0x2200 / 170,
    zeroTiltSpeed: false,
  },
  /** Of that family: 14.4 units a degree, a maker's number that is not Sony's. */
  ptzoptics: {
    version: { vendor: 0x0020, model: 0x0513, rom: 0x0001, sockets: 2 },
    statusLayout: null,
    lensBlock: false,
    width: '4+4',
    unitsPerDegree: 2448 / 170,
    zeroTiltSpeed: false,
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;
export const isProfileName = (name: unknown): name is ProfileName =>
  typeof name === 'string' && Object.hasOwn(profiles, name);
