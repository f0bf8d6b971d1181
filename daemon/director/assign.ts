/**
 * Which of the cameras that are not on air should go where, all of them together and two turns ahead: an exact
 * search through every way of sending cameras to people (at most four cameras and six people). Sending the nearest
 * camera to each in turn takes the one that the next but one will need; here the seconds without a close-up that
 * both turns are expected to cost are weighed at once, beside what moving costs. Asked again at every event, it
 * plans with a receding horizon. Numbers only: it knows neither shots nor seats.
 *
 * How long a turn lasts nobody knows; taken as exponential with mean m, a camera that needs x will be late for the
 * turn after it by x - m (1 - e^(-x/m)) on average, and coming late by x loses m (1 - e^(-x/m)) of a turn.
 */

/** What one camera could do; times in ms. */
export interface Option {
  /** Index of the candidate it would show; null: none of them. */
  readonly target: number | null;
  /** Until its picture would be there. */
  readonly readyMs: number;
  /** What the move costs beside its time, as lateness. */
  readonly costMs: number;
  /** From there to each candidate; Infinity: this camera has no shot of them. */
  readonly onwardMs: readonly number[];
}

export interface Assignment {
  /** What the camera on air shows, and stays at; null: no close-up. */
  readonly onAir: Option | null;
  /** What each free camera could do, the first being to go on as it does. */
  readonly cameras: readonly (readonly Option[])[];
  /** Each one's probability to speak in the next turn and in the one after. */
  readonly candidates: readonly { readonly next: number; readonly later: number }[];
  /** The candidate who speaks and is not shown; null: nobody is missing. */
  readonly speaker: number | null;
  /** What is left of the present turn, or of the silence, on average. */
  readonly leftMs: number;
}

/** Of one turn, on average: short, so that cameras are ready for short ones too. */
const turnMs = 5000;
/** A camera that cannot get there at all. */
const neverMs = 20_000;
const tieMs = 1e-6;

const lateAfter = (ms: number, meanMs: number): number => ms - meanMs * (1 - Math.exp(-ms / meanMs));
const lost = (lateMs: number, meanMs: number): number => meanMs * (1 - Math.exp(-lateMs / meanMs));

/** An option with its losses: of the present turn if it shows the speaker, and of each candidate's. */
interface Weighed {
  readonly target: number | null;
  readonly costMs: number;
  readonly now: number;
  readonly next: Float64Array;
  readonly later: Float64Array;
}

function weighed(option: Option, { candidates, speaker, leftMs }: Assignment): Weighed {
  const readyMs = Math.min(option.readyMs, neverMs);
  // At the next turn it has so much of its way left, and sets out for whoever speaks after that.
  const left = lateAfter(readyMs, leftMs);
  const arrivals = Float64Array.from(candidates, (_, seat) =>
    seat === option.target ? left : left + Math.min(option.onwardMs[seat] ?? neverMs, neverMs),
  );
  return {
    target: option.target,
    costMs: option.costMs,
    now: option.target === speaker ? lost(readyMs, leftMs) : Infinity,
    next: arrivals.map((ms) => lost(ms, turnMs)),
    later: arrivals.map((ms) => lost(lateAfter(ms, turnMs), turnMs)),
  };
}

/**
 * What some cameras lose together: of the present turn, and for each candidate of the next turn and the one after it,
 * with the camera that loses least. The search asks for it thousands of times, so each depth has one that is
 * written over.
 */
interface Together {
  now: number;
  readonly next: Float64Array;
  readonly nextBy: Int8Array;
  readonly later: Float64Array;
  readonly laterBy: Int8Array;
  /** Without that camera. */
  readonly laterElse: Float64Array;
}

const nobodyYet = (candidates: number, leftMs: number): Together => ({
  now: leftMs,
  next: new Float64Array(candidates).fill(turnMs),
  nextBy: new Int8Array(candidates).fill(-1),
  later: new Float64Array(candidates).fill(turnMs),
  laterBy: new Int8Array(candidates).fill(-1),
  laterElse: new Float64Array(candidates).fill(turnMs),
});

/** Writes into `into` what `before` and one more camera lose. */
function join(into: Together, before: Together, camera: Weighed, index: number): void {
  into.now = Math.min(before.now, camera.now);
  for (let seat = 0; seat < into.next.length; seat++) {
    const [next, knownNext] = [camera.next[seat] ?? turnMs, before.next[seat] ?? turnMs];
    into.next[seat] = Math.min(next, knownNext);
    into.nextBy[seat] = next < knownNext ? index : (before.nextBy[seat] ?? -1);
    const [later, knownLater] = [camera.later[seat] ?? turnMs, before.later[seat] ?? turnMs];
    into.later[seat] = Math.min(later, knownLater);
    into.laterBy[seat] = later < knownLater ? index : (before.laterBy[seat] ?? -1);
    into.laterElse[seat] = Math.min(Math.max(later, knownLater), before.laterElse[seat] ?? turnMs);
  }
}

/** Of the present turn, the next and the one after: the camera on air at the next is not there for that one. */
function expectedLoss({ candidates, speaker }: Assignment, together: Together): number {
  let total = speaker === null ? 0 : together.now;
  for (let seat = 0; seat < candidates.length; seat++) {
    const { next = 0 } = candidates[seat] ?? {};
    if (next === 0) continue;
    const serving = together.nextBy[seat] ?? -1;
    let loss = together.next[seat] ?? turnMs;
    for (let then = 0; then < candidates.length; then++) {
      const { later = 0 } = candidates[then] ?? {};
      if (later === 0 || then === seat) continue;
      const isBusy = serving !== -1 && together.laterBy[then] === serving;
      loss += later * ((isBusy ? together.laterElse[then] : together.later[then]) ?? turnMs);
    }
    total += next * loss;
  }
  return total;
}

/** For each free camera the index of its option in the best assignment; going on as they do wins a tie. */
export function assign(problem: Assignment): readonly number[] {
  const options = problem.cameras.map((each) => each.map((option) => weighed(option, problem)));
  const onAir = problem.onAir && weighed(problem.onAir, problem);
  const depths = [...options, null].map(() => nobodyYet(problem.candidates.length, problem.leftMs));
  const [start] = depths;
  if (start && onAir)
    join(start, nobodyYet(problem.candidates.length, problem.leftMs), onAir, options.length);
  const picks: number[] = [];
  let best: readonly number[] = options.map(() => 0);
  let least = Infinity;

  function search(before: Together, targets: readonly number[], costMs: number): void {
    if (costMs >= least) return;
    const camera = picks.length;
    const [here, into] = [options[camera], depths[camera + 1]];
    if (!here || !into) {
      const total = costMs + expectedLoss(problem, before);
      if (total < least - tieMs) [least, best] = [total, [...picks]];
      return;
    }
    for (let pick = 0; pick < here.length; pick++) {
      const option = here[pick];
      // Nobody needs a second camera to be sent to them.
      if (!option || (pick > 0 && option.target !== null && targets.includes(option.target))) continue;
      join(into, before, option, camera);
      picks.push(pick);
      search(into, option.target === null ? targets : [...targets, option.target], costMs + option.costMs);
      picks.pop();
    }
  }
  if (start) search(start, onAir && onAir.target !== null ? [onAir.target] : [], 0);
  return best;
}
