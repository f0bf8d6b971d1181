/**
 * Hours of a sitting on a virtual clock: speakers change by chance, with pauses, holds, parts that are not public and
 * an OBS that is restarted now and then. Looked at ten times a second: was everybody who spoke shown, does the domain
 * believe of the mixer what its model says, do names belong to faces, and does memory stay flat.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Consent } from '../../protocols/api/views.ts';
import { createVirtualClock } from '../../protocols/clock.ts';
import type { ChamberCommand } from '../../daemon/chamber/root.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { openSittingHall, type SittingHall } from '../safety/sitting-hall.ts';
import { watchSitting } from './virtual-watch.ts';

export interface VirtualPlan {
  readonly seed: number;
  readonly hours: number;
}

export interface VirtualFigures {
  readonly hours: number;
  readonly cuts: number;
  readonly restarts: number;
  readonly speeches: number;
  /** Of more than 10 s in good order, by somebody who may be shown. */
  readonly long: number;
  readonly missed: readonly string[];
  /** From the beginning of a long speech to its close-up, ms: median and worst. */
  readonly shownAfterMs: { readonly median: number; readonly worst: number };
  readonly differences: readonly (readonly [what: string, ms: number])[];
  readonly differencesAtEnd: readonly string[];
  /** Longest somebody's name stood under another face, ms. */
  readonly wrongNameMs: number;
  /** Of the looks at somebody who alone speaks and has been in close-up for a second, how many had the name. */
  readonly namedShare: number;
  /** Bytes of heap after a collection, by ten minutes. */
  readonly heap: readonly number[];
  /** Empty: nothing. */
  readonly wrong: readonly string[];
}

const seats = 60;
const nobody = 7;
const sampleMs = 100;
const longestDifferenceMs = 1300;
const longestWrongNameMs = 200;
const leastNamedShare = 0.98;
/**
 * By the cameras' travel times everybody can be shown within 3 s. The director may leave a quick exchange in the wide,
 * and shows the room every four minutes: one speech in five hundred may fall into that.
 */
const mostMissedShare = 0.002;
const everything: Consent = { image: 'yes', sound: true, name: true };

