/**
 * Outputs that have no switch of their own, such as those of plug-ins (NDI, Decklink, a second stream): which
 * run, and stopping one. The four that have one stand in the same list under names that differ by the mode of
 * OBS and, for the replay buffer, by its language: that one is known by its kind.
 */
import { outcome } from '../../protocols/models/outcome.ts';
import { requestStatus, type ObsRequest, type ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseOutputList } from '../../protocols/obs-websocket/output-responses.ts';
import { askAll, report, settle, type Draft, type Purpose } from './state.ts';

const ownNames: ReadonlySet<string> = new Set([
  'simple_stream',
  'adv_stream',
  'simple_file_output',
  'adv_file_output',
  'adv_ffmpeg_output',
  'virtualcam_output',
]);
const ownKinds: ReadonlySet<string> = new Set(['replay_buffer', 'virtualcam_output']);

export const outputListRequest: ObsRequest = { requestType: 'GetOutputList' };

/** Active outputs that are none of the four; null where OBS does not tell. A name that comes twice is one of another's. */
export function otherOutputsOf(result: ObsResult | undefined): readonly string[] | null {
  const outputs = result?.ok ? parseOutputList(result.data) : undefined;
  if (!outputs) return null;
  const seen = new Set<string>();
  const others = new Set<string>();
  for (const { name, kind, isActive } of outputs) {
    if (!isActive) continue;
    const isOwn = ownKinds.has(kind) || (ownNames.has(name) && !seen.has(name));
    seen.add(name);
    if (!isOwn) others.add(name);
  }
  return [...others].toSorted();
}

export function onOutputList(draft: Draft, result: ObsResult | undefined): void {
  const names = otherOutputsOf(result);
  // One poll that OBS did not answer in full says nothing new, unless it cannot tell at all.
  if (names === null && result?.code !== requestStatus.unknownRequestType) return;
  report(draft, { type: 'other-outputs', names });
}

export function wishStopOther(draft: Draft, command: number, name: string): void {
  askAll(draft, { kind: 'stop-other', command, name }, [
    { requestType: 'StopOutput', requestData: { outputName: name } },
    outputListRequest,
  ]);
}

/** An output that goes on is looked at with every poll until it is gone, or the shell ends the command. */
export function onStopOther(
  draft: Draft,
  { command, name }: Extract<Purpose, { kind: 'stop-other' }>,
  results: readonly ObsResult[] | undefined,
): void {
  if (!results) return settle(draft, command, outcome.failed('device-deadline', 'unknown'));
  const [stopped, list] = results;
  if (stopped?.code === requestStatus.unknownRequestType)
    return settle(draft, command, outcome.failed('device-unsupported'));
  onOutputList(draft, list);
  const running = otherOutputsOf(list);
  if (running && !running.includes(name)) return settle(draft, command, outcome.done('read-back'));
  const waiting = new Map(draft.state.stoppingOthers);
  draft.state.stoppingOthers = waiting.set(command, name);
}

/** A poll has read the list. */
export function settleStoppedOthers(draft: Draft, result: ObsResult | undefined): void {
  const running = otherOutputsOf(result);
  if (!running || draft.state.stoppingOthers.size === 0) return;
  const waiting = new Map(draft.state.stoppingOthers);
  for (const [command, name] of waiting) {
    if (running.includes(name)) continue;
    waiting.delete(command);
    settle(draft, command, outcome.done('read-back'));
  }
  draft.state.stoppingOthers = waiting;
}
