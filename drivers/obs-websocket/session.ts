/**
 * Our side of obs-websocket 5.x (rpcVersion 1) as a pure session: what OBS 29 was measured to do stands
 * where it matters (survey.ts, commands.ts). Evidence is always a read-back. Cuts are cuts: the transition
 * is put on the one of kind `cut_transition` before any scene change, and again if somebody changes it.
 * Left out on purpose: studio mode's own "transition" button, streaming and recording commands.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import type { OutputState, SwitcherCommand, SwitcherEvent } from '../../protocols/models/switcher.ts';
import { parseEvent, type ObsEvent, type ObsOutputState } from '../../protocols/obs-websocket/events.ts';
import type { ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseProgramScene } from '../../protocols/obs-websocket/responses.ts';
import type { Input, Session } from '../session.ts';
import type { ObsReceived, ObsSent } from '../transports/obs-websocket.ts';
import {
  onMuted,
  onPreviewRead,
  onPreviewSet,
  onProgramRead,
  onProgramSet,
  sendWaitingMute,
  sendWaitingPreview,
  sendWaitingProgram,
  wishMute,
  wishPreview,
  wishProgram,
} from './commands.ts';
import {
  adoptProgram,
  ask,
  drop,
  garbage,
  heartbeatMs,
  initialObsState,
  isPending,
  report,
  requestDeadlineMs,
  settle,
  take,
  type Draft,
  type ObsState,
  type Purpose,
} from './state.ts';
import {
  beat,
  becomeNotReady,
  beginSurvey,
  inputFrom,
  onHeartbeat,
  onPrepared,
  onSurvey,
  setCutRequest,
} from './survey.ts';

/** Late events of our own scene changes may still arrive this long after them, ms. */
const ownEchoMs = 2000;
const cutRestoreWindowMs = 10_000;
const maxCutRestores = 3;

const deadlineMs: Readonly<Record<SwitcherCommand['type'], number>> = {
  // Set and read-back; a little less than both deadlines, so that the shell counts the failure.
  program: 2 * requestDeadlineMs - 100,
  preview: 5 * requestDeadlineMs,
  sound: 3 * requestDeadlineMs,
};

/** An OBS that comes back may show anything until we are connected again: a second must do. */
export const obsRetryMs = { first: 250, longest: 1000 } as const;

export function createObsSession(): Session<ObsState, SwitcherCommand, SwitcherEvent, ObsSent, ObsReceived> {
  return {
    initial: initialObsState,
    deadlineMs: (command) => deadlineMs[command.type],
    step(state, input, now) {
      const draft: Draft = { state: { ...state }, outputs: [], now };
      handle(draft, input);
      watchDeadlines(draft);
      return { state: draft.state, outputs: draft.outputs };
    },
  };
}

function handle(draft: Draft, input: Input<SwitcherCommand, ObsReceived>): void {
  switch (input.type) {
    case 'link-up': {
      const { nextRequest } = draft.state;
      // Request ids go on counting, so that an answer of the link before matches nothing.
      Object.assign(draft.state, initialObsState, { nextRequest });
      beginSurvey(draft);
      draft.outputs.push({ type: 'arm', timer: 'heartbeat', afterMs: heartbeatMs });
      return;
    }
    case 'link-down': {
      const { nextRequest } = draft.state;
      Object.assign(draft.state, initialObsState, { nextRequest });
      return;
    }
    case 'received':
      return receive(draft, input.data);
    case 'submitted':
      return submit(draft, input.id, input.command);
    case 'abandoned':
      return abandon(draft, input.id);
    case 'timer':
      return ring(draft, input.name);
  }
}

function ring(draft: Draft, timer: string): void {
  if (timer === 'heartbeat') beat(draft);
  else if (timer === 'preview') sendWaitingPreview(draft);
  else if (timer === 'deadline') expire(draft);
  else if (timer === 'survey' && draft.state.phase !== 'ready') beginSurvey(draft);
}

function submit(draft: Draft, id: number, command: SwitcherCommand): void {
  // No truth yet to compare with, and OBS would answer 207.
  if (draft.state.phase !== 'ready') {
    const code = draft.state.phase === 'not-ready' ? 'device-refused' : 'device-offline';
    return settle(draft, id, outcome.failed(code));
  }
  switch (command.type) {
    case 'program':
      return wishProgram(draft, { command: id, scene: command.scene });
    case 'preview':
      return wishPreview(draft, { command: id, scene: command.scene, attempt: 1 });
    case 'sound':
      return wishMute(draft, { command: id, open: command.open });
  }
}

