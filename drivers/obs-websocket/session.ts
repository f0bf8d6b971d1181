/**
 * Our side of obs-websocket 5.x (rpcVersion 1) as a pure session: what OBS 29 was measured to do stands
 * where it matters (survey.ts, commands.ts). Evidence is always a read-back. Cuts are cuts: the transition
 * is put on the one of kind `cut_transition` before any scene change, and again if somebody changes it.
 * Left out on purpose: studio mode's own "transition" button, pausing a recording.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import type { SwitcherCommand, SwitcherEvent } from '../../protocols/models/switcher.ts';
import { parseEvent } from '../../protocols/obs-websocket/events.ts';
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
import { onConditions } from './conditions.ts';
import { askContents, onContents } from './contents.ts';
import { onEvent } from './events.ts';
import { onStopOther, wishStopOther } from './other-outputs.ts';
import {
  abandonOutput,
  onOutputStatus,
  onOutputTimer,
  onStarted,
  onStopAnswer,
  outputOfTimer,
  wishStart,
  wishStop,
} from './outputs.ts';
import { onPoll, poll } from './poll.ts';
import {
  adoptProgram,
  drop,
  garbage,
  initialObsState,
  isPending,
  pollMs,
  report,
  requestDeadlineMs,
  settle,
  take,
  type Draft,
  type ObsState,
  type Purpose,
} from './state.ts';
import { beginSurvey, inputFrom, onPrepared, onSurvey } from './survey.ts';
import {
  abandonTexts,
  onMarked,
  onTextRead,
  onTexts,
  sendWaitingTexts,
  wishCaption,
  wishChapter,
  wishTexts,
} from './texts.ts';

const deadlineMs: Readonly<Record<SwitcherCommand['type'], number>> = {
  // Set and read-back; a little less than both deadlines, so that the shell counts the failure.
  program: 2 * requestDeadlineMs - 100,
  preview: 5 * requestDeadlineMs,
  sound: 3 * requestDeadlineMs,
  'start-output': 15_000,
  // Three seconds to end by itself, two more after it was broken off.
  'stop-output': 6000,
  'stop-other-output': 3000,
  texts: 2 * requestDeadlineMs - 100,
  caption: requestDeadlineMs,
  chapter: requestDeadlineMs,
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
      draft.outputs.push({ type: 'arm', timer: 'poll', afterMs: pollMs });
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
  const output = outputOfTimer(timer);
  if (output) return onOutputTimer(draft, output);
  if (timer === 'poll') poll(draft);
  else if (timer === 'contents') askContents(draft);
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
    case 'start-output':
      return wishStart(draft, id, command.output);
    case 'stop-output':
      return wishStop(draft, id, command.output, command.discard);
    case 'stop-other-output':
      return wishStopOther(draft, id, command.name);
    case 'texts':
      return wishTexts(draft, id, command.texts);
    case 'caption':
      return wishCaption(draft, id, command.text);
    case 'chapter':
      return wishChapter(draft, id, command.name);
  }
}

/** The shell has settled this command itself; what waited behind it goes on. */
function abandon(draft: Draft, id: number): void {
  const { state } = draft;
  drop(
    draft,
    (purpose) =>
      ('command' in purpose && purpose.command === id) ||
      ('wish' in purpose && 'command' in purpose.wish && purpose.wish.command === id),
  );
  abandonOutput(draft, id);
  abandonTexts(draft, id);
  if (state.stoppingOthers.has(id)) {
    const others = new Map(state.stoppingOthers);
    others.delete(id);
    state.stoppingOthers = others;
  }
  if (state.waitingProgram?.command === id) state.waitingProgram = null;
  if (state.waitingPreview?.command === id) state.waitingPreview = null;
  if (state.waitingMute?.command === id) state.waitingMute = null;
  if (!isPending(draft, 'set-program')) sendWaitingProgram(draft);
  if (!isPending(draft, 'mute')) sendWaitingMute(draft);
  if (!isPending(draft, 'texts')) sendWaitingTexts(draft);
}

function receive(draft: Draft, message: ObsReceived): void {
  switch (message.type) {
    case 'garbage':
      return garbage(draft);
    case 'event': {
      const event = parseEvent(message.eventType, message.data);
      if (event) onEvent(draft, event);
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
    case 'poll':
      if (results) onPoll(draft, purpose, results);
      return;
    case 'conditions':
      return onConditions(draft, results);
    case 'contents':
      return onContents(draft, purpose, results);
    case 'start-output':
      return onStarted(draft, purpose.output, result);
    case 'stop-output':
      return onStopAnswer(draft, purpose.output, purpose.isForce, result);
    case 'check-output':
      return onOutputStatus(draft, purpose.output, result, purpose.sentAt);
    case 'stop-other':
      return onStopOther(draft, purpose, results);
    case 'texts':
      return onTexts(draft, purpose.wish, results);
    case 'ask-text':
      return onTextRead(draft, purpose, result);
    case 'mark':
      return onMarked(draft, purpose.command, result);
    case 'set-program': {
      // The scene comes last, after the transition where that was set.
      const cutSet = results?.some((one) => one.ok && one.requestType === 'SetCurrentSceneTransition');
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
