/**
 * The last word between anybody's wish, the director's or the operator's, and OBS: a total function over
 * picture and sound that refuses whoever asks. Small on purpose; checked exhaustively over a small world
 * (test/director/guard.test.ts) and on the pixels of a real OBS.
 */
import type { Reason } from '../../protocols/api/views.ts';
import { deviceOf, pauseOf, scenesOf, slateOf, widesOf, type Shot } from '../chamber/shots.ts';
import { consentRefusals, isLive } from './consent.ts';
import { cameraOf, type Facts } from './facts.ts';

export interface Move {
  readonly camera: string;
  readonly preset: number;
}

export interface Proposal {
  readonly shot: Shot;
  readonly moves: readonly Move[];
}

export interface Verdict {
  /** What may go on air: the wish, or the nearest permitted shot. */
  readonly shot: Shot;
  /** All OBS inputs must be muted. */
  readonly muted: boolean;
  readonly moves: readonly Move[];
  /** Why the wish was not followed. */
  readonly refused: readonly Reason[];
  /** Why the sound is closed. */
  readonly silentBecause: readonly Reason[];
}

export function guard(proposal: Proposal, facts: Facts): Verdict {
  const { shot, refused } = nearestPermitted(proposal.shot, facts);
  const silentBecause = soundRefusals(facts);
  const onAir = camerasOnAir(facts, shot);
  const refusedMoves = proposal.moves.flatMap((move) => moveRefusal(move, onAir, facts) ?? []);
  return {
    shot,
    muted: silentBecause.length > 0,
    moves: proposal.moves.filter((move) => !moveRefusal(move, onAir, facts)),
    refused: [...refused, ...refusedMoves],
    silentBecause,
  };
}

function moveRefusal({ camera }: Move, onAir: ReadonlySet<string>, { reserved }: Facts): Reason | null {
  if (onAir.has(camera)) return { code: 'camera-on-air', params: { camera } };
  return reserved.has(camera) ? { code: 'camera-reserved', params: { camera } } : null;
}

/** Cameras whose picture may be out: the one OBS reports, and those it is told or about to be told. */
export function camerasOnAir(facts: Facts, wished: Shot): ReadonlySet<string> {
  const onAir = new Set<string>();
  const device = deviceOf(wished);
  if (device !== undefined) onAir.add(device);
  const program = facts.switcher.program;
  for (const camera of facts.hall.cameras)
    // While the mixer is not heard, any camera may be the one on air.
    if (
      program === null ||
      scenesOf(camera).some((scene) => scene === program || facts.unconfirmed.includes(scene))
    )
      onAir.add(camera.device);
  return onAir;
}

function nearestPermitted(wish: Shot, facts: Facts): { shot: Shot; refused: readonly Reason[] } {
  const { hall } = facts;
  if (facts.safeMode) return { shot: slateOf(hall), refused: [] };
  if (facts.publicity === 'paused') return { shot: pauseOf(hall), refused: [] };
  if (facts.publicity !== 'public') {
    const refused = wish.kind === 'slate' ? [] : [{ code: 'not-public' }];
    return { shot: slateOf(hall), refused };
  }
  if (facts.offStream) {
    const refused = wish.kind === 'slate' || wish.kind === 'pause' ? [] : [{ code: 'off-stream' }];
    return { shot: pauseOf(hall), refused };
  }
  const first = refusals(wish, facts);
  if (first.length === 0) return { shot: wish, refused: [] };
  const wide = widesOf(hall).find((candidate) => refusals(candidate, facts).length === 0);
  if (wide) return { shot: wide, refused: first };
  return { shot: slateOf(hall), refused: [...first, { code: 'no-permitted-shot' }] };
}

/** Why this shot may not be on air now; empty: it may. */
export function refusals(shot: Shot, facts: Facts): readonly Reason[] {
  // Whoever holds a camera may be storing over the very preset it is said to stand at.
  const held = shot.camera && facts.reserved.has(shot.camera.device);
  if (held) return [{ code: 'camera-reserved', params: { camera: shot.camera?.device ?? '' } }];
  const motion = standing(shot, facts)
    ? []
    : [{ code: 'camera-not-still', params: { camera: deviceOf(shot) ?? '' } }];
  return [...motion, ...sceneRefusals(shot, facts), ...consentRefusals(shot, facts)];
}

/** Slides only once they were released, and never a whole desktop: whatever somebody opens there would go out. */
function sceneRefusals({ kind, scene }: Shot, { switcher, slidesReleased }: Facts): readonly Reason[] {
  if (kind === 'slate' || kind === 'pause') return [];
  const isSlides = kind === 'slides' || kind === 'slides-speaker';
  return [
    ...(isSlides && !slidesReleased ? [{ code: 'slides-not-released' }] : []),
    ...(switcher.desktopScenes.includes(scene) ? [{ code: 'desktop-visible', params: { scene } }] : []),
  ];
}

/** A cut to a camera waits until it stands and the picture of it standing has arrived. */
function standing(shot: Shot, facts: Facts): boolean {
  const device = deviceOf(shot);
  if (device === undefined) return true;
  const camera = cameraOf(facts, device);
  // Live it may be driven, but not swing to a preset: that is faster than anybody looks.
  if (isLive(shot, facts)) return camera.motion.kind !== 'moving' || camera.motion.preset === null;
  if (camera.motion.kind !== 'still') return false;
  if (shot.camera && camera.motion.preset !== shot.camera.preset) return false;
  const isOnAir = facts.switcher.program === shot.scene;
  return isOnAir || facts.now - camera.motion.since >= camera.videoLatencyMs;
}

function soundRefusals(facts: Facts): readonly Reason[] {
  if (!facts.safeMode && facts.publicity === 'consent-hold') return [{ code: 'sound-consent-hold' }];
  if (facts.safeMode || facts.publicity !== 'public') return [{ code: 'sound-not-public' }];
  if (facts.offStream) return [{ code: 'sound-off-stream' }];
  if (facts.soundOff) return [{ code: 'sound-off-by-operator' }];
  if (facts.open === null) return [{ code: 'sound-microphones-unknown' }];
  // The hall hears who speaks from elsewhere, and the hall's sound is what goes out.
  const remote: readonly Reason[] =
    facts.remoteSpeaker && !facts.remoteSpeaker.sound ? [{ code: 'conference-no-consent' }] : [];
  const room = facts.open.flatMap((seat): readonly Reason[] => {
    const consent = facts.consent(seat);
    if (!consent) return [{ code: 'sound-unknown-person', params: { seat } }];
    if (consent.sound) return [];
    const isOnlyRecording = facts.isRecording && facts.consentToStream(seat)?.sound === true;
    return [{ code: isOnlyRecording ? 'sound-no-recording-consent' : 'sound-no-consent', params: { seat } }];
  });
  return [...remote, ...room];
}
