/**
 * An i>clicker base v1 or v2 with its remotes, as a HID device: it takes output reports of 65 bytes and says
 * input reports of 64. Acknowledgements have stale memory behind their three bytes; a display row and a reset of
 * the counter are not acknowledged; after the extended frequency it answers nothing for five seconds. Seat n has
 * the remote whose three bytes are `c0 00 n`; remotes press only while a vote runs (else their lamp is red). v2
 * says a press at once, and with the next press of somebody else an earlier one again in the second slot. v1
 * keeps records, up to 255, and hands over fourteen in a report.
 *
 * Assumed where the facts are silent: each remote counts its presses, over votes and power cuts of the base; a
 * new session forgets all that is said again but the last press of each remote; only the reset of the counter
 * clears v1's records, and a vote without power ends; a second start changes nothing.
 *
 * Faults: `lose {count}` (reports of presses, or v1's answers with records, that do not arrive), `double {on}`
 * (reports arrive twice), `again {keypad}` (its last press is said once more), `reordered {keypad, key}` (a press
 * that is told after the one that follows it: the next of this remote), `late {keypad, key}` (in the air while
 * the vote was stopped), `stale {keypad, key}` (of an earlier vote, said now), `out-of-range {keypad}` (key 0x86),
 * `unknown-keypad {key}` (a remote that no seat has), `deaf {count}` (commands not heard), `mute {on}` (nothing is
 * acknowledged), `power-cut` (of the base alone: it forgets everything).
 */
import { concat } from '../../protocols/bytes.ts';
import { codeOf, iclickerCommands, type IclickerCommand } from '../../protocols/iclicker/commands.ts';
import {
  iclickerReplies,
  keyCount,
  mostRecords,
  printedName,
  type IclickerPress,
  type IclickerReply,
  type NumberedPress,
} from '../../protocols/iclicker/replies.ts';
import type { DeviceOptions, Linked, Peer, VotingDevice } from '../device.ts';
import type { FaultAnswer } from '../simulator.ts';

const unreadyMs = 5000;
const mostKept = 255;
const maxClients = 4;
const ackBytes = 3;
const switches = ['double', 'mute'] as const;
const budgets = ['lose', 'deaf'] as const;
const events = [
  'again',
  'reordered',
  'late',
  'stale',
  'out-of-range',
  'unknown-keypad',
  'power-cut',
] as const;
type EventName = (typeof events)[number];

type Remote = IclickerPress['remote'];
const remoteOf = (seat: number): Remote => [0xc0, seat >> 8, seat & 0xff];

/** What is printed on the remote of a seat. */
export const remoteAt = (seat: number): string => printedName(remoteOf(seat));