/** The shell has settled this command itself; what waited behind it goes on. */
function abandon(draft: Draft, id: number): void {
  const { state } = draft;
  drop(
    draft,
    (purpose) =>
      ('command' in purpose && purpose.command === id) || ('wish' in purpose && purpose.wish.command === id),
  );
  if (state.waitingProgram?.command === id) state.waitingProgram = null;
  if (state.waitingPreview?.command === id) state.waitingPreview = null;
  if (state.waitingMute?.command === id) state.waitingMute = null;
  if (!isPending(draft, 'set-program')) sendWaitingProgram(draft);
  if (!isPending(draft, 'mute')) sendWaitingMute(draft);
}

function receive(draft: Draft, message: ObsReceived): void {
  switch (message.type) {
    case 'garbage':
      return garbage(draft);
    case 'event': {
      const event = parseEvent(message.eventType, message.data);
      if (event) react(draft, event);
      else if (event === undefined) garbage(draft);
      return;
    }
    case 'response': {
      const purpose = take(draft, message.id);
      if (purpose) answer(draft, purpose, [message.result]);
      return;
    }
    case 'batch-response': {
      const purpose = take(draft, message.id);
      if (purpose) answer(draft, purpose, message.results);
    }
  }
}

/** `results` is undefined when the deadline passed. */
function answer(draft: Draft, purpose: Purpose, results: readonly ObsResult[] | undefined): void {
  const result = results?.[0];
  switch (purpose.kind) {
    case 'survey':
      return results ? onSurvey(draft, results) : beginSurvey(draft);
    case 'prepare':
      return results ? onPrepared(draft, purpose, results) : beginSurvey(draft);
    case 'heartbeat':
      if (results) onHeartbeat(draft, purpose, results);
      return;
    case 'set-program': {
      // In a batch the scene comes last, after the transition.
      const cutSet = results && results.length > 1 && results[0]?.ok;
      if (cutSet) draft.state.transition = draft.state.cut;
      return onProgramSet(draft, purpose, results?.at(-1));
    }
    case 'read-program':
      return onProgramRead(draft, purpose, result);
    case 'verify-program': {
      const scene = result ? parseProgramScene(result.data) : purpose.reported;
      if (scene === undefined) garbage(draft);
      else if (scene !== null && purpose.programRevision === draft.state.programRevision)
        adoptProgram(draft, scene);
      return;
    }
    case 'set-preview':
      return onPreviewSet(draft, purpose.wish, result);
    case 'read-preview':
      return onPreviewRead(draft, purpose.wish, result);
    case 'mute':
      return onMuted(draft, purpose, results);
    case 'ask-mute': {
      const input = inputFrom(result, purpose.inputKind);
      if (input !== undefined && draft.state.switcher.inputs[purpose.name])
        report(draft, { type: 'input', name: purpose.name, input });
      return;
    }
    case 'set-cut':
      if (result?.ok) draft.state.transition = draft.state.cut;
  }
}

function react(draft: Draft, event: ObsEvent): void {
  const { state } = draft;
  if (event.type === 'collection-changing' || event.type === 'exit-started') return becomeNotReady(draft);
  if (event.type === 'collection-changed') return beginSurvey(draft);
  if (state.phase !== 'ready') {
    const own = event.type === 'transition-changed';
    state.surveyStale ||= !own;
    return;
  }
  switch (event.type) {
    case 'program':
      return onProgramEvent(draft, event.scene);
    case 'transition-started':
      // A fade by somebody else: OBS names its target at once, the event comes at the end.
      if (draft.now - state.lastCutAt > ownEchoMs) verifyProgram(draft, null);
      return;
    case 'transition-ended':
      return;
    case 'transition-changed':
      return onTransitionEvent(draft, event.name);
    case 'preview':
      if (state.switcher.preview !== null) report(draft, { type: 'preview', scene: event.scene });
      return;
    case 'studio-mode':
      // Switched on, the preview shows the program until somebody chooses.
      return report(draft, { type: 'preview', scene: event.enabled ? state.switcher.program : null });
    case 'scenes':
      return report(draft, { type: 'scenes', scenes: event.scenes });
    case 'scene-renamed':
      report(draft, {
        type: 'scenes',
        scenes: state.switcher.scenes.map((scene) => (scene === event.from ? event.to : scene)),
      });
      if (state.switcher.program === event.from) adoptProgram(draft, event.to);
      if (state.switcher.preview === event.from) report(draft, { type: 'preview', scene: event.to });
      return;
    case 'stream':
    case 'record':
      state.outputEventAt = draft.now;
      return report(draft, { type: event.type, state: outputStateOf(event.state) });
    default:
      return onInputEvent(draft, event);
  }
}

