/**
 * Commands and blocks of the beyerdynamic Quinta control protocol (edition 3.0), written by hand from the
 * manual's chapters 2 (login, version, status), 3.6 (streams), 4 (conference control), 5 (list) and the
 * use cases of chapter 9, with what they mean.
 */
import type { QuintaCommand } from '../../protocols/beyerdynamic-quinta/commands.ts';
import type { QuintaReport } from '../../protocols/beyerdynamic-quinta/reports.ts';

const rightOfZone4 = { hardware: 1, zone: 3, role: 'right' } as const;
const singleOfZone4 = { hardware: 0, zone: 3, role: 'single' } as const;

export const quintaCommandLines: readonly (readonly [string, QuintaCommand])[] = [
  ['U 0\r', { type: 'login' }],
  ['U 0 geheim 1\r', { type: 'login', password: 'geheim 1' }],
  ['U B\r', { type: 'lock-ports' }],
  ['V\r', { type: 'get-version' }],
  ['j 3 D\r', { type: 'get-mode' }],
  ['S 0\r', { type: 'get-streams' }],
  ['A 0000021E 1 0139\r', { type: 'start-speaking', unit: 0x21e, flags: rightOfZone4 }],
  ['A 00000281 0 0030\r', { type: 'stop-speaking', unit: 0x281, flags: singleOfZone4 }],
  ['i 00\r', { type: 'clear-speaking' }],
  ['~Q 00\r', { type: 'clear-requests', right: false }],
  ['~Q 10\r', { type: 'clear-requests', right: true }],
  ['M 00000281\r', { type: 'address', unit: 0x281 }],
  ['M 0\r', { type: 'address', unit: null }],
  ['T 0 00 0\r', { type: 'get-unit', position: 0 }],
  ['T 0 95 3\r', { type: 'get-name', position: 0x95 }],
];

export const quintaLines: readonly (readonly [string, QuintaReport])[] = [
  ['>', { type: 'prompt' }],
  ['Q 0000021E 11 0C\r\n', { type: 'allocation', unit: 0x21e, right: true, allocated: true, stream: 1 }],
  ['Q 00000281 00 0F\r\n', { type: 'allocation', unit: 0x281, right: false, allocated: false, stream: 4 }],
  ['q 0000021E 01 0139\r\n', { type: 'request', unit: 0x21e, speak: true, flags: rightOfZone4 }],
  ['q 00000281 00 0030\r\n', { type: 'request', unit: 0x281, speak: false, flags: singleOfZone4 }],
  ['a 0000021E 01 0139\r\n', { type: 'request-echo', unit: 0x21e, speak: true, flags: rightOfZone4 }],
  [
    'x 00021E 0131 7A 241100\r\n',
    { type: 'unit-status', unit: 0x21e, flags: { hardware: 1, zone: 3, role: 'left' } },
  ],
  [
    'SList[0x00] 00000281 30 00 FC 00\r\n',
    {
      type: 'unit',
      position: 0,
      unit: 0x281,
      ghost: false,
      flags: singleOfZone4,
      inRange: true,
      voting: false,
    },
  ],
  [
    'SList[0x00] 00000281 30 00 00 02\r\n',
    {
      type: 'unit',
      position: 0,
      unit: 0x281,
      ghost: false,
      flags: singleOfZone4,
      inRange: false,
      voting: true,
    },
  ],
  [
    'SList[0x07] F000021E 31 01 FC 00\r\n',
    {
      type: 'unit',
      position: 7,
      unit: 0x21e,
      ghost: true,
      flags: { hardware: 1, zone: 3, role: 'left' },
      inRange: true,
      voting: false,
    },
  ],
  ['SList[0x95] FFFFFFFF FF FF FF FF\r\n', { type: 'no-unit', position: 0x95 }],
  [
    'RightNameL[0x00] 004800650072007200200046007500630068007300000000000000000000\r\n',
    { type: 'name', position: 0, name: 'Herr Fuchs' },
  ],
  [
    'StrC 0000021E 05 00\r\n',
    {
      type: 'stream',
      stream: 1,
      active: true,
      unit: 0x21e,
      left: false,
      right: true,
      reservedForChair: false,
    },
  ],
  [
    'StrF 00000000 21 00\r\n',
    {
      type: 'stream',
      stream: 4,
      active: true,
      unit: null,
      left: false,
      right: false,
      reservedForChair: true,
    },
  ],
  [
    'StrD 00000000 00 00\r\n',
    {
      type: 'stream',
      stream: 2,
      active: false,
      unit: null,
      left: false,
      right: false,
      reservedForChair: false,
    },
  ],
  ['i 00\r\n', { type: 'cleared' }],
  ['l 00\r\n', { type: 'chair-priority', long: false }],
  ['l 01\r\n', { type: 'chair-priority', long: true }],
  ['CUFW V3.0.00\r\n', { type: 'version', version: 'V3.0.00' }],
  ['Full mode\r\n', { type: 'mode', full: true }],
  ['Light mode\r\n', { type: 'mode', full: false }],
  ['zm00A225_1z2\r\n', { type: 'other', text: 'zm00A225_1z2' }],
  ['DSP[42]=0x04\r\n', { type: 'other', text: 'DSP[42]=0x04' }],
  ['VT=010001000000\r\n', { type: 'other', text: 'VT=010001000000' }],
];

/** Whole answers, as they stand in the manual. */
export const quintaBlocks: readonly (readonly [string, readonly QuintaReport[]])[] = [
  ['\r\n>', []],
  [
    '\r\nQ 0000021E 11 0C\r\n>',
    [{ type: 'allocation', unit: 0x21e, right: true, allocated: true, stream: 1 }],
  ],
  [
    '\r\nq 0000021E 01 0139\r\na 0000021E 01 0139\r\n>',
    [
      { type: 'request', unit: 0x21e, speak: true, flags: rightOfZone4 },
      { type: 'request-echo', unit: 0x21e, speak: true, flags: rightOfZone4 },
    ],
  ],
];
