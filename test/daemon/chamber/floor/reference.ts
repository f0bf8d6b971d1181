/**
 * The list of speakers a second time, written from docs/speaker-list.md alone, so that histories.test.ts can hold
 * the two against each other. Another model on purpose: one flat array of rows that are never taken out, with
 * weights and states; speaking time is a list of spans, and every sum is counted anew each time it is asked for.
 * It shares nothing with the daemon, not even the table of classes. Numbers in comments are the document's rules.
 */
export type Kind =
  | 'speech'
  | 'contribution'
  | 'pro'
  | 'contra'
  | 'point-of-order'
  | 'intervention'
  | 'interposed-question'
  | 'answer'
  | 'residents-question'
  /** The presiding person at their own microphone. Never waits. */
  | 'chair';

export interface Speaker {
  readonly person?: string;
  readonly guest?: string;
  readonly seat?: number;
  readonly group?: string;
}

/** What is asked for: who, as what; `origin` is the id an answer belongs to. */
export interface Wish {
  readonly kind: Kind;
  readonly who: Speaker;
  readonly rank?: number;
  readonly origin?: number;
}

/** Speaking times of the house in ms; null: no limit of this kind. */
export interface House {
  readonly speechMs: number | null;
  readonly interventionMs: number | null;
  readonly pointOfOrderMs: number | null;
  readonly residentsMs: number | null;
  readonly groupMs: number | null;
  readonly personMs: number | null;
  readonly itemMs: number | null;
  readonly groups: readonly string[];
}

export type Why =
  'no-interventions' | 'already-waiting' | 'list-closed' | 'no-such-origin' | 'nothing-started';

type State = 'waits' | 'started' | 'ended' | 'gone' | 'of an earlier item';

interface Row {
  readonly id: number;
  readonly kind: Kind;
  readonly who: Speaker;
  readonly rank: number;
  readonly origin: number | undefined;
  /** 4: residents, who wait in a list of their own; 5: the presiding person. */
  readonly class: 0 | 1 | 2 | 3 | 4 | 5;
  state: State;
  /** Orders those who wait; smaller is earlier. */
  weight: number;
  /** Orders those who were started; greater is later, the greatest has the floor. */
  turn: number;
  /** When it had the time running; an open span has no end yet. */
  spans: { from: number; to: number | null }[];
  isHeld: boolean;
  limit: number | null;
  began: number;
  ended: number;
}

const classes: Readonly<Record<Exclude<Kind, 'answer'>, Row['class']>> = {
  speech: 0,
  contribution: 0,
  pro: 0,
  contra: 0,
  'point-of-order': 1,
  intervention: 2,
  'interposed-question': 3,
  'residents-question': 4,
  chair: 5,
};

function isSamePerson(one: Speaker, other: Speaker): boolean {
  const nameOf = ({ person, guest, seat }: Speaker): string | undefined => {
    if (person !== undefined) return `person ${person}`;
    if (guest !== undefined) return `guest ${guest}`;
    return seat === undefined ? undefined : `seat ${seat}`;
  };
  return nameOf(one) !== undefined && nameOf(one) === nameOf(other);
}

export class ReferenceList {
  isClosed = false;
  readonly #house: House;
  readonly #rows: Row[] = [];
  /** What each group was given in this item, levelling included; nothing is ever taken off here. */
  #given = new Map<string, number>();
  #turns = 0;

  constructor(house: House) {
    this.#house = house;
  }

  // What there is

  /** Those who wait, first to speak first, without residents. */
  get waiting(): Row[] {
    return this.#waiting((row) => row.class !== 4);
  }
  get residents(): Row[] {
    return this.#waiting((row) => row.class === 4);
  }
  /** Those started and not ended; the last has the floor. */
  get started(): Row[] {
    const rows = this.#rows.filter((row) => row.state === 'started');
    return rows.sort((a, b) => a.turn - b.turn);
  }
  /** Those ended in this item, by id. */
  get ended(): Row[] {
    return this.#rows.filter((row) => row.state === 'ended');
  }
  /** The speech that could be returned, 20. */
  get returnable(): Row | undefined {
    let last: Row | undefined;
    for (const row of this.ended) {
      if (row.class === 5) continue;
      if (!last || row.ended > last.ended) last = row;
      else if (row.ended === last.ended) {
        const isSpeech = row.class !== 3;
        const wasSpeech = last.class !== 3;
        if (isSpeech === wasSpeech ? row.turn > last.turn : isSpeech) last = row;
      }
    }
    if (!last) return undefined;
    if (last.class === 3 && this.started.length === 0) return undefined;
    return this.#waitsAlready(last) ? undefined : last;
  }

