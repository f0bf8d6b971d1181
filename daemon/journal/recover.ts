/**
 * From stored records back to events. Old events are never rewritten on disk: a type whose shape changed
 * gets an entry here that lifts it to the present version on reading.
 */
import type { DomainEvent, Recorded } from '../chamber/feature.ts';
import type { StoredRecord } from './store.ts';

type Upcast = (record: StoredRecord) => StoredRecord;

/** By `type@version`. Empty until the first released event changes its shape. */
const upcasts: Readonly<Record<string, Upcast>> = {};

/** A record of a type this build does not know stays in the chain and changes nothing. */
export function recover<Event extends DomainEvent>(record: StoredRecord): Recorded<Event> {
  const upcast = upcasts[`${record.type}@${record.version}`];
  const { seq, wallMs, type, version, data, personal } = upcast ? upcast(record) : record;
  // The features' reducers ignore types they do not know, so the cast claims no more than the journal wrote.
  const event = { type, version, data, ...(personal ? { personal } : {}) } as unknown as Event;
  return { event, at: wallMs, seq };
}
