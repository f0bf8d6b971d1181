/**
 * What goes out after a word that nothing may: entries into a part that is not public, pauses, holds and withdrawn
 * consents, at moments by chance, in good order and with everything that goes wrong at such moments. Judged from
 * decoded frames and samples that an RTMP server received.
 */
import { createRandom } from '../../simulators/world/random.ts';
import { contentOf, leakAfter, type Leak } from './judge.ts';
import type { TransmissionStage } from './stage.ts';

/** What goes wrong, or is under way, at the moment of the word. */
export const troubles = [
  'in good order',
  'during a fade',
  'during a camera cut',
  'with an 8 s delay',
  'with a frozen OBS',
  'with OBS killed',
  'with the line to the server cut',
  'with somebody pressing Start in OBS',
  'with an OBS that streams when it starts',
] as const;
export type Trouble = (typeof troubles)[number];

export const words = ['non-public', 'pause', 'hold', 'withdrawn consent'] as const;
export type Word = (typeof words)[number];

export interface Entry extends Leak {
  readonly word: Word;
  readonly trouble: Trouble;
  /** From the word to the moment when OBS itself says that nothing streams, ms; null: the stream goes on. */
  readonly endedMs: number | null;
  /** From somebody's Start to nothing streaming, ms. */
  readonly restartMs: number | null;
}

export interface Limits {
  /** Whatever happens, ms. */
  readonly always: number;
  /** For all but one in ten, ms. */
  readonly usually: number;
}
export const limits: Limits = { always: 3000, usually: 1000 };

const chair = 8;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const commands: Readonly<Record<Word, readonly [name: string, input: object]>> = {
  'non-public': ['broadcast/non-public', {}],
  pause: ['broadcast/pause', {}],
  hold: ['broadcast/hold', {}],
  'withdrawn consent': ['people/consent', { image: 'no', sound: false }],
};

export interface EntryOptions {
  readonly word: Word;
  readonly trouble: Trouble;
  readonly seed: number;
}

