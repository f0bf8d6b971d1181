/**
 * The daemon's list of speakers and the reference's, side by side in one house, and what the two must agree on. The
 * house's times are short, so that a few steps use them up.
 */
import type { Limits } from '../../../../daemon/chamber/floor/entry.ts';
import * as rules from '../../../../daemon/chamber/floor/list.ts';
import { ReferenceList, type House, type Speaker } from './reference.ts';

/** A number below the one given. */
export type Dice = (below: number) => number;
/** The candidate a number stands for, whatever the number; undefined: there is none. */
export const picked = <Of>(from: readonly Of[], number: number): Of | undefined => from[number % from.length];

/** C has no time of its own, even where groups have one. */
export const groups = ['A', 'B'];
/** Known persons, guests, seats where nobody is known, and one of whom nothing is known at all. */
export const people: readonly Speaker[] = [
  { person: 'p1', group: 'A', seat: 1 },
  { person: 'p2', group: 'A', seat: 2 },
  { person: 'p3', group: 'B', seat: 3 },
  { person: 'p4', group: 'B' },
  { person: 'p5', group: 'C' },
  { person: 'p6' },
  { guest: 'Architect' },
  { guest: 'Auditor', group: 'A' },
  { seat: 2 },
  { seat: 9 },
  {},
];
export function createHouse(dice: Dice): House {
  const oneOf = (...values: readonly (number | null)[]): number | null =>
    picked(values, dice(values.length)) ?? null;
  return {
    speechMs: oneOf(null, 5000, 8000),
    interventionMs: oneOf(null, 0, 2000, 3000, 3000),
    pointOfOrderMs: oneOf(null, 2500),
    residentsMs: oneOf(null, 3500),
    groupMs: oneOf(null, 1000, 3000, 12_000),
    personMs: oneOf(null, 6000, 20_000),
    itemMs: oneOf(null, 15_000, 60_000),
    groups,
  };
}

/** Both lists, and the time it is for them. */
export class Pair {
  now = 1000;
  list = rules.emptyList;
  readonly reference: ReferenceList;
  readonly house: House;
  readonly limits: Limits;

  constructor(house: House) {
    this.house = house;
    this.limits = house;
    this.reference = new ReferenceList(house);
    this.turnPage();
  }

  /** Rule 23, and that both hand out the same for the record. */
  turnPage(): void {
    const turned = rules.turnPage(this.list, this.now, groups, this.limits);
    this.list = turned.list;
    const said = this.reference.turnPage(this.now);
    expectSame(
      [...turned.said]
        .sort((a, b) => a.id - b.id)
        .map(({ id, usedMs }) => `${id} ${usedMs}`)
        .join(', '),
      said.map((row) => `${row.id} ${this.reference.usedMs(row, this.now)}`).join(', '),
    );
  }
  /** Ids by the reference, which says the same as the daemon after every step. */
  idsOf(...states: readonly ('waiting' | 'residents' | 'started')[]): number[] {
    return states.flatMap((state) => this.reference[state].map(({ id }) => id));
  }
  nameOf(id: number | undefined): string {
    const { reference } = this;
    const rows = [...reference.waiting, ...reference.residents, ...reference.started, ...reference.ended];
    const row = rows.find((other) => other.id === id);
    return row ? `${row.id} (${row.kind})` : `${id} (not there)`;
  }

  /** Everything the two must agree on, in words. */
  said(): { readonly daemon: string; readonly reference: string } {
    const { list, reference, now } = this;
    return {
      daemon: told({
        waiting: list.waiting.map(({ id }) => id),
        residents: list.residents.map(({ id }) => id),
        started: list.started.map(({ id, runsSince, usedMs, limitMs, isHeld, beganAt }) => {
          const used = usedMs + (runsSince === null ? 0 : now - runsSince);
          return startedAs(id, runsSince !== null, isHeld, beganAt, used, limitMs);
        }),
        finished: [...list.finished]
          .sort((a, b) => a.id - b.id)
          .map(({ id, usedMs, beganAt, endedAt }) => `${id} ${beganAt}-${endedAt} used ${usedMs}`),
        groups: Object.entries(list.groups).map(String).sort(),
        closed: [list.isClosed],
        returnable: [rules.returnable(list)?.id],
        'may level': groups.filter((group) => rules.mayLevel(list, group)),
      }),
      reference: told({
        waiting: reference.waiting.map(({ id }) => id),
        residents: reference.residents.map(({ id }) => id),
        started: reference.started.map((row) => {
          const used = reference.usedMs(row, now);
          return startedAs(row.id, reference.isRunning(row), row.isHeld, row.began, used, row.limit);
        }),
        finished: reference.ended.map(
          (row) => `${row.id} ${row.began}-${row.ended} used ${reference.usedMs(row, now)}`,
        ),
        groups: Object.entries(reference.groupsLeft(now)).map(String).sort(),
        closed: [reference.isClosed],
        returnable: [reference.returnable?.id],
        'may level': groups.filter((group) => reference.mayLevel(group, now)),
      }),
    };
  }
}

const told = (parts: Readonly<Record<string, readonly unknown[]>>): string =>
  Object.entries(parts)
    .map(([name, all]) => `${name} ${all.join(' | ')}`)
    .join('; ');
const startedAs = (
  id: number,
  isRunning: boolean,
  isHeld: boolean,
  beganAt: number,
  usedMs: number,
  limitMs: number | null,
): string =>
  `${id} ${isRunning ? 'runs' : 'paused'}${isHeld ? ' held' : ''} since ${beganAt} used ${usedMs} of ${limitMs}`;

/** The two say different things; the message has both. */
export class Difference extends Error {}
export function expectSame(daemon: unknown, reference: unknown): void {
  if (daemon !== reference)
    throw new Difference(`    daemon:    ${String(daemon)}\n    reference: ${String(reference)}`);
}
