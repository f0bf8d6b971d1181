/**
 * Getting to know an OBS: after link-up, after a change of scene collection and after "not ready" (207).
 * A first batch asks what there is, a second puts the transition on "cut" and asks each input whether it
 * carries sound and is muted; then one snapshot. Also the heartbeat, which reads again what counts most,
 * so that a lost event heals within two seconds.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import { unknownSwitcher, type OutputState, type SwitcherInput } from '../../protocols/models/switcher.ts';
import {
  requestStatus,
  rpcVersion,
  type ObsRequest,
  type ObsResult,
} from '../../protocols/obs-websocket/messages.ts';
import {
  parseInputList,
  parseInputMuted,
  parseOutputActive,
  parseProgramScene,
  parseSceneList,
  parseSpecialInputs,
  parseTransitions,
  parseVersion,
} from '../../protocols/obs-websocket/responses.ts';
import {
  adoptProgram,
  ask,
  askAll,
  drop,
  garbage,
  heartbeatMs,
  initialObsState,
  isPending,
  notReadyPauseMs,
  report,
  requestDeadlineMs,
  say,
  settle,
  type Draft,
  type Purpose,
  type Survey,
} from './state.ts';

const surveyRequests: readonly ObsRequest[] = [
  { requestType: 'GetVersion' },
  { requestType: 'GetSceneTransitionList' },
  { requestType: 'GetSceneList' },
  { requestType: 'GetInputList' },
  { requestType: 'GetSpecialInputs' },
  { requestType: 'GetStreamStatus' },
  { requestType: 'GetRecordStatus' },
];
const surveyDeadlineMs = 4 * requestDeadlineMs;
/** An OBS that keeps changing is reported as it was seen last. */
const maxSurveys = 5;
/** An output that "starts" for longer has failed, and the event that said so came first: their order is not sure. */
const startLimitMs = 10_000;

export const saysNotReady = (results: readonly ObsResult[]): boolean =>
  results.some((result) => result.code === requestStatus.notReady);

export const muteRequests = (inputs: readonly string[]): readonly ObsRequest[] =>
  inputs.map((inputName) => ({ requestType: 'GetInputMute', requestData: { inputName } }));

/** What GetInputMute says about an input; undefined: nothing to go by, null: it is gone. */
export function inputFrom(result: ObsResult | undefined, kind: string): SwitcherInput | null | undefined {
  if (!result) return undefined;
  const muted = parseInputMuted(result.data);
  if (result.ok && muted !== undefined) return { kind, muted, audio: true };
  if (result.code === requestStatus.invalidResourceState) return { kind, muted: false, audio: false };
  return result.code === requestStatus.resourceNotFound ? null : undefined;
}

export const activity = (active: boolean | undefined): OutputState =>
  active === undefined ? 'unknown' : active ? 'active' : 'inactive';

export function beginSurvey(draft: Draft): void {
  drop(draft, (purpose) => purpose.kind === 'survey' || purpose.kind === 'prepare');
  draft.state.phase = 'synchronising';
  draft.state.surveyStale = false;
  say(draft, 'warning', 'synchronising');
  askAll(draft, { kind: 'survey' }, surveyRequests, surveyDeadlineMs);
}

/** OBS cannot answer for itself now: everything known is void, everything open ends, and we ask again. */
export function becomeNotReady(draft: Draft): void {
  const { state } = draft;
  const commands = new Set<number>();
  for (const purpose of drop(draft, (other) => other.kind !== 'heartbeat')) {
    if ('command' in purpose) commands.add(purpose.command);
    if ('wish' in purpose) commands.add(purpose.wish.command);
  }
  for (const wish of [state.waitingProgram, state.waitingPreview, state.waitingMute])
    if (wish) commands.add(wish.command);
  for (const id of commands) settle(draft, id, outcome.failed('device-refused', 'unknown'));
  state.waitingProgram = null;
  state.waitingPreview = null;
  state.waitingMute = null;
  if (state.phase === 'ready') report(draft, { type: 'snapshot', state: unknownSwitcher });
  state.switcher = initialObsState.switcher;
  state.phase = 'not-ready';
  state.surveys = 0;
  say(draft, 'warning', 'not-ready');
  draft.outputs.push({ type: 'arm', timer: 'survey', afterMs: notReadyPauseMs });
}

export function onSurvey(draft: Draft, results: readonly ObsResult[]): void {
  if (saysNotReady(results)) return becomeNotReady(draft);
  const [versionResult, transitionResult, sceneResult, inputResult, specialResult, stream, record] = results;
  const version = parseVersion(versionResult?.data);
  const scenes = parseSceneList(sceneResult?.data);
  const inputs = parseInputList(inputResult?.data);
  if (!version || !scenes || !inputs) {
    garbage(draft);
    return becomeNotReady(draft);
  }
  if (version.rpcVersion !== rpcVersion) {
    say(draft, 'fault', 'wrong-version');
    draft.outputs.push({ type: 'arm', timer: 'survey', afterMs: 10 * notReadyPauseMs });
    return;
  }
  const known = new Set(inputs.map((input) => input.name));
  const special = (parseSpecialInputs(specialResult?.data) ?? []).filter((name) => !known.has(name));
  const transitions = parseTransitions(transitionResult?.data) ?? { current: null, cut: null };
  const survey: Survey = {
    switcher: {
      scenes: scenes.scenes,
      program: scenes.program,
      preview: scenes.preview,
      inputs: {},
      stream: activity(parseOutputActive(stream?.data)),
      record: activity(parseOutputActive(record?.data)),
    },
    inputs: [...inputs, ...special.map((name) => ({ name, kind: '' }))],
    transition: transitions.current,
    cut: transitions.cut,
  };
  const setsCut = survey.cut !== null && survey.transition !== survey.cut;
  askAll(
    draft,
    { kind: 'prepare', survey, setsCut },
    [
      ...(setsCut ? [setCutRequest(survey.cut ?? '')] : []),
      ...muteRequests(survey.inputs.map((input) => input.name)),
    ],
    surveyDeadlineMs,
  );
}