  usedMs(row: Row, now: number): number {
    let sum = 0;
    for (const { from, to } of row.spans) sum += (to ?? now) - from;
    return sum;
  }
  isRunning(row: Row): boolean {
    return row.spans.some(({ to }) => to === null);
  }
  /** 18: what the groups have left, counted from what was given and what ended in this item. */
  groupsLeft(now: number): Record<string, number> {
    const left: Record<string, number> = {};
    for (const [group, given] of this.#given) {
      left[group] = given;
      for (const row of this.ended)
        if (row.class === 0 && row.who.group === group) left[group] -= this.usedMs(row, now);
    }
    return left;
  }
  /** 18. */
  mayLevel(group: string, now: number): boolean {
    if (this.started.some((row) => row.who.group === group)) return false;
    return (this.groupsLeft(now)[group] ?? 0) < 0;
  }

  // What may happen

  /** 3, 6, 7 and 8; where several hold, in the order that the document names. */
  refuses(wish: Wish, byLeader: boolean): Why | undefined {
    if (this.isClosed && !byLeader && wish.kind !== 'point-of-order') return 'list-closed';
    if (wish.kind === 'intervention' && this.#house.interventionMs === 0) return 'no-interventions';
    if (wish.kind === 'answer') {
      if (this.started.length === 0 && this.ended.length === 0) return 'nothing-started';
      const origin = this.#rows.find((row) => row.id === wish.origin);
      if (!origin || !['waits', 'started'].includes(origin.state)) return 'no-such-origin';
      if (origin.kind !== 'interposed-question' && origin.kind !== 'intervention') return 'no-such-origin';
    }
    const one = { kind: wish.kind, who: wish.who, class: this.#classOf(wish) };
    return this.#waitsAlready(one) ? 'already-waiting' : undefined;
  }

  /** 1 to 6. Returns the new id. */
  add(wish: Wish): number {
    const row = this.#create(wish);
    const list = row.class === 4 ? this.residents : this.waiting;
    list.splice(this.#placeOf(row, list), 0, row);
    this.#rows.push(row);
    this.#weigh(list);
    return row.id;
  }

  /** 15: a microphone that opens without a call, of somebody who does not wait. */
  speak(wish: Wish, now: number, interposes: boolean): void {
    const row = this.#create(wish);
    this.#rows.push(row);
    this.start(row.id, now, interposes);
  }

  /** 10, 11, 15 and 17. */
  start(id: number, now: number, interposes: boolean): void {
    const row = this.#row(id, 'waits');
    if (!row) return;
    const present = this.started.at(-1);
    if (interposes) {
      if (present) this.#stop(present, now);
    } else if (row.class === 3) {
      if (present?.class === 3) this.#finish(present, now);
      else if (present) this.#stop(present, now);
    } else {
      const hadSpeech = this.started.some((other) => other.class !== 3);
      for (const other of this.started) this.#finish(other, now);
      if (hadSpeech) this.#dropQuestions();
    }
    row.state = 'started';
    row.turn = ++this.#turns;
    row.began = now;
    row.limit = this.#limitOf(row, now);
    row.spans = [{ from: now, to: null }];
    row.isHeld = false;
  }

  /** 12, 13, 15 and 16. `isLone`: interposed questions that go on by themselves; `mayGoOn`: 15's open microphone. */
  end(id: number, now: number, isLone: (id: number) => boolean, mayGoOn: (id: number) => boolean): void {
    const row = this.#row(id, 'started');
    if (!row) return;
    const before = this.started;
    if (row.class !== 3) {
      // Those that interrupt this speech, not those that interrupt one that came between later.
      for (let next = before.indexOf(row) + 1; before[next]?.class === 3; next++) {
        const question = before[next];
        if (question && !isLone(question.id)) this.#finish(question, now);
      }
    }
    this.#finish(row, now);
    const hasSpeech = this.started.some((other) => other.class !== 3 && other.class !== 5);
    if (row.class !== 3 && !hasSpeech) this.#dropQuestions();
    const present = this.started.at(-1);
    if (present && !present.isHeld && mayGoOn(present.id)) this.#run(present, now);
  }

  /** Takes a waiting entry off. */
  remove(id: number): void {
    const row = this.#row(id, 'waits');
    if (row) row.state = 'gone';
  }

  /** 21. `before`: null is the end. */
  move(id: number, before: number | null): void {
    const row = this.#row(id, 'waits');
    if (!row || before === id) return;
    const list = row.class === 4 ? this.residents : this.waiting;
    const others = list.filter((other) => other !== row);
    const place = before === null ? others.length : others.findIndex((other) => other.id === before);
    if (place < 0) return;
    others.splice(place, 0, row);
    this.#weigh(others);
  }

  /** 14. */
  hold(isHeld: boolean, now: number): void {
    const present = this.started.at(-1);
    if (!present || present.isHeld === isHeld) return;
    present.isHeld = isHeld;
    if (isHeld) this.#stop(present, now);
    else this.#run(present, now);
  }

  /** 19. */
  extend(byMs: number): void {
    const present = this.started.at(-1);
    if (present && present.limit !== null) present.limit += byMs;
  }

  /** 20. */
  giveBack(): void {
    const row = this.returnable;
    if (!row) return;
    row.state = 'waits';
    row.spans = [];
    row.isHeld = false;
    row.weight = 0;
    this.#weigh(row.class === 4 ? this.residents : this.waiting);
  }

  /** 18. */
  level(group: string, now: number): void {
    if (!this.mayLevel(group, now)) return;
    const lack = -(this.groupsLeft(now)[group] ?? 0);
    for (const [name, given] of this.#given) this.#given.set(name, given + lack);
  }

  /** 22. */
  closeDebate(): void {
    this.isClosed = true;
    for (const row of this.#rows) if (row.state === 'waits') row.state = 'gone';
  }

  /** 23. Returns what was said in the item, by id. */
  turnPage(now: number): Row[] {
    for (const row of this.started) this.#finish(row, now);
    const said = this.ended;
    for (const row of said) row.state = 'of an earlier item';
    for (const row of this.#rows)
      if (row.state === 'waits' && row.class !== 1 && row.class !== 4) row.state = 'gone';
    this.isClosed = false;
    this.#given = new Map();
    if (this.#house.groupMs !== null)
      for (const group of this.#house.groups) this.#given.set(group, this.#house.groupMs);
    return said;
  }

  // How

  #row(id: number, state: State): Row | undefined {
    return this.#rows.find((row) => row.id === id && row.state === state);
  }
  #create(wish: Wish): Row {
    return {
      id: this.#rows.length + 1,
      kind: wish.kind,
      who: wish.who,
      rank: wish.rank ?? Infinity,
      origin: wish.origin,
      class: this.#classOf(wish),
      state: 'waits',
      weight: 0,
      turn: 0,
      spans: [],
      isHeld: false,
      limit: null,
      began: 0,
      ended: 0,
    };
  }
  #waiting(isOfList: (row: Row) => boolean): Row[] {
    const rows = this.#rows.filter((row) => row.state === 'waits' && isOfList(row));
    return rows.sort((a, b) => a.weight - b.weight);
  }
  #weigh(list: readonly Row[]): void {
    for (const [index, row] of list.entries()) row.weight = index + 1;
  }
  #classOf(wish: Wish): Row['class'] {
    if (wish.kind !== 'answer') return classes[wish.kind];
    return this.#rows.find((row) => row.id === wish.origin)?.class ?? 3;
  }

  /** 7. */
  #waitsAlready(one: Pick<Row, 'kind' | 'who' | 'class'>): boolean {
    if (one.kind === 'answer') return false;
    for (const row of this.#rows) {
      if (row.state !== 'waits' || row.kind === 'answer') continue;
      if (row.class === one.class && isSamePerson(row.who, one.who)) return true;
    }
    return false;
  }

  /** The index in `list` before which a new row goes, 1 to 6. */
  #placeOf(row: Row, list: readonly Row[]): number {
    if (row.kind === 'answer') {
      let place = list.findIndex(({ id }) => id === row.origin) + 1;
      while (list[place]?.kind === 'answer' && list[place]?.class === row.class) place++;
      return place;
    }
    if (row.class === 0 || row.class === 4) return list.length;
    if (row.class === 1 && row.rank !== Infinity) {
      let place = list.length;
      for (; place > 0; place--) {
        const above = list[place - 1];
        if (above && (above.class > 1 || (above.class === 1 && above.rank <= row.rank))) break;
      }
      return place;
    }
    let place = 0;
    for (const other of list) {
      if (row.class === 3 ? other.class !== 3 : row.class === 2 ? other.class < 2 : other.class === 0) break;
      place++;
    }
    return place;
  }

  #stop(row: Row, now: number): void {
    for (const span of row.spans) span.to ??= now;
  }
  #run(row: Row, now: number): void {
    if (!this.isRunning(row)) row.spans.push({ from: now, to: null });
  }
  #finish(row: Row, now: number): void {
    this.#stop(row, now);
    row.state = 'ended';
    row.ended = now;
  }
  #dropQuestions(): void {
    for (const row of this.#rows) if (row.state === 'waits' && row.class === 3) row.state = 'gone';
  }

  /** 17. */
  #limitOf(row: Row, now: number): number | null {
    const house = this.#house;
    if (row.kind === 'answer' || row.class === 3 || row.class === 5) return null;
    if (row.class === 1) return house.pointOfOrderMs;
    if (row.class === 2) return house.interventionMs;
    if (row.class === 4) return house.residentsMs;
    const spoken = (isMeant: (other: Row) => boolean): number => {
      let sum = 0;
      for (const other of [...this.started, ...this.ended])
        if (other !== row && other.class === 0 && isMeant(other)) sum += this.usedMs(other, now);
      return sum;
    };
    const limits: number[] = [];
    if (house.speechMs !== null) limits.push(house.speechMs);
    if (house.personMs !== null)
      limits.push(house.personMs - spoken((other) => isSamePerson(other.who, row.who)));
    if (house.itemMs !== null) limits.push(house.itemMs - spoken(() => true));
    const { group } = row.who;
    const given = group === undefined ? undefined : this.#given.get(group);
    if (given !== undefined) limits.push(given - spoken((other) => other.who.group === group));
    return limits.length === 0 ? null : Math.max(0, Math.min(...limits));
  }
}
