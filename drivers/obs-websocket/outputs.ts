/**
 * Ways out of OBS: what runs, and starting and stopping it. No "ok" of OBS counts (a stream to a dead server is
 * started with "ok"): a run ends with what GetStreamStatus and its like say. Measured on OBS 29.0.2: a stream
 * that still connects can neither be stopped (501) nor broken off; with a delay it says "active" at once and
 * STARTED when the delay is over; a second StopStream makes the delay begin anew, so it is never sent twice.
 */
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { OutputName, OutputState } from '../../protocols/models/switcher.ts';
import type { ObsOutputState } from '../../protocols/obs-websocket/events.ts';
import { requestStatus, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseOutputActive } from '../../protocols/obs-websocket/output-responses.ts';
import { ask, drop, report, settle, type Draft, type OutputRun } from './state.ts';

const words: Readonly<Record<OutputName, string>> = {
  stream: 'Stream',
  record: 'Record',
  virtualCamera: 'VirtualCam',
  replayBuffer: 'ReplayBuffer',
};
export const statusRequestOf = (output: OutputName): string => `Get${words[output]}Status`;
export const forceStopHotkey = 'OBSBasic.ForceStopStreaming';

/** A stream ends by itself within this, ms; then it is broken off. */
const softStopMs = 3000;
/** So long may it go on after that. */
const forcedStopMs = 2000;
/** Between two times that a stream is broken off. */
const forcePauseMs = 1000;
/** A stream that had to be broken off lately is not asked nicely again. */
const forcedLatelyMs = 10_000;
/** "ok" to a start, and nothing happened: seen with a replay buffer without hotkeys. */
const nothingHappenedMs = 3000;
/**
 * An output that "starts" for longer has failed, and the event that said so came first: their order is not sure.
 * A server that never answers holds OBS back for half a minute, and may answer yet.
 */
const startLimitMs = 35_000;
/** STARTED was lost if the status has said "active" for so long without it. */
const startEventMs = 2000;

const timerOf = (output: OutputName): string => `output-${output}`;
export const outputOfTimer = (timer: string): OutputName | undefined =>
  (Object.keys(words) as OutputName[]).find((output) => timerOf(output) === timer);

/** What a status request says: 604 means that this OBS cannot do it at all. */
export function activeOf(result: ObsResult | undefined): boolean | undefined {
  if (!result) return undefined;
  if (result.code === requestStatus.invalidResourceState) return false;
  return result.ok ? parseOutputActive(result.data) : undefined;
}

function setRun(draft: Draft, output: OutputName, run: OutputRun | null): void {
  const runs = new Map(draft.state.outputRuns);
  if (run) runs.set(output, run);
  else runs.delete(output);
  draft.state.outputRuns = runs;
}

/** The run is over: its commands end with this. */
function finish(draft: Draft, output: OutputName, result: Outcome): void {
  const run = draft.state.outputRuns.get(output);
  if (!run) return;
  setRun(draft, output, null);
  draft.outputs.push({ type: 'disarm', timer: timerOf(output) });
  for (const command of run.commands) settle(draft, command, result);
}

function arm(draft: Draft, output: OutputName, afterMs: number): void {
  draft.outputs.push({ type: 'arm', timer: timerOf(output), afterMs });
}

function check(draft: Draft, output: OutputName): void {
  drop(draft, (purpose) => purpose.kind === 'check-output' && purpose.output === output);
  ask(draft, { kind: 'check-output', output, sentAt: draft.now }, { requestType: statusRequestOf(output) });
}

