/**
 * What was pressed in the ballot that runs, as far as needed to know a press when it comes again. A base v2 says
 * earlier presses anew, for no known reason; each has a number that its remote counts, 0..255 and then from 0.
 * A base v1 keeps records that have a place, and is read from where we are. Pure.
 */
import type { Cast } from '../../protocols/models/voting.ts';
import { printedName, type IclickerPress, type NumberedPress } from '../../protocols/iclicker/replies.ts';

interface Remote {
  /** The numbers and keys heard last, the newest at the end. */
  readonly heard: readonly string[];
  /** The last number; null: none in this ballot. */
  readonly sequence: number | null;
  /** How often its numbers began anew. */
  readonly lap: number;
}

export interface Presses {
  readonly remotes: ReadonlyMap<string, Remote>;
  /** What each remote had said last before the vote was started: it is said again and does not count. */
  readonly before: ReadonlyMap<string, string>;
  /** How often the vote was started anew in this ballot, because the base was away. */
  readonly generation: number;
  /** v1: the next record that is to be read. */
  readonly next: number;
  /** The last receipt that was given. */
  readonly receipts: number;
}

export const noPresses: Presses = {
  remotes: new Map(),
  before: new Map(),
  generation: 0,
  next: 0,
  receipts: 0,
};

/** A radio that makes up remotes fills no memory. */
const mostRemotes = 2000;
/** A press that is older than the last by less than this is one that was overtaken. */
const overtakenWithin = 32;
const remembered = 128;
const lapLength = 256;

const markOf = ({ sequence, key }: NumberedPress): string => `${sequence}.${key}`;

const lastOf = ({ remotes, before }: Presses): ReadonlyMap<string, string> =>
  new Map([
    ...before,
    ...[...remotes].flatMap(([name, { heard }]): [string, string][] => {
      const last = heard.at(-1);
      return last === undefined ? [] : [[name, last]];
    }),
  ]);

/** A new ballot: what was heard last is not to be taken for a press in it. */
export const forNewBallot = (presses: Presses): Presses => ({
  ...noPresses,
  before: lastOf(presses),
  receipts: presses.receipts,
});

/** The base was without power and counts from the beginning; the ballot is the same. */
export const forNewStart = (presses: Presses): Presses => ({
  ...noPresses,
  before: lastOf(presses),
  generation: presses.generation + 1,
  receipts: presses.receipts,
});

export interface Taken {
  readonly presses: Presses;
  readonly cast: Cast | null;
}

export interface Counting {
  readonly ballot: string;
  readonly options: number;
}

/** The remotes' numbers begin anew with every vote: what was heard before says nothing. */
export const forgetBefore = (presses: Presses): Presses => ({ ...presses, before: new Map() });

/** Heard while no ballot is open. */
export function hear(presses: Presses, press: NumberedPress): Presses {
  const name = printedName(press.remote);
  if (!presses.before.has(name) && presses.before.size >= mostRemotes) return presses;
  return { ...presses, before: new Map(presses.before).set(name, markOf(press)) };
}

/** A press that a base v2 tells. */
export function take(presses: Presses, press: NumberedPress, counting: Counting): Taken {
  const name = printedName(press.remote);
  const mark = markOf(press);
  const remote = presses.remotes.get(name) ?? { heard: [], sequence: null, lap: 0 };
  const isNews =
    presses.before.get(name) !== mark && !remote.heard.includes(mark) && !isOvertaken(remote, press.sequence);
  if (!isNews || (remote.sequence === null && presses.remotes.size >= mostRemotes))
    return { presses, cast: null };
  const lap = remote.lap + (remote.sequence !== null && press.sequence < remote.sequence ? 1 : 0);
  const next: Remote = {
    heard: [...remote.heard, mark].slice(-remembered),
    sequence: press.sequence,
    lap,
  };
  const before = new Map(presses.before);
  before.delete(name);
  return castOf(
    { ...presses, before, remotes: new Map(presses.remotes).set(name, next) },
    press,
    `${presses.generation}.${lap}.${mark}`,
    counting,
  );
}

/**
 * Behind the last one by a little: told late, after a newer one. Not by anything behind it, because should the
 * base and not the remote count, a hall's presses lie between two of one remote.
 */
function isOvertaken({ sequence }: Remote, other: number): boolean {
  if (sequence === null) return false;
  return (sequence - other + lapLength) % lapLength < overtakenWithin && sequence !== other;
}

/** The next record of a base v1; null: its key is none. */
export function takeRecord(presses: Presses, press: IclickerPress | null, counting: Counting): Taken {
  const at = presses.next;
  const read = { ...presses, next: at + 1 };
  return press ? castOf(read, press, `${presses.generation}.${at}`, counting) : { presses: read, cast: null };
}

function castOf(presses: Presses, press: IclickerPress, id: string, counting: Counting): Taken {
  const receipt = presses.receipts + 1;
  return {
    presses: { ...presses, receipts: receipt },
    cast: {
      ballot: counting.ballot,
      keypad: printedName(press.remote),
      option: press.key < counting.options ? press.key : null,
      id,
      receipt,
    },
  };
}
