/**
 * Does the name in the lower third belong to the face above it? Speakers change by chance on a real OBS, and what
 * it shows is read back from pixels: screenshots of the program at random moments and in bursts around each cut,
 * and every frame of the stream, whose times tell how long a wrong name stood, however busy this machine is. The
 * lower third is moved up a little, as a technician might, so that it does not cover the placards.
 */
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { createRandom } from '../../simulators/world/random.ts';
import { readMarks } from '../../simulators/world/marks.ts';
import { readFrames } from './judge.ts';
import {
  judgeNames,
  wrongLies,
  longestLieMs,
  wrongNames,
  type NamedPicture,
  type NameFigures,
  type Speech,
} from './name-judge.ts';
import { markedName, readName, type NameBox } from './name-marks.ts';
import { openTransmission, type TransmissionStage } from './stage.ts';

export interface LowerThirdPlan {
  /** At random moments; those of the bursts come on top. */
  readonly screenshots: number;
  readonly seed: number;
}

export interface LowerThirdFigures {
  readonly random: NameFigures;
  readonly bursts: NameFigures;
  readonly frames: NameFigures;
  readonly changes: number;
  /** Longest a wrong name stood, by the frames of the stream, ms. */
  readonly longestLieMs: number;
  /** Empty: nothing. */
  readonly wrong: readonly string[];
}

const seats = 8;
const chair = seats;
const members = Array.from({ length: seats - 1 }, (_, index) => index + 1);
const lowerThirdScene = 'Saalregie Bauchbinde';
const nameInput = 'Saalregie Name';
const raisedPixels = 300;
const canvas = { width: 1280, height: 720 };
const burstAfterCutMs = 700;
const longestBurstMs = 4000;

interface Shot {
  readonly at: number;
  readonly jpeg: Buffer;
  readonly isRandom: boolean;
}

export async function playLowerThird({ screenshots, seed }: LowerThirdPlan): Promise<LowerThirdFigures> {
  const stage = await openTransmission({ seats, nameOf: markedName });
  try {
    const box = await raiseLowerThird(stage);
    await stage.receiver.next();
    await stage.give('broadcast/open', { confirmed: true });
    await stage.give('broadcast/start-stream');
    await stage.until('the stream runs', ({ onAir }) => onAir.stream === 'active');
    const { speeches, shots } = await play(stage, screenshots, seed);
    await stage.give('broadcast/stop-stream');
    const file = await stage.receiver.finish();

    const wide = stage.hall.chamber.chamber.world.cameras.get('wide')?.index ?? 0;
    const frames = (
      await readFrames(file, (rgba, width, height) => ({
        marks: readMarks(rgba, width, height),
        name: readName({ rgba, width, height }, box),
      }))
    ).map(({ at, read }) => ({ at, ...read }));
    const looks: (NamedPicture & { readonly isRandom: boolean })[] = [];
    for (const shot of shots) looks.push({ ...(await readShot(shot, box)), isRandom: shot.isRandom });
    return figuresOf(
      {
        random: judgeNames(
          looks.filter(({ isRandom }) => isRandom),
          speeches,
          wide,
        ),
        bursts: judgeNames(looks, speeches, wide),
        frames: judgeNames(frames, speeches, wide),
      },
      speeches.length,
    );
  } finally {
    await stage.stop();
  }
}

/** Moves the lower third up in every picture; where its name stands then. */
async function raiseLowerThird(stage: TransmissionStage): Promise<NameBox> {
  const client = await stage.watcher();
  const { scenes } = await client.call('GetSceneList');
  for (const { sceneName } of scenes as { sceneName: string }[]) {
    const { sceneItems } = await client.call('GetSceneItemList', { sceneName });
    for (const { sourceName, sceneItemId } of sceneItems as { sourceName: string; sceneItemId: number }[])
      if (sourceName === lowerThirdScene)
        await client.call('SetSceneItemTransform', {
          sceneName,
          sceneItemId,
          sceneItemTransform: { positionY: -raisedPixels },
        });
  }
  const { sceneItemId } = await client.call('GetSceneItemId', {
    sceneName: lowerThirdScene,
    sourceName: nameInput,
  });
  const { sceneItemTransform: place } = await client.call('GetSceneItemTransform', {
    sceneName: lowerThirdScene,
    sceneItemId,
  });
  return {
    x: Number(place['positionX']) / canvas.width,
    y: (Number(place['positionY']) - raisedPixels) / canvas.height,
    width: Number(place['boundsWidth']) / canvas.width,
    height: Number(place['boundsHeight']) / canvas.height,
  };
}

interface Speaking {
  readonly seat: number;
  readonly from: number;
}

/** The hall while it is played. */
interface Live {
  speaker: Speaking | null;
  /** The chair speaks as well. */
  chair: Speaking | null;
  nextChange: number;
  chairAt: number;
  /** Screenshots as fast as they come. */
  burstUntil: number;
  scene: string;
}