export function wishStart(draft: Draft, command: number, output: OutputName): void {
  const { state } = draft;
  const run = state.outputRuns.get(output);
  if (run?.type === 'stop') return settle(draft, command, outcome.failed('device-busy'));
  if (run) return setRun(draft, output, { ...run, commands: [...run.commands, command] });
  if (state.switcher.lacks.includes(output))
    return settle(draft, command, outcome.failed('device-unsupported'));
  setRun(draft, output, {
    type: 'start',
    commands: [command],
    startedAt: draft.now,
    isUnderWay: false,
    isRefused: false,
  });
  ask(draft, { kind: 'start-output', output }, { requestType: `Start${words[output]}` });
  arm(draft, output, nothingHappenedMs);
}

export function onStarted(draft: Draft, output: OutputName, result: ObsResult | undefined): void {
  if (draft.state.outputRuns.get(output)?.type !== 'start') return;
  if (!result || result.ok || result.code === requestStatus.outputRunning) return check(draft, output);
  const isImpossible = result.code === requestStatus.invalidResourceState;
  finish(draft, output, outcome.failed(isImpossible ? 'device-unsupported' : 'device-refused'));
}

export function wishStop(draft: Draft, command: number, output: OutputName, discard: boolean): void {
  const { state } = draft;
  const run = state.outputRuns.get(output);
  const isBrokenOff = output === 'stream' && canForce(draft);
  if (run?.type === 'stop') {
    setRun(draft, output, { ...run, commands: [...run.commands, command] });
    if (discard && isBrokenOff && !run.isUnderWay) force(draft, output);
    return;
  }
  if (run) finish(draft, output, outcome.failed('device-busy', 'unknown'));
  setRun(draft, output, {
    type: 'stop',
    commands: [command],
    startedAt: draft.now,
    isUnderWay: false,
    isRefused: false,
  });
  const lately = draft.now - state.forcedAt < forcedLatelyMs;
  if (isBrokenOff && (discard || lately || state.streamDelayMs > 0)) return force(draft, output);
  ask(draft, { kind: 'stop-output', output, isForce: false }, { requestType: `Stop${words[output]}` });
  arm(draft, output, isBrokenOff ? softStopMs : softStopMs + forcedStopMs);
}

const canForce = (draft: Draft): boolean => !draft.state.switcher.lacks.includes('discard');

/** Breaks the stream off, at most once a second. */
function force(draft: Draft, output: OutputName): void {
  const { state } = draft;
  const run = state.outputRuns.get(output);
  if (!run) return;
  const waitMs = state.forcedAt + forcePauseMs - draft.now;
  if (waitMs > 0) {
    setRun(draft, output, { ...run, isUnderWay: false });
    return arm(draft, output, waitMs);
  }
  state.forcedAt = draft.now;
  setRun(draft, output, { ...run, isUnderWay: true });
  ask(
    draft,
    { kind: 'stop-output', output, isForce: true },
    { requestType: 'TriggerHotkeyByName', requestData: { hotkeyName: forceStopHotkey } },
  );
  arm(draft, output, forcedStopMs);
}

export function onStopAnswer(
  draft: Draft,
  output: OutputName,
  isForce: boolean,
  result: ObsResult | undefined,
): void {
  const run = draft.state.outputRuns.get(output);
  if (run?.type !== 'stop') return;
  // It had nothing to stop: there is none, or it only begins.
  if (result && !result.ok && !isForce) setRun(draft, output, { ...run, isRefused: true });
  if (!result?.ok) check(draft, output);
}

/** The time that the run had is over. */
export function onOutputTimer(draft: Draft, output: OutputName): void {
  const run = draft.state.outputRuns.get(output);
  if (!run) return;
  if (run.type === 'start') return check(draft, output);
  if (output === 'stream' && canForce(draft) && !run.isUnderWay) return force(draft, output);
  finish(draft, output, outcome.failed('device-mismatch', 'unknown'));
}

