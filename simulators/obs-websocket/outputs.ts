/**
 * Stream, recording and virtual camera with their delays (measured on OBS 29.0.2): StopStream is stopped
 * after 1.9 s, with a stream delay only when the delay has run out; the ForceStopStreaming hotkey at once;
 * a dead server lets StartStream answer OK and stops at once; PauseRecord answers OK and pauses nothing.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { eventSubscription, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent } from './program.ts';
import { Refused, type Studio } from './studio.ts';

export const outputNames = ['stream', 'record', 'virtualCam'] as const;
export type OutputName = (typeof outputNames)[number];
export type OutputPhase = 'inactive' | 'starting' | 'active' | 'stopping';

const eventTypes: Readonly<Record<OutputName, string>> = {
  stream: 'StreamStateChanged',
  record: 'RecordStateChanged',
  virtualCam: 'VirtualcamStateChanged',
};
const startMs: Readonly<Record<OutputName, number>> = { stream: 300, record: 100, virtualCam: 50 };
const stopMs: Readonly<Record<OutputName, number>> = { stream: 1900, record: 400, virtualCam: 50 };
const forcedStopMs = 200;
const delayedStopExtraMs = 2700;

export interface Outputs {
  phase(name: OutputName): OutputPhase;
  start(name: OutputName): void;
  stop(name: OutputName): void;
  forceStopStream(): void;
  status(name: OutputName): JsonObject;
  /** Where streams go: a dead server is refused at once. */
  setServerAlive(alive: boolean): void;
  /** As after a restart of OBS: everything off, nothing reported. */
  reset(): void;
}

export function createOutputs(studio: Studio, clock: Clock, emit: EmitEvent): Outputs {
  const phases = new Map<OutputName, OutputPhase>(outputNames.map((name) => [name, 'inactive']));
  const timers = new Map<OutputName, Cancel>();
  const startedAt = new Map<OutputName, number>();
  let serverAlive = true;
  const phase = (name: OutputName): OutputPhase => phases.get(name) ?? 'inactive';

  function enter(name: OutputName, next: OutputPhase, word: string): void {
    phases.set(name, next);
    if (next === 'active') startedAt.set(name, clock.now());
    emit(eventTypes[name], eventSubscription.outputs, {
      outputActive: next === 'active',
      outputState: `OBS_WEBSOCKET_OUTPUT_${word}`,
    });
  }

  function later(name: OutputName, delayMs: number, run: () => void): void {
    timers.get(name)?.();
    timers.set(name, clock.after(delayMs, run));
  }

  return {
    phase,
    start(name) {
      if (phase(name) !== 'inactive') throw new Refused(requestStatus.outputRunning);
      enter(name, 'starting', 'STARTING');
      if (name === 'stream' && !serverAlive) later(name, 1, () => enter(name, 'inactive', 'STOPPED'));
      else later(name, startMs[name], () => enter(name, 'active', 'STARTED'));
    },
    stop(name) {
      if (phase(name) === 'inactive') throw new Refused(requestStatus.outputNotRunning);
      const delayed = name === 'stream' && studio.profile.get('Output/DelayEnable') === 'true';
      const delayMs = delayed
        ? Number(studio.profile.get('Output/DelaySec') ?? 0) * 1000 + delayedStopExtraMs
        : stopMs[name];
      enter(name, 'stopping', 'STOPPING');
      later(name, delayMs, () => enter(name, 'inactive', 'STOPPED'));
    },
    forceStopStream() {
      if (phase('stream') !== 'inactive')
        later('stream', forcedStopMs, () => enter('stream', 'inactive', 'STOPPED'));
    },
    status(name) {
      const isActive = phase(name) === 'active' || phase(name) === 'stopping';
      const duration = isActive ? Math.round(clock.now() - (startedAt.get(name) ?? clock.now())) : 0;
      return {
        outputActive: isActive,
        outputBytes: duration * 300,
        outputDuration: duration,
        outputTimecode: timecodeOf(duration),
        ...(name === 'record' ? { outputPaused: false } : {}),
        ...(name === 'stream'
          ? {
              outputReconnecting: false,
              outputCongestion: 0,
              outputSkippedFrames: 0,
              outputTotalFrames: Math.round((duration / 1000) * studio.framesPerSecond),
            }
          : {}),
      };
    },
    setServerAlive(alive) {
      serverAlive = alive;
    },
    reset() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      for (const name of outputNames) phases.set(name, 'inactive');
    },
  };
}

/** hh:mm:ss.ttt */
function timecodeOf(durationMs: number): string {
  const part = (unitMs: number, modulo: number, digits: number): string =>
    String(Math.floor(durationMs / unitMs) % modulo).padStart(digits, '0');
  return `${part(3_600_000, 100, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}
