/**
 * Who spoke how long. Presiding is no speaking time of a person or a group and is counted apart. The minutes
 * know people by name, so two of the same name in the same group are one line.
 */
import type { Minutes } from '../chamber/minutes/minutes.ts';

export interface SpeakingTime {
  readonly name: string;
  readonly group: string;
  readonly speeches: number;
  readonly durationMs: number;
}

export interface SpeakingTimes {
  /** In the order they first spoke. */
  readonly people: readonly SpeakingTime[];
  /** The longest first; `name` is the group, empty for those without one. */
  readonly groups: readonly SpeakingTime[];
  readonly presidingMs: number;
}

export function sumSpeakingTimes({ items }: Minutes): SpeakingTimes {
  const people = new Map<string, SpeakingTime>();
  const groups = new Map<string, SpeakingTime>();
  let presidingMs = 0;
  const add = (sums: Map<string, SpeakingTime>, name: string, group: string, durationMs: number): void => {
    const key = JSON.stringify([name, group]);
    const sum = sums.get(key) ?? { name, group, speeches: 0, durationMs: 0 };
    sums.set(key, { ...sum, speeches: sum.speeches + 1, durationMs: sum.durationMs + durationMs });
  };
  for (const speech of items.flatMap(({ speeches }) => speeches)) {
    if (speech.kind === 'chair') {
      presidingMs += speech.durationMs;
      continue;
    }
    add(people, speech.name, speech.group ?? '', speech.durationMs);
    add(groups, speech.group ?? '', '', speech.durationMs);
  }
  return {
    people: [...people.values()],
    groups: [...groups.values()].sort((a, b) => b.durationMs - a.durationMs),
    presidingMs,
  };
}
