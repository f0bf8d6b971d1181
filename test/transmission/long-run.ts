/**
 * Minutes of a sitting on a real OBS that streams to a real server: speakers change by chance, with pauses, holds,
 * parts that are not public and a restart of OBS. Each second the operator's view is held against what OBS itself
 * answers, whoever speaks is looked for on air, and the daemon's memory is read from /proc.
 */
import { readFileSync } from 'node:fs';
import type { OBSWebSocket } from 'obs-websocket-js/json';
import type { OperatorView } from '../../protocols/api/views.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { openTransmission, type TransmissionStage } from './stage.ts';
import { differencesOf, watchDifferences, type MixerFacts } from './switcher-differences.ts';

export interface RealPlan {
  readonly seed: number;
  readonly minutes: number;
}

export interface RealFigures {
  readonly minutes: number;
  readonly samples: number;
  readonly cuts: number;
  readonly speakers: number;
  readonly restarts: number;
  /** Of more than 10 s in good order. */
  readonly long: number;
  readonly missed: readonly string[];
  readonly differences: readonly (readonly [what: string, ms: number])[];
  readonly differencesAtEnd: readonly string[];
  /** Longest the server got nothing while OBS said that it streams, ms. */
  readonly stalledMs: number;
  /** Of the daemon, bytes: medians of the second and of the last quarter. */
  readonly memory: readonly [early: number, late: number];
  /** Empty: nothing. */
  readonly wrong: readonly string[];
}

const seats = 8;
const sampleMs = 1000;
const longSpeechMs = 10_000;
/** The view is looked at once a second: what differs twice in a row may have lasted that long, and no longer. */
const longestDifferenceMs = 2500;
const longestStallMs = 5000;
const mostGrowth = 0.15;
const slates = ['Saalregie Tafel', 'Saalregie Pause'];

export async function playRealRun({ seed, minutes }: RealPlan): Promise<RealFigures> {
  const stage = await openTransmission({ seats });
  try {
    return await played(stage, { seed, minutes });
  } finally {
    await stage.stop();
  }
}

async function played(stage: TransmissionStage, { seed, minutes }: RealPlan): Promise<RealFigures> {
  const random = createRandom(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const watch = watchHall(stage);
  const end = stage.now() + minutes * 60_000;
  let restarts = 0;
  let speakers = 0;

  async function run(ms: number): Promise<void> {
    const until = stage.now() + ms;
    for (;;) {
      const next = Math.min(until, watch.sampledAt() + sampleMs);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - stage.now())));
      if (stage.now() >= watch.sampledAt() + sampleMs) await watch.sample();
      if (stage.now() >= until) return;
    }
  }

  async function stream(): Promise<void> {
    await stage.receiver.next();
    await stage.give('broadcast/start-stream');
  }

  async function closeMicrophones(): Promise<void> {
    for (const seat of (await stage.view()).open) await stage.release(seat);
  }

  async function speak(): Promise<void> {
    const { open } = await stage.view();
    const next = [1, 2, 3, 4, 5, 6, 7].filter((seat) => !open.includes(seat));
    const seat = next[Math.floor(random() * next.length)] ?? 1;
    await closeMicrophones();
    await stage.press(seat);
    watch.speaks(seat);
    speakers++;
  }

  async function interrupt(word: 'pause' | 'hold' | 'non-public'): Promise<void> {
    watch.inGoodOrder(false);
    await stage.give(`broadcast/${word}`);
    await run(between(4000, 15_000));
    if (word === 'non-public') {
      await stage.give('broadcast/prepare');
      await run(between(1000, 3000));
      await stage.give('broadcast/open', { confirmed: true });
      await stream();
    } else await stage.give('broadcast/resume');
    watch.inGoodOrder(true);
  }

  async function restart(): Promise<void> {
    watch.inGoodOrder(false);
    restarts++;
    await stage.obs.restart();
    await stage.prepareObs();
    await stage.until('OBS answers', ({ devices }) => devices['obs']?.code === 'ready', 30_000);
    await stream();
    watch.inGoodOrder(true);
  }

  await stage.give('broadcast/open', { confirmed: true });
  await stream();
  watch.inGoodOrder(true);
  const words = ['non-public', 'pause', 'hold'] as const;
  let nextWord = stage.now() + between(40_000, 90_000);
  let turn = 0;
  while (stage.now() < end) {
    await speak();
    await run(between(3000, 20_000));
    if (stage.now() < nextWord) continue;
    watch.speaks(null);
    // Every fourth is a restart of OBS.
    const word = words[turn++ % 4];
    if (word) await interrupt(word);
    else await restart();
    nextWord = stage.now() + between(40_000, 90_000);
  }
  watch.speaks(null);
  await closeMicrophones();
  await run(5000);
  return judged({ minutes, restarts, speakers, ...watch.figures() });
}

interface Speaking {
  readonly seat: number;
  readonly from: number;
  isShown: boolean;
  good: boolean;
}

