/**
 * An evening as a script plays it: every step is done through the API or at a unit, and what must be true
 * afterwards is written down beside it, from the script's own knowledge and nothing that the daemon says.
 */
import { confirmable } from '../../protocols/api/commands/broadcast.ts';
import type { CommandInput } from '../../protocols/api/commands.ts';
import type { Stage } from './stage.ts';

export interface SpokenTruth {
  readonly item: string;
  readonly name: string;
  readonly kind: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface SpanTruth {
  readonly from: number;
  readonly to: number;
  readonly mode: 'room' | 'remote';
}

export interface Truth {
  readonly spoken: SpokenTruth[];
  readonly presence: Map<string, SpanTruth[]>;
  readonly items: { id: string; startedAt: number; endedAt: number }[];
  readonly chairs: { name: string; from: number }[];
  readonly closedParts: { from: number; to: number }[];
  readonly interruptions: { from: number; to: number }[];
  openedAt: number;
  closedAt: number;
}

export type Random = () => number;

/** Marsaglia's xorshift, 0 ≤ x < 1: the same evening for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

export const pick = <Value>(random: Random, values: readonly Value[]): Value => {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};

/** The hall as the script knows it: who sits where, who is here since when. */
export class Evening {
  readonly stage: Stage;
  readonly random: Random;
  readonly chairDesk: number;
  readonly truth: Truth = {
    spoken: [],
    presence: new Map(),
    items: [],
    chairs: [],
    closedParts: [],
    interruptions: [],
    openedAt: 0,
    closedAt: 0,
  };
  readonly seatOf = new Map<string, number>();
  private readonly here = new Map<string, { from: number; mode: 'room' | 'remote' }>();
  private item: { id: string; startedAt: number } | null = null;

  constructor(stage: Stage, random: Random, chairDesk: number) {
    this.stage = stage;
    this.random = random;
    this.chairDesk = chairDesk;
  }

  name(person: string): string {
    return person === 'vorsitz' ? 'Vorsitz' : person.replace('mitglied-', 'Mitglied ');
  }

  /** A pause of some seconds, as between any two things people do. */
  breathe(seconds: number): void {
    this.stage.pass(Math.round((0.5 + this.random()) * seconds * 1000));
  }

  async comes(person: string, seat: number | 'remote', trueAt?: number): Promise<void> {
    const mode = seat === 'remote' ? 'remote' : 'room';
    const place = seat === 'remote' ? {} : { seat };
    const late = trueAt === undefined ? {} : { at: trueAt };
    await this.stage.give('clerk', 'attendance/set', { person, status: mode, ...place, ...late });
    if (seat !== 'remote') this.seatOf.set(person, seat);
    this.here.set(person, { from: trueAt ?? this.stage.now(), mode });
  }

  async goes(person: string, trueAt?: number): Promise<void> {
    const late = trueAt === undefined ? {} : { at: trueAt };
    await this.stage.give('clerk', 'attendance/set', { person, status: 'left', ...late });
    this.leave(person, trueAt ?? this.stage.now());
    this.seatOf.delete(person);
  }

  private leave(person: string, to: number): void {
    const { truth } = this;
    const since = this.here.get(person);
    if (!since) throw new Error(`${person} was not here`);
    this.here.delete(person);
    const from = Math.max(since.from, truth.openedAt);
    if (truth.openedAt > 0 && to > from)
      truth.presence.set(person, [...(truth.presence.get(person) ?? []), { from, to, mode: since.mode }]);
  }

  async opens(chair: string): Promise<void> {
    await this.stage.give('chair', 'sitting/open', {});
    this.truth.openedAt = this.stage.now();
    this.truth.chairs.push({ name: this.name(chair), from: this.stage.now() });
  }

  async calls(item: string): Promise<void> {
    await this.stage.give('chair', 'agenda/begin', { item });
    await this.confirmClosedPart();
    await this.stage.until(`${item} runs`, 'chair', ({ sitting }) => sitting?.item?.id === item);
    this.endItem();
    this.item = { id: item, startedAt: this.stage.now() };
  }

  /** What people answer for before an item that is not public. */
  private async confirmClosedPart(): Promise<void> {
    const { closedPart } = (await this.stage.view('operator')).broadcast;
    const missing = (closedPart?.checks ?? []).filter(({ state }) => state !== 'confirmed');
    for (const check of confirmable)
      if (missing.some(({ id }) => id === check))
        await this.stage.give('operator', 'broadcast/confirm', { check, done: true });
    for (const { person } of missing)
      if (person !== undefined) await this.stage.give('operator', 'broadcast/alone', { person, alone: true });
  }

  async endsItem(): Promise<void> {
    await this.stage.give('chair', 'agenda/end', {});
    this.endItem();
  }

  /** What takes an item off the agenda ends it as well. */
  async settles(item: string, outcome: 'unanimous' | 'noted' | 'referred' | 'withdrawn'): Promise<void> {
    await this.stage.give('clerk', 'agenda/settle', { item, outcome, decision: `Beschluss zu ${item}` });
    if (outcome === 'referred' || outcome === 'withdrawn') this.endItem();
  }