function onProgramEvent(draft: Draft, scene: string): void {
  const { state } = draft;
  // Our own change is being read back, which says more than this event.
  if (scene === state.switcher.program || isPending(draft, 'set-program', 'read-program')) return;
  // Events may overtake each other in OBS, so each is followed by a look.
  const isEcho = draft.now - state.lastCutAt <= ownEchoMs;
  if (!isEcho) adoptProgram(draft, scene);
  verifyProgram(draft, isEcho ? scene : null);
}

function verifyProgram(draft: Draft, reported: string | null): void {
  if (isPending(draft, 'set-program', 'read-program')) return;
  drop(draft, (purpose) => purpose.kind === 'verify-program');
  ask(
    draft,
    { kind: 'verify-program', reported, programRevision: draft.state.programRevision },
    { requestType: 'GetCurrentProgramScene' },
  );
}

function onTransitionEvent(draft: Draft, name: string): void {
  const { state } = draft;
  state.transition = name;
  if (state.cut === null || name === state.cut || isPending(draft, 'set-cut')) return;
  const recent = state.cutRestoredAt.filter((at) => draft.now - at < cutRestoreWindowMs);
  // Somebody insists: stop fighting, every scene change then brings its own cut.
  if (recent.length >= maxCutRestores) return;
  state.cutRestoredAt = [...recent, draft.now];
  ask(draft, { kind: 'set-cut' }, setCutRequest(state.cut));
}

type InputEvent = Extract<
  ObsEvent,
  { type: 'input-created' | 'input-removed' | 'input-renamed' | 'input-muted' }
>;

function onInputEvent(draft: Draft, event: InputEvent): void {
  const { state } = draft;
  state.muteRevision++;
  switch (event.type) {
    case 'input-created':
      return onNewInput(draft, event.name, event.kind);
    case 'input-removed':
      return report(draft, { type: 'input', name: event.name, input: null });
    case 'input-renamed': {
      const input = state.switcher.inputs[event.from];
      report(draft, { type: 'input', name: event.from, input: null });
      if (input) report(draft, { type: 'input', name: event.to, input });
      else onNewInput(draft, event.to, '');
      return;
    }
    case 'input-muted': {
      const input = state.switcher.inputs[event.name];
      if (!input) return onNewInput(draft, event.name, '');
      if (input.audio && input.muted === event.muted) return;
      // "Open" counts at once, "muted" when OBS confirms it: events may overtake each other.
      if (!event.muted)
        report(draft, { type: 'input', name: event.name, input: { ...input, muted: false, audio: true } });
      return askMute(draft, event.name, input.kind);
    }
  }
}

/** Counts as open and audible until OBS has said otherwise. */
function onNewInput(draft: Draft, name: string, kind: string): void {
  report(draft, { type: 'input', name, input: { kind, muted: false, audio: true } });
  askMute(draft, name, kind);
}

function askMute(draft: Draft, name: string, inputKind: string): void {
  ask(
    draft,
    { kind: 'ask-mute', name, inputKind },
    { requestType: 'GetInputMute', requestData: { inputName: name } },
  );
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

/** Requests whose deadline has passed get the answer "none". */
function expire(draft: Draft): void {
  draft.state.deadlineTimerAt = Number.POSITIVE_INFINITY;
  for (const [id, { deadline }] of draft.state.pending) {
    if (deadline > draft.now) continue;
    const purpose = take(draft, id);
    if (purpose) answer(draft, purpose, undefined);
  }
}

/** One timer for the earliest deadline of all requests that wait. */
function watchDeadlines(draft: Draft): void {
  const { state, outputs } = draft;
  // After a hang-up the shell forgets all timers.
  if (outputs.some((output) => output.type === 'hang-up')) return;
  let next = Number.POSITIVE_INFINITY;
  for (const { deadline } of state.pending.values()) next = Math.min(next, deadline);
  if (next === state.deadlineTimerAt) return;
  state.deadlineTimerAt = next;
  if (next === Number.POSITIVE_INFINITY) outputs.push({ type: 'disarm', timer: 'deadline' });
  else outputs.push({ type: 'arm', timer: 'deadline', afterMs: Math.max(0, next - draft.now) });
}
