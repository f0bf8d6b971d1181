/**
 * A VISCA-over-IP camera without sockets: sequence numbers per controller (anything not above the last gets
 * `0F 01`) before what every camera does with a request (commands.ts, with its faults). Faults of its own:
 * `loss|duplicate|reorder {probability}`; `srg-drop-window` (half of what comes within 8 ms of an answer is
 * dropped, inquiries take 70 ms).
 */
import type { Clock } from '../../protocols/clock.ts';
import { viscaAnswers, viscaDatagrams, type ViscaAnswerDatagram } from '../../protocols/visca/over-ip.ts';
import type { CameraBody } from '../world/camera.ts';
import { carry, goodNetwork, type NetworkFaults } from '../front/network.ts';
import { cameraFaults, createViscaCamera } from './commands.ts';
import { networkFault, networkFaults } from './network-faults.ts';

export const viscaFaults = [...networkFaults, ...cameraFaults, 'srg-drop-window'] as const;

export interface ViscaModelOptions {
  readonly camera: CameraBody;
  readonly clock: Clock;
  readonly random: () => number;
  /** `peer` names the controller as in `receive`. */
  send(datagram: Uint8Array, peer: string): void;
}

export interface ViscaDevice {
  receive(datagram: Uint8Array, peer: string): void;
  /** false: no fault of that name, or senseless parameters. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  /** As after a cold start: numbers forgotten as well. */
  coldStart(): void;
  /** Stops every timer. */
  stop(): void;
}

const srgSlowMs = 48;
const dropWindowMs = 8;
/** Controllers a camera talks to at the same time. */
const maxControllers = 5;

export function createViscaDevice({ camera, clock, random, send }: ViscaModelOptions): ViscaDevice {
  const commands = createViscaCamera({ camera, clock });
  const sequences = new Map<string, number | null>();
  let network: NetworkFaults = goodNetwork;
  let srg = false;
  let lastAnswerAt = -Infinity;
  let garbage = 0;

  function transmit(message: ViscaAnswerDatagram, peer: string): void {
    lastAnswerAt = clock.now();
    const datagram = viscaAnswers.encode(message);
    carry(network, clock, random, () => send(datagram, peer));
  }

  function receive(datagram: Uint8Array, peer: string): void {
    carry(network, clock, random, () => arrived(datagram, peer));
  }

  function arrived(datagram: Uint8Array, peer: string): void {
    if (srg && clock.now() - lastAnswerAt < dropWindowMs && random() < 0.5) return;
    const parsed = viscaDatagrams.parse(datagram);
    if (!parsed.ok) {
      garbage++;
      const sequence =
        datagram.length >= 8 ? new DataView(datagram.buffer, datagram.byteOffset).getUint32(4) : 0;
      if (parsed.reason === 'message type')
        transmit({ type: 'abnormal', sequence, what: 'message-type', as: 'control' }, peer);
      return;
    }
    const { message } = parsed;
    if (message.type === 'reset-sequence') {
      if (!sequences.has(peer) && sequences.size >= maxControllers) sequences.delete(firstKey(sequences));
      sequences.set(peer, null);
      transmit({ type: 'sequence-reset', sequence: message.sequence }, peer);
      return;
    }
    const last = sequences.get(peer);
    if (last !== undefined && last !== null && message.sequence <= last) {
      transmit({ type: 'abnormal', sequence: message.sequence, what: 'sequence', as: 'control' }, peer);
      return;
    }
    if (last === undefined && sequences.size >= maxControllers) return;
    sequences.set(peer, message.sequence);
    // Over IP the camera is device 1, whatever comes.
    if (message.device !== 1) return;
    const { sequence } = message;
    commands.request(message.body, (body) => transmit({ type: 'reply', sequence, device: 1, body }, peer));
  }

  function firstKey(map: ReadonlyMap<string, unknown>): string {
    return map.keys().next().value ?? '';
  }

  return {
    receive,
    fault(name, parameters) {
      if (name === 'srg-drop-window') {
        srg = parameters['off'] !== true;
        return commands.fault('slow', srg ? { ms: srgSlowMs } : { off: true });
      }
      const changed = networkFault(network, name, parameters);
      if (changed === undefined) return commands.fault(name, parameters);
      if (changed) network = changed;
      return changed !== null;
    },
    truth: () => ({ ...commands.truth(), network, controllers: sequences.size, garbage }),
    coldStart() {
      commands.coldStart();
      sequences.clear();
    },
    stop: () => commands.stop(),
  };
}
