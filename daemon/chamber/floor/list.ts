/**
 * The list of speakers as a value: who waits, who speaks, what was said. Pure rules, numbered as in
 * docs/speaker-list.md, without microphones, seats plans or people; floor/reduce.ts drives it.
 */
import type { WallMs } from '../../../protocols/clock.ts';
import { classOf, isSame, type Entry, type Finished, type Limits, type Started } from './entry.ts';

export interface SpeakerList {
  readonly waiting: readonly Entry[];
  readonly residents: readonly Entry[];
  /** The last one speaks; those before it were interrupted. */
  readonly started: readonly Started[];
  readonly finished: readonly Finished[];
  readonly isClosed: boolean;
  /** Time the groups have left in this item, ms; empty where groups have none of their own. */
  readonly groups: Readonly<Record<string, number>>;
  readonly nextId: number;
}

export const emptyList: SpeakerList = {
  waiting: [],
  residents: [],
  started: [],
  finished: [],
  isClosed: false,
  groups: {},
  nextId: 1,
};

export type Refusal =
  'no-interventions' | 'already-waiting' | 'list-closed' | 'no-such-origin' | 'nothing-started';

export type Addition = Omit<Entry, 'id' | 'sinceAt' | 'answersClass'>;

/** Why it may not be added; undefined: it may. `byLeader`: chair or clerk ask, who also may on a closed list. */
export function refuses(
  list: SpeakerList,
  addition: Addition,
  limits: Limits,
  byLeader: boolean,
): Refusal | undefined {
  const { kind } = addition;
  if (list.isClosed && !byLeader && kind !== 'point-of-order') return 'list-closed';
  if (kind === 'intervention' && limits.interventionMs === 0) return 'no-interventions';
  if (kind === 'answer') {
    if (list.started.length === 0 && list.finished.length === 0) return 'nothing-started';
    return originOf(list, addition.answerTo) ? undefined : 'no-such-origin';
  }
  return isWaiting(list, addition) ? 'already-waiting' : undefined;
}

/** Rule 7: whether the same person waits with the same kind of entry; answers are not counted. */
function isWaiting(list: SpeakerList, { kind, who }: Pick<Entry, 'kind' | 'who'>): boolean {
  if (kind === 'answer') return false;
  const others = kind === 'residents-question' ? list.residents : list.waiting;
  return others.some(
    (entry) => entry.kind !== 'answer' && isSame(entry.who, who) && classOf(entry) === classOf({ kind }),
  );
}

function originOf(list: SpeakerList, id: number | undefined): Entry | undefined {
  return [...list.waiting, ...list.started].find(
    (entry) => entry.id === id && (entry.kind === 'interposed-question' || entry.kind === 'intervention'),
  );
}

/** Rules 1-6: puts an entry where it belongs. The caller has asked `refuses`. */
export function add(list: SpeakerList, addition: Addition, at: WallMs): SpeakerList {
  const origin = addition.kind === 'answer' ? originOf(list, addition.answerTo) : undefined;
  const answersClass = origin && (classOf(origin) as 2 | 3);
  const entry: Entry = {
    ...addition,
    id: list.nextId,
    sinceAt: at,
    ...(answersClass === undefined ? {} : { answersClass }),
  };
  const nextId = list.nextId + 1;
  if (entry.kind === 'residents-question') return { ...list, nextId, residents: [...list.residents, entry] };
  return { ...list, nextId, waiting: list.waiting.toSpliced(placeOf(list, entry, origin), 0, entry) };
}

function placeOf({ waiting }: SpeakerList, entry: Entry, origin: Entry | undefined): number {
  const before = (isBehind: (other: Entry) => boolean): number => {
    const place = waiting.findIndex((other) => !isBehind(other));
    return place < 0 ? waiting.length : place;
  };
  if (entry.kind === 'answer') {
    let place = origin ? waiting.findIndex((other) => other.id === origin.id) + 1 : 0;
    const follows = (other: Entry | undefined): boolean =>
      other?.kind === 'answer' && classOf(other) === classOf(entry);
    while (follows(waiting[place])) place++;
    return place;
  }
  const own = classOf(entry);
  if (own === 0) return waiting.length;
  if (entry.kind !== 'point-of-order' || entry.rank === undefined)
    return before((other) => classOf(other) >= own);
  const { rank } = entry;
  const last = waiting.findLastIndex(
    (other) =>
      classOf(other) > 1 ||
      (other.kind === 'point-of-order' && (other.rank ?? Number.POSITIVE_INFINITY) <= rank),
  );
  return last + 1;
}

const isAside = (entry: Pick<Entry, 'kind' | 'answersClass'>): boolean => classOf(entry) === 3;

const paused = (entry: Started, at: WallMs): Started =>
  entry.runsSince === null
    ? entry
    : { ...entry, runsSince: null, usedMs: entry.usedMs + Math.max(0, at - entry.runsSince) };

