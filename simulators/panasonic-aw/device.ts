/**
 * A Panasonic AW camera without sockets, written from the interface specifications (facts A5): it answers a
 * command at once, moves afterwards, and tells its receivers when a recalled preset is reached. Faults, with
 * `{off: true}` to end one: `completion {policy: after-move|at-once|never}`; `lost-notices {probability}`;
 * `late-position {ms}` (what it tells is that old); `no-position {what: everything|all}`; `model {name}`;
 * `busy`, `menu` (moves are refused as busy), `power`; `slow {ms}`; `forget` (the receivers, as after a
 * restart); `strict-gap` (what follows an answer too closely is refused as busy); `lock {username, password}`;
 * `not-an-answer` (the next answer is a page).
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import { encodeAwAnswer, encodeAwText, type AwAnswer } from '../../protocols/panasonic-aw/answers.ts';
import { awNotices } from '../../protocols/panasonic-aw/notices.ts';
import { parseAwRequest, type HeardAwRequest } from '../../protocols/panasonic-aw/requests.ts';
import type { HttpAnswer, HttpCall } from '../device.ts';
import type { CameraBody } from '../world/camera.ts';
import { answerTo, isMove, start } from './answering.ts';
import { createFaults, awFaults } from './faults.ts';

export interface AwDeviceOptions {
  readonly camera: CameraBody;
  readonly clock: Clock;
  /** 0 ≤ n < 1, seeded. */
  random(): number;
  /** Opens a connection to this port of the receiver's and sends the bytes. */
  push(port: number, bytes: Uint8Array): void;
}

export interface AwDevice {
  request(call: HttpCall, answer: (answer: HttpAnswer) => void): () => void;
  /** false: no fault of that name, or senseless parameters. */
  fault(name: string, parameters: Record<string, unknown>): boolean;
  readonly faults: readonly string[];
  truth(): Record<string, unknown>;
  /** As after power on: receivers forgotten, head in its home position. Presets stay. */
  coldStart(): void;
  /** Stops every timer. */
  stop(): void;
  /** From power on to the first answer, ms. */
  readonly bootMs: number;
}

const answerMs = 20;
const pushMs = 15;
const maxReceivers = 5;
const heartbeatMs = 60_000;
const errorReportMs = 30_000;
/** Between two commands, by generation (facts A5). */
const gapMs = { slow: 130, fast: 40 };
const fastModels = /^AW-UE(80|100|150)$/;

