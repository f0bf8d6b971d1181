/**
 * Frames of a SunVote base. Commands: as the open client github.com/daminik00/sunvote-ars-client sends them to a
 * PVS-2010-433M, their checksums computed anew. Replies: slot fields at the places that client reads; all
 * other bytes of a reply are zero by assumption.
 */
import { plainVote, type SunvoteCommand } from '../../protocols/sunvote/commands.ts';
import type { SunvoteReply } from '../../protocols/sunvote/replies.ts';

const zeros = (count: number): string => '00'.repeat(count);

export const sunvoteCommandFrames: readonly (readonly [hex: string, command: SunvoteCommand])[] = [
  ['f5aaaa0c1100000f0c00000000007ad9', { type: 'find-base' }],
  ['f5aaaa0c15000000060000000000db07', { type: 'read-range' }],
  ['f5aaaa0c1100000f0b0101140000f1de', { type: 'write-base', base: 1, from: 1, channel: 20 }],
  ['f5aaaa0c15000000050001006400a4bd', { type: 'write-range', from: 1, to: 100 }],
  ['f5aaaa0c150100c1020502060100b75f', { type: 'start', base: 1, ...plainVote }],
  ['f5aaaa0c150100c2000000000000ab33', { type: 'clear', base: 1 }],
  ['f5aaaa0c150100c30000000000001352', { type: 'stop', base: 1 }],
  ['f5aaaa0c150100c40000000000000a16', { type: 'poll', base: 1 }],
  [`f5aaaa19150100c500${zeros(18)}8841`, { type: 'acknowledge', base: 1, status: 0 }],
  [`f5aaaa19150100c507${zeros(18)}b25e`, { type: 'acknowledge', base: 1, status: 7 }],
  [`f5aaaa1915c700c500${zeros(18)}9b7f`, { type: 'wake' }],
];

export const sunvoteReplyFrames: readonly (readonly [hex: string, reply: SunvoteReply])[] = [
  [`f5aaaa20950100c4ff${zeros(25)}a57b`, { type: 'slot', base: 1, press: null }],
  [
    `f5aaaa20950100c40700000c0100000000010000${zeros(14)}59ce`,
    { type: 'slot', base: 1, press: { status: 7, keypad: 12, keys: 1, counter: 1 } },
  ],
];
