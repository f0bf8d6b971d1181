/**
 * A SunVote base PVS-2010 with keypads PVS-W00, without its serial line, as the open client that was tried on
 * the hardware describes them. It speaks only when spoken to, holds presses in the order in which they came
 * by radio, and repeats the first until its status byte is echoed. Keypads press only while a vote runs and
 * the radio has woken them. With `most` 1 they send codes that mean nothing, as was seen on the hardware.
 *
 * Assumed where the facts are silent: start, clear and stop are answered with a short frame, acknowledge and
 * wake with nothing; status bytes count from 1 to 254; a start leaves what is held, a clear forgets it; polls
 * are answered without a vote, too; a keypad takes any of its six keys and says one at a time; the counter
 * stays the same for a keypad (seen on the hardware) unless told otherwise.
 *
 * Faults: `lose {count}` (answers to polls that do not arrive), `double {on}` (answers arrive twice), `late
 * {keypad, key}` (in the air while the vote was stopped), `stale {keypad, key}` (of an earlier vote, not
 * cleared), `out-of-range {keypad, keys}` (bits that are no single key; 64 without `keys`), `unknown-keypad`
 * (outside of the base's range), `nobody` (keypad 0, no key), `bad-crc {count}`, `noise {on}` (before each
 * frame), `deaf {count}` (acknowledgements not heard), `unheard {count}` (commands of any kind not heard), `same-status {on}`, `count {on}` (the counter counts
 * presses), `mute-commands {on}` (only polls are answered), `never-clears {on}`.
 */
import { concat } from '../../protocols/bytes.ts';
import { sunvoteCommands, type SunvoteCommand, type VoteForm } from '../../protocols/sunvote/commands.ts';
import { sunvoteReplies, type SunvotePress, type SunvoteReply } from '../../protocols/sunvote/replies.ts';
import { acceptClient } from '../clients.ts';
import type { DeviceOptions, Linked, Peer, VotingDevice } from '../device.ts';
import type { FaultAnswer } from '../simulator.ts';

const baseId = 1;
const channel = 20;
const maxClients = 4;
const keyCount = 6;
const constantStatus = 7;
const switches = ['double', 'noise', 'same-status', 'count', 'mute-commands', 'never-clears'] as const;
const budgets = ['lose', 'bad-crc', 'deaf', 'unheard'] as const;
const events = ['late', 'stale', 'out-of-range', 'unknown-keypad', 'nobody'] as const;
type Switch = (typeof switches)[number];
type Budget = (typeof budgets)[number];