function watchHall(stage: TransmissionStage) {
  const { world } = stage.hall.chamber.chamber;
  const cameras = stage.hall.config.broadcast.cameras ?? [];
  const differences = watchDifferences();
  const missed: string[] = [];
  const memory: number[] = [];
  let good = false;
  let speaking: Speaking | null = null;
  let long = 0;
  let cuts = 0;
  let scene: string | null = null;
  let sampledAt = stage.now();
  let stalledSince: number | null = null;
  let stalledMs = 0;
  let bytes = 0;

  /** What OBS says before and after the view is read; only where it says the same twice it can be held against it. */
  async function sample(): Promise<void> {
    sampledAt = stage.now();
    const client = await stage.watcher();
    const before = await saidBy(client);
    const view = await stage.view();
    const after = await saidBy(client);
    if (differencesOf(before, after).length === 0) differences.sample(sampledAt, differencesIn(view, before));
    memory.push(residentBytes(stage.daemonPid));

    if (before.program !== scene) cuts++;
    scene = before.program;
    const camera = cameras.find((other) => other.scene === scene)?.device;
    const subject =
      camera &&
      world.cameras
        .get(camera)
        ?.seatsInPicture()
        .find((each) => each.subject)?.seat;
    if (speaking) {
      speaking.good &&= good;
      speaking.isShown ||= subject === speaking.seat;
    }

    const received = stage.receiver.bytes();
    const flows = received !== bytes || before.outputs['stream'] !== true;
    bytes = received;
    stalledSince = flows ? null : (stalledSince ?? sampledAt);
    if (stalledSince !== null) stalledMs = Math.max(stalledMs, sampledAt - stalledSince);
  }

  return {
    sample,
    sampledAt: () => sampledAt,
    inGoodOrder(value: boolean) {
      good = value;
      differences.pause();
      if (speaking) speaking.good = false;
    },
    speaks(seat: number | null) {
      const now = stage.now();
      if (speaking?.good && now - speaking.from > longSpeechMs) {
        long++;
        if (!speaking.isShown)
          missed.push(`seat ${speaking.seat} for ${Math.round((now - speaking.from) / 1000)} s`);
      }
      speaking = seat === null ? null : { seat, from: now, isShown: false, good };
    },
    figures: () => ({
      samples: memory.length,
      cuts,
      long,
      missed,
      stalledMs,
      differences: differences.longest(),
      differencesAtEnd: differences.open(),
      memory: [quarter(memory, 1), quarter(memory, 3)] as const,
    }),
  };
}

/** What the operator is told, where OBS has an answer to it. */
function differencesIn({ onAir, direction, broadcast }: OperatorView, said: MixerFacts): readonly string[] {
  const isSlate = slates.includes(said.program ?? '');
  const isAudible = Object.values(said.muted ?? {}).includes(false);
  const camera = /^Saalregie Kamera (\d+)$/.exec(said.program ?? '')?.[1];
  const shown = direction.program?.camera;
  return [
    ...(onAir.picture === (isSlate ? 'slate' : 'live') ? [] : ['picture']),
    ...(onAir.sound === (isAudible ? 'open' : 'closed') ? [] : ['sound']),
    ...((onAir.stream === 'active') === said.outputs['stream'] ? [] : ['stream']),
    ...((broadcast.recording.state === 'active') === said.outputs['record'] ? [] : ['recording']),
    ...(shown === (camera === undefined ? undefined : `camera-${camera}`) ? [] : ['camera']),
  ];
}

async function saidBy(client: OBSWebSocket): Promise<MixerFacts> {
  const { currentProgramSceneName: program } = await client.call('GetCurrentProgramScene');
  const { inputs } = await client.call('GetInputList');
  const muted: Record<string, boolean> = {};
  for (const { inputName } of inputs as { inputName: string }[]) {
    // Inputs without sound refuse the question.
    const answer = await client.call('GetInputMute', { inputName }).catch(() => null);
    if (answer) muted[inputName] = answer.inputMuted;
  }
  const stream = await client.call('GetStreamStatus');
  const record = await client.call('GetRecordStatus');
  return {
    program,
    muted,
    outputs: { stream: stream.outputActive, record: record.outputActive },
    texts: null,
  };
}

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function quarter(values: readonly number[], index: 1 | 3): number {
  const size = Math.floor(values.length / 4);
  const sorted = values.slice(index * size, (index + 1) * size).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function judged(figures: Omit<RealFigures, 'wrong'>): RealFigures {
  const { long, missed, differences, differencesAtEnd, stalledMs, memory, minutes } = figures;
  const [early, late] = memory;
  const wrong = differences
    .filter(([, ms]) => ms > longestDifferenceMs)
    .map(([what, ms]) => `${what}: the view said otherwise than OBS for ${Math.round(ms)} ms`);
  if (differencesAtEnd.length > 0) wrong.push(`otherwise at the end: ${differencesAtEnd.join(', ')}`);
  if (long === 0 || missed.length > 0)
    wrong.push(`${missed.length} of ${long} long speeches without a close-up: ${missed.join(', ')}`);
  if (stalledMs > longestStallMs) wrong.push(`the server got nothing for ${Math.round(stalledMs)} ms`);
  // What a process takes in its first minutes is no leak.
  if (minutes >= 10 && late > early * (1 + mostGrowth))
    wrong.push(`the daemon's memory grew from ${early} to ${late} bytes`);
  return { ...figures, wrong };
}

export function describeRealRun(figures: RealFigures): string {
  const { minutes, samples, cuts, speakers, restarts, long, missed, differences, stalledMs, memory } =
    figures;
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  const worst = differences.slice(0, 4).map(([what, ms]) => `${what} ${Math.round(ms)} ms`);
  return (
    `${minutes} min on a real OBS: ${speakers} speakers, at least ${cuts} cuts, ${restarts} restarts of OBS; ` +
    `of ${long} speeches over 10 s ${missed.length} without a close-up\n` +
    `  view against OBS, ${samples} looks: longest difference ${worst.join(', ') || 'none'}; ` +
    `longest stall of the stream ${Math.round(stalledMs)} ms; the daemon's memory ${megabytes(memory[0])} → ${megabytes(memory[1])}\n`
  );
}