async function play(
  stage: TransmissionStage,
  screenshots: number,
  seed: number,
): Promise<{ readonly speeches: readonly Speech[]; readonly shots: readonly Shot[] }> {
  const random = createRandom(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const speeches: Speech[] = [];
  const shots: Shot[] = [];
  const live: Live = {
    speaker: null,
    chair: null,
    nextChange: 0,
    chairAt: Infinity,
    burstUntil: 0,
    scene: '',
  };

  async function ends(speaking: Speaking | null): Promise<void> {
    if (!speaking) return;
    await stage.release(speaking.seat);
    speeches.push({ ...speaking, to: stage.now() });
  }

  async function begins(seat: number): Promise<Speaking> {
    const from = stage.now();
    await stage.press(seat);
    live.burstUntil = stage.now() + longestBurstMs;
    return { seat, from };
  }

  async function change(): Promise<void> {
    const { speaker: before } = live;
    // Neighbours can be in one picture: the next one sits elsewhere.
    const others = members.filter((seat) => Math.abs(seat - (before?.seat ?? -9)) > 1);
    const seat = others[Math.floor(random() * others.length)] ?? 1;
    const isInterrupted = random() < 0.3;
    await ends(live.chair);
    live.chair = null;
    if (!isInterrupted) await ends(before);
    live.speaker = await begins(seat);
    if (isInterrupted) await ends(before);
    const untilNext = between(3000, 8000);
    live.nextChange = stage.now() + untilNext;
    // The floor stays with the one who is interrupted, and the face is the chair's.
    live.chairAt = random() < 0.4 ? stage.now() + 0.5 * untilNext : Infinity;
  }

  let nextShot = 0;
  let taken = 0;
  while (taken < screenshots) {
    const now = stage.now();
    if (now >= live.nextChange) await change();
    if (now >= live.chairAt) {
      live.chairAt = Infinity;
      live.chair = await begins(chair);
    }
    const isRandom = now >= nextShot;
    if (isRandom) nextShot = now + between(400, 2000);
    if (!isRandom && now >= live.burstUntil) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    const look = await lookAtProgram(stage);
    if (!look) continue;
    shots.push({ at: look.at, jpeg: look.jpeg, isRandom });
    if (isRandom) taken++;
    if (look.scene !== live.scene) live.burstUntil = Math.min(live.burstUntil, look.at + burstAfterCutMs);
    live.scene = look.scene;
  }
  await ends(live.chair);
  await ends(live.speaker);
  return { speeches, shots };
}

/** The scene that was on program before and after its picture was taken; null: it changed meanwhile. */
async function lookAtProgram(
  stage: TransmissionStage,
): Promise<{ readonly at: number; readonly scene: string; readonly jpeg: Buffer } | null> {
  const client = await stage.watcher();
  const { currentProgramSceneName: scene } = await client.call('GetCurrentProgramScene');
  const { imageData } = await client.call('GetSourceScreenshot', {
    sourceName: scene,
    imageFormat: 'jpg',
    imageWidth: canvas.width,
    imageHeight: canvas.height,
    imageCompressionQuality: 95,
  });
  const at = stage.now();
  const after = await client.call('GetCurrentProgramScene');
  if (after.currentProgramSceneName !== scene) return null;
  return { at, scene, jpeg: Buffer.from(imageData.slice(imageData.indexOf(',') + 1), 'base64') };
}

/** Read after the run, so that reading takes no time from it. */
async function readShot({ at, jpeg }: Shot, box: NameBox): Promise<NamedPicture> {
  const { width, height } = canvas;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(await loadImage(jpeg), 0, 0);
  const { data: rgba } = context.getImageData(0, 0, width, height);
  return { at, marks: readMarks(rgba, width, height), name: readName({ rgba, width, height }, box) };
}

function figuresOf(
  parts: Pick<LowerThirdFigures, 'random' | 'bursts' | 'frames'>,
  changes: number,
): LowerThirdFigures {
  const named = (what: string, figures: NameFigures): string[] =>
    wrongNames(figures).map((wrong) => `${what}: ${wrong}`);
  return {
    ...parts,
    changes,
    longestLieMs: Math.max(0, ...parts.frames.lies.map(({ stoodMs }) => stoodMs)),
    wrong: [
      ...named('screenshots', parts.random),
      // A burst shows little but changes: only what stood there wrongly counts.
      ...wrongLies(parts.bursts).map((wrong) => `bursts: ${wrong}`),
      ...named('stream', parts.frames),
    ],
  };
}

/** The figures in three lines. */
export function describeLowerThird({ random, bursts, frames, changes }: LowerThirdFigures): string {
  const line = (what: string, figures: NameFigures): string => {
    const { pictures, closeUps, lies, unreadable, settled, settledNamed } = figures;
    const longest = Math.max(0, ...lies.map(({ stoodMs }) => stoodMs));
    const atMost = Math.max(0, ...lies.map(({ atMostMs }) => atMostMs));
    return (
      `  ${what}: ${pictures} (${closeUps} close-ups), ${lies.length} wrong names, longest ${Math.round(longest)} ms` +
      ` (at most ${Math.round(atMost)}, allowed ${longestLieMs}), right in ${settledNamed} of ${settled} that stood, ` +
      `${unreadable} unreadable\n`
    );
  };
  return (
    `names under faces, ${changes} changes of speaker\n` +
    line('screenshots at random moments', random) +
    line('with those around each cut', bursts) +
    line('frames of the stream', frames)
  );
}
