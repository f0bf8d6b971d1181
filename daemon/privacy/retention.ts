/**
 * How long the personal parts of records are kept, and which are due: pure. What a record says about people
 * lies beside the chain and can go; that something happened, and when, stays.
 */
import type { StoredRecord } from '../journal/store.ts';

export type RetentionClass =
  | 'register'
  | 'consents'
  | 'seating'
  | 'attendance'
  | 'speeches'
  | 'conflicts'
  | 'agenda'
  | 'votes'
  | 'links';

export interface RetentionRule {
  readonly id: RetentionClass;
  /** Days after the record was made; null: as long as the register holds the person or body. */
  readonly days: number | null;
}

/**
 * Who sat where is needed for the evening and a complaint about it; what the minutes are made from until they
 * are approved and the time for objections is over; the register as long as it is the register.
 */
export const defaultRetention: readonly RetentionRule[] = [
  { id: 'register', days: null },
  { id: 'consents', days: null },
  { id: 'seating', days: 30 },
  { id: 'attendance', days: 365 },
  { id: 'speeches', days: 365 },
  { id: 'conflicts', days: 365 },
  { id: 'agenda', days: 730 },
  { id: 'votes', days: 730 },
  { id: 'links', days: 30 },
];

const dayMs = 86_400_000;

/** The class of a type of record; undefined: it has no personal part that ages. */
export function classOfType(type: string): RetentionClass | undefined {
  if (type.startsWith('register/')) return 'register';
  if (type === 'people/consent-changed') return 'consents';
  if (type.startsWith('people/')) return 'seating';
  if (type.startsWith('attendance/') || type.startsWith('chair/')) return 'attendance';
  if (type.startsWith('floor/') || type.startsWith('captions/')) return 'speeches';
  if (type.startsWith('broadcast/')) return 'attendance';
  if (type.startsWith('ballot/')) return 'votes';
  if (type.startsWith('remote/')) return 'links';
  if (type.startsWith('access/')) return 'register';
  if (type.startsWith('keypads/')) return 'seating';
  if (type.startsWith('conflict/')) return 'conflicts';
  if (type.startsWith('agenda/') || type.startsWith('sitting/')) return 'agenda';
  return undefined;
}

export interface RetentionState {
  readonly rules: readonly RetentionRule[];
  readonly nowMs: number;
  /** Records from here on belong to a sitting that is not over: never due. */
  readonly protectedFrom: number;
  /** Ids of persons and bodies in the register. */
  readonly registered: ReadonlySet<string>;
}

export interface Due {
  readonly seqs: readonly number[];
  readonly classes: readonly { readonly id: RetentionClass; readonly kept: number; readonly due: number }[];
}

/** The records with a personal part whose time is over. `records` in their order. */
export function dueRecords(records: readonly StoredRecord[], state: RetentionState): Due {
  const personal = records.filter((record) => record.personal !== undefined);
  const latest = new Map<string, number>();
  for (const record of personal) latest.set(subjectKey(record), record.seq);
  const isDue = (record: StoredRecord, days: number | null): boolean => {
    if (record.seq >= state.protectedFrom) return false;
    if (days !== null) return state.nowMs - record.wallMs > days * dayMs;
    // The register and its consents: what was replaced by a later word, or is about nobody any more.
    const id = subjectOf(record);
    const isReplaced = latest.get(subjectKey(record)) !== record.seq;
    return isReplaced || (id !== undefined && !state.registered.has(id));
  };
  const seqs: number[] = [];
  const classes = state.rules.map(({ id, days }) => {
    const ofClass = personal.filter(({ type }) => classOfType(type) === id);
    const due = ofClass.filter((record) => isDue(record, days)).map(({ seq }) => seq);
    seqs.push(...due);
    return { id, kept: ofClass.length, due: due.length };
  });
  return { seqs: seqs.sort((a, b) => a - b), classes };
}

/** The person or body that a register or consent record is about. */
function subjectOf({ personal }: StoredRecord): string | undefined {
  const { id, person } = (personal ?? {}) as { id?: unknown; person?: unknown };
  return typeof id === 'string' ? id : typeof person === 'string' ? person : undefined;
}

const subjectKey = (record: StoredRecord): string => `${record.type} ${subjectOf(record) ?? record.seq}`;
