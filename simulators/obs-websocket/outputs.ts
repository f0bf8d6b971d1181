/**
 * What leaves OBS, with its delays (measured on OBS 29.0.2): StopStream is stopped after 1.9 s, with a stream
 * delay only when the delay has run out, which a second StopStream begins anew; the ForceStopStreaming hotkey at
 * once. A dead server lets StartStream answer OK and stops at once, a silent one leaves it starting, and while it
 * starts it can neither be stopped (501) nor broken off. With a delay it is active at once and STARTED when the
 * delay is over. PauseRecord answers OK and pauses nothing. Other outputs, as of plug-ins, have no events.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import { eventSubscription, requestStatus, type JsonObject } from '../../protocols/obs-websocket/messages.ts';
import type { EmitEvent } from './program.ts';
import { Refused, type Studio } from './studio.ts';

export const outputNames = ['stream', 'record', 'virtualCam', 'replayBuffer'] as const;
export type OutputName = (typeof outputNames)[number];
export type OutputPhase = 'inactive' | 'starting' | 'active' | 'stopping';
/** Where streams go: dead refuses at once, silent never answers. */
export type StreamServer = 'alive' | 'dead' | 'silent';

/** How much of the stream gets through. */
export interface Line {
  readonly kilobitsPerSecond: number;
  readonly droppedShare: number;
  readonly congestion: number;
  readonly isReconnecting: boolean;
}

interface Kind {
  readonly event: string;
  /** As it stands in GetOutputList while OBS is in simple mode, and while in advanced. */
  readonly names: readonly [simple: string, advanced: string];
  readonly outputKind: string;
  readonly startMs: number;
  readonly stopMs: number;
}

const kinds: Readonly<Record<OutputName, Kind>> = {
  stream: {
    event: 'StreamStateChanged',
    names: ['simple_stream', 'adv_stream'],
    outputKind: 'rtmp_output',
    startMs: 300,
    stopMs: 1900,
  },
  record: {
    event: 'RecordStateChanged',
    names: ['simple_file_output', 'adv_file_output'],
    outputKind: 'ffmpeg_muxer',
    startMs: 100,
    stopMs: 400,
  },
  virtualCam: {
    event: 'VirtualcamStateChanged',
    names: ['virtualcam_output', 'virtualcam_output'],
    outputKind: 'virtualcam_output',
    startMs: 50,
    stopMs: 50,
  },
  replayBuffer: {
    event: 'ReplayBufferStateChanged',
    // Translated by OBS.
    names: ['Replay Buffer', 'Replay Buffer'],
    outputKind: 'replay_buffer',
    startMs: 50,
    stopMs: 50,
  },
};
const forcedStopMs = 100;
const delayedStopExtraMs = 2700;
const otherStopMs = 100;

const goodLine: Line = { kilobitsPerSecond: 2400, droppedShare: 0, congestion: 0, isReconnecting: false };

export interface Outputs {
  phase(name: OutputName): OutputPhase;
  start(name: OutputName): void;
  stop(name: OutputName): void;
  /** By the name in the list. */
  stopNamed(name: string): void;
  forceStopStream(): void;
  status(name: OutputName): JsonObject;
  list(): readonly JsonObject[];
  /** Somebody starts or ends an output of a plug-in. */
  setOther(name: string, active: boolean): void;
  others(): readonly string[];
  setServer(server: StreamServer): void;
  setLine(line: Partial<Line>): void;
  /** As after a restart of OBS: everything off, nothing reported. */
  reset(): void;
}

interface Counters {
  at: number;
  durationMs: number;
  bytes: number;
  frames: number;
  skipped: number;
}

