/**
 * What a VISCA camera does with a request, written from the sheets and the same behind every wire: two command
 * sockets, one request per video cycle, refusals like hardware's. Faults, with `{off: true}` to end one:
 * `completion {policy: after-move|at-once|never|withheld-ack|blocked}` (blocked: ACK withheld, and deaf until
 * the motion is over); `status-layout {layout: x400|srg-300h|x1000|fr7|none|ptzoptics}` (also version and scales);
 * `blocks {off}` (no lens block); `menu {open}`; `buffer-full` (every request refused with 60 03 for `forMs`,
 * default 500); `power {off}`; `mute {inquiry}` (never answered), `refuse {inquiry}` (a syntax error); `slow {ms}`
 * (each inquiry takes longer);
 * `sockets {mode: two|one|zero}` (one: several commands in one socket; zero: the only one, called 0).
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { ViscaErrorCode, ViscaReplyBody } from '../../protocols/visca/replies.ts';
import type { Inquiry, ViscaBody } from '../../protocols/visca/requests.ts';
import type { CameraBody } from '../world/camera.ts';
import { answerTo } from './answering.ts';
import { setInMotion } from './motion.ts';
import { isProfileName, profiles, type ProfileName } from './profile.ts';

export const cameraFaults = [
  'completion',
  'status-layout',
  'blocks',
  'menu',
  'buffer-full',
  'power',
  'mute',
  'refuse',
  'slow',
  'sockets',
] as const;

export type Respond = (body: ViscaReplyBody) => void;

export interface ViscaCamera {
  /** A request that was understood; what follows comes through `respond`, now and later. */
  request(body: ViscaBody, respond: Respond): void;
  /** false: no fault of that name, or senseless parameters. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  /** As after a cold start: sockets free, head back in its home position. Presets stay. */
  coldStart(): void;
  /** Stops every timer. */
  stop(): void;
}

type Policy = 'after-move' | 'at-once' | 'never' | 'withheld-ack' | 'blocked';
const policies: readonly unknown[] = ['after-move', 'at-once', 'never', 'withheld-ack', 'blocked'];
const isPolicy = (value: unknown): value is Policy => policies.includes(value);
type Sockets = 'two' | 'one' | 'zero';
const isSockets = (value: unknown): value is Sockets =>
  value === 'two' || value === 'one' || value === 'zero';

interface Running {
  readonly socket: number;
  readonly respond: Respond;
  readonly kind: 'pan-tilt' | 'other';
  finish: Cancel;
}

const cycleMs = 20;
const inquiryMs = 22;
const maxQueue = 16;
const highestPreset = 100;

