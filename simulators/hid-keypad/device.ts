/**
 * One numeric keypad on USB: it says a boot report of 8 bytes when a key goes down and one when it comes up, and
 * knows nothing of votes. Key n is the digit n of its block. What is said while nobody listens is lost, as
 * in any keyboard. `truth().votes` is what was pressed last, since `forget`; `open` is always true, because it
 * takes keys at any time.
 *
 * Assumed where the facts are silent: it says nothing on its own while a key is held.
 *
 * Faults: `lose {count}` (reports that do not arrive), `double {on}` (each report twice, as with an idle rate),
 * `held {key}` (down, and not up again until `release`), `release`, `two-keys {key, other}` (both in one report),
 * `top-row {key}` (a digit above the letters), `out-of-range` (the key 0, then Enter), `roll-over` (too many at
 * once), `short` (a report that is none), `forget`. `late`, `stale`, re-ordered and unknown keypads have no
 * counterpart on a cable of its own.
 */
import { keypadReports, usageOf } from '../../protocols/hid-keypad/reports.ts';
import type { DeviceOptions, Linked, Peer, VotingDevice } from '../device.ts';
import type { FaultAnswer } from '../simulator.ts';

const digitCount = 9;
const enter = 0x58;
const zero = 0x62;
const topRowOne = 0x1e;
const knownFaults = [
  'lose',
  'double',
  'held',
  'release',
  'two-keys',
  'top-row',
  'out-of-range',
  'roll-over',
  'short',
  'forget',
] as const;

export function createHidKeypad(
  _options: Pick<DeviceOptions, 'clock'>,
  id: string,
): Linked<Uint8Array> & VotingDevice {
  const peers = new Set<Peer<Uint8Array>>();
  let [lose, doubles] = [0, false];
  let pressed: number | null = null;

  function put(report: Uint8Array): void {
    if (lose > 0) {
      lose--;
      return;
    }
    for (const peer of peers)
      for (let times = doubles ? 2 : 1; times > 0; times--) peer.send(Uint8Array.from(report));
  }
  const say = (keys: readonly number[] | null): void => put(keypadReports.encode({ modifiers: 0, keys }));
  const tap = (...keys: readonly number[]): void => {
    say(keys);
    say([]);
  };
  const digit = (value: unknown): number => Math.min(digitCount, Math.max(1, Number(value ?? 1)));

  function fault(name: string, parameters: Record<string, unknown>): FaultAnswer {
    const key = digit(parameters['key']);
    switch (knownFaults.find((each) => each === name)) {
      case 'lose':
        lose = Number(parameters['count'] ?? 1);
        break;
      case 'double':
        doubles = parameters['on'] !== false;
        break;
      case 'held':
        pressed = key;
        say([usageOf(key)]);
        break;
      case 'release':
        say([]);
        break;
      case 'two-keys':
        pressed = 0;
        tap(usageOf(key), usageOf(digit(parameters['other'] ?? 2)));
        break;
      case 'top-row':
        pressed = key;
        tap(topRowOne + key - 1);
        break;
      case 'out-of-range':
        tap(zero);
        tap(enter);
        break;
      case 'roll-over':
        say(null);
        say([]);
        break;
      case 'short':
        put(Uint8Array.of(0, 0, usageOf(key)));
        break;
      case 'forget':
        pressed = null;
        break;
      case undefined:
        return { ok: false, known: knownFaults };
    }
    return { ok: true };
  }

  return {
    bootMs: 200,
    accept(peer) {
      // One USB cable.
      if (peers.size > 0) return null;
      peers.add(peer);
      return { received: () => undefined, closed: () => void peers.delete(peer) };
    },
    pressKey(keypad, key) {
      if (keypad !== id || !Number.isInteger(key) || key < 1 || key > digitCount) return;
      pressed = key;
      tap(usageOf(key));
    },
    fault,
    truth: () => ({ votes: { open: true, pressed: pressed === null ? {} : { [id]: pressed } } }),
    coldStart() {
      [lose, doubles, pressed] = [0, false, null];
    },
  };
}
