/**
 * The hall's controllers on MQTT: one for each seat, with a relay for the microphone, a contact for the
 * request, retained states and a last will. They answer every wish with their state, changed or not. Faults
 * besides the desk's: `unasked` (a state nobody asked for, and a foreign echo), `out-of-range` (units 0 and
 * 70000, payloads that mean nothing), `extra-fields` (topics of newer firmware), `repeat {on}` (says
 * everything twice), `bare-press {seat}` (a button without a desk behind it).
 */
import {
  encodeButton,
  parseButton,
  type ButtonMessage,
  type TopicMessage,
} from '../../protocols/mqtt-buttons/topics.ts';
import { createDesk, type DeskChange } from '../desk.ts';
import { deskFault, deskFaults } from '../desk-faults.ts';
import type { DeviceOptions, Line, LinkDevice, Peer } from '../device.ts';

const knownFaults = [...deskFaults, 'unasked', 'out-of-range', 'extra-fields', 'repeat', 'bare-press'];

export interface TopicDevice extends LinkDevice<TopicMessage> {
  /** What the broker keeps: every state once. */
  retained(): readonly TopicMessage[];
}

/** The one peer is the broker (or a client of one): what is said to it, everybody who listens hears. */
export function createMqttButtons(options: DeviceOptions & { readonly prefix: string }): TopicDevice {
  const { prefix } = options;
  const peers = new Set<Peer<TopicMessage>>();
  let repeats = false;
  const desk = createDesk({
    seats: options.seats,
    mode: 'open',
    maxOpen: 4,
    maxRequests: 100,
    changed: (changes) => {
      for (const change of changes) tell(messagesOf(change));
    },
    onMicrophone: (seat, open) => options.onMicrophone(seat, open),
  });

  function publish(message: TopicMessage): void {
    for (const peer of peers) {
      peer.send(message);
      if (repeats) peer.send(message);
    }
  }
  const tell = (messages: readonly ButtonMessage[]): void => {
    for (const message of messages) publish(encodeButton(prefix, message));
  };

  function stateOf(seat: number): readonly ButtonMessage[] {
    const unit = String(seat);
    const is = desk.seat(seat);
    return [
      { type: 'status', unit, online: is?.connected ?? false },
      { type: 'name', unit, name: is?.name ?? '' },
      { type: 'microphone', unit, on: desk.speakers.includes(seat) },
      { type: 'request', unit, on: desk.requests.includes(seat) },
    ];
  }

  function messagesOf(change: DeskChange): readonly ButtonMessage[] {
    if (!('seat' in change)) return [];
    const unit = String(change.seat);
    switch (change.type) {
      case 'opened':
      case 'closed':
        return [{ type: 'microphone', unit, on: change.type === 'opened' }];
      case 'requested':
      case 'request-ended':
        return [{ type: 'request', unit, on: change.type === 'requested' }];
      case 'seat':
        return stateOf(change.seat).slice(0, 2);
    }
  }

  function wished(message: ButtonMessage): void {
    if (message.type !== 'set-microphone' && message.type !== 'set-request') return;
    const seat = Number(message.unit);
    if (!desk.seat(seat)?.connected) return;
    const isMicrophone = message.type === 'set-microphone';
    const before = isMicrophone ? desk.speakers : desk.requests;
    if (isMicrophone) (message.on ? desk.open : desk.close)(seat);
    else (message.on ? desk.request : desk.endRequest)(seat);
    const after = isMicrophone ? desk.speakers : desk.requests;
    if (before === after)
      tell([{ type: isMicrophone ? 'microphone' : 'request', unit: message.unit, on: after.includes(seat) }]);
  }

  return {
    bootMs: 3000,
    accept(peer): Line<TopicMessage> {
      peers.add(peer);
      return {
        received(message) {
          const parsed = parseButton(prefix, message);
          if (parsed.ok) wished(parsed.message);
        },
        closed: () => void peers.delete(peer),
      };
    },
    retained: () =>
      desk.seats().flatMap(({ seat }) => stateOf(seat).map((message) => encodeButton(prefix, message))),
    press: (seat) => desk.press(seat),
    release: (seat) => desk.release(seat),
    fault(name, parameters) {
      if (deskFault(desk, name, parameters)) return { ok: true };
      const raw = (path: string, payload: string): void =>
        publish({ topic: `${prefix}/${path}`, payload, retain: false });
      switch (name) {
        case 'unasked':
          raw('echo', 'saalregie 99999');
          raw('seats/2/microphone', 'off');
          break;
        case 'out-of-range':
          raw('seats/0/microphone', 'maybe');
          raw('seats/3/microphone', '');
          break;
        case 'extra-fields':
          raw('seats/3/temperature', '21');
          break;
        case 'repeat':
          repeats = parameters['on'] !== false;
          break;
        case 'bare-press':
          raw(`seats/${Number(parameters['seat'])}/button`, 'press');
          break;
        default:
          return { ok: false, known: knownFaults };
      }
      return { ok: true };
    },
    truth: () => desk.truth(),
    coldStart: () => desk.coldStart(),
  };
}
