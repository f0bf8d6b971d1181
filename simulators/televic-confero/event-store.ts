/**
 * The numbered events of a Confero controller: the newest are kept, a poll gets the first of its modules from a
 * number on, and is told when older ones were dropped. No timers but those of waiting polls.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { ConferoEvent, NumberedEvent } from '../../protocols/televic-confero/events.ts';

export interface EventStore {
  add(module: string, event: ConferoEvent): void;
  /** null: nothing happened within the time. The returned function says that the client went away. */
  poll(
    modules: readonly string[],
    minimumId: number | undefined,
    answer: (event: NumberedEvent | null) => void,
  ): Cancel;
  /** Forgets all, numbers too; polls that wait are never answered. */
  clear(): void;
}

interface Waiting {
  readonly modules: readonly string[];
  readonly from: number;
  readonly answer: (event: NumberedEvent | null) => void;
  readonly cancel: Cancel;
}

const maxEvents = 500;

export function createEventStore(clock: Clock, pollMs: number): EventStore {
  let stored: { readonly id: number; readonly module: string; readonly event: ConferoEvent }[] = [];
  let nextId = 1;
  const waiting = new Set<Waiting>();

  function find(modules: readonly string[], from: number): NumberedEvent | undefined {
    const found = stored.find(({ id, module }) => id >= from && modules.includes(module));
    const oldest = stored[0]?.id ?? nextId;
    return found && { id: found.id, discontinuity: from < oldest, event: found.event };
  }

  function end(one: Waiting, event: NumberedEvent | null): void {
    waiting.delete(one);
    one.cancel();
    one.answer(event);
  }

  return {
    add(module, event) {
      stored = [...stored, { id: nextId++, module, event }].slice(-maxEvents);
      for (const one of waiting) {
        const found = find(one.modules, one.from);
        if (found) end(one, found);
      }
    },
    poll(modules, minimumId, answer) {
      const from = minimumId ?? nextId;
      const found = find(modules, from);
      if (found) {
        answer(found);
        return () => undefined;
      }
      const cancel = clock.after(pollMs, () => end(mine, null));
      const mine: Waiting = { modules, from, answer, cancel };
      waiting.add(mine);
      return () => {
        cancel();
        waiting.delete(mine);
      };
    },
    clear() {
      for (const { cancel } of waiting) cancel();
      waiting.clear();
      [stored, nextId] = [[], 1];
    },
  };
}