export function createAwDevice({ camera, clock, random, push }: AwDeviceOptions): AwDevice {
  const faults = createFaults();
  const receivers = new Set<number>();
  const timers = new Set<Cancel>();
  let powerOn = true;
  let lastPreset: number | null = null;
  /** Counts moves: the end of an older one is not told. */
  let moves = 0;
  let recallsHeard = 0;
  let lastAnswerAt = -Infinity;
  let tooClose = 0;
  let requests = 0;
  /** What it will tell of itself, with `late-position`. */
  let past: { readonly at: number; readonly position: CameraPosition }[] = [];

  function later(ms: number, run: () => void): Cancel {
    const cancel = clock.after(ms, () => {
      timers.delete(cancelTimer);
      run();
    });
    const cancelTimer: Cancel = () => {
      cancel();
      timers.delete(cancelTimer);
    };
    timers.add(cancelTimer);
    return cancelTimer;
  }

  function notify(answer: AwAnswer): void {
    const bytes = awNotices.encode(encodeAwText(answer));
    for (const port of receivers) {
      if (random() < faults.noticeLoss()) continue;
      later(pushMs, () => push(port, bytes));
    }
  }

  function every(ms: number, text: string): void {
    later(ms, () => {
      notify({ type: 'word', text });
      every(ms, text);
    });
  }

  function begin(): void {
    every(heartbeatMs, 'QSV:V01.20');
    every(errorReportMs, 'rER00');
  }

  /** The position of `ms` ago, as far as anybody asked for it since. */
  function told(ms: number): CameraPosition {
    const now = clock.now();
    past = [...past.filter(({ at }) => at >= now - 10_000), { at: now, position: camera.position() }];
    if (ms === 0) return camera.position();
    return past.findLast(({ at }) => at <= now - ms)?.position ?? past[0]?.position ?? camera.position();
  }

  function recorded(): void {
    if (faults.lateMs() === 0) return;
    told(0);
    later(20, recorded);
  }

  function handle(request: HeardAwRequest): AwAnswer | 'registered' | 'full' | 'unknown' {
    if (request.type === 'unknown') return 'unknown';
    if (request.type === 'register') {
      if (!receivers.has(request.port) && receivers.size >= maxReceivers) return 'full';
      receivers.add(request.port);
      return 'registered';
    }
    if (request.type === 'unregister') {
      receivers.delete(request.port);
      return 'registered';
    }
    const refusal = faults.refusal(request, powerOn);
    if (refusal) return refusal;
    if (request.type === 'set-power') {
      powerOn = request.on;
      if (!powerOn) camera.stop();
      const answer: AwAnswer = { type: 'power', power: powerOn ? 'on' : 'off' };
      notify(answer);
      return answer;
    }
    if (request.type === 'ask')
      return answerTo(request.what, {
        model: faults.model(),
        position: () => told(faults.lateMs()),
        powerOn,
        lastPreset,
      });
    const answer = start(request, camera);
    if (answer.type === 'error') return answer;
    if (isMove(request)) moves++;
    if (request.type === 'recall') {
      lastPreset = request.preset;
      recallsHeard++;
      announceEnd(request.preset, moves);
    }
    return answer;
  }

  /** Tells when the preset is reached; not if something else takes over before. */
  function announceEnd(preset: number, move: number): void {
    const policy = faults.policy();
    if (policy === 'never') return;
    const target = camera.presets.get(preset);
    const look = (): void => {
      if (move !== moves || !powerOn) return;
      const { panDegrees, tiltDegrees } = camera.target();
      if (panDegrees !== target?.panDegrees || tiltDegrees !== target.tiltDegrees) return;
      const leftMs = camera.motorsStopAt() - clock.now();
      if (policy === 'after-move' && leftMs > 0) later(leftMs, look);
      else notify({ type: 'reached', preset });
    };
    later(answerMs, look);
  }

  begin();
  return {
    bootMs: 3000,
    faults: awFaults,
    request(call, answer) {
      requests++;
      const isTooClose =
        clock.now() - lastAnswerAt < (fastModels.test(faults.model()) ? gapMs.fast : gapMs.slow);
      if (isTooClose) tooClose++;
      const send = (result: HttpAnswer): void => {
        lastAnswerAt = clock.now();
        answer(result);
      };
      const cancel = later(answerMs + faults.slowMs(), () => {
        if (faults.takesPage()) return send({ status: 200, body: '<html>It works!</html>' });
        if (!faults.isAllowed(call.headers['authorization'])) return send({ status: 401, body: '' });
        const request = parseAwRequest(call);
        const isRefused = isTooClose && faults.isStrict() && request.type !== 'unknown';
        const handled = isRefused ? faults.busy(request) : handle(request);
        if (handled === 'registered') return send({ status: 204 });
        if (handled === 'full') return send({ status: 503, body: '' });
        if (handled === 'unknown') return send({ status: 404, body: 'Not Found' });
        send(encodeAwAnswer(handled));
      });
      return cancel;
    },
    fault(name, parameters) {
      if (name === 'forget') {
        receivers.clear();
        return true;
      }
      if (name === 'power') {
        powerOn = parameters['off'] === true;
        if (!powerOn) camera.stop();
        return true;
      }
      const known = faults.set(name, parameters);
      if (name === 'late-position') recorded();
      return known;
    },
    truth: () => ({
      power: powerOn,
      model: faults.model(),
      position: camera.position(),
      moving: camera.isMoving(),
      lastPreset,
      recalls: recallsHeard,
      receivers: [...receivers],
      requests,
      tooClose,
      completion: faults.policy(),
    }),
    coldStart() {
      stop();
      receivers.clear();
      powerOn = true;
      lastPreset = null;
      moves++;
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0, zoom: 0 });
      begin();
    },
    stop,
  };

  function stop(): void {
    for (const cancel of timers) cancel();
  }
}
