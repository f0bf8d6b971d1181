/**
 * The picture of the desk from a DCN's lists: the speakers' list, the request list, and the notebook, which
 * holds the chairs' microphones beside the speakers' list. Units are seats by their own number. Pure.
 */
import type { OperationMode } from '../../protocols/bosch-dcn/functions.ts';
import type {
  DcnReport,
  NotebookEntry,
  RequestEntry,
  SpeakerEntry,
} from '../../protocols/bosch-dcn/reports.ts';
import {
  noMicrophones,
  type MicrophoneMode,
  type MicrophoneSeat,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';

/** What the unit has told; null: not yet. */
export interface Told {
  readonly settings: {
    readonly mode: OperationMode;
    readonly active: number;
    readonly maxRequests: number;
  } | null;
  readonly speakers: readonly SpeakerEntry[] | null;
  readonly requests: readonly RequestEntry[] | null;
  readonly notebook: readonly NotebookEntry[] | null;
}

export const nothingTold: Told = { settings: null, speakers: null, requests: null, notebook: null };
export const isWhole = (told: Told): boolean => Object.values(told).every((part) => part !== null);

const modes: Readonly<Record<OperationMode, MicrophoneMode>> = {
  'operator-requests': 'manual',
  'delegate-requests': 'auto',
  override: 'fifo',
  voice: 'voice',
  'operator-comments': 'manual',
  'push-to-talk': 'auto',
};
export const operationModeFor: Readonly<Record<MicrophoneMode, OperationMode>> = {
  manual: 'operator-requests',
  auto: 'delegate-requests',
  fifo: 'override',
  voice: 'voice',
};

/** The next thing to read: what the report says of a list without telling it. */
export type Reading = 'getSpeakers' | 'getRequests' | 'getNotebook' | 'getSettings';

/** What a report tells, and what has to be read again because of it. */
export function afterReport(
  told: Told,
  report: DcnReport,
): { readonly told: Told; readonly read: readonly Reading[] } {
  const { speakers, requests, settings } = told;
  const tells = (news: Partial<Told>): ReturnType<typeof afterReport> => ({
    told: { ...told, ...news },
    read: [],
  });
  const reads = (...read: readonly Reading[]): ReturnType<typeof afterReport> => ({ told, read });
  switch (report.type) {
    case 'settings': {
      const { mode, active, maxRequests } = report;
      return tells({ settings: { mode, active, maxRequests } });
    }
    case 'speakers':
    case 'requests':
    case 'notebook':
      return tells({ [report.type]: report.entries });
    case 'speaker-added': {
      const others = (speakers ?? []).filter(({ unit }) => unit !== report.unit);
      return speakers ? tells({ speakers: [...others, { unit: report.unit, open: true }] }) : reads();
    }
    case 'speaker-removed':
      return tells({ speakers: speakers && speakers.filter(({ unit }) => unit !== report.unit) });
    case 'speakers-cleared':
      return tells({ speakers: speakers && [] });
    case 'request-removed':
      return tells({ requests: requests && requests.filter(({ unit }) => unit !== report.unit) });
    case 'requests-cleared':
      return tells({ requests: requests && [] });
    case 'mode':
      return tells({ settings: settings && { ...settings, mode: report.mode } });
    case 'active':
      return tells({ settings: settings && { ...settings, active: report.count } });
    case 'microphone':
      return report.open === null ? reads() : afterMicrophone(told, report.unit, report.open);
    case 'speakers-changed':
      return reads('getSpeakers');
    case 'requests-changed':
      return reads('getRequests');
    case 'notebook-changed':
      return reads('getNotebook');
    case 'settings-changed':
      return reads('getSettings');
    default:
      return reads();
  }
}

function afterMicrophone(told: Told, unit: number, open: boolean): ReturnType<typeof afterReport> {
  const put = <Entry extends { readonly unit: number; readonly open: boolean }>(
    list: readonly Entry[] | null,
  ): readonly Entry[] | null =>
    list && list.map((entry) => (entry.unit === unit ? { ...entry, open } : entry));
  const [speakers, notebook] = [put(told.speakers), put(told.notebook)];
  const isKnown = [...(speakers ?? []), ...(notebook ?? [])].some((entry) => entry.unit === unit);
  // On a list that has changed since it was read.
  const read: readonly Reading[] = isKnown || !open ? [] : ['getSpeakers', 'getNotebook'];
  return { told: { ...told, speakers, notebook }, read };
}

/** `before`: the picture so far, whose order of speakers goes on, and whose units stay known. */
export function pictureOf(told: Told, before: MicrophonesState): MicrophonesState {
  const notebook = told.notebook ?? [];
  const speakers = told.speakers ?? [];
  const requests = (told.requests ?? []).map(({ unit }) => unit);
  const isOpen = ({ open }: { readonly open: boolean }): boolean => open;
  const open = [...notebook.filter(isOpen), ...speakers.filter(isOpen)].map(({ unit }) => unit);
  const seats: Record<SeatNumber, MicrophoneSeat> = { ...before.seats };
  for (const unit of [...notebook, ...speakers].map((entry) => entry.unit).concat(requests))
    seats[unit] = { present: true, chair: notebook.some((entry) => entry.unit === unit) };
  return {
    ...noMicrophones,
    seats,
    speakers: [
      ...before.speakers.filter((seat) => open.includes(seat)),
      ...open.filter((seat) => !before.speakers.includes(seat)),
    ],
    requests,
    mode: told.settings && modes[told.settings.mode],
    maxOpen: told.settings && told.settings.active,
    maxRequests: told.settings && told.settings.maxRequests,
  };
}
