/** Plays the recalls of one row: several cameras of its kind, quick ones and slow ones, each calibrated first. */
import type { Motion } from '../../../protocols/models/camera.ts';
import { fastHead, slowHead, type HeadSpeeds } from '../../../simulators/world/camera.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { calibrate } from './calibrate.ts';
import { surround } from './mishaps.ts';
import { pass, watchRecall, type Watched } from './recall.ts';
import type { Row } from './rows.ts';
import { createStage, type CreateStage } from './stage.ts';
import { createJudge, type Verdict } from './truth.ts';

/** One recall of a row, judged. */
export interface Judged extends Watched {
  readonly verdict: Verdict;
}

interface Camera {
  readonly head: HeadSpeeds;
  readonly areTargetsKnown: boolean;
  /** Longer than its longest way, ms; as somebody would configure it. */
  readonly maxTravelMs: number;
}

const broadcastHead: HeadSpeeds = {
  ...fastHead,
  presetPanDegreesPerSecond: 60,
  presetTiltDegreesPerSecond: 60,
  degreesPerSecondSquared: 150,
  zoomSeconds: 3.5,
};
/** Long after the head has arrived its lens is still on the way. */
const slowLens: HeadSpeeds = { ...fastHead, zoomSeconds: 8 };
const cameras: readonly Camera[] = [
  { head: fastHead, areTargetsKnown: true, maxTravelMs: 10_000 },
  { head: slowHead, areTargetsKnown: false, maxTravelMs: 20_000 },
  { head: broadcastHead, areTargetsKnown: false, maxTravelMs: 10_000 },
  { head: slowLens, areTargetsKnown: true, maxTravelMs: 10_000 },
];

const startMs = 4000;
/** Of one camera, chosen from its numbers; a calibration visits every pair both ways where they are few. */
const presetCount = 10;
/** So many recalls are given while the one before is still under way. */
const overtaking = 0.15;

export async function playRow(
  row: Row,
  recalls: number,
  seed: number,
  stageOf: CreateStage = createStage,
): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const [index, camera] of cameras.entries()) {
    const share = Math.floor((recalls + index) / cameras.length);
    if (share > 0) judged.push(...(await playCamera(row, camera, share, seed * 101 + index, stageOf)));
  }
  return judged;
}

function somePresets(highest: number, random: () => number): readonly number[] {
  const all = Array.from({ length: highest }, (_, index) => index + 1);
  return all
    .map((preset) => ({ preset, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, presetCount)
    .map(({ preset }) => preset);
}

async function playCamera(
  row: Row,
  { head, areTargetsKnown, maxTravelMs }: Camera,
  recalls: number,
  seed: number,
  stageOf: CreateStage,
): Promise<readonly Judged[]> {
  const random = createRandom(seed);
  const said: { motion: (motion: Motion) => void } = { motion: () => undefined };
  const stage = stageOf({
    kind: row.kind,
    seed,
    head,
    ringingMs: Math.round(random() * 140),
    areTargetsKnown: areTargetsKnown || row.mishap === 'grabbed',
    config: { maxTravelMs, ...row.config },
    onEvent(event) {
      if (event.type === 'motion') said.motion(event.motion);
    },
  });
  const { clock, camera, driver } = stage;
  const judge = createJudge(camera, () => clock.now());
  said.motion = (motion) => judge.said(motion);
  for (const [name, parameters] of Object.entries(row.faults)) stage.fault(name, parameters);
  driver.start();
  await pass(stage, judge, startMs);
  const presets = somePresets(row.presets, random);
  const otherPreset = (): number => {
    const { motion } = stage.state();
    const present = 'preset' in motion ? motion.preset : null;
    for (;;) {
      const preset = presets[Math.floor(random() * presets.length)];
      if (preset !== undefined && preset !== present) return preset;
    }
  };
  await calibrate(stage, judge, presets, row.isWatched);
  judge.take();
  const { before, after } = surround(row.mishap, stage, judge, random);
  const judged: Judged[] = [];
  for (let count = 0; count < recalls; count++) {
    if (random() < overtaking) {
      void driver.submit({ type: 'recall', preset: otherPreset() });
      await pass(stage, judge, random() * 900);
    }
    before();
    const watched = await watchRecall(stage, judge, otherPreset());
    await pass(stage, judge, random() * 700);
    await after();
    judged.push({ ...watched, verdict: judge.take() });
  }
  driver.stop();
  return judged;
}
