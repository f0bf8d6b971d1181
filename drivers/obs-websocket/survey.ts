/**
 * Getting to know an OBS: after link-up, after a change of scene collection and after "not ready" (207).
 * A first batch asks what there is, a second puts the transition on "cut", asks each input whether it carries
 * sound and is muted, each text source what it says, and each scene what stands in it; then one snapshot.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import {
  unknownSwitcher,
  type OutputState,
  type SwitcherAbility,
  type SwitcherInput,
} from '../../protocols/models/switcher.ts';
import {
  requestStatus,
  rpcVersion,
  type ObsRequest,
  type ObsResult,
} from '../../protocols/obs-websocket/messages.ts';
import { hasHotkey } from '../../protocols/obs-websocket/output-responses.ts';
import {
  parseGroups,
  parseInputKinds,
  parseInputList,
  parseInputMuted,
  parseInputText,
  parseSceneList,
  parseSpecialInputs,
  parseTransitions,
  parseVersion,
  type ObsVersion,
} from '../../protocols/obs-websocket/responses.ts';
import { conditionsRequests, readConditions } from './conditions.ts';
import { contentsRequests, desktopScenesOf, readContents } from './contents.ts';
import { otherOutputsOf, outputListRequest } from './other-outputs.ts';
import { activeOf, endOutputRuns, forceStopHotkey, statusRequestOf } from './outputs.ts';
import {
  askAll,
  drop,
  garbage,
  initialObsState,
  notReadyPauseMs,
  report,
  requestDeadlineMs,
  say,
  settle,
  type Draft,
  type Purpose,
  type Survey,
} from './state.ts';
import { isTextKind, textInputsOf, textRequests } from './text-inputs.ts';

/** Asked for first; the answers come in the same order. */
const surveyRequests: readonly ObsRequest[] = [
  { requestType: 'GetVersion' },
  { requestType: 'GetSceneTransitionList' },
  { requestType: 'GetSceneList' },
  { requestType: 'GetInputList' },
  { requestType: 'GetSpecialInputs' },
  { requestType: 'GetInputKindList' },
  { requestType: 'GetGroupList' },
  { requestType: 'GetHotkeyList' },
  outputListRequest,
  ...(['stream', 'record', 'virtualCamera', 'replayBuffer'] as const).map((output) => ({
    requestType: statusRequestOf(output),
  })),
  ...conditionsRequests,
];
const surveyDeadlineMs = 4 * requestDeadlineMs;
/** An OBS that keeps changing is reported as it was seen last. */
const maxSurveys = 5;

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

const activity = (active: boolean | undefined): OutputState =>
  active === undefined ? 'unknown' : active ? 'active' : 'inactive';

/** 604 for its status: this OBS has none, or it is switched off in the settings. */
export const isAbsent = (result: ObsResult | undefined): boolean =>
  result?.code === requestStatus.invalidResourceState;

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
  for (const purpose of drop(draft, (other) => other.kind !== 'poll')) {
    if ('command' in purpose) commands.add(purpose.command);
    if (purpose.kind === 'texts') for (const part of purpose.wish.parts) commands.add(part.command);
    else if ('wish' in purpose) commands.add(purpose.wish.command);
  }
  for (const wish of [state.waitingProgram, state.waitingPreview, state.waitingMute])
    if (wish) commands.add(wish.command);
  for (const part of state.waitingTexts?.parts ?? []) commands.add(part.command);
  for (const command of state.stoppingOthers.keys()) commands.add(command);
  const lost = outcome.failed('device-refused', 'unknown');
  for (const id of commands) settle(draft, id, lost);
  endOutputRuns(draft, lost);
  state.waitingProgram = null;
  state.waitingPreview = null;
  state.waitingMute = null;
  state.waitingTexts = null;
  state.stoppingOthers = new Map();
  state.streamSamples = [];
  if (state.phase === 'ready') report(draft, { type: 'snapshot', state: unknownSwitcher });
  state.switcher = initialObsState.switcher;
  state.phase = 'not-ready';
  state.surveys = 0;
  say(draft, 'warning', 'not-ready');
  draft.outputs.push({ type: 'arm', timer: 'survey', afterMs: notReadyPauseMs });
}

