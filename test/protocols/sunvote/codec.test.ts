import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, hex, toHex } from '../../../protocols/bytes.ts';
import { noBytes } from '../../../protocols/codec.ts';
import { plainVote, sunvoteCommands, type SunvoteCommand } from '../../../protocols/sunvote/commands.ts';
import { sunvoteReplies, type SunvoteReply } from '../../../protocols/sunvote/replies.ts';
import { sunvoteCommandFrames, sunvoteReplyFrames } from '../../golden/sunvote.ts';
import { streamLaws } from '../laws.ts';

const replies = (bytes: Uint8Array) => sunvoteReplies.decode(noBytes, bytes);
const press12 = hex(sunvoteReplyFrames[1]?.[0] ?? '');
const empty = hex(sunvoteReplyFrames[0]?.[0] ?? '');

describe('golden frames', () => {
  test.each(sunvoteCommandFrames)('a PC says %s', (frame, command) => {
    expect(toHex(sunvoteCommands.encode(command))).toBe(toHex(hex(frame)));
    expect(sunvoteCommands.decode(noBytes, hex(frame))).toEqual({
      messages: [command],
      garbage: 0,
      pending: noBytes,
    });
  });
  test.each(sunvoteReplyFrames)('the base says %s', (frame, reply) => {
    expect(toHex(sunvoteReplies.encode(reply))).toBe(toHex(hex(frame)));
    expect(replies(hex(frame))).toEqual({ messages: [reply], garbage: 0, pending: noBytes });
  });
});

const byte = fc.nat(255);
const word = fc.nat(65_535);
const base = fc.nat(0xc6);

describe('laws', () => {
  streamLaws<SunvoteCommand>(
    'commands',
    sunvoteCommands,
    fc.oneof(
      fc.constantFrom(...sunvoteCommandFrames.map(([, command]) => command)),
      fc.record({ type: fc.constant('write-keypad' as const), keypad: word }),
      fc.record({ type: fc.constant('write-range' as const), from: word, to: word }),
      fc.record({ type: fc.constant('acknowledge' as const), base, status: byte }),
      fc.constant({ type: 'read-keypad' } as const),
    ),
  );
  streamLaws<SunvoteReply>(
    'replies',
    sunvoteReplies,
    fc.oneof(
      fc.record({
        type: fc.constantFrom('system' as const, 'scan' as const),
        base: byte,
        flags: byte,
        sub: byte,
        data: fc.array(byte, { minLength: 5, maxLength: 5 }),
      }),
      fc.record({
        type: fc.constant('slot' as const),
        base: byte,
        press: fc.option(fc.record({ status: fc.nat(254), keypad: byte, keys: byte, counter: byte })),
      }),
    ),
  );
});

describe('on a real line', () => {
  test('noise before a frame costs the frame nothing, and counts once', () => {
    expect(replies(concat(hex('00f5aa13f5aaaa'), press12))).toMatchObject({
      messages: [{ press: { keypad: 12 } }],
      garbage: 1,
    });
  });

  test('one wrong bit is no press, and the next frame is read', () => {
    for (let at = 3; at < press12.length; at++) {
      const broken = press12.slice();
      broken[at] = (broken[at] ?? 0) ^ 0x10;
      const decoded = replies(concat(broken, empty, empty));
      expect(decoded.messages.filter((message) => message.type === 'slot' && message.press)).toEqual([]);
      expect(decoded.messages.length).toBeGreaterThanOrEqual(1);
      expect(decoded.garbage).toBe(1);
    }
  });

  test('frames that arrive merged are two', () => {
    expect(replies(concat(empty, press12)).messages).toHaveLength(2);
  });

  test('our own command, echoed by a bad adapter, is no reply', () => {
    expect(replies(sunvoteCommands.encode({ type: 'start', base: 1, ...plainVote }))).toMatchObject({
      messages: [],
      garbage: 1,
    });
  });
});