export const setCutRequest = (transitionName: string): ObsRequest => ({
  requestType: 'SetCurrentSceneTransition',
  requestData: { transitionName },
});

export function onPrepared(
  draft: Draft,
  { survey, setsCut }: Extract<Purpose, { kind: 'prepare' }>,
  results: readonly ObsResult[],
): void {
  if (saysNotReady(results)) return becomeNotReady(draft);
  const { state } = draft;
  state.surveys++;
  if (state.surveyStale && state.surveys < maxSurveys) return beginSurvey(draft);
  const first = setsCut ? 1 : 0;
  const inputs: Record<string, SwitcherInput> = {};
  for (const [index, { name, kind }] of survey.inputs.entries()) {
    const input = inputFrom(results[first + index], kind);
    // No usable answer: it counts as open, until the heartbeat knows better.
    if (input !== null) inputs[name] = input ?? { kind, muted: false, audio: true };
  }
  state.phase = 'ready';
  state.surveys = 0;
  state.cut = survey.cut;
  state.transition = setsCut && results[0]?.ok ? survey.cut : survey.transition;
  state.programRevision++;
  state.muteRevision++;
  report(draft, { type: 'snapshot', state: { ...survey.switcher, inputs } });
  say(draft, 'ok', 'ready');
}

/** Every two seconds: is OBS alive, and is what we believe still so? */
export function beat(draft: Draft): void {
  const { state } = draft;
  draft.outputs.push({ type: 'arm', timer: 'heartbeat', afterMs: heartbeatMs });
  if (isPending(draft, 'heartbeat')) {
    drop(draft, (purpose) => purpose.kind === 'heartbeat');
    state.missedHeartbeats++;
    if (state.missedHeartbeats >= 2) {
      draft.outputs.push({ type: 'hang-up', reason: 'no sign of life' });
      return;
    }
    say(draft, 'warning', 'silent');
  }
  const inputs = Object.keys(state.switcher.inputs).filter((name) => state.switcher.inputs[name]?.audio);
  const purpose: Purpose = {
    kind: 'heartbeat',
    programRevision: state.programRevision,
    muteRevision: state.muteRevision,
    inputs,
    sentAt: draft.now,
  };
  // The deadline is the next beat, which counts the miss.
  const never = 2 * heartbeatMs;
  if (state.phase !== 'ready') return ask(draft, purpose, { requestType: 'GetVersion' }, never);
  askAll(
    draft,
    purpose,
    [
      { requestType: 'GetCurrentProgramScene' },
      { requestType: 'GetStreamStatus' },
      { requestType: 'GetRecordStatus' },
      ...muteRequests(inputs),
    ],
    never,
  );
}

export function onHeartbeat(
  draft: Draft,
  sent: Extract<Purpose, { kind: 'heartbeat' }>,
  results: readonly ObsResult[],
): void {
  const { state } = draft;
  state.missedHeartbeats = 0;
  if (state.phase !== 'ready') return;
  if (saysNotReady(results)) return becomeNotReady(draft);
  const slow = draft.now - sent.sentAt > requestDeadlineMs;
  say(draft, slow ? 'warning' : 'ok', slow ? 'slow' : 'ready');
  const [program, stream, record, ...mutes] = results;
  const scene = parseProgramScene(program?.data);
  const busy = isPending(draft, 'set-program', 'read-program', 'verify-program');
  if (scene !== undefined && !busy && sent.programRevision === state.programRevision)
    adoptProgram(draft, scene);
  for (const [type, result] of [
    ['stream', stream],
    ['record', record],
  ] as const) {
    const active = parseOutputActive(result?.data);
    // "starting" and "stopping" are known from events only; an active output may be in either.
    const settled = state.switcher[type] === 'unknown' || state.switcher[type] === 'inactive';
    const starting = state.switcher[type] === 'starting' && draft.now - state.outputEventAt < startLimitMs;
    if (active === false && !starting) report(draft, { type, state: 'inactive' });
    if (active === true && settled) report(draft, { type, state: 'active' });
  }
  if (sent.muteRevision !== state.muteRevision || isPending(draft, 'mute')) return;
  for (const [index, name] of sent.inputs.entries()) {
    const before = state.switcher.inputs[name];
    const input = before && inputFrom(mutes[index], before.kind);
    if (input !== undefined) report(draft, { type: 'input', name, input });
  }
}