export function onSurvey(draft: Draft, results: readonly ObsResult[]): void {
  if (saysNotReady(results)) return becomeNotReady(draft);
  const [versionResult, transitionResult, sceneResult, inputResult, specialResult, ...more] = results;
  const [kindResult, groupResult, hotkeyResult, listResult, stream, record, camera, replay, ...rest] = more;
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
  const { target, freeDiskMb, delayMs } = readConditions(rest);
  draft.state.streamDelayMs = delayMs;
  const survey: Survey = {
    switcher: {
      ...unknownSwitcher,
      scenes: scenes.scenes,
      program: scenes.program,
      preview: scenes.preview,
      stream: activity(activeOf(stream)),
      record: activity(activeOf(record)),
      virtualCamera: activity(activeOf(camera)),
      replayBuffer: activity(activeOf(replay)),
      otherOutputs: otherOutputsOf(listResult),
      target,
      freeDiskMb,
      lacks: [
        ...(isAbsent(camera) ? (['virtualCamera'] as const) : []),
        ...(isAbsent(replay) ? (['replayBuffer'] as const) : []),
        ...lacksOf(version, hotkeyResult, parseInputKinds(kindResult?.data)),
      ],
    },
    inputs: [...inputs, ...special.map((name) => ({ name, kind: '' }))],
    groups: parseGroups(groupResult?.data) ?? [],
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
      ...textRequests(textInputsOf(survey.inputs)),
      ...contentsRequests(survey.switcher.scenes, survey.groups),
    ],
    surveyDeadlineMs,
  );
}

/** What this OBS has no means for, apart from outputs that are switched off. */
function lacksOf(
  { requests }: ObsVersion,
  hotkeys: ObsResult | undefined,
  kinds: readonly string[] | undefined,
): readonly SwitcherAbility[] {
  const needs: readonly (readonly [SwitcherAbility, string])[] = [
    ['output-list', 'GetOutputList'],
    ['captions', 'SendStreamCaption'],
    ['chapters', 'CreateRecordChapter'],
    ['desktop-scenes', 'GetSceneItemList'],
  ];
  return [
    ...(hasHotkey(hotkeys?.data, forceStopHotkey) === false ? (['discard'] as const) : []),
    ...(kinds && !kinds.some(isTextKind) ? (['texts'] as const) : []),
    // An OBS that does not say what it knows is asked when it comes to it.
    ...needs.flatMap(([ability, request]) => (requests && !requests.has(request) ? [ability] : [])),
  ];
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
  const inputs: [string, SwitcherInput][] = [];
  for (const [index, { name, kind }] of survey.inputs.entries()) {
    const input = inputFrom(results[first + index], kind);
    // No usable answer: it counts as open, until the poll knows better.
    if (input !== null) inputs.push([name, input ?? { kind, muted: false, audio: true }]);
  }
  const textsAt = first + survey.inputs.length;
  const names = textInputsOf(survey.inputs);
  const texts = names.flatMap((name, index) => {
    const text = parseInputText(results[textsAt + index]?.data);
    return text === undefined ? [] : [[name, text] as const];
  });
  const { scenes } = survey.switcher;
  const contents = readContents(scenes, survey.groups, results.slice(textsAt + names.length));
  state.phase = 'ready';
  state.surveys = 0;
  state.cut = survey.cut;
  state.transition = setsCut && results[0]?.ok ? survey.cut : survey.transition;
  state.programRevision++;
  state.muteRevision++;
  state.textRevision++;
  state.groups = survey.groups;
  report(draft, {
    type: 'snapshot',
    state: {
      ...survey.switcher,
      inputs: Object.fromEntries(inputs),
      texts: Object.fromEntries(texts),
      desktopScenes: contents ? desktopScenesOf(scenes, contents) : [],
    },
  });
  say(draft, 'ok', 'ready');
}
