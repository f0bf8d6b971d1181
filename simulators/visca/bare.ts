/**
 * A VISCA camera that speaks without a header, on TCP (5678) or UDP (1259), without sockets: frames are cut at
 * every FF and nothing but order says what an answer belongs to. Faults besides those of commands.ts:
 * `loss|duplicate|reorder {probability}` (whole frames); `answers-as {address}` (A0 although addressed 81 is
 * 2); `greeting` (network change when a controller connects); `say {hex}` (any bytes, unasked).
 */
import type { Clock } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import { hex } from '../../protocols/bytes.ts';
import { viscaStream } from '../../protocols/visca/frames.ts';
import { viscaReplies, type ViscaReplyBody } from '../../protocols/visca/replies.ts';
import { viscaRequests } from '../../protocols/visca/requests.ts';
import type { Line } from '../device.ts';
import { carry, goodNetwork, type NetworkFaults } from '../front/network.ts';
import type { CameraBody } from '../world/camera.ts';
import { cameraFaults, createViscaCamera } from './commands.ts';
import { networkFault, networkFaults } from './network-faults.ts';

export const bareFaults = [...networkFaults, ...cameraFaults, 'answers-as', 'greeting', 'say'] as const;

export interface BareDevice {
  /** A controller; `send` is the way back to it. */
  accept(controller: { send(bytes: Uint8Array): void }): Line<Uint8Array>;
  /** false: no fault of that name, or senseless parameters. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  coldStart(): void;
  stop(): void;
}

const requests = viscaStream(viscaRequests);
const everybody = 8;

/** `hex` of a fault's parameters as bytes; null: no whole bytes. */
export function bytesOf(parameters: Record<string, unknown>): Uint8Array | null {
  const { hex: text } = parameters;
  try {
    return typeof text === 'string' ? hex(text) : null;
  } catch {
    return null;
  }
}

export function createBareDevice(options: {
  readonly camera: CameraBody;
  readonly clock: Clock;
  readonly random: () => number;
  /** Each piece holds whole frames, or it is nothing. */
  readonly datagrams?: boolean;
}): BareDevice {
  const { clock, random } = options;
  const commands = createViscaCamera(options);
  const controllers = new Set<(bytes: Uint8Array) => void>();
  let network: NetworkFaults = goodNetwork;
  let address = 1;
  let greets = false;
  let garbage = 0;

  return {
    accept({ send }) {
      let rest = noBytes;
      let open = true;
      const speak = (bytes: Uint8Array): void =>
        carry(network, clock, random, () => {
          if (open) send(bytes);
        });
      controllers.add(speak);
      if (greets) speak(viscaReplies.encode({ device: 0, body: { type: 'network-change' } }));
      const respond = (body: ViscaReplyBody): void => speak(viscaReplies.encode({ device: address, body }));
      return {
        received(bytes) {
          const decoded = requests.decode(rest, bytes);
          rest = options.datagrams ? noBytes : decoded.pending;
          garbage += decoded.garbage;
          for (const { device, body } of decoded.messages)
            if (device === 1 || device === everybody)
              carry(network, clock, random, () => commands.request(body, respond));
        },
        closed() {
          open = false;
          controllers.delete(speak);
        },
      };
    },
    fault(name, parameters) {
      switch (name) {
        case 'answers-as': {
          const wanted = parameters['off'] === true ? 1 : Number(parameters['address'] ?? 2);
          const isAddress = Number.isInteger(wanted) && wanted >= 1 && wanted <= 7;
          if (isAddress) address = wanted;
          return isAddress;
        }
        case 'greeting':
          greets = parameters['off'] !== true;
          return true;
        case 'say': {
          const bytes = bytesOf(parameters);
          if (!bytes) return false;
          for (const speak of controllers) speak(bytes);
          return true;
        }
        default: {
          const changed = networkFault(network, name, parameters);
          if (changed === undefined) return commands.fault(name, parameters);
          if (changed) network = changed;
          return changed !== null;
        }
      }
    },
    truth: () => ({ ...commands.truth(), network, address, controllers: controllers.size, garbage }),
    coldStart: () => commands.coldStart(),
    stop: () => commands.stop(),
  };
}
