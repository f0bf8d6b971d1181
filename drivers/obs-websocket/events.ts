/**
 * What OBS tells by itself, folded into what we know. Its events may overtake each other, so what counts is
 * followed by a question; what opens something counts at once, what closes it when OBS has confirmed it.
 */
import type { ObsEvent } from '../../protocols/obs-websocket/events.ts';
import { askConditions } from './conditions.ts';
import { contentsChanged } from './contents.ts';
import { onOutputEvent } from './outputs.ts';
import { adoptProgram, ask, drop, isPending, report, type Draft } from './state.ts';
import { becomeNotReady, beginSurvey, setCutRequest } from './survey.ts';
import { isTextKind } from './text-inputs.ts';
import { askText } from './texts.ts';

/** Late events of our own scene changes may still arrive this long after them, ms. */
const ownEchoMs = 2000;
const cutRestoreWindowMs = 10_000;
const maxCutRestores = 3;

export function onEvent(draft: Draft, event: ObsEvent): void {
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
      contentsChanged(draft);
      return report(draft, { type: 'scenes', scenes: event.scenes });
    case 'contents':
      return contentsChanged(draft);
    case 'profile-changed':
      // The profile carries the stream's server and delay.
      return askConditions(draft);
    case 'output':
      return onOutputEvent(draft, event.output, event.state);
    case 'input-settings':
      if (isTextKind(state.switcher.inputs[event.name]?.kind ?? '')) askText(draft, event.name);
      return;
    case 'scene-renamed':
      report(draft, {
        type: 'scenes',
        scenes: state.switcher.scenes.map((scene) => (scene === event.from ? event.to : scene)),
      });
      if (state.switcher.program === event.from) adoptProgram(draft, event.to);
      if (state.switcher.preview === event.from) report(draft, { type: 'preview', scene: event.to });
      contentsChanged(draft);
      return;
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
      return onInputGone(draft, event.name);
    case 'input-renamed': {
      const input = state.switcher.inputs[event.from];
      onInputGone(draft, event.from);
      if (!input) return onNewInput(draft, event.to, '');
      report(draft, { type: 'input', name: event.to, input });
      if (isTextKind(input.kind)) askText(draft, event.to);
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

function onInputGone(draft: Draft, name: string): void {
  report(draft, { type: 'input', name, input: null });
  report(draft, { type: 'text', name, text: null });
}

/** Counts as open and audible until OBS has said otherwise. */
function onNewInput(draft: Draft, name: string, kind: string): void {
  report(draft, { type: 'input', name, input: { kind, muted: false, audio: true } });
  askMute(draft, name, kind);
  if (isTextKind(kind)) askText(draft, name);
}

function askMute(draft: Draft, name: string, inputKind: string): void {
  ask(
    draft,
    { kind: 'ask-mute', name, inputKind },
    { requestType: 'GetInputMute', requestData: { inputName: name } },
  );
}
