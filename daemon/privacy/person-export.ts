/** Everything the journal holds about one person, and nothing about anybody else: pure. */
import type { StoredRecord } from '../journal/store.ts';

export interface ExportedRecord {
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: string;
  readonly data: object;
  /** The parts that are about the person. */
  readonly personal: unknown;
}

export function exportPerson(records: readonly StoredRecord[], person: string): ExportedRecord[] {
  return records.flatMap((record) => {
    const personal = partAbout(record.personal, person);
    return personal === undefined
      ? []
      : [
          {
            seq: record.seq,
            at: new Date(record.wallMs).toISOString(),
            type: record.type,
            data: record.data,
            personal,
          },
        ];
  });
}

/** What of a value is about the person: objects that name them, in the places where they stand. */
function partAbout(value: unknown, person: string): unknown {
  if (value === person) return value;
  if (Array.isArray(value)) {
    const parts = value.map((each) => partAbout(each, person)).filter((each) => each !== undefined);
    return parts.length > 0 ? parts : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  // A record of their own: all of it, but for others it may name.
  if (entries.some(([key, each]) => (key === 'person' || key === 'id') && each === person))
    return Object.fromEntries(entries.filter(([key]) => key !== 'with'));
  const parts = entries
    .map(([key, each]) => [key, partAbout(each, person)] as const)
    .filter(([, each]) => each !== undefined);
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}