const goesOn = (entry: Started, at: WallMs): Started =>
  entry.runsSince !== null || entry.isHeld ? entry : { ...entry, runsSince: at };

/** Rules 10-11: gives an entry the floor. `interposes`: rule 15, what was started stays, paused. */
export function start(
  list: SpeakerList,
  entry: Entry,
  at: WallMs,
  limits: Limits,
  interposes = false,
): SpeakerList {
  let next = remove(list, entry.id);
  if (interposes) next = { ...next, started: next.started.map((other) => paused(other, at)) };
  else if (isAside(entry)) {
    const present = next.started.at(-1);
    if (present && isAside(present)) next = finish(next, present.id, at);
    next = { ...next, started: next.started.map((other) => paused(other, at)) };
  } else for (const other of next.started.toReversed()) next = end(next, other.id, at);
  const begun: Started = {
    ...entry,
    beganAt: at,
    runsSince: at,
    usedMs: 0,
    limitMs: limitOf(next, entry, limits),
    isHeld: false,
  };
  return { ...next, started: [...next.started, begun] };
}

/** Rules 12, 13 and 16. `goesOnAlone`: interposed questions that do not end with the speech. */
export function end(
  list: SpeakerList,
  id: number,
  at: WallMs,
  goesOnAlone: (entry: Started) => boolean = () => false,
  mayGoOn: (entry: Started) => boolean = () => true,
): SpeakerList {
  const entry = list.started.find((other) => other.id === id);
  if (!entry) return list;
  let next = finish(list, id, at);
  if (!isAside(entry)) {
    // Rule 15: what interrupted another speech is none of this one's.
    const later = list.started.slice(list.started.indexOf(entry) + 1);
    const others = later.findIndex((other) => !isAside(other));
    for (const question of (others < 0 ? later : later.slice(0, others)).toReversed())
      if (!goesOnAlone(question)) next = finish(next, question.id, at);
    if (next.started.every((other) => isAside(other) || other.kind === 'chair'))
      next = { ...next, waiting: next.waiting.filter((other) => !isAside(other)) };
  }
  return resumed(next, at, mayGoOn);
}

/** Whoever was interrupted last and may go on has the floor again. */
function resumed(list: SpeakerList, at: WallMs, mayGoOn: (entry: Started) => boolean): SpeakerList {
  const last = list.started.at(-1);
  if (!last || last.runsSince !== null || !mayGoOn(last)) return list;
  return {
    ...list,
    started: list.started.map((entry) => (entry.id === last.id ? goesOn(entry, at) : entry)),
  };
}

function finish(list: SpeakerList, id: number, at: WallMs): SpeakerList {
  const entry = list.started.find((other) => other.id === id);
  if (!entry) return list;
  const { runsSince: _runs, limitMs: _limit, isHeld: _held, microphone: _seat, ...rest } = paused(entry, at);
  return {
    ...list,
    started: list.started.filter((other) => other.id !== id),
    finished: [...list.finished, { ...rest, endedAt: at }],
    groups: charged(list.groups, rest, rest.usedMs),
  };
}

/** Rules 17 and 18: class 0 of the table. Neither residents nor the presiding person use up anybody's time. */
const countsAsSpeech = (entry: Pick<Entry, 'kind' | 'answersClass'>): boolean =>
  classOf(entry) === 0 && entry.kind !== 'chair' && entry.kind !== 'residents-question';

function charged(
  groups: SpeakerList['groups'],
  entry: Pick<Entry, 'kind' | 'answersClass' | 'who'>,
  byMs: number,
): SpeakerList['groups'] {
  const { group } = entry.who;
  const left = group === undefined ? undefined : groups[group];
  if (group === undefined || left === undefined || !countsAsSpeech(entry)) return groups;
  return { ...groups, [group]: left - byMs };
}

/** Rule 17. */
function limitOf(list: SpeakerList, entry: Entry, limits: Limits): number | null {
  switch (entry.kind) {
    case 'chair':
    case 'answer':
    case 'interposed-question':
      return null;
    case 'intervention':
      return limits.interventionMs;
    case 'point-of-order':
      return limits.pointOfOrderMs;
    case 'residents-question':
      return limits.residentsMs;
    default: {
      const { group } = entry.who;
      const left = group === undefined ? undefined : list.groups[group];
      const said = [...list.finished, ...list.started];
      const most = [
        limits.speechMs,
        left === undefined ? null : left - used(list.started, (other) => other.who.group === group),
        limits.personMs === null
          ? null
          : limits.personMs - used(said, (other) => isSame(other.who, entry.who)),
        limits.itemMs === null ? null : limits.itemMs - used(said, () => true),
      ].filter((each) => each !== null);
      return most.length === 0 ? null : Math.max(0, Math.min(...most));
    }
  }
}

