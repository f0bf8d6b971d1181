/**
 * A hall of vote keypads on MQTT, one for each seat, as docs/devices/mqtt-keypads.md describes their firmware
 * (keypad.ts). The broker is not theirs: whoever joins them passes messages on.
 *
 * Faults: `lose {count}` (presses that do not arrive), `deaf {count}` (answers that do not arrive), `double
 * {on}` (everything is said twice), `slow {ms}` (what keypads say is late by that, so that it comes after the
 * close), `stale {keypad}` (a press of an earlier ballot), `out-of-range {keypad}` (a key that no keypad has),
 * `unknown-keypad`, `offline {keypad, on}` (out of reach, with its last will), `reboot {keypad}`, `twin
 * {keypad, key}` (a second keypad with this id presses), `retained-press {keypad}`, `old-press {keypad}` (the
 * one before the last, re-ordered), `hostile` (payloads that are long, no JSON, or of wrong types),
 * `foreign-ballot` (a stranger writes over the retained one).
 */
import type { Clock } from '../../protocols/clock.ts';
import {
  encodeKeypad,
  parseKeypad,
  type BallotNotice,
  type KeypadMessage,
} from '../../protocols/mqtt-keypads/topics.ts';
import type { TopicMessage } from '../../protocols/mqtt-buttons/topics.ts';
import type { DeviceOptions, Line, Linked, Peer, VotingDevice } from '../device.ts';
import type { FaultAnswer } from '../simulator.ts';
import { createKeypad, type Keypad } from './keypad.ts';

export interface KeypadHall extends Linked<TopicMessage>, VotingDevice {
  /** What the broker keeps for the keypads: their statuses. */
  retained(): readonly TopicMessage[];
  /** No timer is left. */
  end(): void;
}

const knownFaults = [
  'lose',
  'deaf',
  'double',
  'slow',
  'stale',
  'out-of-range',
  'unknown-keypad',
  'offline',
  'reboot',
  'twin',
  'retained-press',
  'old-press',
  'hostile',
  'foreign-ballot',
];

