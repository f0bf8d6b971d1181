/**
 * Every second: is OBS alive, and is what we believe still so? Reads again what counts most, so that a lost
 * event heals; texts and what OBS tells no event of with every fifth and tenth. A poll without an answer holds
 * nothing else up. A real OBS that loads a scene is silent for two seconds, so only four end the link.
 */
import { outputNames, type SwitcherAbility } from '../../protocols/models/switcher.ts';
import type { ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseProgramScene } from '../../protocols/obs-websocket/responses.ts';
import { askConditions, onStreamStatus } from './conditions.ts';
import { onOutputList, outputListRequest, settleStoppedOthers } from './other-outputs.ts';
import { onOutputStatus, statusRequestOf } from './outputs.ts';
import {
  adoptProgram,
  ask,
  askAll,
  drop,
  isPending,
  pollMs,
  report,
  requestDeadlineMs,
  say,
  type Draft,
  type Purpose,
} from './state.ts';
import { becomeNotReady, inputFrom, isAbsent, muteRequests, saysNotReady } from './survey.ts';
import { textInputsOf, textRequests } from './text-inputs.ts';
import { onTextRead } from './texts.ts';

/** A poll is sent anew after this without an answer, ms. */
const silentMs = 2000;
const deadMs = 4000;
const textsEvery = 5;
const conditionsEvery = 10;

export function poll(draft: Draft): void {
  const { state } = draft;
  draft.outputs.push({ type: 'arm', timer: 'poll', afterMs: pollMs });
  if (state.unansweredSince !== null && draft.now - state.unansweredSince >= deadMs) {
    draft.outputs.push({ type: 'hang-up', reason: 'no sign of life' });
    return;
  }
  for (const { purpose } of state.pending.values()) {
    if (purpose.kind !== 'poll') continue;
    if (draft.now - purpose.sentAt < silentMs) return;
    say(draft, 'warning', 'silent');
  }
  drop(draft, (purpose) => purpose.kind === 'poll');
  send(draft);
}

function send(draft: Draft): void {
  const { state } = draft;
  state.polls++;
  state.unansweredSince ??= draft.now;
  const isReady = state.phase === 'ready';
  const known = Object.entries(state.switcher.inputs).map(([name, input]) => ({ name, ...input }));
  const inputs = known.filter(({ audio }) => audio).map(({ name }) => name);
  const texts = isReady && state.polls % textsEvery === 0 ? textInputsOf(known) : [];
  const purpose: Purpose = {
    kind: 'poll',
    programRevision: state.programRevision,
    muteRevision: state.muteRevision,
    textRevision: state.textRevision,
    inputs,
    texts,
    sentAt: draft.now,
  };
  // The deadline is a later poll, which says so.
  const never = 2 * deadMs;
  if (!isReady) return ask(draft, purpose, { requestType: 'GetVersion' }, never);
  askAll(
    draft,
    purpose,
    [
      { requestType: 'GetCurrentProgramScene' },
      ...outputNames.map((output) => ({ requestType: statusRequestOf(output) })),
      outputListRequest,
      ...muteRequests(inputs),
      ...textRequests(texts),
    ],
    never,
  );
  if (state.polls % conditionsEvery === 0) askConditions(draft);
}

export function onPoll(
  draft: Draft,
  sent: Extract<Purpose, { kind: 'poll' }>,
  results: readonly ObsResult[],
): void {
  const { state } = draft;
  state.unansweredSince = null;
  if (state.phase !== 'ready') return;
  if (saysNotReady(results)) return becomeNotReady(draft);
  const slow = draft.now - sent.sentAt > requestDeadlineMs;
  say(draft, slow ? 'warning' : 'ok', slow ? 'slow' : 'ready');
  const [program, ...afterProgram] = results;
  const statuses = afterProgram.slice(0, outputNames.length);
  const [list, ...inputResults] = afterProgram.slice(outputNames.length);
  const scene = parseProgramScene(program?.data);
  const busy = isPending(draft, 'set-program', 'read-program', 'verify-program');
  if (scene !== undefined && !busy && sent.programRevision === state.programRevision)
    adoptProgram(draft, scene);
  for (const [index, output] of outputNames.entries())
    onOutputStatus(draft, output, statuses[index], sent.sentAt);
  onStreamStatus(draft, statuses[outputNames.indexOf('stream')]);
  reportAbsent(draft, statuses);
  onOutputList(draft, list);
  settleStoppedOthers(draft, list);
  for (const [index, name] of sent.texts.entries())
    onTextRead(draft, { name, textRevision: sent.textRevision }, inputResults[sent.inputs.length + index]);
  if (sent.muteRevision !== state.muteRevision || isPending(draft, 'mute')) return;
  for (const [index, name] of sent.inputs.entries()) {
    const before = state.switcher.inputs[name];
    const input = before && inputFrom(inputResults[index], before.kind);
    if (input !== undefined) report(draft, { type: 'input', name, input });
  }
}

/** The replay buffer comes and goes with a setting, the virtual camera with its driver. */
function reportAbsent(draft: Draft, statuses: readonly (ObsResult | undefined)[]): void {
  const { switcher } = draft.state;
  const changed = (['virtualCamera', 'replayBuffer'] as const).filter((output) => {
    const result = statuses[outputNames.indexOf(output)];
    return result !== undefined && isAbsent(result) !== switcher.lacks.includes(output);
  });
  if (changed.length === 0) return;
  const has = (ability: SwitcherAbility): boolean => switcher.lacks.includes(ability);
  const lacks = [
    ...changed.filter((output) => !has(output)),
    ...switcher.lacks.filter((ability) => !changed.some((output) => output === ability)),
  ];
  report(draft, { type: 'snapshot', state: { ...switcher, lacks } });
}
