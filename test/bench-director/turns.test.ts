import { describe, expect, test } from 'vitest';
import { queuesOf } from '../bench/director/queue.ts';
import { syntheticSitting } from '../bench/director/synthetic.ts';
import { floorOf, hoursOf, parseRttm, recordingOf, type Utterance } from '../bench/director/turns.ts';
import { createRandom } from '../../simulators/world/random.ts';

const says = (speaker: string, startMs: number, endMs: number): Utterance => ({ speaker, startMs, endMs });
/** Enough company that the recording counts. */
const others = Array.from({ length: 10 }, (_, index) =>
  says(index % 2 === 0 ? 'x' : 'y', 100_000 + index * 10_000, 102_000 + index * 10_000),
);

describe('RTTM', () => {
  test('a line is a speaker, a start and a length in seconds', () => {
    expect(parseRttm('SPEAKER m 1 34.27 10.12 <NA> <NA> FEE041 <NA> <NA>\n')).toEqual([
      { speaker: 'FEE041', startMs: 34_270, endMs: 44_390 },
    ]);
  });

  test.each([
    'hello',
    'SPEAKER m 1 x 1 <NA> <NA> a',
    'SPEAKER m 1 -1 1 <NA> <NA> a',
    'SPEAKER m 1 1 1e9 <NA> <NA> a',
  ])('anything else is refused: %s', (line) => {
    expect(() => parseRttm(`${line}\n`)).toThrow('line 1');
  });
});

describe('turns', () => {
  const turnsOf = (utterances: readonly Utterance[]) =>
    recordingOf('m', [...utterances, ...others])?.turns.filter(({ startMs }) => startMs < 100_000);

  test('a pause of up to a second does not end one, a longer one does', () => {
    const turns = turnsOf([says('a', 0, 2000), says('a', 3000, 5000), says('a', 6001, 8000)]);
    expect(turns).toEqual([
      { seat: 1, startMs: 0, endMs: 5000 },
      { seat: 1, startMs: 6001, endMs: 8000 },
    ]);
  });

  test('under a second and a half there is none, and one who has no other has no seat', () => {
    expect(turnsOf([says('a', 0, 1499), says('b', 0, 1500)])).toEqual([{ seat: 1, startMs: 0, endMs: 1500 }]);
  });

  test('recordings of two speakers or of ten turns say nothing about cameras', () => {
    expect(recordingOf('m', others)).toBeNull();
    expect(recordingOf('m', [says('a', 0, 2000), ...others.slice(1)])).toBeNull();
    expect(recordingOf('m', [says('a', 0, 2000), ...others])).not.toBeNull();
  });
});

describe('the floor', () => {
  test('goes to the last who opened and falls back to one still open', () => {
    const turns = [
      { seat: 1, startMs: 0, endMs: 10_000 },
      { seat: 2, startMs: 2000, endMs: 6000 },
      { seat: 3, startMs: 3000, endMs: 5000 },
    ];
    expect(floorOf(turns)).toEqual([
      { seat: 1, startMs: 0, endMs: 2000 },
      { seat: 2, startMs: 2000, endMs: 3000 },
      { seat: 3, startMs: 3000, endMs: 5000 },
      { seat: 2, startMs: 5000, endMs: 6000 },
      { seat: 1, startMs: 6000, endMs: 10_000 },
    ]);
  });

  test('stays one piece while somebody below closes, and under 0.3 s counts for nothing', () => {
    const turns = [
      { seat: 1, startMs: 0, endMs: 3000 },
      { seat: 2, startMs: 1000, endMs: 5000 },
      { seat: 3, startMs: 4701, endMs: 8000 },
      { seat: 2, startMs: 7800, endMs: 8000 },
    ];
    expect(floorOf(turns)).toEqual([
      { seat: 1, startMs: 0, endMs: 1000 },
      { seat: 2, startMs: 1000, endMs: 4701 },
      { seat: 3, startMs: 4701, endMs: 7800 },
    ]);
  });
});

describe('the list of speakers', () => {
  const sitting = syntheticSitting(1);

  test('a synthetic sitting is two hours of speech, and the same for the same seed', () => {
    expect(hoursOf(sitting)).toBeGreaterThan(1.5);
    expect(syntheticSitting(1)).toEqual(sitting);
    expect(syntheticSitting(2)).not.toEqual(sitting);
  });

  test('known: the next three who have the floor', () => {
    const queues = queuesOf(sitting, 'known', createRandom(1));
    expect(queues[0]).toEqual(sitting.floor.slice(1, 4).map(({ seat }) => seat));
    expect(queues.at(-1)).toEqual([]);
  });

  test('right in 70 %: three entries in ten name somebody else', () => {
    const known = queuesOf(sitting, 'known', createRandom(1)).flat();
    const rounds = Array.from({ length: 50 }, (_, seed) =>
      queuesOf(sitting, 'right70', createRandom(seed)).flat(),
    );
    const right = rounds.flatMap((guesses) => guesses.filter((seat, index) => seat === known[index])).length;
    expect(right / rounds.length / known.length).toBeCloseTo(0.7, 1);
    expect(rounds.flat().every((seat) => seat >= 1 && seat <= sitting.seats)).toBe(true);
  });
});