export async function playVirtualRun({ seed, hours }: VirtualPlan): Promise<VirtualFigures> {
  const random = createRandom(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const clock = createVirtualClock();
  const consents: Record<number, Consent> = {};
  for (let seat = 1; seat <= seats; seat++)
    if (seat !== nobody)
      consents[seat] = random() < 0.04 ? { image: 'not-recognisable', sound: true, name: true } : everything;
  const sitting = await openSittingHall({ clock, seats, cameras: 3, seed, consents, unassigned: [nobody] });
  addTexts(sitting);
  const { unit, obs, hall } = sitting;
  const chair = hall.chairSeat ?? seats;
  const watch = watchSitting(sitting, consents);
  const endMs = clock.now() + hours * 3_600_000;
  const heap: number[] = [];
  let nextHeap = clock.now() + 600_000;
  let restarts = 0;

  async function run(ms: number): Promise<void> {
    const until = clock.now() + ms;
    while (clock.now() < until) {
      await clock.advance(Math.min(sampleMs, until - clock.now()));
      watch.sample();
    }
    if (clock.now() < nextHeap) return;
    nextHeap += 600_000;
    // The joints of this test remember everything that passed: not what is measured.
    obs.sent.length = 0;
    unit.events.length = 0;
    for (const { sent, events } of sitting.cameras.values())
      for (const kept of [sent, events] as unknown[][]) kept.length = 0;
    heap.push(await heapAfterCollection());
  }

  async function give(name: ChamberCommand['name'], input: object = {}): Promise<boolean> {
    const given = { ok: false, isAnswered: false };
    void sitting.command({ name, input } as ChamberCommand).then(({ ok }) => {
      Object.assign(given, { ok, isAnswered: true });
    });
    for (let tries = 0; !given.isAnswered && tries < 100; tries++) await run(50);
    return given.ok;
  }

  async function goPublic(): Promise<void> {
    await give('broadcast/prepare');
    await run(between(500, 3000));
    // A mixer that is away just now is waited for.
    while (!(await give('broadcast/open', { confirmed: true }))) await run(1000);
    watch.inGoodOrder(true);
    await give('broadcast/start-stream');
  }

  async function restart(): Promise<void> {
    restarts++;
    watch.inGoodOrder(false);
    obs.setOff(true);
    obs.breakLinks('gone');
    obs.model.restarted();
    await run(between(1000, 8000));
    obs.setOff(false);
    await run(3000);
    await give('broadcast/start-stream');
    watch.inGoodOrder(true);
  }

  /** Somebody at the OBS itself. While it records only those are shown who consent to that: nobody here. */
  async function byHand(): Promise<void> {
    const by = (requestType: string, requestData = {}) => obs.model.byHand({ requestType, requestData });
    const mute = (inputMuted: boolean) => by('SetInputMute', { inputName: 'Mic/Aux', inputMuted });
    const output = random() < 0.5 ? 'Record' : 'VirtualCam';
    const isMute = random() < 0.4;
    if (isMute) mute(true);
    else by(`Start${output}`);
    changeSpeaker(sitting, chair, random);
    await run(between(5000, 30_000));
    if (isMute) mute(false);
    else by(`Stop${output}`);
  }

  /** OBS says yes to a cut and does not make it: the picture stays, and the next name may not stand under it. */
  async function deaf(): Promise<void> {
    watch.inGoodOrder(false);
    obs.model.faults.ignored.add('SetCurrentProgramScene');
    changeSpeaker(sitting, chair, random);
    await run(between(4000, 12_000));
    obs.model.faults.ignored.delete('SetCurrentProgramScene');
    watch.inGoodOrder(true);
  }

  await goPublic();
  while (clock.now() < endMs) {
    const draw = random();
    if (draw < 0.004) await restart();
    else if (draw < 0.012) {
      watch.inGoodOrder(false);
      const word = draw < 0.007 ? 'broadcast/non-public' : draw < 0.01 ? 'broadcast/pause' : 'broadcast/hold';
      await give(word);
      await run(between(5000, 60_000));
      if (word === 'broadcast/non-public') await goPublic();
      else {
        await give('broadcast/resume');
        watch.inGoodOrder(true);
      }
    } else if (draw < 0.03) {
      await byHand();
    }
    if (random() < 0.02) await deaf();
    changeSpeaker(sitting, chair, random);
    await run(between(3000, 20_000));
  }
  for (const seat of unit.unit.truth().speakers) unit.unit.release(seat);
  await run(5000);
  const figures = watch.figures();
  await sitting.stop();
  return judged({ hours, restarts, heap, ...figures });
}

/** What the provisioning makes beside the scenes. */
function addTexts({ obs, hall }: SittingHall): void {
  const { slateInput, pauseInput, lowerThird } = hall.transmission;
  for (const inputName of [slateInput, pauseInput, ...Object.values(lowerThird)])
    obs.model.byHand({
      requestType: 'CreateInput',
      requestData: {
        sceneName: 'Scene',
        inputName,
        inputKind: 'text_ft2_source_v2',
        inputSettings: { text: '' },
      },
    });
}

/** Mostly the next one after the one before; now and then somebody interrupts, or the chair does. */
function changeSpeaker({ unit: { unit } }: SittingHall, chair: number, random: () => number): void {
  const { speakers } = unit.truth();
  const interrupts = random() < 0.15 && speakers.length < 3;
  if (!interrupts) for (const seat of speakers) unit.release(seat);
  const others = Array.from({ length: seats }, (_, index) => index + 1).filter(
    (seat) => !speakers.includes(seat),
  );
  const next = random() < 0.1 ? chair : (others[Math.floor(random() * others.length)] ?? 1);
  if (!speakers.includes(next) || !interrupts) unit.press(next);
}

let collect: (() => void) | null = null;

/** Whatever the flags of this process are. */
async function heapAfterCollection(): Promise<number> {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  // What waits for a turn of the event loop is let go first.
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

function judged(figures: Omit<VirtualFigures, 'wrong'>): VirtualFigures {
  const { missed, long, differences, differencesAtEnd, wrongNameMs, namedShare, heap } = figures;
  const wrong = differences
    .filter(([, ms]) => ms > longestDifferenceMs)
    .map(([what, ms]) => `${what} was believed otherwise for ${Math.round(ms)} ms`);
  if (long === 0 || missed.length > long * mostMissedShare)
    wrong.push(`${missed.length} of ${long} long speeches without a close-up: ${missed.join(', ')}`);
  if (differencesAtEnd.length > 0)
    wrong.push(`believed otherwise at the end: ${differencesAtEnd.join(', ')}`);
  if (wrongNameMs > longestWrongNameMs)
    wrong.push(`a name under another face for ${Math.round(wrongNameMs)} ms`);
  if (namedShare < leastNamedShare)
    wrong.push(`only ${(namedShare * 100).toFixed(1)} % of close-ups have the name`);
  const grown = growthOf(heap);
  if (grown !== null && grown > 0.1) wrong.push(`the heap grew by ${Math.round(grown * 100)} %`);
  return { ...figures, wrong };
}

/** From the second hour to the last; null: the run is too short to tell. */
function growthOf(heap: readonly number[]): number | null {
  if (heap.length < 18) return null;
  const least = (from: number, to?: number): number => Math.min(...heap.slice(from, to));
  return least(-6) / least(6, 12) - 1;
}

export function describeVirtualRun(figures: VirtualFigures): string {
  const {
    hours,
    cuts,
    restarts,
    speeches,
    long,
    missed,
    shownAfterMs,
    differences,
    wrongNameMs,
    namedShare,
    heap,
  } = figures;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const megabytes = (bytes: number | undefined): string => `${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  const share = ((missed.length / Math.max(1, long)) * 100).toFixed(2);
  const grown = growthOf(heap);
  return (
    `${hours} h virtual: ${cuts} cuts, ${speeches} speakers, ${restarts} restarts of OBS; of ${long} speeches over 10 s ` +
    `${missed.length} without a close-up (${share} %), the others after ${seconds(shownAfterMs.median)} (worst ${seconds(shownAfterMs.worst)})\n` +
    `  believed otherwise, longest: ${
      differences
        .slice(0, 4)
        .map(([what, ms]) => `${what} ${seconds(ms)}`)
        .join(', ') || 'nothing'
    }; name under another face ${Math.round(wrongNameMs)} ms, the right one in ${(namedShare * 100).toFixed(1)} %; heap ${megabytes(heap[6])} → ${megabytes(heap.at(-1))}` +
    `${grown === null ? '' : ` (${(grown * 100).toFixed(1)} %)`}\n`
  );
}