  /** Where an item still runs. */
  async endsItemIfAny(): Promise<void> {
    if (this.item) await this.endsItem();
  }

  private endItem(): void {
    if (this.item) this.truth.items.push({ ...this.item, endedAt: this.stage.now() });
    this.item = null;
  }

  async closes(): Promise<void> {
    await this.stage.give('clerk', 'sitting/close', { confirmed: true });
    this.endItem();
    this.truth.closedAt = this.stage.now();
    for (const person of this.here.keys()) this.leave(person, this.stage.now());
  }

  async handsOver(person: string): Promise<void> {
    await this.stage.give('chair', 'chair/hand-over', { person });
    this.truth.chairs.push({ name: this.name(person), from: this.stage.now() });
  }

  spoke(person: string, kind: string, startedAt: number, durationMs: number): void {
    this.truth.spoken.push({
      item: this.item?.id ?? '',
      name: this.name(person),
      kind,
      startedAt,
      durationMs,
    });
  }

  private seat(person: string): number {
    const seat = this.seatOf.get(person);
    if (seat === undefined) throw new Error(`${person} sits nowhere`);
    return seat;
  }

  /** Presses the button and waits until the list has them. */
  async asks(person: string): Promise<void> {
    const seat = this.seat(person);
    await this.stage.press(seat);
    await this.stage.until(`${person} waits`, 'chair', ({ queue }) =>
      queue.some((each) => each.seat === seat),
    );
  }

  async adds(person: string, kind: CommandInput<'floor/add'>['kind']): Promise<number> {
    await this.stage.give('clerk', 'floor/add', { person, kind });
    const view = await this.stage.view('chair');
    const entry = view.queue.find((each) => each.person === person && each.kind === kind)?.entry;
    if (entry === undefined) throw new Error(`${person} is not on the list`);
    return entry;
  }

  /** The first of the list gets the floor, and its microphone is open. */
  async next(person: string): Promise<void> {
    await this.stage.give('chair', 'floor/next', {});
    await this.hasFloor(person);
  }

  async starts(person: string, entry: number): Promise<void> {
    await this.stage.give('chair', 'floor/start', { entry });
    await this.hasFloor(person);
  }

  async hasFloor(person: string): Promise<void> {
    await this.stage.until(`${person} speaks`, 'chair', ({ floor }) => floor?.name === this.name(person));
  }

  /** Closes their own microphone. */
  async ends(person: string): Promise<void> {
    const seat = this.seat(person);
    await this.stage.release(seat);
    await this.stage.until(
      `${person} is silent`,
      'chair',
      ({ open }) => !open.some((each) => each.seat === seat),
    );
  }

  /** One speech from the request to the end, with what was held of it. */
  async speech(person: string, seconds: number, held = 0): Promise<void> {
    await this.asks(person);
    this.breathe(2);
    await this.next(person);
    const startedAt = this.stage.now();
    this.stage.pass(seconds * 500);
    if (held > 0) {
      await this.stage.give('chair', 'floor/hold', { held: true });
      this.stage.pass(held * 1000);
      await this.stage.give('chair', 'floor/hold', { held: false });
    }
    this.stage.pass(seconds * 500);
    await this.ends(person);
    this.spoke(person, 'speech', startedAt, seconds * 1000);
    this.breathe(1);
  }

  /** A remote member: no microphone here; the chair ends it. */
  async remoteSpeech(person: string, seconds: number): Promise<void> {
    await this.adds(person, 'speech');
    this.breathe(2);
    await this.next(person);
    const startedAt = this.stage.now();
    this.stage.pass(seconds * 1000);
    await this.stage.give('chair', 'floor/end', {});
    await this.stage.until(`${person} ended`, 'chair', ({ floor }) => floor === undefined);
    this.spoke(person, 'speech', startedAt, seconds * 1000);
  }

  /** Goes before whoever waits. */
  async pointOfOrder(person: string, seconds: number): Promise<void> {
    const entry = await this.adds(person, 'point-of-order');
    const first = (await this.stage.view('chair')).queue[0];
    if (first?.entry !== entry) throw new Error(`the point of order of ${person} is not first`);
    await this.starts(person, entry);
    const startedAt = this.stage.now();
    this.stage.pass(seconds * 1000);
    await this.ends(person);
    this.spoke(person, 'point-of-order', startedAt, seconds * 1000);
  }

  /** A speech with a question in the middle, which does not count as its time. */
  async questioned(speaker: string, asker: string, seconds: number, question: number): Promise<void> {
    await this.asks(speaker);
    await this.next(speaker);
    const startedAt = this.stage.now();
    this.stage.pass(seconds * 500);
    const entry = await this.adds(asker, 'interposed-question');
    await this.starts(asker, entry);
    const askedAt = this.stage.now();
    this.stage.pass(question * 1000);
    await this.ends(asker);
    this.spoke(asker, 'interposed-question', askedAt, question * 1000);
    await this.hasFloor(speaker);
    this.stage.pass(seconds * 500);
    await this.ends(speaker);
    this.spoke(speaker, 'speech', startedAt, seconds * 1000);
  }
}
