/**
 * The calibration of a camera before its recalls count: the visits that the product would make, and what it
 * concludes from them. Somebody may look at the picture meanwhile, as OBS does at five frames a second.
 */
import { conclude } from '../../../daemon/director/calibration/conclude.ts';
import { nextVisit, type Visit } from '../../../daemon/chamber/cameras/calibration.ts';
import type { MoveReport, PresetNumber } from '../../../protocols/models/camera.ts';
import { pass, watchRecall } from './recall.ts';
import type { Stage } from './stage.ts';
import type { Judge } from './truth.ts';

const frameMs = 200;
const pictureLatencyMs = 150;
/** The picture is looked at for so long after STILL, and until it is calm, but not for ever. */
const look = { onMs: 1200, longestMs: 8000 };

export async function calibrate(
  stage: Stage,
  judge: Judge,
  presets: readonly PresetNumber[],
  isWatched: boolean,
): Promise<void> {
  const visits: Visit[] = [];
  for (let preset = nextVisit(presets, visits); preset !== null; preset = nextVisit(presets, visits))
    visits.push(await visit(stage, judge, isWatched, preset));
  const result = conclude(visits, 'bench');
  if (result) await stage.driver.submit({ type: 'use-calibration', calibration: result.calibration });
}

async function visit(stage: Stage, judge: Judge, isWatched: boolean, preset: PresetNumber): Promise<Visit> {
  const { camera, clock } = stage;
  const before = stage.state().lastMove;
  const askedAt = clock.now();
  let movedAt: number | null = null;
  const note = (): void => {
    if (camera.isMoving()) movedAt = clock.now();
  };
  await watchRecall(stage, judge, preset, note);
  const saidAt = clock.now();
  while (clock.now() - saidAt < look.onMs || (camera.isMoving() && clock.now() - saidAt < look.longestMs)) {
    await pass(stage, judge, 10);
    note();
  }
  const report: MoveReport | null = stage.state().lastMove;
  if (!report || report === before || report.preset !== preset) return { preset, report: null };
  const seenMs = movedAt === null ? null : movedAt - askedAt + pictureLatencyMs;
  const isCalm = !camera.isMoving();
  const pictureMs = isWatched && isCalm && seenMs !== null ? Math.ceil(seenMs / frameMs) * frameMs : null;
  return { preset, report, pictureMs };
}
