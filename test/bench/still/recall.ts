/** One recall from the order to the end: what the driver says of it, and what the camera really did. */
import type { MonotonicMs } from '../../../protocols/clock.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import type { PresetNumber } from '../../../protocols/models/camera.ts';
import { isNear } from '../../drivers/camera-rig.ts';
import type { Stage } from './stage.ts';
import type { Judge } from './truth.ts';

/** How often driver and world are compared, ms; every word of the driver besides. */
const stepMs = 10;
/** A driver that says nothing for so long after the camera stands has given up, ms. */
const patienceMs = 45_000;
/** Somebody who took the joystick shortly before may still have it, ms. */
const touchMs = 1000;

export interface Watched {
  /** By the stage's clock. */
  readonly askedAt: MonotonicMs;
  /** From the order until the camera stood at the preset; null: it did not get there. */
  readonly trueMs: number | null;
  /** The driver's STILL comes from the passing of time alone. */
  readonly isTimed: boolean;
  /** From the order to the driver's STILL at the preset; null: it never said so. */
  readonly stillMs: number | null;
  /** The driver itself says that this recall failed, or a stranger came in between. */
  readonly isExcused: boolean;
}

/** Lets time pass in steps, each looked at. */
export async function pass(stage: Stage, judge: Judge, ms: number): Promise<void> {
  const { clock } = stage;
  const until = clock.now() + ms;
  while (clock.now() < until) {
    await clock.advance(Math.min(stepMs, until - clock.now()));
    judge.look();
  }
}

export async function watchRecall(
  stage: Stage,
  judge: Judge,
  preset: PresetNumber,
  onStep: () => void = () => undefined,
): Promise<Watched> {
  const { clock, camera } = stage;
  const askedAt = clock.now();
  const order: { outcome: Outcome | null } = { outcome: null };
  void stage.driver.submit({ type: 'recall', preset }).then((settled) => {
    order.outcome = settled;
  });
  const isThere = (): boolean => !camera.isMoving() && isNear(camera.position(), camera.presets.get(preset));
  const isSaid = (): boolean => {
    const { motion } = stage.state();
    return motion.kind === 'still' && motion.preset === preset;
  };
  let movedAt = askedAt;
  let saidAt: number | null = null;
  let isFaulty = false;
  let isTimed = false;
  while (clock.now() - askedAt < patienceMs) {
    await pass(stage, judge, stepMs);
    onStep();
    if (camera.isMoving()) movedAt = clock.now();
    saidAt = isSaid() ? (saidAt ?? clock.now()) : null;
    isTimed = saidAt !== null && isTimedStill(stage);
    isFaulty ||= stage.health().status?.level === 'fault';
    if (saidAt !== null && isThere()) break;
    // It was not done and nothing of it is under way: nothing more will come of it.
    if (isRefused(order.outcome) && !camera.isMoving() && clock.now() - movedAt > 2000) break;
    if (isFaulty && !camera.isMoving() && !isThere() && clock.now() - movedAt > 2000) break;
    if (stage.state().motion.kind === 'still' && !isSaid() && !camera.isMoving() && order.outcome) break;
  }
  const trueMs = isThere() ? movedAt - askedAt : null;
  const isElsewhere = saidAt === null && stage.state().motion.kind === 'still';
  const wasPushed = judge.wasTouchedSince(askedAt - touchMs);
  const isExcused = isRefused(order.outcome) || isFaulty || isElsewhere || wasPushed;
  return { askedAt, trueMs, isTimed, stillMs: saidAt === null ? null : saidAt - askedAt, isExcused };
}

function isTimedStill(stage: Stage): boolean {
  const { motion } = stage.state();
  return motion.kind === 'still' && !motion.measured;
}

const isRefused = (outcome: Outcome | null): boolean => outcome !== null && !outcome.ok;
