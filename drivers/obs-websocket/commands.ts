/**
 * What the daemon asks of OBS: a scene on air, a scene in the preview, which inputs are heard. Each is set, then
 * read back. OBS runs the requests of one connection side by side, so a second scene change waits for the
 * answer to the first (the newest wins), and a silent set is read back before anybody calls it lost.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import type { SwitcherInput } from '../../protocols/models/switcher.ts';
import { requestStatus, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import {
  parseInputList,
  parsePreviewScene,
  parseProgramScene,
  parseSpecialInputs,
} from '../../protocols/obs-websocket/responses.ts';
import {
  adoptProgram,
  ask,
  askAll,
  drop,
  garbage,
  isPending,
  report,
  settle,
  type Draft,
  type MuteWish,
  type PreviewWish,
  type ProgramWish,
  type Purpose,
} from './state.ts';
import { becomeNotReady, inputFrom, muteRequests, saysNotReady, setCutRequest } from './survey.ts';

/** OBS loses a preview set right after a program change in studio mode (measured; obs-websocket #1320). */
const previewPauseMs = 300;
const maxPreviewAttempts = 4;
const maxMuteRounds = 3;

export function wishProgram(draft: Draft, wish: ProgramWish): void {
  const { state } = draft;
  if (isPending(draft, 'set-program')) {
    const older = state.waitingProgram;
    if (older) settle(draft, older.command, outcome.failed('device-busy'));
    state.waitingProgram = wish;
    return;
  }
  sendProgram(draft, wish);
}

function sendProgram(draft: Draft, { command, scene }: ProgramWish): void {
  const { state } = draft;
  const set = { requestType: 'SetCurrentProgramScene', requestData: { sceneName: scene } };
  const purpose: Purpose = { kind: 'set-program', command, scene };
  // A scene's own transition goes before the one that is set, without any event: it would fade. Measured.
  const noOverride = {
    requestType: 'SetSceneSceneTransitionOverride',
    requestData: { sceneName: scene, transitionName: null, transitionDuration: null },
  };
  const cut = state.cut === null || state.transition === state.cut ? [] : [setCutRequest(state.cut)];
  askAll(draft, purpose, [noOverride, ...cut, set]);
  state.programRevision++;
  state.lastCutAt = draft.now;
  // A read-back under way would read this change and be taken for a mismatch.
  for (const read of drop(draft, (other) => other.kind === 'read-program')) {
    if (read.kind !== 'read-program') continue;
    const known = read.acknowledged
      ? outcome.done('acknowledged')
      : outcome.failed('device-deadline', 'unknown');
    settle(draft, read.command, known);
  }
}

/** `result` is undefined when no answer came in time: then the truth is read instead. */
export function onProgramSet(
  draft: Draft,
  { command, scene }: ProgramWish,
  result: ObsResult | undefined,
): void {
  if (result && !result.ok) {
    settle(draft, command, outcome.failed('device-refused'));
    if (result.code === requestStatus.notReady) return becomeNotReady(draft);
    return sendWaitingProgram(draft);
  }
  if (draft.state.waitingProgram) {
    const known = result ? outcome.done('acknowledged') : outcome.failed('device-deadline', 'unknown');
    settle(draft, command, known);
    return sendWaitingProgram(draft);
  }
  const purpose: Purpose = { kind: 'read-program', command, scene, acknowledged: result !== undefined };
  ask(draft, purpose, { requestType: 'GetCurrentProgramScene' });
}

export function sendWaitingProgram(draft: Draft): void {
  const wish = draft.state.waitingProgram;
  draft.state.waitingProgram = null;
  if (wish) sendProgram(draft, wish);
}

export function onProgramRead(
  draft: Draft,
  { command, scene }: ProgramWish,
  result: ObsResult | undefined,
): void {
  const actual = parseProgramScene(result?.data);
  if (!result) return settle(draft, command, outcome.failed('device-deadline', 'unknown'));
  if (actual === undefined) {
    garbage(draft);
    return settle(draft, command, outcome.failed('device-mismatch', 'unknown'));
  }
  adoptProgram(draft, actual);
  settle(
    draft,
    command,
    actual === scene ? outcome.done('read-back') : outcome.failed('device-mismatch', 'unknown'),
  );
}

export function wishPreview(draft: Draft, wish: PreviewWish): void {
  const { state } = draft;
  if (state.switcher.preview === null)
    return settle(draft, wish.command, outcome.failed('device-unsupported'));
  const older = state.waitingPreview;
  if (older) settle(draft, older.command, outcome.failed('device-busy', 'unknown'));
  for (const purpose of drop(draft, (p) => p.kind === 'set-preview' || p.kind === 'read-preview'))
    if ('wish' in purpose && 'scene' in purpose.wish)
      settle(draft, purpose.wish.command, outcome.failed('device-busy', 'unknown'));
  state.waitingPreview = wish;
  sendWaitingPreview(draft);
}

