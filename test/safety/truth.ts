/**
 * What really left the hall, told by the world and the mixer's model and not by the daemon: who was
 * recognisable on air, whether the camera stood, what could be heard, and how long speech went without a
 * close-up.
 */
import type { Consent } from '../../protocols/api/views.ts';
import type { SittingHall } from './sitting-hall.ts';

export interface Truth {
  /** Cuts to a close-up, by what went on air. */
  closeUpCuts: number;
  cuts: number;
  /** Cuts to a camera that was moving or ringing at that moment. */
  cutsToMoving: number;
  /** Samples in which the camera on air moved. */
  movingOnAir: number;
  /** Longest time the camera on air moved, ms: only a stranger can bring that about. */
  longestMovingMs: number;
  /** Samples in which somebody recognisable had not allowed it. */
  consentViolations: number;
  /** Samples with a picture in a part that was not public. */
  picturesNotPublic: number;
  /** Samples with sound in a part that was not public. */
  soundNotPublic: number;
  /** Samples with sound while an open microphone was nobody's, or not allowed to be heard. */
  soundWithoutConsent: number;
  /** Longest time after a cause before picture or sound followed, ms. */
  reactionMs: number;
  /** Longest time from an OBS that is running again to one that shows what it should, ms. */
  afterRestartMs: number;
  speechMs: number;
  /** Speech in the public part, of people who may be shown, without them in a close-up, ms. */
  withoutCloseUpMs: number;
}

export interface Watcher {
  readonly truth: Truth;
  /** The part is public or not from now on, as decided in the hall. */
  publicity(isPublic: boolean): void;
  sample(): void;
}

/**
 * Time a cause needs to reach the mixer's picture and sound: two frames of 30/s and a request each way.
 * Samples within it are counted as reaction, not as violation; the longest is printed.
 */
export const toleratedReactionMs = 100;

/** The longest pause between two attempts to reach OBS, and what it takes to look and put things right. */
const toleratedRestartMs = 1300;

export function watch(sitting: SittingHall, consent: (seat: number) => Consent | undefined): Watcher {
  const { chamber, hall, mixer, clock } = sitting;
  const { world } = chamber;
  const truth: Truth = {
    closeUpCuts: 0,
    cuts: 0,
    cutsToMoving: 0,
    movingOnAir: 0,
    longestMovingMs: 0,
    consentViolations: 0,
    picturesNotPublic: 0,
    soundNotPublic: 0,
    soundWithoutConsent: 0,
    reactionMs: 0,
    afterRestartMs: 0,
    speechMs: 0,
    withoutCloseUpMs: 0,
  };
  let isPublic = false;
  let movingSince: number | null = null;
  let backSince: number | null = null;
  let lastScene = '';
  let lastSampleAt = clock.now();
  let sampledBefore = lastSampleAt;
  /** Since when each wrong state has lasted, by its name. */
  const wrongSince = new Map<string, number>();

  /** Counts a wrong state once it has lasted longer than any cause needs to arrive. */
  function wrong(name: string, isWrong: boolean): boolean {
    if (!isWrong) {
      wrongSince.delete(name);
      return false;
    }
    // It may have begun right after the sample before.
    const since = wrongSince.get(name) ?? sampledBefore;
    wrongSince.set(name, since);
    const lasted = clock.now() - since;
    truth.reactionMs = Math.max(truth.reactionMs, lasted);
    return lasted > toleratedReactionMs;
  }

  function sample(): void {
    sampledBefore = lastSampleAt;
    lastSampleAt = clock.now();
    const elapsed = lastSampleAt - sampledBefore;
    // The picture that leaves: during a cut's last frame the old one.
    const { from, to, progress } = mixer.onAir();
    const scene = progress >= 1 ? to : from;
    const camera = hall.cameras.find((other) => other.scene === scene);
    const body = camera && world.cameras.get(camera.device);
    const isSlate = scene === hall.slateScene || scene === hall.pauseScene || scene === 'Scene';
    if (scene !== lastScene) {
      truth.cuts++;
      if (camera) truth.closeUpCuts++;
      if (body?.isMoving()) truth.cutsToMoving++;
      lastScene = scene;
    }
    if (body?.isMoving()) {
      truth.movingOnAir++;
      movingSince ??= sampledBefore;
      truth.longestMovingMs = Math.max(truth.longestMovingMs, clock.now() - movingSince);
    } else movingSince = null;

    const inPicture = body?.seatsInPicture() ?? [];
    const shown = inPicture.filter((each) => each.recognisable && consent(each.seat)?.image !== 'yes');
    if (wrong('consent', shown.length > 0)) truth.consentViolations++;

    // An OBS that is not running sends nothing, and its stream is off when it comes back. Until the daemon is
    // connected again it shows what it showed before: held by its length, not by its kind.
    if (!mixer.isRunning()) backSince = null;
    else if (!mixer.isConnected()) backSince ??= clock.now();
    const isOut = mixer.isRunning() && backSince === null;

    const audible = mixer.inputs().some((input) => hall.soundInputs.includes(input.name) && !input.muted);
    const leaks = !isPublic && (!isSlate || audible);
    if (backSince !== null) {
      truth.afterRestartMs = Math.max(truth.afterRestartMs, clock.now() - backSince);
      if (mixer.isConnected() && !leaks) backSince = null;
    }
    if (wrong('picture', isOut && !isPublic && !isSlate)) truth.picturesNotPublic++;
    if (wrong('sound', isOut && !isPublic && audible)) truth.soundNotPublic++;
    const open = [...world.openMicrophones];
    const unheard = open.some((seat) => consent(seat)?.sound !== true);
    if (wrong('voice', isOut && audible && unheard)) truth.soundWithoutConsent++;

    // Who speaks is who opened last; the chair goes first.
    const speaker = open.includes(hall.chairSeat ?? 0) ? hall.chairSeat : open.at(-1);
    if (isPublic && speaker != null && consent(speaker)?.image === 'yes') {
      truth.speechMs += elapsed;
      const seen = inPicture.find((each) => each.subject)?.seat === speaker;
      if (!seen) truth.withoutCloseUpMs += elapsed;
    }
  }

  return {
    truth,
    publicity: (value) => {
      isPublic = value;
    },
    sample,
  };
}

/** What must never happen, by name; a stranger's hand on a camera is held by its length elsewhere. */
export function violations(truth: Truth): string[] {
  const {
    cutsToMoving,
    movingOnAir,
    consentViolations,
    picturesNotPublic,
    soundNotPublic,
    soundWithoutConsent,
  } = truth;
  const counts = {
    cutsToMoving,
    movingOnAir,
    consentViolations,
    picturesNotPublic,
    soundNotPublic,
    soundWithoutConsent,
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name}: ${count}`)
    .concat(
      truth.afterRestartMs > toleratedRestartMs ? [`afterRestartMs: ${truth.afterRestartMs.toFixed(0)}`] : [],
    );
}

/** The figures of a run in one line. */
export function describeTruth(truth: Truth): string {
  const perHour = ((truth.withoutCloseUpMs / Math.max(1, truth.speechMs)) * 3600).toFixed(0);
  return (
    `${truth.cuts} cuts, ${truth.closeUpCuts} to close-ups, ${perHour} s/h of speech without a close-up, ` +
    `longest reaction ${truth.reactionMs.toFixed(0)} ms (tolerated ${toleratedReactionMs})` +
    (truth.afterRestartMs > 0 ? `, ${truth.afterRestartMs.toFixed(0)} ms after a restart of OBS` : '')
  );
}
