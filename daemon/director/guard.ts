/**
 * The last word between anybody's wish, the director's or the operator's, and OBS: a total function over
 * picture and sound that refuses whoever asks. Small on purpose; checked exhaustively over a small world
 * (test/director/guard.test.ts) and on the pixels of a real OBS.
 *
 * Nobody known at a seat counts as not consenting: with an open microphone somebody certainly is there, so
 * even a wide is barred like a "no"; with a closed one the seat is most likely empty, so only shots that
 * would show it recognisably are barred, and the wide too if the one who should sit there objects.
 */
import type { Reason } from '../../protocols/api/views.ts';
import { pauseOf, slateOf, widesOf, type Shot } from '../chamber/shots.ts';
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
  return {
    shot,
    muted: silentBecause.length > 0,
    moves: proposal.moves.filter((move) => !onAir.has(move.camera)),
    refused: [
      ...refused,
      ...proposal.moves
        .filter((move) => onAir.has(move.camera))
        .map((move) => ({ code: 'camera-on-air', params: { camera: move.camera } })),
    ],
    silentBecause,
  };
}

/** Cameras whose picture may be out: the one OBS reports, and the one it is about to be told. */
export function camerasOnAir(facts: Facts, wished: Shot): ReadonlySet<string> {
  const onAir = new Set<string>();
  if (wished.camera) onAir.add(wished.camera.device);
  const program = facts.switcher.program;
  for (const camera of facts.hall.cameras)
    // While the mixer is not heard, any camera may be the one on air.
    if (program === null || camera.scene === program) onAir.add(camera.device);
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
  const motion = standing(shot, facts)
    ? []
    : [{ code: 'camera-not-still', params: { camera: shot.camera?.device ?? '' } }];
  return [...motion, ...consentRefusals(shot, facts)];
}

/** A cut to a camera waits until it stands and the picture of it standing has arrived. */
function standing(shot: Shot, facts: Facts): boolean {
  if (!shot.camera) return true;
  const camera = cameraOf(facts, shot.camera.device);
  if (camera.motion.kind !== 'still' || camera.motion.preset !== shot.camera.preset) return false;
  const isOnAir = facts.switcher.program === shot.scene;
  return isOnAir || facts.now - camera.motion.since >= camera.videoLatencyMs;
}

/** Refusals by consent alone: these hold wherever the camera stands. */
export function consentRefusals(shot: Shot, facts: Facts): readonly Reason[] {
  if (shot.kind === 'slate' || shot.kind === 'pause') return [];
  if (shot.kind === 'wide') {
    return Object.keys(facts.hall.seats)
      .map(Number)
      .filter((seat) => !shot.hides.includes(seat))
      .flatMap((seat) => {
        const image = facts.consent(seat)?.image;
        if (image === undefined) {
          if (facts.open?.includes(seat)) return [{ code: 'unknown-person', params: { seat } }];
          // Somebody who objects may sit there already, though nobody has confirmed it yet.
          return facts.plannedImage(seat) === 'no' ? [{ code: 'no-image-consent', params: { seat } }] : [];
        }
        return image === 'no' ? [{ code: 'no-image-consent', params: { seat } }] : [];
      });
  }
  return [...shot.subjects, ...shot.visible].flatMap((seat) => {
    switch (facts.consent(seat)?.image) {
      case 'yes':
        return [];
      case 'not-recognisable':
        return [{ code: 'not-recognisable', params: { seat } }];
      case 'no':
        return [{ code: 'no-image-consent', params: { seat } }];
      default:
        return [{ code: 'unknown-person', params: { seat } }];
    }
  });
}

function soundRefusals(facts: Facts): readonly Reason[] {
  if (facts.safeMode || facts.publicity !== 'public') return [{ code: 'sound-not-public' }];
  if (facts.offStream) return [{ code: 'sound-off-stream' }];
  if (facts.soundOff) return [{ code: 'sound-off-by-operator' }];
  if (facts.open === null) return [{ code: 'sound-microphones-unknown' }];
  return facts.open.flatMap((seat) => {
    const consent = facts.consent(seat);
    if (!consent) return [{ code: 'sound-unknown-person', params: { seat } }];
    return consent.sound ? [] : [{ code: 'sound-no-consent', params: { seat } }];
  });
}
