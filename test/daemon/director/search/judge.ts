/**
 * What must never be, and what must happen, said of the world and not of the guard: by the table of who is seen
 * from where, by who truly moves what.
 */
import type { Shot } from '../../../../daemon/chamber/shots.ts';
import type { Proposal, Verdict } from '../../../../daemon/director/guard.ts';
import { blindCamera, cameraOfScene, devices, knownTo, seats, seenFrom, shots } from './hall.ts';
import { consentOf, finalScene, mixerSwitches, type World } from './world.ts';

const imageOf = (world: World, seat: number): 'yes' | 'not-recognisable' | 'no' | 'unknown' =>
  consentOf[world.consents[seat] ?? 'nobody']?.image ?? 'unknown';

/** Why this shot may not be out, by what the daemon can know; null: it may. */
export function objection(shot: Shot, world: World): string | null {
  if (world.safeMode) return shot.kind === 'slate' ? null : 'a picture in safe mode';
  if (world.publicity === 'paused') return shot.kind === 'pause' ? null : 'a picture in the pause';
  if (world.publicity !== 'public') return shot.kind === 'slate' ? null : 'a picture though not public';
  if (world.offStream) return shot.kind === 'pause' ? null : 'a picture though off the stream';
  if (shot.kind === 'slate' || shot.kind === 'pause') return null;
  if (shot.scene === world.desktop) return 'a whole desktop';
  if (shot.kind === 'slides' || shot.kind === 'slides-speaker') {
    if (!world.slides) return 'slides that nobody released';
    if (shot.kind === 'slides') return null;
  }
  if (shot.kind === 'remote' || shot.kind === 'gallery') {
    const consent = world.remote === 'none' ? null : consentOf[world.remote];
    return consent?.image === 'yes' ? null : 'somebody in the conference did not consent';
  }
  if (shot.kind === 'wide') {
    const shown = seats.filter((seat) => !shot.hides.includes(seat));
    const objector = shown.find((seat) => imageOf(world, seat) === 'no');
    if (objector !== undefined) return `seat ${objector} objects to any picture`;
    const expected = shown.find((seat) => world.consents[seat] === 'expected');
    if (expected !== undefined) return `who is expected at seat ${expected} objects to any picture`;
    const stranger = shown.find((seat) => imageOf(world, seat) === 'unknown' && world.open?.includes(seat));
    return stranger === undefined ? null : `somebody unknown speaks at seat ${stranger}`;
  }
  const index = devices.indexOf(shot.camera?.device ?? shot.driven ?? '');
  const camera = world.cameras[index];
  if (!camera) return 'no such camera';
  return shot.kind === 'free' ? freeObjection(index, world) : presetObjection(shot, index, world);
}

function presetObjection(shot: Shot, index: number, world: World): string | null {
  const camera = world.cameras[index];
  if (!camera || world.reserved[index]) return 'somebody holds the camera';
  const place = shot.camera?.preset === 1 ? 'preset 1' : 'preset 2';
  if (camera.heard !== 'still' || camera.place !== place) return 'the camera does not stand there';
  const isOnAir = world.heardProgram === shot.scene;
  if (!camera.isArrived && !isOnAir) return 'the picture of it standing has not arrived';
  return recognised(index, place, world);
}

function freeObjection(index: number, world: World): string | null {
  const camera = world.cameras[index];
  const asked = world.manual === 'none' ? null : world.manual === 'other' ? 1 : 0;
  const isAsked = index === asked;
  if (!camera || !isAsked || !world.reserved[index]) return 'nobody asked for it, or holds it';
  if (camera.heard === 'unknown' || devices[index] === devices[blindCamera])
    return 'it does not tell where it points';
  if (camera.mover === 'us' && camera.heard === 'moving') return 'it is on its way to a preset';
  const isLive = world.manual === 'live' || world.manual === 'other';
  if (!isLive) {
    if (camera.heard !== 'still') return 'it moves and live was not asked for';
    const isOnAir = world.heardProgram === shots.find(({ driven }) => driven === devices[index])?.scene;
    if (!camera.isArrived && !isOnAir) return 'the picture of it standing has not arrived';
  }
  const anywhere = seats.find((seat) => imageOf(world, seat) !== 'yes' && !knownTo(index).includes(seat));
  if (anywhere !== undefined) return `seat ${anywhere} may be anywhere`;
  return recognised(index, camera.place, world, isLive);
}