export async function playEntry(stage: TransmissionStage, options: EntryOptions): Promise<Entry> {
  const { word, trouble } = options;
  const random = createRandom(options.seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const seat = 1 + Math.floor(random() * (chair - 2));
  const person = `mitglied-${seat}`;

  await onAir(stage, seat, trouble === 'with an 8 s delay' ? 8 : 0);
  await pause(between(1500, 4000) + (trouble === 'with an 8 s delay' ? 9000 : 0));
  const client = await stage.watcher();

  if (trouble === 'during a fade') {
    await client.call('SetCurrentSceneTransition', { transitionName: 'Fade' });
    await client.call('SetCurrentSceneTransitionDuration', { transitionDuration: 1000 });
    await client.call('SetCurrentProgramScene', { sceneName: 'Saalregie Totale' });
    await pause(between(50, 800));
  }
  if (trouble === 'during a camera cut') {
    await stage.press(seat === 1 ? 2 : 1);
    await pause(between(0, 1500));
  }
  if (trouble === 'with a frozen OBS') {
    stage.obs.freeze();
    await pause(between(0, 2000));
  }
  const isCut = trouble === 'with the line to the server cut';
  if (isCut) {
    stage.receiver.cut();
    await pause(between(0, 1000));
  }

  const [name, input] = commands[word];
  const asked = stage.now();
  const given = stage.give(name, word === 'withdrawn consent' ? { person, ...input } : input);
  let command = asked;

  if (trouble === 'with a frozen OBS') {
    await pause(between(500, 4000));
    // A stopped OBS counts from its return.
    command = stage.now();
    stage.obs.thaw();
  }
  if (trouble === 'with OBS killed') {
    await pause(between(0, 300));
    await stage.obs.kill();
  }
  await given;

  const before = isCut ? await stage.receiver.finish() : null;
  if (isCut) {
    await pause(between(500, 3000));
    // The server is back as well: what arrives from here on may not have anything of the hall in it.
    await stage.receiver.next();
  }
  const endedMs = await followed(stage, options, asked);
  const last = await stage.receiver.finish();
  const leak = leakAfter(await contentOf(before ?? last), command);
  if (trouble === 'with OBS killed') {
    await stage.obs.restart();
    await stage.prepareObs();
  }
  let after = isCut ? await leakedLater(last, command) : 0;
  let restartMs: number | null = null;
  if (trouble === 'with somebody pressing Start in OBS') {
    restartMs = await startedByHand(stage, between);
    after = await leakedLater(await stage.receiver.finish(), command);
  }
  if (trouble === 'with an OBS that streams when it starts') {
    await stage.receiver.next();
    await stage.obs.restart({ startsStreaming: true });
    // A stopped OBS counts from its return.
    const back = stage.now();
    restartMs = await untilOff(stage, back, 15_000);
    after = await leakedLater(await stage.receiver.finish(), back);
    await stage.prepareObs();
  }
  await backToNormal(stage, seat, person);
  return {
    word,
    trouble,
    framesBefore: leak.framesBefore,
    soundBeforeMs: leak.soundBeforeMs,
    pictureMs: Math.max(leak.pictureMs, after),
    soundMs: Math.max(leak.soundMs, after),
    endedMs,
    restartMs,
  };
}

/** The public part, a member speaks, and the server gets it. */
async function onAir(stage: TransmissionStage, seat: number, delaySeconds: number): Promise<void> {
  await stage.setDelay(delaySeconds);
  await stage.receiver.next();
  const { publicity } = await stage.view();
  if (publicity !== 'public') await stage.give('broadcast/open', { confirmed: true });
  await stage.press(seat);
  await stage.give('broadcast/start-stream');
  await stage.until(
    'the hall is seen and heard',
    ({ onAir: now }) => now.picture === 'live' && now.sound === 'open',
  );
  const until = stage.now() + 20_000;
  while (stage.receiver.bytes() < 20_000 && stage.now() < until) await pause(50);
}

/** Until the stream is off, or a while longer where it goes on behind a slate. When it was off, ms after the word. */
async function followed(
  stage: TransmissionStage,
  { word, trouble }: EntryOptions,
  asked: number,
): Promise<number | null> {
  if (word !== 'non-public') {
    await pause(3000);
    return null;
  }
  if (trouble === 'with OBS killed') {
    await pause(1000);
    return stage.now() - asked;
  }
  const client = await stage.watcher();
  for (;;) {
    const { outputActive } = await client.call('GetStreamStatus');
    if (!outputActive) break;
    if (stage.now() - asked > 30_000) throw new Error('the stream does not end');
    await pause(50);
  }
  const ended = stage.now() - asked;
  await pause(1500);
  return ended;
}

/** Somebody starts the stream in OBS while the part is not public; how long it ran, ms. */
async function startedByHand(
  stage: TransmissionStage,
  between: (from: number, to: number) => number,
): Promise<number> {
  await stage.receiver.next();
  await pause(between(500, 2000));
  const client = await stage.watcher();
  const started = stage.now();
  await client.call('StartStream');
  return untilOff(stage, started, 15_000);
}

/** Until OBS has said for half a second that nothing streams; when it began to say so, ms after `from`. */
async function untilOff(stage: TransmissionStage, from: number, withinMs: number): Promise<number> {
  let offSince: number | null = null;
  for (;;) {
    const client = await stage.watcher();
    const { outputActive } = await client.call('GetStreamStatus');
    const now = stage.now();
    offSince = outputActive ? null : (offSince ?? now);
    if (offSince !== null && now - offSince > 500) return offSince - from;
    if (now - from > withinMs) throw new Error('the stream that somebody started goes on');
    await pause(20);
  }
}

/** Of a file that may not have anything of the hall in it: how much later than the command, ms. */
async function leakedLater(file: string, command: number): Promise<number> {
  const { frames, sound } = await contentOf(file);
  const worlds = frames.flatMap(({ marks }) => (marks?.cameraId == null ? [] : [marks.worldTimeMs ?? 0]));
  const heardMs = sound.reduce((sum, { from, to }) => sum + to - from, 0);
  return Math.max(0, heardMs, ...worlds.map((world) => world - command));
}

async function backToNormal(stage: TransmissionStage, seat: number, person: string): Promise<void> {
  const all = { person, image: 'yes', sound: true };
  await stage.until('OBS answers', ({ devices }) => devices['obs']?.code === 'ready', 30_000);
  for (const open of (await stage.view()).open) await stage.release(open);
  await stage.give('people/consent', all);
  await stage.until('nobody speaks', ({ open }) => !open.includes(seat));
  const { publicity, onAir: now } = await stage.view();
  if (now.stream !== 'inactive') await stage.give('broadcast/stop-stream');
  await stage.receiver.finish();
  if (publicity === 'non-public') await stage.give('broadcast/prepare');
}

/** Rows of the table, by word and trouble. */
export function tableOf(entries: readonly Entry[]): string {
  const groups = Map.groupBy(entries, ({ word, trouble }) => `${word} ${trouble}`);
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const lines = [...groups].map(([name, all]) => {
    const worst = (pick: (entry: Entry) => number | null): string => {
      const known = all.map(pick).filter((value) => value !== null);
      return known.length === 0 ? '–' : seconds(Math.max(...known));
    };
    return [
      name.padEnd(48),
      String(all.length).padStart(3),
      worst(({ pictureMs }) => pictureMs).padStart(8),
      worst(({ soundMs }) => soundMs).padStart(8),
      worst(({ endedMs }) => endedMs).padStart(8),
      worst(({ restartMs }) => restartMs).padStart(8),
    ].join(' ');
  });
  const head = ['word, at a moment', 'n', 'picture', 'sound', 'ended', 'by hand'];
  const title = [
    head[0]?.padEnd(48),
    head[1]?.padStart(3),
    ...head.slice(2).map((each) => each.padStart(8)),
  ].join(' ');
  return `${title}\n${lines.join('\n')}\n(worst, seconds after the word, of what the server received)\n`;
}

/** What is wrong with these entries; empty: nothing. */
export function wrongOf(entries: readonly Entry[]): readonly string[] {
  const wrong: string[] = [];
  let late = 0;
  for (const entry of entries) {
    const name = `${entry.word} ${entry.trouble}`;
    const leaked = Math.max(entry.pictureMs, entry.soundMs);
    if (entry.framesBefore < 5 || entry.soundBeforeMs < 200)
      wrong.push(`${name}: nothing was transmitted before`);
    if (leaked > limits.always) wrong.push(`${name}: ${leaked} ms after the word`);
    if (leaked > limits.usually) late++;
    if (entry.trouble === 'with an 8 s delay' && entry.word === 'non-public' && leaked > 0)
      wrong.push(`${name}: something after the word, though it was delayed`);
    if (entry.restartMs !== null && entry.restartMs > 3000)
      wrong.push(`${name}: it ran for ${entry.restartMs} ms`);
  }
  if (late > entries.length / 10) wrong.push(`${late} of ${entries.length} later than ${limits.usually} ms`);
  return wrong;
}