export function createViscaCamera({
  camera,
  clock,
}: {
  readonly camera: CameraBody;
  readonly clock: Clock;
}): ViscaCamera {
  let running: Running[] = [];
  let queue: (() => void)[] = [];
  let busyUntil = 0;
  let deafUntil = 0;
  let policy: Policy = 'after-move';
  let profileName: ProfileName = 'x400';
  let sockets: Sockets = 'two';
  let blocks = true;
  let menuOpen = false;
  let powerOn = true;
  let fullUntil = -Infinity;
  let muteInquiry: unknown = null;
  let refusedInquiry: unknown = null;
  let slowMs = 0;
  let lastPreset = 0x7f;
  let recalling = false;
  let everMoved = false;
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

  function refuse(respond: Respond, code: ViscaErrorCode, socket = 0): void {
    respond({ type: 'error', socket, code });
  }

  /** One request per video cycle; a flood is cut off at the queue. */
  function onNextCycle(run: () => void): void {
    if (queue.length >= maxQueue) return;
    queue.push(run);
    const at = Math.max(clock.now(), busyUntil, deafUntil);
    busyUntil = at + cycleMs;
    later(busyUntil - clock.now(), () => queue.shift()?.());
  }

  function handle(body: ViscaBody, respond: Respond): void {
    if (body.type === 'other' || body.type === 'set-addresses') return refuse(respond, 'syntax');
    if (body.type === 'if-clear') {
      for (const one of running) one.finish();
      running = [];
      return respond({ type: 'set' });
    }
    if (body.type === 'cancel') return cancel(respond, body.socket);
    if (clock.now() < fullUntil) return refuse(respond, 'buffer-full');
    if (menuOpen && body.type !== 'power') return refuse(respond, 'not-executable');
    if (body.type === 'inquiry') return inquire(respond, body.inquiry);
    if (!powerOn && body.type !== 'power') return refuse(respond, 'not-executable');
    command(respond, body);
  }

  function cancel(respond: Respond, socket: number): void {
    const one = running.find((other) => other.socket === socket);
    if (!one) return refuse(respond, 'no-such-socket', socket);
    one.finish();
    running = running.filter((other) => other !== one);
    camera.stop();
    refuse(respond, 'cancelled', socket);
  }

  function inquire(respond: Respond, inquiry: Inquiry): void {
    const data = answer(inquiry);
    if (inquiry === muteInquiry) return;
    if (!data || inquiry === refusedInquiry) return refuse(respond, 'syntax');
    // The value is read when the answer is sent, not when the question came.
    later(inquiryMs + slowMs - cycleMs, () => {
      const fresh = answer(inquiry);
      if (fresh) respond({ type: 'answer', data: fresh });
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

  function command(respond: Respond, body: ViscaBody): void {
    if (running.length >= (sockets === 'two' ? 2 : maxQueue)) return refuse(respond, 'buffer-full');
    const started = start(body);
    if (typeof started === 'string') return refuse(respond, started);
    const isFirstBusy = sockets === 'two' && running.some((one) => one.socket === 1);
    const socket = sockets === 'zero' ? 0 : isFirstBusy ? 2 : 1;
    const { kind } = started;
    // A new motion takes over: the one under way is over for the camera.
    if (kind === 'pan-tilt')
      for (const old of running.filter((one) => one.kind === 'pan-tilt')) complete(old);
    const one: Running = { socket, respond, kind, finish: () => undefined };
    running.push(one);
    const lasting = Math.max(0, camera.motorsStopAt() - clock.now());
    const motionMs = kind === 'pan-tilt' ? lasting : 0;
    const acknowledge = (): void => respond({ type: 'ack', socket });
    if (policy === 'withheld-ack' || policy === 'blocked') {
      if (policy === 'blocked') deafUntil = clock.now() + motionMs;
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
    one.respond(one.socket === 0 ? { type: 'set' } : { type: 'completion', socket: one.socket });
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
      case 'set-addresses':
      case 'cancel':
      case 'inquiry':
      case 'other':
        return 'syntax';
    }
  }

  function fault(name: string, parameters: Record<string, unknown>): boolean {
    const off = parameters['off'] === true;
    switch (name) {
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
      case 'mute':
        muteInquiry = off ? null : parameters['inquiry'];
        return true;
      case 'refuse':
        refusedInquiry = off ? null : parameters['inquiry'];
        return true;
      case 'slow':
        slowMs = off ? 0 : Math.max(0, Number(parameters['ms'] ?? 100));
        return true;
      case 'sockets': {
        const wanted = off ? 'two' : parameters['mode'];
        if (!isSockets(wanted)) return false;
        sockets = wanted;
        return true;
      }
      default:
        return false;
    }
  }

  function stop(): void {
    for (const cancelTimer of timers) cancelTimer();
    queue = [];
    running = [];
    busyUntil = 0;
    deafUntil = 0;
  }

  return {
    request: (body, respond) => onNextCycle(() => handle(body, respond)),
    fault,
    truth: () => ({
      power: powerOn,
      menuOpen,
      position: camera.position(),
      moving: camera.isMoving(),
      profile: profileName,
      completion: policy,
      lastPreset: lastPreset === 0x7f ? null : lastPreset + 1,
      sockets: running.map(({ socket, kind }) => ({ socket, kind })),
    }),
    coldStart() {
      stop();
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