/** Who is recognisable from there and should not be. Live, whoever is near counts as well. */
function recognised(
  index: number,
  place: Parameters<typeof seenFrom>[1],
  world: World,
  isLive = false,
): string | null {
  const seen = seenFrom(index, place);
  // Camera 1 has the gallery beside everybody; driven live it may be there a moment later.
  if (seen.gallery || (isLive && index === 1 && place !== 'aside')) return 'the gallery is in the picture';
  // From seat 2 or 3 the picture with all three is a small turn away.
  const near = isLive && seen.seats.some((seat) => seat !== 1) ? seats : [];
  const seat = [...seen.seats, ...near].find((one) => imageOf(world, one) !== 'yes');
  return seat === undefined ? null : `seat ${seat} is recognisable`;
}

const mayBeHeard = (world: World): boolean =>
  !world.safeMode &&
  world.publicity === 'public' &&
  !world.offStream &&
  !world.soundOff &&
  world.open !== null &&
  (world.remote === 'none' || consentOf[world.remote]?.sound === true) &&
  world.open.every((seat) => consentOf[world.consents[seat] ?? 'nobody']?.sound === true);

/** What is wrong with an event that is our own doing: the mixer shows a camera that we sent somewhere. */
export function mishap(happened: string, world: World): string | null {
  const onAir = happened === mixerSwitches ? cameraOfScene(world.program) : null;
  return onAir !== null && world.cameras[onAir]?.mover === 'us' ? `camera ${onAir} swings on air` : null;
}

/** What is wrong with the world after the daemon has acted; null: nothing. */
export function violation(world: World): string | null {
  // Nothing can be done about a mixer that does not hear us, or that did something we have not heard of.
  if (world.heardProgram === null) return null;
  if (!mayBeHeard(world) && (world.soundOnTheWay ?? world.isOpen)) return 'sound that nobody allowed';
  const isKnown = world.onTheWay.length > 0 || world.heardProgram === world.program;
  if (!isKnown) return null;
  const scene = finalScene(world);
  const possible = shots.filter((shot) => shot.scene === scene);
  const objections = possible.map((shot) => objection(shot, world));
  return objections.some((each) => each === null) ? null : `${scene} on air: ${objections.join('; ')}`;
}

/** What should have happened and did not; null: nothing. */
export function omission(world: World, proposal: Proposal, verdict: Verdict): string | null {
  if (mayBeHeard(world) === verdict.muted)
    return verdict.muted ? 'silence that nobody asked for' : 'sound is open';
  const wish = objection(proposal.shot, world);
  if (wish === null && verdict.shot.id !== proposal.shot.id)
    return `${proposal.shot.id} was permitted and not followed`;
  if (wish !== null && objection(verdict.shot, world) !== null)
    return `${verdict.shot.id} instead, which is no better`;
  const isRegular = !world.safeMode && world.publicity === 'public' && !world.offStream;
  if (isRegular && wish !== null && verdict.refused.length === 0) return 'refused without a reason';
  const wide = shots.find((shot) => shot.kind === 'wide' && objection(shot, world) === null);
  if (isRegular && wish !== null && wide && verdict.shot.kind !== 'wide') return 'the wide was permitted';
  for (const move of proposal.moves) {
    const index = devices.indexOf(move.camera);
    const isBusy =
      world.reserved[index] ||
      world.heardProgram === null ||
      [world.heardProgram, verdict.shot.scene, ...world.asked].some(
        (scene) => cameraOfScene(scene) === index,
      );
    const isCarriedOut = verdict.moves.includes(move);
    if (isBusy && isCarriedOut) return `camera ${index} is sent away though it is needed or held`;
    if (!isBusy && !isCarriedOut) return `camera ${index} is free and was not sent`;
  }
  return null;
}