export function onOutputEvent(draft: Draft, output: OutputName, said: ObsOutputState): void {
  const { state } = draft;
  state.outputEventAt = { ...state.outputEventAt, [output]: draft.now };
  const next = outputStateOf(said);
  report(draft, { type: 'output', output, state: next });
  const run = state.outputRuns.get(output);
  if (!run) return;
  if (run.type === 'stop') {
    // What was only about to begin has begun.
    if (next === 'active' && (run.isRefused || run.isUnderWay)) stopAgain(draft, output);
    return check(draft, output);
  }
  if (next === 'starting') setRun(draft, output, { ...run, isUnderWay: true });
  if (next === 'active') check(draft, output);
  // A STOPPED without STARTING before is the late one of the run before.
  if (next === 'inactive' && run.isUnderWay) finish(draft, output, outcome.failed('device-refused'));
}

function stopAgain(draft: Draft, output: OutputName): void {
  const run = draft.state.outputRuns.get(output);
  if (!run) return;
  setRun(draft, output, { ...run, isRefused: false });
  if (output === 'stream' && canForce(draft)) return force(draft, output);
  ask(draft, { kind: 'stop-output', output, isForce: false }, { requestType: `Stop${words[output]}` });
}

/** What the status of an output said that was asked for at `sentAt`. */
export function onOutputStatus(
  draft: Draft,
  output: OutputName,
  result: ObsResult | undefined,
  sentAt: number,
): void {
  const { state } = draft;
  const isActive = activeOf(result);
  const eventAt = state.outputEventAt[output] ?? Number.NEGATIVE_INFINITY;
  // An event that came meanwhile is newer, and checked by itself where somebody waits.
  if (isActive === undefined || eventAt > sentAt) return;
  const known = state.switcher[output];
  const delayMs = output === 'stream' ? state.streamDelayMs : 0;
  const sinceMs = draft.now - eventAt;
  // "starting" and "stopping" are known from events only; an active output may be in either.
  const isStarting = known === 'starting' && sinceMs < startLimitMs;
  const isHeldBack = known === 'starting' && sinceMs < startEventMs + delayMs;
  if (!isActive && !isStarting) report(draft, { type: 'output', output, state: 'inactive' });
  if (isActive && known !== 'stopping' && !isHeldBack)
    report(draft, { type: 'output', output, state: 'active' });

  const run = state.outputRuns.get(output);
  if (run?.type === 'stop' && sentAt >= run.startedAt) {
    if (!isActive && !isStarting) return finish(draft, output, outcome.done('read-back'));
    if (isActive && run.isRefused) stopAgain(draft, output);
  }
  if (run?.type !== 'start') return;
  // Held back it runs, but whether the server is there is seen only when the delay is over.
  if (isActive) {
    if (state.switcher[output] === 'active') return finish(draft, output, outcome.done('read-back'));
    if (delayMs > 0) return finish(draft, output, outcome.done('acknowledged'));
    return;
  }
  if (!isStarting && draft.now - run.startedAt >= nothingHappenedMs)
    finish(draft, output, outcome.failed('device-mismatch', 'unknown'));
}

/** The shell has settled this command; without any the run is nobody's. */
export function abandonOutput(draft: Draft, command: number): void {
  for (const [output, run] of draft.state.outputRuns) {
    if (!run.commands.includes(command)) continue;
    const commands = run.commands.filter((other) => other !== command);
    setRun(draft, output, { ...run, commands });
    if (commands.length === 0) finish(draft, output, outcome.failed('device-deadline', 'unknown'));
  }
}

/** Nothing is known any more: whatever runs ends so. */
export function endOutputRuns(draft: Draft, result: Outcome): void {
  for (const output of draft.state.outputRuns.keys()) finish(draft, output, result);
}

function outputStateOf(state: ObsOutputState): OutputState {
  switch (state) {
    case 'starting':
      return 'starting';
    case 'stopping':
      return 'stopping';
    case 'stopped':
      return 'inactive';
    // A stream that reconnects goes out again by itself; a paused recording is still a recording.
    case 'started':
    case 'reconnecting':
    case 'reconnected':
    case 'paused':
    case 'resumed':
      return 'active';
  }
}