export function createMqttKeypads(options: DeviceOptions & { readonly prefix: string }): KeypadHall {
  const { prefix, clock } = options;
  const peers = new Set<Peer<TopicMessage>>();
  const keypads = new Map<string, Keypad>();
  const twins = new Map<string, Keypad>();
  const lastPress = new Map<string, Extract<KeypadMessage, { readonly type: 'press' }>>();
  let notice: BallotNotice | null = null;
  let [lose, deaf, slowMs, doubles] = [0, 0, 0, false];

  const publish = (message: TopicMessage): void => {
    for (const peer of peers) {
      peer.send(message);
      if (doubles) peer.send(message);
    }
  };
  function say(message: KeypadMessage): void {
    if (message.type === 'press') {
      lastPress.set(message.keypad, message);
      if (lose > 0) {
        lose--;
        return;
      }
    }
    later(clock, slowMs, () => publish(encodeKeypad(prefix, message)));
  }
  const make = (id: string): Keypad => createKeypad({ id, clock, random: () => options.random(), say });
  for (const { seat } of options.seats) keypads.set(String(seat), make(String(seat)));

  function heard(message: TopicMessage): void {
    const parsed = parseKeypad(prefix, message);
    if (!parsed.ok) return;
    if (parsed.message.type === 'ballot') {
      ({ notice } = parsed.message);
      for (const keypad of [...keypads.values(), ...twins.values()]) keypad.told(notice);
    } else if (parsed.message.type === 'accepted') {
      if (deaf > 0) {
        deaf--;
        return;
      }
      keypads.get(parsed.message.keypad)?.accepted(parsed.message);
      twins.get(parsed.message.keypad)?.accepted(parsed.message);
    }
  }

  const raw = (path: string, payload: string, retain = false): void =>
    publish({ topic: `${prefix}/votes/${path}`, payload, retain });

  function fault(name: string, parameters: Record<string, unknown>): FaultAnswer {
    const named = parameters['keypad'];
    const id = typeof named === 'string' || typeof named === 'number' ? `${named}` : '1';
    const keypad = keypads.get(id);
    const ballot = notice?.ballot ?? 'none';
    const foreign = { type: 'press', keypad: id, ballot, boot: 'f0f0f0f0', press: 1, key: 1 } as const;
    switch (name) {
      case 'lose':
        lose = Number(parameters['count'] ?? 1);
        break;
      case 'deaf':
        deaf = Number(parameters['count'] ?? 1);
        break;
      case 'double':
        doubles = parameters['on'] !== false;
        break;
      case 'slow':
        slowMs = Number(parameters['ms'] ?? 0);
        break;
      case 'stale':
        publish(
          encodeKeypad(prefix, {
            ...foreign,
            boot: keypad?.boot() ?? foreign.boot,
            ballot: 'an-earlier-one',
          }),
        );
        break;
      case 'out-of-range':
        keypad?.pressKey(99, true);
        break;
      case 'unknown-keypad':
        publish(encodeKeypad(prefix, { ...foreign, keypad: 'unbekannt' }));
        break;
      case 'offline': {
        const isOnline = parameters['on'] === false;
        keypad?.setOnline(isOnline, notice);
        const status = keypad?.status();
        if (status && !isOnline) publish(encodeKeypad(prefix, status));
        break;
      }
      case 'reboot':
        keypad?.reboot(notice);
        break;
      case 'twin': {
        const twin = twins.get(id) ?? make(id);
        twins.set(id, twin);
        twin.told(notice);
        twin.pressKey(Number(parameters['key'] ?? 1));
        break;
      }
      case 'retained-press':
        publish({ ...encodeKeypad(prefix, foreign), retain: true });
        break;
      case 'old-press': {
        const last = lastPress.get(id);
        if (last) publish(encodeKeypad(prefix, { ...last, press: Math.max(1, last.press - 1), key: 1 }));
        break;
      }
      case 'hostile':
        raw(`keypads/${id}/press`, 'x'.repeat(100_000));
        raw(`keypads/${id}/press`, '{"ballot":');
        raw(
          `keypads/${id}/press`,
          `{"ballot":${JSON.stringify(ballot)},"boot":"../..","press":-1,"key":"a"}`,
        );
        raw(`keypads/${id}/status`, '['.repeat(500));
        raw('ballot', `{"ballot":"${'x'.repeat(5000)}"}`, true);
        break;
      case 'foreign-ballot':
        notice = { ballot: 'foreign', phase: 'open', title: '', options: [{ label: 'x', meaning: null }] };
        publish(encodeKeypad(prefix, { type: 'ballot', notice }));
        for (const one of keypads.values()) one.told(notice);
        break;
      default:
        return { ok: false, known: knownFaults };
    }
    return { ok: true };
  }

  return {
    bootMs: 3000,
    accept(peer): Line<TopicMessage> {
      peers.add(peer);
      return { received: heard, closed: () => void peers.delete(peer) };
    },
    pressKey: (id, key) => keypads.get(id)?.pressKey(key),
    retained: () => [...keypads.values()].map((keypad) => encodeKeypad(prefix, keypad.status())),
    fault,
    truth: () => ({
      votes: {
        open: notice?.phase === 'open',
        pressed: Object.fromEntries(
          [...keypads].flatMap(([id, keypad]) => {
            const key = keypad.counted();
            return key === null ? [] : [[id, key] as const];
          }),
        ),
      },
    }),
    coldStart() {
      for (const keypad of keypads.values()) keypad.reboot(notice);
    },
    end() {
      for (const keypad of [...keypads.values(), ...twins.values()]) keypad.end();
    },
  };
}

function later(clock: Clock, afterMs: number, run: () => void): void {
  if (afterMs > 0) clock.after(afterMs, run);
  else run();
}
