/**
 * Bytes of the Taiden HCS-3600 class, written by hand from Taiden's page on central control (sections 2-5)
 * and the HCS-3600 manual, chapter 8.1, with what they mean.
 */
import type { TaidenCommand } from '../../protocols/taiden-hcs/commands.ts';
import type { TaidenReport } from '../../protocols/taiden-hcs/reports.ts';

export const taidenCommandBytes: readonly (readonly [string, TaidenCommand])[] = [
  ['e6 f1 00 01', { type: 'mic-on', seat: 1 }],
  ['e6 f2 00 01', { type: 'mic-off', seat: 1 }],
  ['e6 f1 01 2c', { type: 'mic-on', seat: 300 }],
  ['e3 ed 00', { type: 'all-off', form: 'e3' }],
  ['e6 ed 00 00', { type: 'all-off', form: 'e6' }],
  ['e3 01 00', { type: 'start-vote' }],
  ['e3 02 00', { type: 'stop-vote' }],
  ['e3 e4 00', { type: 'start-tracking' }],
  ['e3 e5 00', { type: 'stop-tracking' }],
  ['e3 ea 02', { type: 'select-video', input: 2 }],
  ['e3 04 00', { type: 'start-status' }],
  ['e3 05 00', { type: 'stop-status' }],
];

export const taidenReportBytes: readonly (readonly [string, TaidenReport])[] = [
  ['e5 00 0c', { type: 'tracking', seat: 12 }],
  ['e5 00 00', { type: 'tracking', seat: 0 }],
  ['e3 00 28 00 15 00 0d 00 06', { type: 'vote-result', present: 40, yes: 21, no: 13, abstain: 6 }],
  [
    'e6 14 00 00 00 00 00 00 00 00 00 00 00 00 00',
    { type: 'status', operation: 1, activeMicrophones: 4, open: [] },
  ],
  [
    'e6 04 02 00 03 01 2c 00 00 00 00 00 00 00 00',
    { type: 'status', operation: 0, activeMicrophones: 4, open: [3, 300] },
  ],
  [
    'e6 26 06 00 01 00 02 00 03 00 04 00 05 00 06',
    { type: 'status', operation: 2, activeMicrophones: 6, open: [1, 2, 3, 4, 5, 6] },
  ],
];
