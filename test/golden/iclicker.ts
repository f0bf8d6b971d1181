/**
 * Reports of an i>clicker base, without the report number and without the zeros behind. Commands and votes: as in
 * the log of the maker's program that the open client iclickerpoll keeps, and as freepoll and rhombus-clicker-support
 * send them; the report with two presses and the records of v1 are put together from their descriptions.
 */
import type { IclickerCommand } from '../../protocols/iclicker/commands.ts';
import type { IclickerReply } from '../../protocols/iclicker/replies.ts';

export const iclickerCommandReports: readonly (readonly [hex: string, command: IclickerCommand])[] = [
  ['01102141', { type: 'frequency', first: 0, second: 0 }],
  ['01102244', { type: 'frequency', first: 1, second: 3 }],
  ['012a214105', { type: 'extended-frequency', first: 0, second: 0 }],
  ['0111', { type: 'start', old: false }],
  ['01110005', { type: 'start', old: true }],
  ['0112', { type: 'stop' }],
  ['0115', { type: 'read-config' }],
  ['0116', { type: 'disable' }],
  ['012d', { type: 'use-v2' }],
  ['0129a18f968d99978f80', { type: 'magic' }],
  ['0117010004', { type: 'read-records', from: 0 }],
  ['0117010e04', { type: 'read-records', from: 14 }],
  ['011703', { type: 'new-session' }],
  ['011704', { type: 'summary' }],
  ['011705', { type: 'reset-counter' }],
  ['0119660a01', { type: 'poll-type', answers: 'letters' }],
  ['0119670a01', { type: 'poll-type', answers: 'digits' }],
  ['0119680a01', { type: 'poll-type', answers: 'both' }],
  ['01134a4120313220204e45494e2020332020', { type: 'display', row: 1, text: 'JA 12  NEIN  3' }],
  ['0114454e544820312020204f4646454e2034', { type: 'display', row: 2, text: 'ENTH 1   OFFEN 4' }],
];

const remoteA = [0x82, 0xe9, 0x70] as const;
const remoteB = [0xc0, 0xd9, 0xdb] as const;
const slotOf = (words: string): string => words.padEnd(64, '0');

export const iclickerReplyReports: readonly (readonly [hex: string, reply: IclickerReply])[] = [
  ['0110aa', { type: 'acknowledged', code: 0x10 }],
  ['011504052141010266', { type: 'config' }],
  ['022c', { type: 'protocol' }],
  ['02181a0001', { type: 'summary' }],
  ['02138182e97000', { type: 'presses', presses: [{ remote: remoteA, key: 0, sequence: 0 }] }],
  [
    slotOf('02138182e97005') + slotOf('021383c0d9db07'),
    {
      type: 'presses',
      presses: [
        { remote: remoteA, key: 0, sequence: 5 },
        { remote: remoteB, key: 2, sequence: 7 },
      ],
    },
  ],
  [
    '021800020002026182e97065c0d9db',
    {
      type: 'records',
      isMore: false,
      left: 2,
      start: 0,
      records: [
        { remote: remoteA, key: 0 },
        { remote: remoteB, key: 4 },
      ],
    },
  ],
];

/** Reports that only a base says, with what they come to. */
export const iclickerOddReports: readonly (readonly [hex: string, reply: IclickerReply])[] = [
  // Stale memory behind an acknowledgement, as in the log.
  ['0112aa82e970', { type: 'acknowledged', code: 0x12 }],
  // The memory is that of two presses: it is none.
  ['0112aa'.padEnd(64, '0') + '02138182e97005', { type: 'acknowledged', code: 0x12 }],
  // A key that is none of the five.
  ['02138682e97006', { type: 'presses', presses: [] }],
];
