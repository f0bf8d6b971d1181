/** Where the unit has a request list of its own, ours and its list agree after any order of events. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pick, randomOf } from './script.ts';
import { openStage, type Stage } from './stage.ts';

const seed = Number(process.env['SEED'] ?? 20261126);
const seats = 12;
const rounds = 30;
const eventsPerRound = 8;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ seats: seats + 1, startMs: Date.UTC(2026, 10, 25, 17, 0) });
  const items = Array.from({ length: rounds }, (_, index) => ({
    id: `i${index}`,
    number: String(index),
    title: `Punkt ${index}`,
    isPublic: true,
    onStream: true,
  }));
  await stage.give('clerk', 'sitting/prepare', {
    id: 's',
    body: 'stadtvertretung',
    title: 'S',
    date: '2026-11-25',
    items,
  });
  for (let seat = 1; seat <= seats; seat++)
    await stage.give('clerk', 'attendance/set', { person: `mitglied-${seat}`, status: 'room', seat });
  await stage.give('chair', 'sitting/open', {});
  await stage.give('operator', 'microphones/set', { mode: 'manual', maxOpen: 4 });
}, 60_000);
afterAll(() => stage.close());

interface UnitTruth {
  readonly speakers: number[];
  readonly requests: number[];
  readonly replies: number[];
}

const byNumber = (list: readonly (number | undefined)[]): number[] =>
  list.filter((seat) => seat !== undefined).sort((a, b) => a - b);

test(`the lists agree, ${rounds} rounds of ${eventsPerRound} events, seed ${seed}`, async () => {
  const random = randomOf(seed);
  const seat = (): number => 1 + Math.floor(random() * seats);
  const seen = { waiting: 0, speaking: 0 };
  const anyEntry = async (): Promise<number> => {
    const { queue } = await stage.view('chair');
    return queue.length > 0 ? pick(random, queue).entry : 1;
  };
  const events: readonly (() => Promise<unknown>)[] = [
    ...Array.from({ length: 8 }, () => () => stage.press(seat())),
    () => stage.release(seat()),
    () =>
      stage.attempt('clerk', 'floor/add', {
        seat: seat(),
        kind: pick(random, ['speech', 'point-of-order', 'contra']),
      }),
    () => stage.attempt('chair', 'floor/next', {}),
    async () => stage.attempt('chair', 'floor/start', { entry: await anyEntry() }),
    async () => stage.attempt('chair', 'floor/remove', { entry: await anyEntry() }),
    async () => stage.attempt('chair', 'floor/move', { entry: await anyEntry(), before: null }),
    () => stage.attempt('chair', 'floor/end', {}),
    () => stage.attempt('chair', 'floor/return', {}),
    () => stage.attempt('chair', 'floor/close-list', { closed: random() < 0.5 }),
    async () => (random() < 0.3 ? stage.attempt('chair', 'floor/close-debate', {}) : undefined),
    () => stage.attempt('operator', 'floor/give', { seat: seat() }),
  ];
  for (let round = 0; round < rounds; round++) {
    if (round % 3 === 0) await stage.give('chair', 'agenda/begin', { item: `i${round}` });
    // Some at the same instant, some after another.
    const turn = Array.from({ length: eventsPerRound }, () => pick(random, events));
    if (random() < 0.4) await Promise.all(turn.map((event) => event()));
    else for (const event of turn) await event();
    const agreed = await agree(round);
    seen.waiting += agreed.waiting;
    seen.speaking += agreed.speaking;
  }
  // Not bought by an empty hall.
  expect(seen.waiting).toBeGreaterThan(rounds);
  expect(seen.speaking).toBeGreaterThan(rounds / 2);
}, 120_000);

async function agree(round: number): Promise<{ waiting: number; speaking: number }> {
  let last = '';
  for (let attempt = 0; attempt < 400; attempt++) {
    const truth = (JSON.parse(await stage.truth()) as { mikrofone: UnitTruth }).mikrofone;
    const { queue, open, floor } = await stage.view('chair');
    // Somebody who speaks may wait once more with a point of order: the unit lists nobody whose microphone is open.
    const ours = byNumber(queue.map((entry) => entry.seat)).filter(
      (each, index, all) => all.indexOf(each) === index,
    );
    const waiting = ours.filter((each) => !truth.speakers.includes(each));
    const unit = byNumber([...truth.requests, ...truth.replies]);
    const isSame =
      JSON.stringify(waiting) === JSON.stringify(unit) &&
      JSON.stringify(byNumber(open.map((each) => each.seat))) === JSON.stringify(byNumber(truth.speakers)) &&
      truth.speakers.length > 0 === (floor !== undefined);
    if (isSame) return { waiting: waiting.length, speaking: truth.speakers.length };
    last = JSON.stringify({
      round,
      waiting,
      unit,
      open: open.map((each) => each.seat),
      speakers: truth.speakers,
      floor,
    });
  }
  throw new Error(`they do not agree: ${last}`);
}