/** Speaking time so far, of what is given; `finished` holds one item's speeches. */
const used = (of: readonly (Started | Finished)[], matches: (entry: Entry) => boolean): number =>
  of.filter((entry) => countsAsSpeech(entry) && matches(entry)).reduce((sum, { usedMs }) => sum + usedMs, 0);

export function remove(list: SpeakerList, id: number): SpeakerList {
  const without = (entries: readonly Entry[]): readonly Entry[] =>
    entries.some((entry) => entry.id === id) ? entries.filter((entry) => entry.id !== id) : entries;
  const [waiting, residents] = [without(list.waiting), without(list.residents)];
  return waiting === list.waiting && residents === list.residents ? list : { ...list, waiting, residents };
}

/** Rule 21. `before`: null puts it to the end. */
export function move(list: SpeakerList, id: number, before: number | null): SpeakerList {
  const moved = (entries: readonly Entry[]): readonly Entry[] => {
    const entry = entries.find((other) => other.id === id);
    if (!entry || before === id) return entries;
    const others = entries.filter((other) => other.id !== id);
    const place = before === null ? others.length : others.findIndex((other) => other.id === before);
    return place < 0 ? entries : others.toSpliced(place, 0, entry);
  };
  return { ...list, waiting: moved(list.waiting), residents: moved(list.residents) };
}

/** Rule 14: the chair holds or continues the time of the present speech. */
export function hold(list: SpeakerList, isHeld: boolean, at: WallMs): SpeakerList {
  const last = list.started.at(-1);
  if (!last || last.isHeld === isHeld) return list;
  const changed = isHeld ? { ...paused(last, at), isHeld } : goesOn({ ...last, isHeld }, at);
  return { ...list, started: [...list.started.slice(0, -1), changed] };
}

export function extend(list: SpeakerList, byMs: number): SpeakerList {
  const last = list.started.at(-1);
  if (!last || last.limitMs === null) return list;
  return { ...list, started: [...list.started.slice(0, -1), { ...last, limitMs: last.limitMs + byMs }] };
}

/** Rule 20: the speech that could be returned now; undefined: none. */
export function returnable(list: SpeakerList): Finished | undefined {
  // The presiding person thanks almost every speaker: that comes back for nobody, and hides no speech.
  const said = list.finished.filter(({ kind }) => kind !== 'chair');
  const latest = Math.max(...said.map(({ endedAt }) => endedAt));
  const candidates = said.filter(({ endedAt }) => endedAt === latest);
  const last = candidates.find((entry) => !isAside(entry)) ?? candidates[0];
  if (!last) return undefined;
  if (isWaiting(list, last)) return undefined;
  if (isAside(last) && list.started.length === 0) return undefined;
  return last;
}

export function giveBack(list: SpeakerList): SpeakerList {
  const last = returnable(list);
  if (!last) return list;
  const { beganAt: _began, endedAt: _ended, usedMs, ...entry } = last;
  const back: SpeakerList = {
    ...list,
    finished: list.finished.filter((other) => other.id !== last.id),
    groups: charged(list.groups, last, -usedMs),
  };
  return last.kind === 'residents-question'
    ? { ...back, residents: [entry, ...back.residents] }
    : { ...back, waiting: [entry, ...back.waiting] };
}

/** Rule 18: whether this group's lack may be given to all. */
export function mayLevel(list: SpeakerList, group: string): boolean {
  const left = list.groups[group];
  return left !== undefined && left < 0 && !list.started.some(({ who }) => who.group === group);
}

export function level(list: SpeakerList, group: string): SpeakerList {
  if (!mayLevel(list, group)) return list;
  const lack = -(list.groups[group] ?? 0);
  const groups = Object.fromEntries(Object.entries(list.groups).map(([key, left]) => [key, left + lack]));
  return { ...list, groups };
}

/** Rule 22. */
export const closeDebate = (list: SpeakerList): SpeakerList => ({
  ...list,
  isClosed: true,
  waiting: [],
  residents: [],
});

/** Rule 23: another item. Returns the list and what was said until now, for the record. */
export function turnPage(
  list: SpeakerList,
  at: WallMs,
  groupNames: readonly string[],
  limits: Limits,
): { readonly list: SpeakerList; readonly said: readonly Finished[] } {
  let ended = list;
  for (const entry of list.started) ended = finish(ended, entry.id, at);
  const groups =
    limits.groupMs === null ? {} : Object.fromEntries(groupNames.map((name) => [name, limits.groupMs ?? 0]));
  return {
    said: ended.finished,
    list: {
      ...ended,
      finished: [],
      started: [],
      waiting: ended.waiting.filter(({ kind }) => kind === 'point-of-order'),
      residents: ended.residents,
      isClosed: false,
      groups,
    },
  };
}
