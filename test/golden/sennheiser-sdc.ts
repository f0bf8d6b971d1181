/**
 * Frames of the Sennheiser SDC 8000/8200, written by hand from the system manuals (appendix A camera
 * control, appendix B control panel) and, for the sync frames, the Televic TCS5500 manual (appendix B).
 */
import type { SdcCommand } from '../../protocols/sennheiser-sdc/commands.ts';
import type { SdcReport } from '../../protocols/sennheiser-sdc/reports.ts';

export const sdcCommandFrames: readonly (readonly [string, SdcCommand])[] = [
  ['%1T00020147\r', { type: 'activate', seat: 2 }],
  ['%1V0087\r', { type: 'resynchronise' }],
  ['%1U0400EA\r', { type: 'set-mode', mode: 4 }],
  ['%1X00060606021B\r', { type: 'set-sound', volume: 0, treble: 6, middle: 6, bass: 6 }],
  ['%1X060606060221\r', { type: 'set-sound', volume: 6, treble: 6, middle: 6, bass: 6 }],
  ['%1v00A7\r', { type: 'test-tone', on: true }],
  ['%1w00A8\r', { type: 'test-tone', on: false }],
];

export const sdcReportFrames: readonly (readonly [string, SdcReport])[] = [
  ['%1L0001013E\r', { type: 'panel-on', seat: 1 }],
  ['%1l0001015E\r', { type: 'panel-off', seat: 1 }],
  ['%1D00020137\r', { type: 'panel-request', seat: 2 }],
  ['%1E0000D6\r', { type: 'panel-all-off' }],
  ['%P00010111\r', { type: 'chair-on', seat: 1 }],
  ['%p00010131\r', { type: 'chair-off', seat: 1 }],
  ['%M00030110\r', { type: 'delegate-on', seat: 3 }],
  ['%m00030130\r', { type: 'delegate-off', seat: 3 }],
  ['%S00030116\r', { type: 'sync', seats: [3] }],
  ['%S000300020004029C\r', { type: 'sync', seats: [3, 2, 4] }],
  ['%S00000113\r', { type: 'sync', seats: [] }],
  ['%V00000116\r', { type: 'all-off' }],
  ['%1R0053\r', { type: 'camera-start', digits: 'printed' }],
  ['%1r000052\r', { type: 'camera-reset', letters: '1r00', digits: 'printed' }],
  ['%1R0000E3\r', { type: 'camera-start', digits: 'rule' }],
  ['%1r000103\r', { type: 'camera-reset', letters: '1r00', digits: 'rule' }],
];
