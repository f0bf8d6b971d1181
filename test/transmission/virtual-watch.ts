/**
 * What is looked at while a sitting runs on a virtual clock, told by the world and the mixer's model: is whoever
 * speaks shown, does the domain believe of the mixer what is so, does the name belong to the face.
 */
import type { Consent } from '../../protocols/api/views.ts';
import { outputNames, unknownSwitcher } from '../../protocols/models/switcher.ts';
import { carriesSound } from '../../simulators/obs-websocket/studio.ts';
import type { SittingHall } from '../safety/sitting-hall.ts';
import { differencesOf, watchDifferences, type MixerFacts } from './switcher-differences.ts';

const longSpeechMs = 10_000;

interface Speaking {
  readonly seat: number;
  readonly from: number;
  shownAt: number | null;
  good: boolean;
}

/** `sample` is to be called every 100 ms or so. */
export function watchSitting(sitting: SittingHall, consents: Readonly<Record<number, Consent>>) {
  const { clock, chamber, hall, mixer, obs } = sitting;
  const { world } = chamber;
  const names = new Map(world.seats.map(({ seat, name }) => [seat, name]));
  const differences = watchDifferences();
  const missed: string[] = [];
  const after: number[] = [];
  let speeches = 0;
  let speaking: Speaking | null = null;
  let good = false;
  let cuts = 0;
  let lastScene = '';
  let wrongNameSince: number | null = null;
  let wrongNameMs = 0;
  let closeUps = 0;
  let named = 0;

  /** Somebody who has a shot in which nobody else is who refuses. */
  const mayBeShown = (seat: number): boolean =>
    consents[seat]?.image === 'yes' &&
    hall.cameras.some(({ shots }) =>
      shots.some(
        ({ subjects, visible }) =>
          subjects.length === 1 &&
          subjects[0] === seat &&
          visible.every((other) => consents[other]?.image === 'yes'),
      ),
    );

  function endSpeech(now: number): void {
    if (!speaking || !speaking.good || !mayBeShown(speaking.seat) || now - speaking.from < longSpeechMs)
      return;
    if (speaking.shownAt === null)
      missed.push(
        `seat ${speaking.seat} from ${Math.round(speaking.from / 1000)} s for ${Math.round((now - speaking.from) / 1000)} s`,
      );
    else after.push(speaking.shownAt - speaking.from);
  }

  function sample(): void {
    const now = clock.now();
    const { from, to, progress } = mixer.onAir();
    const scene = progress >= 1 ? to : from;
    if (scene !== lastScene) cuts++;
    lastScene = scene;
    const camera = hall.cameras.find((other) => other.scene === scene);
    const inPicture = (camera && world.cameras.get(camera.device)?.seatsInPicture()) ?? [];
    const subject = inPicture.find((each) => each.subject)?.seat;

    const open = [...world.openMicrophones];
    const speaker = open.includes(hall.chairSeat ?? 0) ? hall.chairSeat : open.at(-1);
    if (speaking?.seat !== speaker) {
      endSpeech(now);
      speaking = speaker == null ? null : { seat: speaker, from: now, shownAt: null, good };
      if (speaking) speeches++;
    }
    if (speaking) {
      speaking.good &&= good && obs.model.outputs.phase('record') === 'inactive';
      if (subject === speaking.seat) speaking.shownAt ??= now;
    }

    if (!mixer.isRunning()) {
      differences.pause();
      wrongNameSince = null;
      return;
    }
    differences.sample(now, differencesOf(believedBy(sitting), saidBy(obs.model)));

    const { name: nameInput } = hall.transmission.lowerThird;
    const text = textOf(obs.model.studio.inputs.get(nameInput)?.settings['text']);
    const isWrong = camera !== undefined && text !== '' && text !== names.get(subject ?? 0);
    // Where two microphones are open the lower third has the name of whoever has the floor, or none.
    const isSettled = good && open.length === 1 && now - (speaking?.shownAt ?? now) > 1000;
    if (camera && isSettled && subject !== undefined && subject === speaker) {
      closeUps++;
      if (text === names.get(subject)) named++;
    }
    wrongNameSince = isWrong ? (wrongNameSince ?? now) : null;
    if (wrongNameSince !== null) wrongNameMs = Math.max(wrongNameMs, now - wrongNameSince);
  }

  return {
    sample,
    /** The public part, and nothing wrong with the mixer. */
    inGoodOrder(value: boolean) {
      good = value;
    },
    figures() {
      const sorted = after.toSorted((a, b) => a - b);
      return {
        cuts,
        speeches,
        long: after.length + missed.length,
        missed,
        shownAfterMs: { median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 },
        differences: differences.longest(),
        differencesAtEnd: differences.open(),
        wrongNameMs,
        namedShare: named / Math.max(1, closeUps),
      };
    },
  };
}

function believedBy({ loop: { observed }, hall }: SittingHall): MixerFacts {
  const state = observed().switchers[hall.switcher] ?? unknownSwitcher;
  if (state.program === null) return { program: null, muted: null, outputs: {}, texts: null };
  return {
    program: state.program,
    muted: Object.fromEntries(
      Object.entries(state.inputs).flatMap(([name, { audio, muted }]) => (audio ? [[name, muted]] : [])),
    ),
    outputs: Object.fromEntries(outputNames.map((name) => [name, isOut(state[name])])),
    texts: state.texts,
  };
}

const isOut = (state: string): boolean | null =>
  state === 'unknown' ? null : state === 'active' || state === 'stopping';

/** OBS's own names of the outputs. */
const modelOutputs = {
  stream: 'stream',
  record: 'record',
  virtualCamera: 'virtualCam',
  replayBuffer: 'replayBuffer',
} as const;

function saidBy({ studio, outputs }: SittingHall['obs']['model']): MixerFacts {
  const inputs = [...studio.inputs.values()];
  return {
    program: studio.program,
    muted: Object.fromEntries(inputs.filter(carriesSound).map(({ name, muted }) => [name, muted])),
    outputs: Object.fromEntries(outputNames.map((name) => [name, isOut(outputs.phase(modelOutputs[name]))])),
    texts: Object.fromEntries(
      inputs
        .filter(({ kind }) => kind.startsWith('text_'))
        .map(({ name, settings }) => [name, textOf(settings['text'])]),
    ),
  };
}

const textOf = (text: unknown): string => (typeof text === 'string' ? text : '');
