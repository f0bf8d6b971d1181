/**
 * A VISCA-over-IP camera without sockets, written from the sheets: two command sockets, one request per
 * video cycle, sequence numbers per controller (anything not above the last gets `0F 01`), refusals like
 * hardware's. Faults, with `{off: true}` to end one: `loss|duplicate|reorder {probability}`; `completion
 * {policy: after-move|at-once|never|withheld-ack}`; `status-layout {layout: x400|fr7|none}` (also version
 * and scales); `blocks {off}` (no lens block); `menu {open}`; `buffer-full` (third and every later request
 * refused with 60 03 for `forMs`, default 500); `power {off}`; `srg-drop-window` (half of what comes
 * within 8 ms of an answer is dropped, inquiries take 70 ms).
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import {
  viscaAnswers,
  viscaDatagrams,
  type ViscaAnswerDatagram,
  type ViscaDatagram,
} from '../../protocols/visca/over-ip.ts';
import type { ViscaErrorCode, ViscaReplyBody } from '../../protocols/visca/replies.ts';
import type { Inquiry, ViscaBody } from '../../protocols/visca/requests.ts';
import type { CameraBody } from '../world/camera.ts';
import { answerTo } from './answering.ts';
import { setInMotion } from './motion.ts';
import { carry, goodNetwork, type NetworkFaults } from '../front/network.ts';
import { isProfileName, profiles, type ProfileName } from './profile.ts';

export const viscaFaults = [
  'loss',
  'duplicate',
  'reorder',
  'completion',
  'status-layout',
  'blocks',
  'menu',
  'buffer-full',
  'power',
  'srg-drop-window',
] as const;

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
  /** As after a cold start: sockets free, numbers forgotten, head back in its home position. Presets stay. */
  coldStart(): void;
  /** Stops every timer. */
  stop(): void;
}

type Policy = 'after-move' | 'at-once' | 'never' | 'withheld-ack';
const policies: readonly unknown[] = ['after-move', 'at-once', 'never', 'withheld-ack'];
const isPolicy = (value: unknown): value is Policy => policies.includes(value);

interface Running {
  readonly socket: number;
  readonly sequence: number;
  readonly peer: string;
  readonly kind: 'pan-tilt' | 'other';
  finish: Cancel;
}

type Request = Extract<ViscaDatagram, { type: 'request' }>;

const cycleMs = 20;
const inquiryMs = 22;
const srgInquiryMs = 70;
const dropWindowMs = 8;
/** Controllers a camera talks to at the same time. */
const maxControllers = 5;
const maxQueue = 16;
const highestPreset = 100;

