/** The search for the best assignment against every assignment, weighed afresh and without a shortcut. */
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../simulators/world/random.ts';
import { assign, type Assignment, type Option } from '../../../daemon/director/assign.ts';

const turnMs = 5000;
const neverMs = 20_000;
const late = (ms: number, mean: number): number => ms - mean * (1 - Math.exp(-ms / mean));
const lost = (ms: number, mean: number): number => mean * (1 - Math.exp(-ms / mean));

/** The expected loss of one whole assignment, as its description says. */
function lossOf(problem: Assignment, picks: readonly number[]): number {
  const chosen = problem.cameras.flatMap((options, camera) => options[picks[camera] ?? 0] ?? []);
  const all = problem.onAir ? [...chosen, problem.onAir] : chosen;
  const atNext = ({ readyMs, target, onwardMs }: Option, seat: number): number =>
    late(Math.min(readyMs, neverMs), problem.leftMs) +
    (seat === target ? 0 : Math.min(onwardMs[seat] ?? neverMs, neverMs));
  const least = (losses: readonly number[]): number => Math.min(turnMs, ...losses);
  let total = chosen.reduce((sum, { costMs }) => sum + costMs, 0);
  if (problem.speaker !== null)
    total += Math.min(
      problem.leftMs,
      ...all
        .filter(({ target }) => target === problem.speaker)
        .map(({ readyMs }) => lost(Math.min(readyMs, neverMs), problem.leftMs)),
    );
  for (const [seat, { next }] of problem.candidates.entries()) {
    const losses = all.map((option) => lost(atNext(option, seat), turnMs));
    const soonest = losses.findIndex((loss) => loss === Math.min(...losses) && loss < turnMs);
    let loss = least(losses);
    for (const [then, { later }] of problem.candidates.entries())
      if (then !== seat)
        loss +=
          later *
          least(
            all
              .filter((_, camera) => camera !== soonest)
              .map((option) => lost(late(atNext(option, then), turnMs), turnMs)),
          );
    total += next * loss;
  }
  return total;
}

/** Every assignment but those that send a camera to somebody whom another one shows. */
function everyPick(problem: Assignment): readonly (readonly number[])[] {
  const all = problem.cameras.reduce<readonly (readonly number[])[]>(
    (built, options) => built.flatMap((picks) => options.map((_, pick) => [...picks, pick])),
    [[]],
  );
  return all.filter((picks) => {
    const targets = picks.map((pick, camera) => problem.cameras[camera]?.[pick]?.target ?? null);
    const shown = [...targets, problem.onAir?.target ?? null];
    return targets.every(
      (target, camera) =>
        picks[camera] === 0 || shown.every((other, index) => index === camera || other !== target),
    );
  });
}

function randomProblem(random: () => number): Assignment {
  const below = (limit: number): number => Math.floor(random() * limit);
  const people = 2 + below(3);
  const way = (): number => (random() < 0.1 ? Infinity : 500 + below(3500));
  const option = (target: number | null, readyMs: number, costMs: number): Option => ({
    target,
    readyMs,
    costMs,
    onwardMs: Array.from({ length: people }, (_, seat) => (seat === target ? 0 : way())),
  });
  const standing = (): Option => option(random() < 0.5 ? below(people) : null, below(800), 0);
  const cameras = Array.from({ length: 1 + below(3) }, () => {
    const stays = standing();
    const moves = Array.from({ length: people }, (_, seat) => seat).filter((seat) => seat !== stays.target);
    return [stays, ...moves.map((seat) => option(seat, 500 + below(4000), below(150)))];
  });
  return {
    onAir: random() < 0.6 ? standing() : null,
    cameras,
    candidates: Array.from({ length: people }, () => ({ next: random() / people, later: random() / people })),
    speaker: random() < 0.4 ? below(people) : null,
    leftMs: 1000 + below(9000),
  };
}

test('500 random halls: no way of sending the cameras is better than the one it finds', () => {
  const random = createRandom(20_261_125);
  let moved = 0;
  for (let index = 0; index < 500; index++) {
    const problem = randomProblem(random);
    const picks = assign(problem);
    moved += picks.filter((pick) => pick > 0).length;
    const best = Math.min(...everyPick(problem).map((each) => lossOf(problem, each)));
    expect(lossOf(problem, picks), JSON.stringify(problem)).toBeLessThanOrEqual(best + 1e-3);
  }
  expect(moved).toBeGreaterThan(300);
});

describe('sending cameras', () => {
  const at = (target: number | null, readyMs: number, onwardMs: readonly number[], costMs = 0): Option => ({
    target,
    readyMs,
    costMs,
    onwardMs,
  });
  const sure = (seat: number, then: number): Assignment['candidates'] =>
    [0, 1, 2].map((each) => ({ next: each === seat ? 0.95 : 0, later: each === then ? 0.95 : 0 }));

  test('the camera that the next but one will need is not taken for the next one', () => {
    // The first camera is nearest to person 1, but it alone can show person 2 in time.
    const problem: Assignment = {
      onAir: at(0, 0, [0, 4000, 4000]),
      cameras: [
        [at(2, 0, [900, 900, 0]), at(1, 900, [900, 0, 900], 20)],
        [at(null, 0, [1500, 1500, Infinity]), at(1, 1500, [1500, 0, Infinity], 30)],
      ],
      candidates: sure(1, 2),
      speaker: null,
      leftMs: 8000,
    };
    expect(assign(problem)).toEqual([0, 1]);
  });

  test('where a move gains nothing everything stays as it is', () => {
    const problem: Assignment = {
      onAir: at(0, 0, [0, 2000, 2000]),
      cameras: [[at(1, 0, [2000, 0, 2000]), at(2, 2000, [2000, 2000, 0], 40)]],
      candidates: sure(1, 0),
      speaker: null,
      leftMs: 8000,
    };
    expect(assign(problem)).toEqual([0]);
  });

  test('the one who speaks unseen goes before whoever may be next', () => {
    const problem: Assignment = {
      onAir: null,
      cameras: [[at(null, 0, [1500, 1500]), at(0, 1500, [0, 2000], 30), at(1, 1500, [2000, 0], 30)]],
      candidates: [
        { next: 0, later: 0.3 },
        { next: 0.6, later: 0 },
      ],
      speaker: 0,
      leftMs: 8000,
    };
    expect(assign(problem)).toEqual([1]);
  });
});
