/**
 * What a stream contained, from decoded frames and samples: when each picture with a camera in it was taken, by the
 * marks in it, and when sound was heard. Nothing of this asks the daemon or OBS.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readMarks, type Marks } from '../../simulators/world/marks.ts';

const width = 640;
const height = 360;
const frameBytes = width * height * 4;

export interface Frame {
  /** In the stream, ms. */
  readonly at: number;
  readonly marks: Marks | null;
}

export interface Heard {
  /** In the stream, ms. */
  readonly from: number;
  readonly to: number;
}

export interface Content {
  readonly frames: readonly Frame[];
  readonly sound: readonly Heard[];
}

/** A picture of the hall, whoever is in it: a slate has no marks. */
export const showsHall = ({ marks }: Frame): boolean => marks !== null && marks.cameraId !== null;

export async function contentOf(file: string): Promise<Content> {
  return { frames: await framesOf(file), sound: await soundOf(file) };
}

async function framesOf(file: string): Promise<readonly Frame[]> {
  const frames = await readFrames(file, (rgba) => readMarks(rgba, width, height));
  return frames.map(({ at, read }) => ({ at, marks: read }));
}

/** Reads every frame of a stream, scaled to 640 by 360; `at` is its time in the stream, ms. */
export async function readFrames<Read>(
  file: string,
  read: (rgba: Uint8ClampedArray, width: number, height: number) => Read,
): Promise<readonly { readonly at: number; readonly read: Read }[]> {
  const ffmpeg = spawn(
    'ffmpeg',
    [
      '-loglevel info -nostats -copyts -i'.split(' '),
      file,
      '-map 0:v -vf'.split(' '),
      `scale=${width}:${height}:flags=area,format=rgba,showinfo`,
      '-fps_mode passthrough -f rawvideo pipe:1'.split(' '),
    ].flat(),
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const times: number[] = [];
  let words = '';
  ffmpeg.stderr.on('data', (data: Buffer) => {
    words += data.toString('latin1');
    const lines = words.split('\n');
    words = lines.pop() ?? '';
    for (const line of lines) {
      const time = /showinfo.* pts_time:(-?[\d.]+)/.exec(line)?.[1];
      if (time !== undefined) times.push(Number(time) * 1000);
    }
  });
  const found: Read[] = [];
  let held: Buffer = Buffer.alloc(0);
  ffmpeg.stdout.on('data', (data: Buffer) => {
    held = held.length === 0 ? data : Buffer.concat([held, data]);
    while (held.length >= frameBytes) {
      const frame = new Uint8ClampedArray(held.buffer, held.byteOffset, frameBytes);
      found.push(read(frame, width, height));
      held = held.subarray(frameBytes);
    }
  });
  await once(ffmpeg, 'close');
  return found.map((each, index) => ({ at: times[index] ?? Number.NaN, read: each }));
}

const samplesPerSecond = 8000;
const windowMs = 20;
/** The tone of the hall is at about −20 dB; what an encoder makes of silence is far below this. */
const audibleRms = 10 ** (-50 / 20) * 32_768;

async function soundOf(file: string): Promise<readonly Heard[]> {
  const ffmpeg = spawn(
    'ffmpeg',
    [
      '-loglevel info -nostats -copyts -i'.split(' '),
      file,
      // Gaps in the stream become silence, so that a sample's place is its time.
      `-map 0:a -ac 1 -ar ${samplesPerSecond} -af aresample=async=1:first_pts=0 -f s16le pipe:1`.split(' '),
    ].flat(),
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const chunks: Buffer[] = [];
  ffmpeg.stdout.on('data', (data: Buffer) => chunks.push(data));
  await once(ffmpeg, 'close');
  const bytes = Buffer.concat(chunks);
  const perWindow = (samplesPerSecond * windowMs) / 1000;
  const heard: Heard[] = [];
  for (let start = 0; (start + perWindow) * 2 <= bytes.length; start += perWindow) {
    let sum = 0;
    for (let index = 0; index < perWindow; index++) sum += bytes.readInt16LE((start + index) * 2) ** 2;
    if (Math.sqrt(sum / perWindow) < audibleRms) continue;
    const from = (start / samplesPerSecond) * 1000;
    const last = heard.at(-1);
    if (last && from - last.to < 1) heard[heard.length - 1] = { from: last.from, to: from + windowMs };
    else heard.push({ from, to: from + windowMs });
  }
  return heard;
}

export interface Leak {
  /** Frames of the hall before the command: without any there is nothing to judge. */
  readonly framesBefore: number;
  readonly soundBeforeMs: number;
  /** How long after the command the last picture of the hall was taken, ms; ≤ 0: none after it. */
  readonly pictureMs: number;
  /** The same for sound. Placed by the pictures, so up to the camera's latency early. */
  readonly soundMs: number;
}

/** `command` and `until` in world time, ms: later than `until` the hall may be seen again. */
export function leakAfter({ frames, sound }: Content, command: number, until = Infinity): Leak {
  const hall = frames.filter(showsHall).map(({ at, marks }) => ({ at, world: marks?.worldTimeMs ?? 0 }));
  const inTime = hall.filter(({ world }) => world < until);
  const before = inTime.filter(({ world }) => world <= command);
  // The shortest way from the camera into the stream is the nearest to the truth.
  const offset = Math.max(...before.map(({ at, world }) => world - at));
  const worldOf = (at: number): number => at + offset;
  const heard = sound.filter(({ from }) => worldOf(from) < until);
  const lastHeard = Math.max(...heard.map(({ to }) => Math.min(worldOf(to), until)), -Infinity);
  return {
    framesBefore: before.length,
    soundBeforeMs: heard
      .filter(({ from }) => worldOf(from) < command)
      .reduce((sum, { from, to }) => sum + Math.min(worldOf(to), command) - worldOf(from), 0),
    pictureMs: Math.max(...inTime.map(({ world }) => world - command), 0),
    soundMs: Math.max(lastHeard - command, 0),
  };
}