export function createSunvoteBase(options: DeviceOptions): Linked<Uint8Array> & VotingDevice {
  const peers = new Set<Peer<Uint8Array>>();
  const on = new Set<Switch>();
  const left = new Map<Budget, number>();
  let range = { from: 1, to: Math.max(1, ...options.seats.map(({ seat }) => seat)) };
  let vote: VoteForm | null = null;
  let awake = false;
  let held: readonly SunvotePress[] = [];
  let pressed = new Map<string, number>();
  let status = 0;
  const counters = new Map<number, number>();

  const spend = (name: Budget): boolean => {
    const rest = left.get(name) ?? 0;
    if (rest > 0) left.set(name, rest - 1);
    return rest > 0;
  };

  function say(reply: SunvoteReply): void {
    let bytes = sunvoteReplies.encode(reply);
    if (reply.type === 'slot' && spend('lose')) return;
    if (spend('bad-crc')) bytes = concat(bytes.subarray(0, -1), Uint8Array.of((bytes.at(-1) ?? 0) ^ 0xff));
    const noise = Uint8Array.from({ length: 5 }, () => Math.floor(options.random() * 256));
    const sent = on.has('noise') ? concat(noise, bytes) : bytes;
    for (const peer of peers) {
      peer.send(sent);
      if (on.has('double')) peer.send(sent);
    }
  }

  const answer = (type: 'system' | 'scan', flags: number, sub: number, data: readonly number[]): void => {
    if (on.has('mute-commands') && flags > 0xc0) return;
    say({ type, base: baseId, flags, sub, data: [...data, 0, 0, 0, 0, 0].slice(0, 5) });
  };
  const bytesOf = (value: number): readonly number[] => [value >> 8, value & 0xff];

  function counterOf(keypad: number): number {
    const counter = (counters.get(keypad) ?? keypad) + (on.has('count') ? 1 : 0);
    counters.set(keypad, counter & 0xff);
    return counter & 0xff;
  }

  /** By radio into the base. */
  function arrives(keypad: number, keys: number): void {
    status = on.has('same-status') ? constantStatus : (status % 254) + 1;
    held = [...held, { status, keypad, keys, counter: counterOf(keypad) }];
  }

  /** As the device itself would count: the key, or 0 for what is none. */
  function count(keypad: number, keys: number): void {
    const key = Math.log2(keys) + 1;
    pressed.set(String(keypad), Number.isInteger(key) && key <= keyCount ? key : 0);
  }

  function press(keypad: number, keys: number): void {
    if (!vote || !awake) return;
    count(keypad, keys);
    arrives(keypad, vote.most === 1 ? (keys ^ 0x55) | 0x80 : keys);
  }

  function take(command: SunvoteCommand): void {
    if (spend('unheard')) return;
    if ('base' in command && command.type !== 'write-base' && command.base !== baseId) return;
    switch (command.type) {
      case 'find-base':
        return answer('system', 0x0f, 0x0c, [baseId, range.from & 0xff, channel]);
      case 'read-range':
        return answer('scan', 0, 0x06, [...bytesOf(range.from), ...bytesOf(range.to)]);
      case 'write-range':
        range = { from: command.from, to: command.to };
        return answer('scan', 0, 0x05, [...bytesOf(range.from), ...bytesOf(range.to)]);
      case 'write-base':
      case 'write-keypad':
      case 'read-keypad':
        // No keypad is in programming mode, and the base keeps its place.
        return answer('system', 0x0f, 0, []);
      case 'start':
        vote = command;
        awake = false;
        return answer('scan', 0xc1, 0x02, []);
      case 'clear':
        if (!on.has('never-clears')) held = [];
        pressed = new Map();
        return answer('scan', 0xc2, 0, []);
      case 'stop':
        [vote, awake] = [null, false];
        return answer('scan', 0xc3, 0, []);
      case 'poll':
        return say({ type: 'slot', base: baseId, press: held[0] ?? null });
      case 'acknowledge':
        if (held[0]?.status === command.status && !spend('deaf')) held = held.slice(1);
        return;
      case 'wake':
        awake = vote !== null;
        return;
    }
  }

  function event(name: (typeof events)[number], parameters: Record<string, unknown>): void {
    const keypad = Number(parameters['keypad'] ?? 1);
    const bit = 1 << (Number(parameters['key'] ?? 1) - 1);
    switch (name) {
      case 'late':
        count(keypad, bit);
        return arrives(keypad, bit);
      case 'stale':
        return arrives(keypad, bit);
      case 'out-of-range':
        return press(keypad, Number(parameters['keys'] ?? 0x40) & 0xff);
      case 'unknown-keypad':
        return arrives(Math.min(255, range.to + 1), bit);
      case 'nobody':
        arrives(0, bit);
        return arrives(keypad, 0);
    }
  }

  function fault(name: string, parameters: Record<string, unknown>): FaultAnswer {
    const [isSwitch, isBudget, isEvent] = [
      switches.find((each) => each === name),
      budgets.find((each) => each === name),
      events.find((each) => each === name),
    ];
    if (isSwitch && parameters['on'] === false) on.delete(isSwitch);
    else if (isSwitch) on.add(isSwitch);
    else if (isBudget) left.set(isBudget, Number(parameters['count'] ?? 1));
    else if (isEvent) event(isEvent, parameters);
    else return { ok: false, known: [...switches, ...budgets, ...events] };
    return { ok: true };
  }

  return {
    bootMs: 2000,
    accept: (peer) => acceptClient(peers, maxClients, peer, sunvoteCommands, take),
    pressKey(keypad, key) {
      const number = Number(keypad);
      const isKeypad = Number.isInteger(number) && number >= range.from && number <= range.to;
      if (isKeypad && Number.isInteger(key) && key >= 1 && key <= keyCount) press(number, 1 << (key - 1));
    },
    fault,
    truth: () => ({ votes: { open: vote !== null, pressed: Object.fromEntries(pressed) } }),
    coldStart() {
      [vote, awake, held, status, pressed] = [null, false, [], 0, new Map()];
    },
  };
}
