/**
 * How the stream is set up and how it does: server, delay, free disk and, while it runs, what the line takes.
 * OBS tells none of it by an event. Numbers are rounded so that they are news only when they are.
 */
import type { StreamHealth, StreamTarget } from '../../protocols/models/switcher.ts';
import type { ObsRequest, ObsResult } from '../../protocols/obs-websocket/messages.ts';
import {
  parseFreeDiskMb,
  parseProfileValue,
  parseStreamServer,
  parseStreamStatus,
} from '../../protocols/obs-websocket/output-responses.ts';
import { askAll, drop, report, type Draft, type StreamSample } from './state.ts';

const profileValue = (parameterName: string): ObsRequest => ({
  requestType: 'GetProfileParameter',
  requestData: { parameterCategory: 'Output', parameterName },
});

export const conditionsRequests: readonly ObsRequest[] = [
  { requestType: 'GetStreamServiceSettings' },
  profileValue('DelayEnable'),
  profileValue('DelaySec'),
  { requestType: 'GetStats' },
];

/** As many seconds as OBS lets somebody set, and a bound for what it may say instead. */
const maxDelaySeconds = 1800;
/** Health is told over this long, ms. */
const windowMs = 5000;

export interface Conditions {
  readonly target: StreamTarget | null;
  readonly freeDiskMb: number | null;
  readonly delayMs: number;
}

/** The answers to `conditionsRequests`, of which nothing but these is kept. */
export function readConditions(results: readonly ObsResult[]): Conditions {
  const [service, enabled, seconds, stats] = results;
  const server = parseStreamServer(service?.data);
  const delayMs =
    parseProfileValue(enabled?.data) === 'true'
      ? 1000 * Math.min(maxDelaySeconds, Math.max(0, Number(parseProfileValue(seconds?.data) ?? 0) || 0))
      : 0;
  const free = parseFreeDiskMb(stats?.data);
  return {
    target: server ? { ...server, delayMs } : null,
    freeDiskMb: free === undefined ? null : roundedDisk(free),
    delayMs,
  };
}

/** Down, and coarse where there is plenty: a recording takes about one megabyte a second. */
function roundedDisk(megabytes: number): number {
  const step = megabytes < 1000 ? 10 : 100;
  return Math.floor(megabytes / step) * step;
}

export function askConditions(draft: Draft): void {
  drop(draft, (purpose) => purpose.kind === 'conditions');
  askAll(draft, { kind: 'conditions' }, conditionsRequests);
}

export function onConditions(draft: Draft, results: readonly ObsResult[] | undefined): void {
  if (!results) return;
  const { target, freeDiskMb, delayMs } = readConditions(results);
  draft.state.streamDelayMs = delayMs;
  report(draft, { type: 'target', target });
  report(draft, { type: 'disk', freeMb: freeDiskMb });
}

/** GetStreamStatus, as the poll read it. */
export function onStreamStatus(draft: Draft, result: ObsResult | undefined): void {
  const { state } = draft;
  const runs = state.switcher.stream === 'active' || state.switcher.stream === 'stopping';
  const status = runs ? parseStreamStatus(result?.data) : undefined;
  if (!status) {
    state.streamSamples = [];
    return report(draft, { type: 'health', health: null });
  }
  const sample: StreamSample = { ...status, at: draft.now };
  const last = state.streamSamples.at(-1);
  // It counts from zero after it was lost and found again.
  const isAnew = last !== undefined && (sample.bytes < last.bytes || sample.totalFrames < last.totalFrames);
  const kept = isAnew ? [] : state.streamSamples.filter(({ at }) => draft.now - at <= windowMs);
  state.streamSamples = [...kept, sample];
  const first = state.streamSamples[0];
  if (!first || first === sample) {
    // Nothing can be told of one look but that it is lost.
    if (state.switcher.health && sample.isReconnecting)
      report(draft, { type: 'health', health: { ...state.switcher.health, isReconnecting: true } });
    return;
  }
  report(draft, { type: 'health', health: healthBetween(first, sample) });
}

function healthBetween(first: StreamSample, last: StreamSample): StreamHealth {
  const kilobits = ((last.bytes - first.bytes) * 8) / (last.at - first.at);
  const step = kilobits < 1000 ? 10 : 100;
  const frames = last.totalFrames - first.totalFrames;
  const dropped = frames > 0 ? (last.skippedFrames - first.skippedFrames) / frames : 0;
  return {
    kilobitsPerSecond: Math.round(kilobits / step) * step,
    droppedShare: Math.round(Math.min(1, Math.max(0, dropped)) * 100) / 100,
    congestion: Math.round(last.congestion * 10) / 10,
    isReconnecting: last.isReconnecting,
  };
}
