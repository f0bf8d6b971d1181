/**
 * Lines of Televic's camera outputs, written by hand from the abstract of the Plixus web server
 * configuration guide (TLVCAM1 with the sums of the TCS5500 manual's examples, TLVCAM2).
 */
import type { Tlvcam1Report, Tlvcam2Report } from '../../protocols/televic-tlvcam/reports.ts';

export const tlvcam1Frames: readonly (readonly [string, Tlvcam1Report])[] = [
  ['%P00010111\r', { type: 'chair-on', seat: 1 }],
  ['%p00010131\r', { type: 'chair-off', seat: 1 }],
  ['%M00030110\r', { type: 'delegate-on', seat: 3 }],
  ['%m00030130\r', { type: 'delegate-off', seat: 3 }],
  ['%R0052\r', { type: 'camera-reset', letters: 'R', digits: 'rule' }],
  ['%S00030116\r', { type: 'sync', seats: [3] }],
  ['%S00000113\r', { type: 'sync', seats: [] }],
  ['%V00000116\r', { type: 'all-off' }],
];

export const tlvcam2Lines: readonly (readonly [string, Tlvcam2Report])[] = [
  ['$10003\r\n', { type: 'on', seat: 3 }],
  ['$20003\r\n', { type: 'off', seat: 3 }],
  ['&30000\r\n', { type: 'reset' }],
];