export function createOutputs(studio: Studio, clock: Clock, emit: EmitEvent): Outputs {
  const phases = new Map<OutputName, OutputPhase>(outputNames.map((name) => [name, 'inactive']));
  const timers = new Map<string, Cancel>();
  const counters = new Map<OutputName, Counters>();
  const others = new Map<string, boolean>();
  // An output stands in the list from its first start on, the recording's always.
  const listed = new Set<OutputName>(['record']);
  let server: StreamServer = 'alive';
  let line = goodLine;
  const phase = (name: OutputName): OutputPhase => phases.get(name) ?? 'inactive';
  const nameOf = (name: OutputName): string =>
    kinds[name].names[studio.profile.get('Output/Mode') === 'Advanced' ? 1 : 0];
  const delayMs = (): number =>
    studio.profile.get('Output/DelayEnable') === 'true'
      ? Number(studio.profile.get('Output/DelaySec') ?? 0) * 1000
      : 0;

  function enter(name: OutputName, next: OutputPhase, word: string): void {
    phases.set(name, next);
    if (next === 'active')
      counters.set(name, { at: clock.now(), durationMs: 0, bytes: 0, frames: 0, skipped: 0 });
    emit(kinds[name].event, eventSubscription.outputs, {
      outputActive: next === 'active',
      outputState: `OBS_WEBSOCKET_OUTPUT_${word}`,
    });
  }

  function later(name: string, afterMs: number, run: () => void): void {
    timers.get(name)?.();
    timers.set(name, clock.after(afterMs, run));
  }

  function mustExist(name: OutputName): void {
    const isThere =
      name === 'virtualCam'
        ? studio.hasVirtualCamera
        : name === 'replayBuffer'
          ? studio.hasReplayBuffer
          : true;
    if (isThere) return;
    const what = name === 'virtualCam' ? 'VirtualCam' : 'Replay buffer';
    throw new Refused(requestStatus.invalidResourceState, `${what} is not available.`);
  }

  const isActive = (name: OutputName): boolean =>
    phase(name) === 'active' ||
    phase(name) === 'stopping' ||
    (name === 'stream' && phase(name) === 'starting' && delayMs() > 0);

  /** What has been sent since the last look. */
  function count(name: OutputName): Counters {
    const known = counters.get(name) ?? { at: 0, durationMs: 0, bytes: 0, frames: 0, skipped: 0 };
    const runs = phase(name) === 'active' || phase(name) === 'stopping';
    const sinceMs = runs ? clock.now() - known.at : 0;
    const frames = (sinceMs / 1000) * studio.framesPerSecond;
    const next = {
      at: clock.now(),
      durationMs: known.durationMs + sinceMs,
      bytes: known.bytes + (line.kilobitsPerSecond / 8) * sinceMs,
      frames: known.frames + frames,
      skipped: known.skipped + frames * line.droppedShare,
    };
    counters.set(name, next);
    return next;
  }

  const outputs: Outputs = {
    phase,
    start(name) {
      mustExist(name);
      if (isActive(name)) throw new Refused(requestStatus.outputRunning);
      if (phase(name) === 'starting') return;
      listed.add(name);
      enter(name, 'starting', 'STARTING');
      if (name !== 'stream') return later(name, kinds[name].startMs, () => enter(name, 'active', 'STARTED'));
      const afterMs = delayMs();
      if (server === 'dead') later(name, afterMs + 1, () => enter(name, 'inactive', 'STOPPED'));
      else if (server === 'alive')
        later(name, afterMs + kinds[name].startMs, () => enter(name, 'active', 'STARTED'));
    },
    stop(name) {
      mustExist(name);
      if (!isActive(name)) throw new Refused(requestStatus.outputNotRunning);
      const held = name === 'stream' ? delayMs() : 0;
      enter(name, 'stopping', 'STOPPING');
      later(name, held > 0 ? held + delayedStopExtraMs : kinds[name].stopMs, () =>
        enter(name, 'inactive', 'STOPPED'),
      );
    },
    stopNamed(name) {
      const own = outputNames.find((output) => listed.has(output) && nameOf(output) === name);
      if (own) return outputs.stop(own);
      const active = others.get(name);
      if (active === undefined)
        throw new Refused(requestStatus.resourceNotFound, `No output was found with the name \`${name}\`.`);
      if (!active) throw new Refused(requestStatus.outputNotRunning);
      later(`other ${name}`, otherStopMs, () => others.set(name, false));
    },
    forceStopStream() {
      if (!isActive('stream')) return;
      enter('stream', 'stopping', 'STOPPING');
      later('stream', forcedStopMs, () => enter('stream', 'inactive', 'STOPPED'));
    },
    status(name) {
      mustExist(name);
      const { durationMs, bytes, frames, skipped } = count(name);
      const runs = isActive(name);
      const number = (value: number): number => (runs ? Math.round(value) : 0);
      return {
        outputActive: runs,
        outputBytes: number(bytes),
        outputDuration: number(durationMs),
        outputTimecode: timecodeOf(number(durationMs)),
        ...(name === 'record' ? { outputPaused: false } : {}),
        ...(name === 'stream'
          ? {
              outputReconnecting: runs && line.isReconnecting,
              outputCongestion: runs ? line.congestion : 0,
              outputSkippedFrames: number(skipped),
              outputTotalFrames: number(frames),
            }
          : {}),
      };
    },
    list: () => [
      ...outputNames
        .filter((name) => listed.has(name) || (name === 'replayBuffer' && studio.hasReplayBuffer))
        .map((name) => ({
          outputName: nameOf(name),
          outputKind: kinds[name].outputKind,
          outputActive: isActive(name),
        })),
      ...[...others].map(([outputName, outputActive]) => ({
        outputName,
        outputKind: 'plugin_output',
        outputActive,
      })),
    ],
    setOther(name, active) {
      timers.get(`other ${name}`)?.();
      others.set(name, active);
    },
    others: () => [...others].filter(([, active]) => active).map(([name]) => name),
    setServer(next) {
      server = next;
    },
    setLine(next) {
      for (const name of outputNames) count(name);
      line = { ...line, ...next };
    },
    reset() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
      for (const name of outputNames) phases.set(name, 'inactive');
      others.clear();
    },
  };
  return outputs;
}

/** hh:mm:ss.ttt */
function timecodeOf(durationMs: number): string {
  const part = (unitMs: number, modulo: number, digits: number): string =>
    String(Math.floor(durationMs / unitMs) % modulo).padStart(digits, '0');
  return `${part(3_600_000, 100, 2)}:${part(60_000, 60, 2)}:${part(1000, 60, 2)}.${part(1, 1000, 3)}`;
}