/** Sends the preview that waits, once the last program change is far enough away. */
export function sendWaitingPreview(draft: Draft): void {
  const { state } = draft;
  const wish = state.waitingPreview;
  if (!wish) return;
  const pauseMs = state.lastCutAt + previewPauseMs - draft.now;
  if (pauseMs > 0) {
    draft.outputs.push({ type: 'arm', timer: 'preview', afterMs: pauseMs });
    return;
  }
  state.waitingPreview = null;
  ask(
    draft,
    { kind: 'set-preview', wish },
    { requestType: 'SetCurrentPreviewScene', requestData: { sceneName: wish.scene } },
  );
}

export function onPreviewSet(draft: Draft, wish: PreviewWish, result: ObsResult | undefined): void {
  if (result?.code === requestStatus.studioModeNotActive)
    return settle(draft, wish.command, outcome.failed('device-unsupported'));
  if (result && !result.ok) return settle(draft, wish.command, outcome.failed('device-refused'));
  ask(draft, { kind: 'read-preview', wish }, { requestType: 'GetCurrentPreviewScene' });
}

export function onPreviewRead(draft: Draft, wish: PreviewWish, result: ObsResult | undefined): void {
  const actual = parsePreviewScene(result?.data);
  if (actual !== undefined) report(draft, { type: 'preview', scene: actual });
  if (actual === wish.scene) return settle(draft, wish.command, outcome.done('read-back'));
  if (wish.attempt < maxPreviewAttempts && draft.state.waitingPreview === null) {
    draft.state.waitingPreview = { ...wish, attempt: wish.attempt + 1 };
    draft.outputs.push({ type: 'arm', timer: 'preview', afterMs: previewPauseMs / 2 });
    return;
  }
  settle(draft, wish.command, outcome.failed('device-mismatch', 'unknown'));
}

export function wishMute(draft: Draft, wish: MuteWish): void {
  const { state } = draft;
  if (isPending(draft, 'mute')) {
    const older = state.waitingMute;
    if (older) settle(draft, older.command, outcome.failed('device-busy'));
    state.waitingMute = wish;
    return;
  }
  const audible = Object.keys(state.switcher.inputs).filter((name) => state.switcher.inputs[name]?.audio);
  sendMute(draft, wish, audible, 1);
}

function sendMute(draft: Draft, wish: MuteWish, inputs: readonly string[], round: number): void {
  draft.state.muteRevision++;
  // What restricts comes first.
  const ordered = inputs.toSorted((a, b) => Number(wish.open.includes(a)) - Number(wish.open.includes(b)));
  askAll(draft, { kind: 'mute', wish, inputs: ordered, round }, [
    ...ordered.map((inputName) => ({
      requestType: 'SetInputMute',
      requestData: { inputName, inputMuted: !wish.open.includes(inputName) },
    })),
    ...muteRequests(ordered),
    // The event of a new input may still be on its way: the list says whether one was missed.
    { requestType: 'GetInputList' },
    { requestType: 'GetSpecialInputs' },
  ]);
}

export function sendWaitingMute(draft: Draft): void {
  const wish = draft.state.waitingMute;
  draft.state.waitingMute = null;
  if (wish) wishMute(draft, wish);
}

export function onMuted(
  draft: Draft,
  { wish, inputs, round }: Extract<Purpose, { kind: 'mute' }>,
  results: readonly ObsResult[] | undefined,
): void {
  if (!results) {
    settle(draft, wish.command, outcome.failed('device-deadline', 'unknown'));
    return sendWaitingMute(draft);
  }
  if (saysNotReady(results)) {
    settle(draft, wish.command, outcome.failed('device-refused', 'unknown'));
    return becomeNotReady(draft);
  }
  const { state } = draft;
  let unread = false;
  for (const [index, name] of inputs.entries()) {
    const input = inputFrom(results[inputs.length + index], state.switcher.inputs[name]?.kind ?? '');
    if (input === undefined) unread = true;
    else report(draft, { type: 'input', name, input });
  }
  state.muteRevision++;
  const listed = parseInputList(results[2 * inputs.length]?.data);
  const special = parseSpecialInputs(results[2 * inputs.length + 1]?.data);
  if (!listed || !special) unread = true;
  const unknown = new Map<string, SwitcherInput>();
  const discovered = [...(listed ?? []), ...(special ?? []).map((name) => ({ name, kind: '' }))];
  for (const { name, kind } of discovered)
    if (!state.switcher.inputs[name] && !unknown.has(name))
      unknown.set(name, { kind, muted: false, audio: true });
  if (unknown.size > 0 && round < maxMuteRounds) {
    for (const [name, input] of unknown) report(draft, { type: 'input', name, input });
    return sendMute(draft, wish, [...unknown.keys()], round + 1);
  }
  const wrong =
    Object.entries(state.switcher.inputs).some(
      ([name, input]) => input.audio && input.muted === wish.open.includes(name),
    ) || wish.open.some((name) => !state.switcher.inputs[name]?.audio);
  const failed = unread || wrong || unknown.size > 0;
  settle(
    draft,
    wish.command,
    failed ? outcome.failed('device-mismatch', 'unknown') : outcome.done('read-back'),
  );
  sendWaitingMute(draft);
}