export function createViscaDevice({ camera, clock, random, send }: ViscaModelOptions): ViscaDevice {
  const sequences = new Map<string, number | null>();
  let running: Running[] = [];
  let queue: (() => void)[] = [];
  let busyUntil = 0;
  let network: NetworkFaults = goodNetwork;
  let policy: Policy = 'after-move';
  let profileName: ProfileName = 'x400';
  let blocks = true;
  let menuOpen = false;
  let powerOn = true;
  let fullUntil = -Infinity;
  let srg = false;
  let lastAnswerAt = -Infinity;
  let lastPreset = 0x7f;
  let recalling = false;
  let everMoved = false;
  let garbage = 0;
  const timers = new Set<Cancel>();

  function later(ms: number, run: () => void): Cancel {
    const cancel = clock.after(ms, () => {
      timers.delete(stopTimer);
      run();
    });
    const stopTimer: Cancel = () => {
      cancel();
      timers.delete(stopTimer);
    };
    timers.add(stopTimer);
    return stopTimer;
  }

  function transmit(message: ViscaAnswerDatagram, peer: string): void {
    lastAnswerAt = clock.now();
    const datagram = viscaAnswers.encode(message);
    carry(network, clock, random, () => send(datagram, peer));
  }

  function reply(request: { sequence: number }, peer: string, body: ViscaReplyBody): void {
    transmit({ type: 'reply', sequence: request.sequence, device: 1, body }, peer);
  }

  function refuse(request: Request, peer: string, code: ViscaErrorCode, socket = 0): void {
    reply(request, peer, { type: 'error', socket, code });
  }

  /** One request per video cycle; a flood is cut off at the queue. */
  function onNextCycle(run: () => void): void {
    if (queue.length >= maxQueue) return;
    queue.push(run);
    const at = Math.max(clock.now(), busyUntil);
    busyUntil = at + cycleMs;
    later(busyUntil - clock.now(), () => queue.shift()?.());
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
    onNextCycle(() => handle(message, peer));
  }

  function firstKey(map: ReadonlyMap<string, unknown>): string {
    return map.keys().next().value ?? '';
  }

  function handle(request: Request, peer: string): void {
    if (request.device !== 1) return;
    const { body } = request;
    if (body.type === 'other') return refuse(request, peer, 'syntax');
    if (body.type === 'if-clear') {
      for (const one of running) one.finish();
      running = [];
      return reply(request, peer, { type: 'set' });
    }
    if (body.type === 'cancel') return cancel(request, peer, body.socket);
    if (clock.now() < fullUntil) return refuse(request, peer, 'buffer-full');
    if (menuOpen && body.type !== 'power') return refuse(request, peer, 'not-executable');
    if (body.type === 'inquiry') return inquire(request, peer, body.inquiry);
    if (!powerOn && body.type !== 'power') return refuse(request, peer, 'not-executable');
    command(request, peer, body);
  }

  function cancel(request: Request, peer: string, socket: number): void {
    const one = running.find((other) => other.socket === socket);
    if (!one) return refuse(request, peer, 'no-such-socket', socket);
    one.finish();
    running = running.filter((other) => other !== one);
    camera.stop();
    refuse(request, peer, 'cancelled', socket);
  }

  function inquire(request: Request, peer: string, inquiry: Inquiry): void {
    const data = answer(inquiry);
    if (!data) return refuse(request, peer, 'syntax');
    // The value is read when the answer is sent, not when the question came.
    later((srg ? srgInquiryMs : inquiryMs) - cycleMs, () => {
      const fresh = answer(inquiry);
      if (fresh) reply(request, peer, { type: 'answer', data: fresh });
    });
  }

  function answer(inquiry: Inquiry): Uint8Array | null {
    const profile = profiles[profileName];
    const now = clock.now();
    return answerTo(inquiry, {
      camera,
      now,
      profile,
      blocks,
      powerOn,
      menuOpen,
      lastPreset,
      recalling,
      everMoved,
    });
  }

  function command(request: Request, peer: string, body: ViscaBody): void {
    if (running.length >= 2) return refuse(request, peer, 'buffer-full');
    const started = start(body);
    if (typeof started === 'string') return refuse(request, peer, started);
    const socket = running.some((one) => one.socket === 1) ? 2 : 1;
    const { kind } = started;
    // A new motion takes over: the one under way is over for the camera.
    if (kind === 'pan-tilt')
      for (const old of running.filter((one) => one.kind === 'pan-tilt')) complete(old);
    const one: Running = { socket, sequence: request.sequence, peer, kind, finish: () => undefined };
    running.push(one);
    const lasting = Math.max(0, camera.motorsStopAt() - clock.now());
    const motionMs = kind === 'pan-tilt' ? lasting : 0;
    const acknowledge = (): void => reply(request, peer, { type: 'ack', socket });
    if (policy === 'withheld-ack') {
      one.finish = later(motionMs + cycleMs, () => {
        acknowledge();
        one.finish = later(1, () => complete(one));
      });
      return;
    }
    acknowledge();
    const afterMs = policy === 'at-once' ? 2 : motionMs + cycleMs;
    one.finish = later(afterMs, () => complete(one));
  }

  /** Frees the socket, and says so unless this camera never does. */
  function complete(one: Running): void {
    one.finish();
    if (!running.includes(one)) return;
    running = running.filter((other) => other !== one);
    if (one.kind === 'pan-tilt' && !running.some((other) => other.kind === 'pan-tilt')) recalling = false;
    if (policy === 'never' && one.kind === 'pan-tilt') return;
    reply(one, one.peer, { type: 'completion', socket: one.socket });
  }

  /** Begins to carry out a command, or says why not. */
  function start(body: ViscaBody): { readonly kind: 'pan-tilt' | 'other' } | ViscaErrorCode {
    switch (body.type) {
      case 'power':
        powerOn = body.on;
        if (!powerOn) camera.stop();
        return { kind: 'other' };
      case 'preset': {
        if (body.preset < 1 || body.preset > highestPreset) return 'syntax';
        if (body.action === 'recall') {
          if (!camera.recall(body.preset)) return 'not-executable';
          lastPreset = body.preset - 1;
          recalling = true;
          everMoved = true;
          return { kind: 'pan-tilt' };
        }
        camera.setPreset(body.preset, body.action === 'store' ? camera.position() : null);
        return { kind: 'other' };
      }
      case 'absolute':
      case 'relative':
      case 'home':
      case 'pan-tilt-reset':
      case 'drive':
      case 'zoom':
      case 'zoom-direct': {
        const kind = setInMotion(body, camera, profiles[profileName]);
        if (kind === 'syntax') return kind;
        everMoved = true;
        return { kind };
      }
      case 'if-clear':
      case 'cancel':
      case 'inquiry':
      case 'other':
        return 'syntax';
    }
  }

  function fault(name: string, parameters: Record<string, unknown>): boolean {
    const off = parameters['off'] === true;
    const probability = off ? 0 : Number(parameters['probability'] ?? 0.05);
    const isProbability = probability >= 0 && probability <= 1;
    switch (name) {
      case 'loss':
      case 'duplicate':
      case 'reorder':
        if (isProbability) network = { ...network, [name]: probability };
        return isProbability;
      case 'completion': {
        const wanted = off ? 'after-move' : parameters['policy'];
        if (!isPolicy(wanted)) return false;
        policy = wanted;
        return true;
      }
      case 'status-layout': {
        const wanted = off ? 'x400' : parameters['layout'];
        if (!isProfileName(wanted)) return false;
        profileName = wanted;
        return true;
      }
      case 'blocks':
        blocks = parameters['off'] === false;
        return true;
      case 'menu':
        menuOpen = !off && parameters['open'] !== false;
        return true;
      case 'buffer-full':
        fullUntil = off ? -Infinity : clock.now() + Number(parameters['forMs'] ?? 500);
        return true;
      case 'power':
        powerOn = parameters['off'] === false;
        if (!powerOn) camera.stop();
        return true;
      case 'srg-drop-window':
        srg = !off;
        return true;
      default:
        return false;
    }
  }

  function stop(): void {
    for (const cancelTimer of timers) cancelTimer();
    queue = [];
    running = [];
    busyUntil = 0;
  }

  return {
    receive,
    fault,
    truth: () => ({
      power: powerOn,
      menuOpen,
      position: camera.position(),
      moving: camera.isMoving(),
      profile: profileName,
      completion: policy,
      network,
      lastPreset: lastPreset === 0x7f ? null : lastPreset + 1,
      sockets: running.map(({ socket, sequence, kind }) => ({ socket, sequence, kind })),
      controllers: sequences.size,
      garbage,
    }),
    coldStart() {
      stop();
      sequences.clear();
      powerOn = true;
      menuOpen = false;
      recalling = false;
      everMoved = false;
      lastPreset = 0x7f;
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0, zoom: 0 });
    },
    stop,
  };
}
