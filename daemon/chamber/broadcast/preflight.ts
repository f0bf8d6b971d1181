/** Is everything ready for a transmission? Asked before a sitting; each finding has a sentence and a remedy on the page. Pure. */
import type { BroadcastView } from '../../../protocols/api/views/broadcast.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { unknownSwitcher, type SwitcherState } from '../../../protocols/models/switcher.ts';
import type { Hall } from '../hall.ts';

type Finding = BroadcastView['preflight'][number];
type Params = Finding['params'];

/** What a look at the stream's server found; null: nobody looked, or the config names no server. */
export type Reachable = boolean | null;

/** Two hours of a good recording. */
const enoughDiskMb = 10_000;
/** Below this a hall's microphones are certainly not connected. */
const silenceDecibels = -60;
/** A longer delay makes every stop long, unless it is broken off. */
const longDelayMs = 15_000;

export function preflightOf(hall: Hall, observed: Observed, reachable: Reachable): Finding[] {
  const switcher = observed.switchers[hall.switcher] ?? unknownSwitcher;
  if (switcher.program === null) return [found('mixer', 'fault', { device: hall.switcher })];
  return [
    found('mixer', 'ok'),
    ...scenes(hall, switcher),
    ...texts(hall, switcher),
    ...sound(hall, switcher),
    ...target(switcher, reachable),
    ...disk(hall, switcher),
    ...(switcher.preview === null ? [] : [found('studio-mode', 'warning')]),
  ];
}

const found = (id: Finding['id'], state: Finding['state'], params?: Params): Finding => ({
  id,
  state,
  ...(params === undefined ? {} : { params }),
});

function neededScenes({ slateScene, pauseScene, wides, cameras, transmission }: Hall): readonly string[] {
  const { slidesScene, conference } = transmission;
  return [
    slateScene,
    pauseScene,
    ...wides.map(({ scene }) => scene),
    ...cameras.flatMap(({ scene, slidesScene: beside }) =>
      beside === undefined ? [scene] : [scene, beside],
    ),
    ...[slidesScene, conference.speakerScene, conference.galleryScene].filter((scene) => scene !== null),
  ];
}

function scenes(hall: Hall, switcher: SwitcherState): Finding[] {
  const needed = neededScenes(hall);
  const missing = needed.filter((scene) => !switcher.scenes.includes(scene));
  if (missing.length > 0) return [found('scenes', 'fault', { scenes: missing.join(', ') })];
  const desktop = needed.filter((scene) => switcher.desktopScenes.includes(scene));
  return desktop.length > 0
    ? [found('scenes', 'warning', { desktop: desktop.join(', ') })]
    : [found('scenes', 'ok')];
}

function texts({ transmission }: Hall, switcher: SwitcherState): Finding[] {
  if (switcher.lacks.includes('texts')) return [found('texts', 'unknown')];
  const { slateInput, pauseInput, lowerThird } = transmission;
  const missing = [slateInput, pauseInput, ...Object.values(lowerThird)].filter(
    (name: string) => switcher.texts[name] === undefined,
  );
  return [
    missing.length > 0 ? found('texts', 'warning', { texts: missing.join(', ') }) : found('texts', 'ok'),
  ];
}

function sound({ soundInputs }: Hall, switcher: SwitcherState): Finding[] {
  const missing = soundInputs.filter((name) => !switcher.inputs[name]?.audio);
  if (missing.length > 0) return [found('sound-input', 'fault', { inputs: missing.join(', ') })];
  const peak = switcher.watched?.peakDecibels ?? null;
  const level =
    peak === null
      ? found('level', 'unknown')
      : found('level', peak < silenceDecibels ? 'warning' : 'ok', { decibels: Math.round(peak) });
  return [found('sound-input', 'ok'), level];
}

function target({ target: server, lacks }: SwitcherState, reachable: Reachable): Finding[] {
  const reach = reachable === null ? [] : [found('reachable', reachable ? 'ok' : 'fault')];
  if (!server) return [found('target', 'unknown'), ...reach];
  if (server.host === '') return [found('target', 'fault'), ...reach];
  const { host, isEncrypted, delayMs } = server;
  const seconds = Math.round(delayMs / 1000);
  const isSlow = delayMs > longDelayMs || (delayMs > 0 && lacks.includes('discard'));
  return [
    found('target', 'ok', { host }),
    ...reach,
    found('encryption', isEncrypted || isOwnPc(host) ? 'ok' : 'warning', { host }),
    found('delay', isSlow ? 'warning' : 'ok', { seconds }),
  ];
}

/** Host and port of this very PC: nothing of it travels. */
const isOwnPc = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)(:\d+)?$/i.test(host);

function disk({ transmission }: Hall, { freeDiskMb }: SwitcherState): Finding[] {
  if (!transmission.recording.isAllowed) return [];
  if (freeDiskMb === null) return [found('disk', 'unknown')];
  const gigabytes = Math.floor(freeDiskMb / 1000);
  return [found('disk', freeDiskMb < enoughDiskMb ? 'warning' : 'ok', { gigabytes })];
}
