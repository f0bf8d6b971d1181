/**
 * Up to seven VISCA cameras in a chain on one serial line, without the line. A camera has no address until the
 * address broadcast has passed it, and does not answer before; broadcasts come back only through a whole
 * chain. Bytes take their time at 9600 baud, in either direction. Faults, of every camera or of the one that
 * `camera` names (counted from 1): those of commands.ts; `answers-as {camera, address}`; `power-cycle {camera}`
 * (dark, the chain broken there, then network change and no address). Of the line: `break {after}` (the cable
 * behind that camera), `loss {probability}` (whole frames), `say {hex}`.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import { viscaStream } from '../../protocols/visca/frames.ts';
import { viscaReplies, type ViscaReply } from '../../protocols/visca/replies.ts';
import { viscaRequests, type ViscaRequest } from '../../protocols/visca/requests.ts';
import type { Line } from '../device.ts';
import { carry, goodNetwork, type NetworkFaults } from '../front/network.ts';
import type { CameraBody } from '../world/camera.ts';
import { bytesOf } from './bare.ts';
import { cameraFaults, createViscaCamera, type ViscaCamera } from './commands.ts';
import { networkFault } from './network-faults.ts';

export const chainFaults = ['loss', ...cameraFaults, 'answers-as', 'power-cycle', 'break', 'say'] as const;

export interface ChainDevice {
  /** Whoever is at the controller's end of the line: all of them hear everything. */
  accept(controller: { send(bytes: Uint8Array): void }): Line<Uint8Array>;
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  /** The whole chain without power: nobody has an address, and each says so when it is back. */
  coldStart(): void;
  stop(): void;
}

interface Link {
  readonly commands: ViscaCamera;
  address: number | null;
  /** Under another name, on purpose. */
  answersAs: number | null;
  dark: boolean;
}

const requests = viscaStream(viscaRequests);
const everybody = 8;
/** Ten bits each at 9600 baud. */
const byteMs = 10 / 9.6;
/** One camera passes a broadcast on. */
const hopMs = 20;
const bootMs = 2000;

export function createChain(options: {
  readonly cameras: readonly CameraBody[];
  readonly clock: Clock;
  readonly random: () => number;
}): ChainDevice {
  const { clock, random } = options;
  const links: readonly Link[] = options.cameras.slice(0, 7).map((camera) => ({
    commands: createViscaCamera({ camera, clock }),
    address: null,
    answersAs: null,
    dark: false,
  }));
  const controllers = new Set<(bytes: Uint8Array) => void>();
  const timers = new Set<Cancel>();
  let network: NetworkFaults = goodNetwork;
  let brokenAfter = Infinity;
  let outFreeAt = 0;
  let garbage = 0;

  function later(ms: number, run: () => void): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  }

  /** Those the controller's bytes reach: up to a dark camera or the broken cable. */
  function reachable(): readonly Link[] {
    const dark = links.findIndex((link) => link.dark);
    return links.slice(0, Math.min(dark < 0 ? links.length : dark, brokenAfter));
  }

  const isWhole = (): boolean => reachable().length === links.length;

  function speak(bytes: Uint8Array): void {
    outFreeAt = Math.max(clock.now(), outFreeAt) + bytes.length * byteMs;
    later(outFreeAt - clock.now(), () =>
      carry(network, clock, random, () => {
        for (const send of controllers) send(bytes);
      }),
    );
  }

  const say = (reply: ViscaReply): void => speak(viscaReplies.encode(reply));

  function take({ device, body }: ViscaRequest): void {
    const reached = reachable();
    if (device !== everybody) {
      const link = reached.find(({ address }) => address === device);
      link?.commands.request(body, (answer) => {
        if (reachable().includes(link))
          say({ device: link.answersAs ?? link.address ?? device, body: answer });
      });
      return;
    }
    if (body.type === 'set-addresses') {
      for (const [index, link] of reached.entries()) link.address = body.first + index;
      const next = body.first + links.length;
      if (isWhole())
        later(links.length * hopMs, () => say({ device: 0, body: { type: 'addresses-set', next } }));
    } else if (body.type === 'if-clear') {
      for (const { commands } of reached) commands.request(body, () => undefined);
      if (isWhole()) later(links.length * hopMs, () => say({ device: 0, body: { type: 'cleared' } }));
    } else
      for (const { commands, address } of reached)
        if (address !== null) commands.request(body, (answer) => say({ device: address, body: answer }));
  }

  function powerCycle(link: Link): void {
    link.commands.coldStart();
    link.address = null;
    link.dark = true;
    later(bootMs, () => {
      link.dark = false;
      if (reachable().includes(link)) say({ device: 0, body: { type: 'network-change' } });
    });
  }

  function stop(): void {
    for (const cancel of timers) cancel();
    timers.clear();
    for (const { commands } of links) commands.stop();
  }

  return {
    accept({ send }) {
      let rest = noBytes;
      let freeAt = 0;
      controllers.add(send);
      return {
        received(bytes) {
          const decoded = requests.decode(rest, bytes);
          rest = decoded.pending;
          garbage += decoded.garbage;
          for (const message of decoded.messages) {
            freeAt = Math.max(clock.now(), freeAt) + viscaRequests.encode(message).length * byteMs;
            later(freeAt - clock.now(), () => carry(network, clock, random, () => take(message)));
          }
        },
        closed: () => controllers.delete(send),
      };
    },
    fault(name, parameters) {
      const number = parameters['camera'];
      const link = links[Number(number) - 1];
      const meant = number === undefined ? links : link ? [link] : [];
      switch (name) {
        case 'loss': {
          const changed = networkFault(network, name, parameters);
          if (changed) network = changed;
          return Boolean(changed);
        }
        case 'break': {
          const after = parameters['off'] === true ? Infinity : Number(parameters['after'] ?? 0);
          if (!(after >= 0)) return false;
          brokenAfter = after;
          return true;
        }
        case 'answers-as':
          if (!link) return false;
          link.answersAs = parameters['off'] === true ? null : Number(parameters['address'] ?? 1);
          return true;
        case 'power-cycle':
          for (const one of meant) powerCycle(one);
          return meant.length > 0;
        case 'say': {
          const bytes = bytesOf(parameters);
          if (bytes) speak(bytes);
          return bytes !== null;
        }
        default:
          return meant.length > 0 && meant.every(({ commands }) => commands.fault(name, parameters));
      }
    },
    truth: () => ({
      cameras: links.map(({ commands, address, dark }) => ({ address, dark, ...commands.truth() })),
      network,
      garbage,
    }),
    coldStart() {
      stop();
      for (const link of links) powerCycle(link);
    },
    stop,
  };
}
