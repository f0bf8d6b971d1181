/** What a full disk still allows: to end what runs, and everything that protects people; nothing new is begun. */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { CommandName } from '../../protocols/api/commands.ts';
import type { Journal } from './store.ts';

/** The first is made when the start is long over; a spent one as soon as there is room. */
const firstMs = 30_000;
const againMs = 60_000;

const begins: ReadonlySet<CommandName> = new Set<CommandName>([
  'ballot/open',
  'sitting/prepare',
  'sitting/open',
  'agenda/add',
  'agenda/import',
  'agenda/begin',
  'keypads/test',
]);

export const needsRoom = (name: CommandName): boolean => begins.has(name) || name.startsWith('register/');

/** Sees to it that there is a reserve. */
export function watchReserve(clock: Clock, journal: Pick<Journal, 'keepReserve'>): Cancel {
  let cancel: Cancel = clock.after(firstMs, again);
  function again(): void {
    journal.keepReserve();
    cancel = clock.after(againMs, again);
  }
  return () => cancel();
}