export function createIclickerBase(
  options: DeviceOptions & { readonly base: 'v1' | 'v2' },
): Linked<Uint8Array> & VotingDevice {
  const { base, clock } = options;
  const peers = new Set<Peer<Uint8Array>>();
  const remotes = new Map(options.seats.map(({ seat }) => [remoteAt(seat), remoteOf(seat)]));
  const sequences = new Map<string, number>();
  const on = new Set<(typeof switches)[number]>();
  const left = new Map<(typeof budgets)[number], number>();
  const held = new Map<string, NumberedPress>();
  let isRunning = false;
  let unreadyUntil = 0;
  /** What v2 says again. */
  let said: readonly NumberedPress[] = [];
  let records: readonly IclickerPress[] = [];
  let pressed = new Map<string, number>();
  let memory = new Uint8Array(64);

  const spend = (name: (typeof budgets)[number]): boolean => {
    const rest = left.get(name) ?? 0;
    if (rest > 0) left.set(name, rest - 1);
    return rest > 0;
  };

  function say(reply: IclickerReply): void {
    let report = iclickerReplies.encode(reply);
    if (reply.type === 'acknowledged')
      report = concat(report.subarray(0, ackBytes), memory.subarray(ackBytes));
    memory = Uint8Array.from(report);
    if ((reply.type === 'presses' || reply.type === 'records') && spend('lose')) return;
    for (const peer of peers) {
      peer.send(report);
      if (on.has('double')) peer.send(report);
    }
  }

  function tell(press: NumberedPress): void {
    if (base === 'v1') {
      records = [...records, { remote: press.remote, key: press.key }];
      return;
    }
    const others = said.filter(({ remote }) => printedName(remote) !== printedName(press.remote));
    const again = others[Math.floor(options.random() * others.length)];
    say({ type: 'presses', presses: again ? [press, again] : [press] });
    said = [...said, press];
  }

  function numbered(remote: Remote, key: number): NumberedPress {
    const name = printedName(remote);
    const sequence = sequences.get(name) ?? 0;
    sequences.set(name, (sequence + 1) % 256);
    return { remote, key, sequence };
  }

  /** The press has come to the base by radio, which lights the remote's green lamp. */
  function arrives(remote: Remote, key: number): void {
    if (base === 'v1' && records.length >= mostKept) return;
    const name = printedName(remote);
    pressed.set(name, key + 1);
    const press = numbered(remote, key);
    tell(press);
    const overtaken = held.get(name);
    held.delete(name);
    if (overtaken && base === 'v2') tell(overtaken);
  }

  function readFrom(from: number): void {
    say({ type: 'acknowledged', code: 0x17 });
    if (base === 'v2') return;
    for (let at = from; ; at += mostRecords) {
      const page = records.slice(at, at + mostRecords);
      const isMore = at + mostRecords < records.length;
      say({ type: 'records', isMore, left: Math.max(0, records.length - at), start: at, records: page });
      if (!isMore) return;
    }
  }

  function take(command: IclickerCommand): void {
    if (clock.now() < unreadyUntil || spend('deaf')) return;
    const acknowledge = (): void => {
      if (!on.has('mute')) say({ type: 'acknowledged', code: codeOf(command) });
    };
    switch (command.type) {
      case 'display':
        return;
      case 'reset-counter':
        records = [];
        pressed = new Map();
        if (base === 'v1') acknowledge();
        return;
      case 'extended-frequency':
        acknowledge();
        unreadyUntil = clock.now() + unreadyMs;
        return;
      case 'start':
        if (command.old === (base === 'v1')) isRunning = true;
        return acknowledge();
      case 'stop':
      case 'disable':
        isRunning = false;
        return acknowledge();
      case 'new-session':
        said = [...new Map(said.map((press) => [printedName(press.remote), press])).values()];
        return acknowledge();
      case 'read-records':
        if (on.has('mute')) return;
        return readFrom(command.from);
      case 'read-config':
        acknowledge();
        return say({ type: 'config' });
      case 'use-v2':
        // A base v1 does not know the word.
        if (base === 'v1') return;
        acknowledge();
        return say({ type: 'protocol' });
      case 'summary':
        acknowledge();
        return say({ type: 'summary' });
      case 'frequency':
      case 'magic':
      case 'poll-type':
        return acknowledge();
    }
  }

  function forget(): void {
    [isRunning, unreadyUntil, said, records, pressed] = [false, 0, [], [], new Map()];
    held.clear();
  }

  function event(name: EventName, parameters: Record<string, unknown>): void {
    const named = parameters['keypad'];
    // By its printed name or its seat; without either the first.
    const keypad = typeof named === 'string' ? named : remoteAt(typeof named === 'number' ? named : 1);
    const remote = remotes.get(keypad);
    const key = Math.min(keyCount, Math.max(1, Number(parameters['key'] ?? 1))) - 1;
    if (name === 'power-cut') return forget();
    if (name === 'unknown-keypad') return isRunning ? arrives([0xee, 0xee, 0x01], key) : undefined;
    if (!remote) return;
    switch (name) {
      case 'again': {
        const last = said.findLast((press) => printedName(press.remote) === keypad);
        if (last && base === 'v2') say({ type: 'presses', presses: [last] });
        return;
      }
      case 'reordered':
        // Pressed now, told after the next one.
        if (isRunning && base === 'v2') held.set(keypad, numbered(remote, key));
        return;
      case 'late':
        return arrives(remote, key);
      case 'stale': {
        const press = numbered(remote, key);
        if (base === 'v1') records = [...records, press];
        else say({ type: 'presses', presses: [press] });
        said = [...said, press];
        return;
      }
      case 'out-of-range':
        if (base === 'v2') say({ type: 'presses', presses: [] });
        else if (isRunning) records = [...records, { remote, key: keyCount }];
        return;
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
    bootMs: 1000,
    accept(peer) {
      if (peers.size >= maxClients) return null;
      peers.add(peer);
      return {
        received(report) {
          const parsed = iclickerCommands.parse(report);
          if (parsed.ok) take(parsed.message);
        },
        closed: () => void peers.delete(peer),
      };
    },
    /** By what is printed on the remote, or by its seat. */
    pressKey(keypad, key) {
      const remote = remotes.get(keypad) ?? remotes.get(remoteAt(Number(keypad)));
      if (remote && isRunning && Number.isInteger(key) && key >= 1 && key <= keyCount)
        arrives(remote, key - 1);
    },
    fault,
    truth: () => ({ votes: { open: isRunning, pressed: Object.fromEntries(pressed) } }),
    coldStart: forget,
  };
}
