/** Turns events into log entries: a code and its parameters, never a sentence and never a name. */
import type { LogEntry } from '../../../protocols/api/views.ts';
import type { Recorded } from '../feature.ts';
import { ballotById } from '../ballot/state.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { logLength, type LogState } from './state.ts';

export function reduceLog(
  log: LogState,
  { event, at, seq }: Recorded<ChamberEvent>,
  root: ChamberRoot,
): LogState {
  const entry = entryOf(event, root);
  if (!entry) return log;
  const entries = [...log.entries, { id: seq, at, level: 'info' as const, ...entry }];
  return { entries: entries.length > logLength ? entries.slice(-logLength) : entries };
}

function entryOf(
  event: ChamberEvent,
  root: ChamberRoot,
): (Omit<LogEntry, 'id' | 'at' | 'level'> & { level?: LogEntry['level'] }) | undefined {
  switch (event.type) {
    case 'floor/opened':
      return { code: 'floor-taken', params: { seat: event.data.seat } };
    case 'floor/closed':
      return { code: 'floor-ended', params: { seat: event.data.seat } };
    case 'floor/requested':
      return { code: 'request', params: { seat: event.data.seat } };
    case 'floor/request-ended':
      return { code: 'request-ended', params: { seat: event.data.seat } };
    case 'broadcast/publicity':
      return { code: 'publicity', params: { to: event.data.to } };
    case 'broadcast/sound':
      return { code: event.data.off ? 'sound-off' : 'sound-on' };
    case 'direction/manual':
      return { code: 'took-over' };
    case 'direction/automatic':
      return { code: 'handed-back' };
    case 'direction/cut':
      return {
        code: event.data.reason.code,
        ...(event.data.reason.params ? { params: event.data.reason.params } : {}),
      };
    case 'cameras/reserved':
      return { code: 'log-camera-reserved', params: { device: event.data.camera } };
    case 'cameras/released':
      return { code: 'log-camera-released', params: { device: event.data.camera } };
    case 'cameras/taught': {
      const { camera: device, preset, subjects } = event.data;
      return { code: 'log-preset-taught', params: { device, preset, seats: subjects.join(', ') } };
    }
    case 'cameras/forgotten':
      return {
        code: 'log-preset-forgotten',
        params: { device: event.data.camera, preset: event.data.preset },
      };
    case 'cameras/calibration-begun':
      return { code: 'log-calibration-begun', params: { device: event.data.camera } };
    case 'cameras/calibration-stopped':
      return { code: 'log-calibration-stopped', params: { device: event.data.camera }, level: 'warning' };
    case 'cameras/calibrated': {
      const { camera: device, result } = event.data;
      return result.failed.length > 0
        ? {
            code: 'log-calibration-failed',
            params: { device, preset: result.failed.join(', ') },
            level: 'warning',
          }
        : { code: 'log-calibrated', params: { device } };
    }
    case 'people/assigned':
      return { code: 'assigned', params: { seat: event.data.seat } };
    case 'people/consent-changed':
      return { code: 'consent-changed', params: event.personal ? { person: event.personal.person } : {} };
    case 'log/started':
      return { code: 'started', level: event.data.safeMode ? 'alarm' : 'info' };
    case 'people/unit-login':
      return event.data.contradicts
        ? { code: 'seat-contradicted', params: { seat: event.data.seat }, level: 'warning' }
        : { code: 'seat-logged-in', params: { seat: event.data.seat } };
    case 'sitting/phase':
      return { code: 'sitting-phase', params: { phase: event.data.to } };
    case 'sitting/quorum': {
      const { present, required, isQuorate } = event.data;
      return {
        code: isQuorate ? 'quorum' : 'quorum-lost',
        params: { present, required },
        level: isQuorate ? 'info' : 'warning',
      };
    }
    case 'agenda/begun':
      return { code: 'item-begun', params: { number: numberOf(root, event.data.item) } };
    case 'agenda/ended':
      return { code: 'item-ended', params: { number: numberOf(root, event.data.item) } };
    case 'conflict/changed':
      return { code: 'conflict', params: { number: numberOf(root, event.data.item) } };
    case 'attendance/changed':
      return { code: `attendance-${event.data.status}`, params: { person: event.personal?.person ?? '–' } };
    case 'chair/handed-over':
      return { code: 'chair-handed-over', params: { person: event.personal?.person ?? '–' } };
    case 'ballot/opened':
      return { code: 'log-ballot-opened', params: { number: numberOfBallot(root, null) } };
    case 'ballot/closed':
      return { code: 'log-ballot-closed', params: { number: numberOfBallot(root, event.data.ballot) } };
    case 'ballot/announced':
      return { code: 'log-ballot-announced', params: { number: numberOfBallot(root, event.data.ballot) } };
    case 'ballot/voided':
      return {
        code: 'log-ballot-voided',
        params: { number: numberOfBallot(root, event.data.ballot) },
        level: 'warning',
      };
    case 'ballot/drained':
      return event.data.how === 'overridden'
        ? { code: 'log-ballot-drained-anyway', params: { device: event.data.device }, level: 'warning' }
        : undefined;
    case 'keypads/test-opened':
      return { code: 'log-keypads-test' };
    case 'access/locked':
      return { code: 'log-member-locked', params: personOf(event.personal), level: 'warning' };
    case 'access/signed-in':
      return event.data.isSecondDevice
        ? { code: 'log-member-second-device', params: personOf(event.personal), level: 'warning' }
        : undefined;
    case 'remote/link':
      return {
        code: event.data.up ? 'log-member-back' : 'log-member-gone',
        params: personOf(event.personal),
        level: event.data.up ? 'info' : 'warning',
      };
    case 'remote/disturbance':
      return { code: 'log-member-disturbed', params: personOf(event.personal), level: 'warning' };
    case 'floor/list':
      return { code: event.data.closed ? 'list-closed' : 'list-opened' };
    case 'floor/debate-closed':
      return { code: 'debate-closed' };
    case 'journal/payloads-deleted':
      return { code: 'personal-data-deleted', params: { count: event.data.seqs.length } };
    case 'log/device':
      return {
        code: event.data.up ? 'device-up' : 'device-down',
        params: { device: event.data.device },
        level: event.data.up ? 'info' : 'warning',
      };
    case 'log/alarm':
      return { code: event.data.code, params: event.data.params, level: 'alarm' };
    default:
      return undefined;
  }
}

/** An item by its printed number: a title may be one that is not for everybody who reads the log. */
const numberOf = ({ sitting: { current } }: ChamberRoot, item: string): string =>
  current?.items[item]?.number || '–';

/** Ids only: pages put the names in. */
const personOf = (personal: { readonly person: string } | undefined): { person: string } => ({
  person: personal?.person ?? '–',
});

/** The log folds last: the ballot is there by then. null: the one just opened. */
const numberOfBallot = ({ ballots }: ChamberRoot, id: string | null): number =>
  (id === null ? ballots.current : ballotById(ballots, id))?.number ?? 0;
