/**
 * Who speaks after whom in this house, counted from its own journal: a pure fold over microphones that open and
 * close. People are counted where they are known, seats otherwise; no names. Each new sitting lets what was counted
 * before it fade, and both the rows and their length are bounded.
 */
import type { WallMs } from '../../../protocols/clock.ts';
import type { PersonId } from '../../../protocols/models/council.ts';
import { confirmedAt, seatOf, type PeopleState } from '../people/state.ts';
import type { ChamberEvent } from '../root.ts';

/** `p:` and a person's id, or `s:` and a seat. */
type Who = string;
/** How often each spoke next. */
type Row = Readonly<Record<Who, number>>;

interface Turn {
  readonly who: Who;
  readonly seat: number;
  readonly sinceAt: WallMs;
}

export interface TurnTaking {
  /** By who spoke before. */
  readonly after: Readonly<Record<Who, Row>>;
  /** Open microphones in the order of opening: the last one's turn it is. */
  readonly open: readonly Turn[];
  /** The last who took a turn worth counting, and when it ended. */
  readonly last: { readonly who: Who; readonly at: WallMs } | null;
}

export interface Likely {
  readonly seat: number;
  /** Of all turns after this one's; 0 to 1. */
  readonly share: number;
}

export const noTurnTaking: TurnTaking = { after: {}, open: [], last: null };

/** Shorter is a cough or an "aye". */
const shortestTurnMs = 1500;
/** After so long a pause it is not an answer any more. */
const longestPauseMs = 60_000;
/** What a new sitting leaves of what was counted before. */
const fading = 0.7;
/** Counts under this are forgotten. */
const leastCount = 0.2;
const maxRows = 400;
const maxInRow = 24;
/** More microphones than this are never open at once. */
const maxOpen = 32;
/** So many turns must have been counted for half of the truth to be believed. */
const doubt = 5;
const maxLikely = 4;

/** Returns the same state where nothing was counted. */
export function reduceTurnTaking(
  state: TurnTaking,
  event: ChamberEvent,
  at: WallMs,
  people: PeopleState,
): TurnTaking {
  switch (event.type) {
    case 'floor/opened':
      return opened(state, event.data.seat, at, people);
    case 'floor/closed':
      return closed(state, event.data.seat, at);
    case 'sitting/phase':
      return event.data.to === 'open' ? state : { ...state, open: [], last: null };
    case 'sitting/prepared':
      return { after: faded(state.after), open: [], last: null };
    case 'log/started':
      return { ...state, open: [], last: null };
    default:
      return state;
  }
}

/** Who is likely to speak after the person at this seat, likeliest first; few turns make it small shares. */
export function likelyAfter({ after }: TurnTaking, seat: number, people: PeopleState): readonly Likely[] {
  const row = after[whoAt(people, seat)];
  if (!row) return [];
  const total = Object.values(row).reduce((sum, count) => sum + count, doubt);
  return Object.entries(row)
    .sort(([, a], [, b]) => b - a)
    .slice(0, maxLikely)
    .flatMap(([who, count]) => {
      const to = placeOf(who, people);
      return to === undefined || to === seat ? [] : [{ seat: to, share: count / total }];
    });
}

function whoAt(people: PeopleState, seat: number): Who {
  const person = confirmedAt(people, seat)?.person;
  return person === undefined ? `s:${seat}` : `p:${person}`;
}

/** Where somebody sits tonight; undefined: nowhere. */
function placeOf(who: Who, people: PeopleState): number | undefined {
  const id: PersonId = who.slice(2);
  return who.startsWith('p:') ? seatOf(people, id) : Number(id);
}

function opened(state: TurnTaking, seat: number, at: WallMs, people: PeopleState): TurnTaking {
  if (state.open.some((turn) => turn.seat === seat) || state.open.length === maxOpen) return state;
  const next = ended(state, at);
  return { ...next, open: [...next.open, { who: whoAt(people, seat), seat, sinceAt: at }] };
}

function closed(state: TurnTaking, seat: number, at: WallMs): TurnTaking {
  if (!state.open.some((turn) => turn.seat === seat)) return state;
  const next = state.open.at(-1)?.seat === seat ? ended(state, at) : state;
  const open = next.open.filter((turn) => turn.seat !== seat);
  // It falls back to one still open, whose next turn begins now.
  const isBack = next !== state || open.at(-1)?.seat !== state.open.at(-1)?.seat;
  return { ...next, open: isBack ? open.map((turn) => ({ ...turn, sinceAt: at })) : open };
}

/** The present turn is over: it counts as an answer to the one before. */
function ended(state: TurnTaking, at: WallMs): TurnTaking {
  const turn = state.open.at(-1);
  if (!turn || at - turn.sinceAt < shortestTurnMs) return state;
  const { last } = state;
  const isAnswer = last && last.who !== turn.who && turn.sinceAt - last.at <= longestPauseMs;
  const after = isAnswer ? counted(state.after, last.who, turn.who) : state.after;
  return { ...state, after, last: { who: turn.who, at } };
}

function counted(after: TurnTaking['after'], from: Who, to: Who): TurnTaking['after'] {
  const known = after[from];
  const row = { ...known, [to]: (known?.[to] ?? 0) + 1 };
  // Only what is new can be one too many; the rest of a long journal is read at every start.
  const kept = known?.[to] === undefined ? bounded(row, maxInRow, (count) => count, to) : row;
  const rows = { ...after, [from]: kept };
  return known === undefined ? bounded(rows, maxRows, sumOf, from) : rows;
}

const sumOf = (row: Row): number => Object.values(row).reduce((sum, count) => sum + count, 0);

/** Without its least entry, never the new one, where there are too many. */
function bounded<Value>(
  all: Readonly<Record<Who, Value>>,
  most: number,
  worth: (value: Value) => number,
  kept: Who,
): Readonly<Record<Who, Value>> {
  const entries = Object.entries(all);
  if (entries.length <= most) return all;
  const [dropped] = entries.filter(([who]) => who !== kept).sort(([, a], [, b]) => worth(a) - worth(b));
  return Object.fromEntries(entries.filter(([who]) => who !== dropped?.[0]));
}

function faded(after: TurnTaking['after']): TurnTaking['after'] {
  const rows = Object.entries(after).map(([from, row]) => {
    const kept = Object.entries(row)
      .map(([to, count]) => [to, count * fading] as const)
      .filter(([, count]) => count >= leastCount);
    return [from, Object.fromEntries(kept)] as const;
  });
  return Object.fromEntries(rows.filter(([, row]) => Object.keys(row).length > 0));
}
