/**
 * A camera behind a Pelco receiver, on a line: written from facts A6. It hears its own address, acknowledges
 * nothing, and answers questions about its position if it is of those that do. Presets 33 and 34 turn it
 * around and to zero, 95 opens its menu, in which commands move nothing. Faults, with `{off: true}` to end
 * one: `mute` (no answers about the position); `deaf {probability}` (frames get lost); `slow {ms}` (answers
 * take so long); `menu`; `power`; `echo` (another receiver on the line answers before it); `address {number}`.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { PelcoProtocol } from '../../protocols/pelco/frames.ts';
import { pelcoReplies } from '../../protocols/pelco/replies.ts';
import { pelcoRequests, type PelcoQuestion, type PelcoRequestBody } from '../../protocols/pelco/requests.ts';
import type { Line, Peer } from '../device.ts';
import type { CameraBody } from '../world/camera.ts';

export const pelcoFaults = ['mute', 'deaf', 'slow', 'menu', 'power', 'echo', 'address'] as const;

export interface PelcoDeviceOptions {
  readonly camera: CameraBody;
  readonly clock: Clock;
  readonly protocol: PelcoProtocol;
  /** 0 ≤ n < 1, seeded. */
  random(): number;
}

export interface PelcoDevice {
  accept(peer: Peer<Uint8Array>): Line<Uint8Array>;
  /** false: no fault of that name, or senseless parameters. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  /** As after power on: head in its home position. Presets stay. */
  coldStart(): void;
  readonly bootMs: number;
}

/** 7 bytes there and 7 back at 2400 baud, and what the receiver takes itself. */
const answerMs = 65;
const unitsPerDegree = 100;
export const zoomTele = 0x4000;
const fastest = 0x3f;
const turnPreset = 33;
const zeroPreset = 34;
const menuPreset = 95;

export function createPelcoDevice({ camera, clock, protocol, random }: PelcoDeviceOptions): PelcoDevice {
  const requests = pelcoRequests(protocol);
  const replies = pelcoReplies(protocol);
  const timers = new Set<Cancel>();
  let address = 1;
  let isMute = false;
  let lossProbability = 0;
  let slowMs = 0;
  let menuOpen = false;
  let powerOn = true;
  let echoes = false;
  let frames = 0;
  let garbage = 0;

  function later(ms: number, run: () => void): void {
    const cancel = clock.after(ms, () => {
      timers.delete(cancel);
      run();
    });
    timers.add(cancel);
  }

  /** 0…360°: left and down are what is missing to a whole turn. */
  const wrapped = (degrees: number): number =>
    Math.round(((degrees + 360) % 360) * unitsPerDegree) % (360 * unitsPerDegree);

  function valueOf(what: PelcoQuestion): number {
    const { panDegrees, tiltDegrees, zoom } = camera.position();
    if (what === 'zoom') return Math.round(zoom * zoomTele);
    return wrapped(what === 'pan' ? panDegrees : tiltDegrees);
  }

  function answer(what: PelcoQuestion, peer: Peer<Uint8Array>): void {
    if (isMute) return;
    if (echoes)
      peer.send(replies.encode({ address: address + 1, body: { type: 'answer', what, value: 12_345 } }));
    later(answerMs + slowMs, () => {
      if (powerOn)
        peer.send(replies.encode({ address, body: { type: 'answer', what, value: valueOf(what) } }));
    });
  }

  function drive(body: Extract<PelcoRequestBody, { readonly type: 'drive' }>): void {
    const degrees = camera.head.degreesPerSecond.at(-1) ?? 1;
    const speedOf = (direction: string, negative: string, speed: number): number =>
      direction === 'stop'
        ? 0
        : ((direction === negative ? -1 : 1) * degrees * Math.min(speed, fastest)) / fastest;
    const zoomRate = 1 / camera.head.zoomSeconds;
    camera.drive(
      speedOf(body.pan, 'left', body.panSpeed),
      speedOf(body.tilt, 'down', body.tiltSpeed),
      body.zoom === 'stop' ? 0 : body.zoom === 'tele' ? zoomRate : -zoomRate,
    );
  }

  function preset(action: 'store' | 'clear' | 'recall', number: number): void {
    if (action !== 'recall') {
      camera.setPreset(number, action === 'store' ? camera.position() : null);
      return;
    }
    const { panDegrees } = camera.position();
    if (number === turnPreset)
      camera.moveTo({ panDegrees: panDegrees > 0 ? panDegrees - 180 : panDegrees + 180 });
    else if (number === zeroPreset) camera.moveTo({ panDegrees: 0 });
    else if (number === menuPreset) menuOpen = true;
    else camera.recall(number);
  }

  function hear(to: number, body: PelcoRequestBody, peer: Peer<Uint8Array>): void {
    if (!powerOn || to !== address) return;
    if (lossProbability > 0 && random() < lossProbability) return;
    frames++;
    if (body.type === 'ask') return answer(body.what, peer);
    if (menuOpen) return;
    if (body.type === 'drive') drive(body);
    else if (body.type === 'preset') preset(body.action, body.preset);
  }

  return {
    bootMs: 3000,
    accept(peer) {
      let pending = noBytes;
      let isGone = false;
      const guarded: Peer<Uint8Array> = {
        send(bytes) {
          if (!isGone) peer.send(bytes);
        },
        close: () => peer.close(),
      };
      return {
        received(data) {
          const decoded = requests.decode(pending, data);
          pending = decoded.pending;
          garbage += decoded.garbage;
          for (const { address: to, body } of decoded.messages) hear(to, body, guarded);
        },
        closed() {
          isGone = true;
        },
      };
    },
    fault(name, parameters) {
      const off = parameters['off'] === true;
      switch (name) {
        case 'mute':
          isMute = !off;
          return true;
        case 'deaf': {
          const probability = off ? 0 : Number(parameters['probability'] ?? 0.1);
          if (!(probability >= 0 && probability <= 1)) return false;
          lossProbability = probability;
          return true;
        }
        case 'slow':
          slowMs = off ? 0 : Math.max(0, Number(parameters['ms'] ?? 200));
          return true;
        case 'menu':
          menuOpen = !off;
          return true;
        case 'power':
          powerOn = off;
          if (!powerOn) camera.stop();
          return true;
        case 'echo':
          echoes = !off;
          return true;
        case 'address': {
          const number = off ? 1 : Number(parameters['number'] ?? 2);
          if (!(Number.isInteger(number) && number >= 1 && number <= 32)) return false;
          address = number;
          return true;
        }
        default:
          return false;
      }
    },
    truth: () => ({
      protocol,
      address,
      power: powerOn,
      menuOpen,
      position: camera.position(),
      moving: camera.isMoving(),
      frames,
      garbage,
    }),
    coldStart() {
      for (const cancel of timers) cancel();
      timers.clear();
      powerOn = true;
      menuOpen = false;
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0, zoom: 0 });
    },
  };
}
