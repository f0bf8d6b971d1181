/**
 * Which pictures consent permits, wherever their camera stands: who is in them, who may be, and the zones where
 * nobody was asked. Pure, a part of the guard.
 *
 * Nobody known at a seat counts as not consenting: with an open microphone somebody certainly is there, so
 * even a wide is barred like a "no"; with a closed one the seat is most likely empty, so only shots that
 * would show it recognisably are barred, and the wide too if the one who should sit there objects.
 */
import type { Reason } from '../../protocols/api/views.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { HallCamera } from '../chamber/hall.ts';
import { shotsOf, type Shot } from '../chamber/shots.ts';
import { cameraOf, type Facts } from './facts.ts';
import { liveMarginDegrees, marginDegrees, mayShow, zonesSeen } from './field-of-view.ts';

/** The operator asked to see this camera also while it is driven. */
export const isLive = ({ driven }: Shot, { manual }: Facts): boolean =>
  manual?.kind === 'free' && manual.live && manual.camera === driven;

/** Refusals by consent alone: these hold before the camera stands there, too. */
export function consentRefusals(shot: Shot, facts: Facts): readonly Reason[] {
  if (shot.kind === 'slate' || shot.kind === 'pause' || shot.kind === 'slides') return [];
  if (shot.kind === 'remote' || shot.kind === 'gallery') return conferenceRefusals(shot, facts);
  if (shot.kind === 'free') return freeRefusals(shot, facts);
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
  return [
    ...zoneRefusals(shot, facts),
    ...[...shot.subjects, ...shot.visible].flatMap((seat) => recognisable(seat, facts)),
  ];
}

/** One of the conference, or everybody who is in it. */
function conferenceRefusals({ kind }: Shot, { remoteSpeaker, conference }: Facts): readonly Reason[] {
  const seen = kind === 'gallery' ? conference : [remoteSpeaker];
  // Of an empty gallery nobody knows who is in it.
  const isKnown = seen.length > 0 && seen.every((consent) => consent?.image === 'yes');
  return isKnown ? [] : [{ code: 'conference-no-consent' }];
}

function recognisable(seat: number, facts: Facts): readonly Reason[] {
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
}

/** Nobody in a zone was asked: listed in the shot, or in the picture by where the camera stands or will. */
function zoneRefusals(shot: Shot, facts: Facts): readonly Reason[] {
  const camera = cameraNamed(facts, shot.camera?.device);
  if (!camera || !shot.camera || camera.head.zones.length === 0) return [];
  const { motion, position } = cameraOf(facts, camera.device);
  const { preset } = shot.camera;
  const stands = motion.kind === 'still' && motion.preset === preset ? position : null;
  const place = stands ?? facts.targets(camera.device)[preset];
  const seen = place ? zonesSeen(camera, place).map(({ id }) => id) : [];
  return [...new Set([...shot.zones, ...seen])].map((zone) => ({
    code: 'zone-visible',
    params: { camera: camera.device, zone },
  }));
}

/**
 * A camera driven by hand shows whoever is there. It must tell where it points; nobody who may not be
 * recognised may be there, and of whom no direction is known may be anywhere.
 */
function freeRefusals(shot: Shot, facts: Facts): readonly Reason[] {
  const camera = cameraNamed(facts, shot.driven);
  const params = { camera: shot.driven ?? '' };
  const { manual } = facts;
  const isAsked = manual?.kind === 'free' && manual.camera === shot.driven;
  if (!camera || !isAsked || !facts.reserved.has(camera.device)) return [{ code: 'free-not-asked', params }];
  const { position } = cameraOf(facts, camera.device);
  if (!position) return [{ code: 'free-unknown-position', params }];
  const margin = isLive(shot, facts) ? liveMarginDegrees : marginDegrees;
  const near = presetsNear(camera, position, margin, facts);
  const zones = new Set([
    ...zonesSeen(camera, position, margin).map(({ id }) => id),
    ...near.flatMap((preset) => preset.zones),
  ]);
  const mayBeSeen = (seat: number): boolean =>
    !isDirectionKnown(seat, camera, facts) ||
    near.some(({ subjects, visible }) => subjects.includes(seat) || visible.includes(seat));
  return [
    ...[...zones].map((zone) => ({ code: 'zone-visible', params: { ...params, zone } })),
    ...Object.keys(facts.hall.seats)
      .map(Number)
      .filter((seat) => recognisable(seat, facts).length > 0 && mayBeSeen(seat))
      .map((seat) => ({ code: 'free-might-show', params: { seat } })),
  ];
}

/** Presets of this camera that lie in the picture: whoever is listed there may be in it, too. */
function presetsNear(
  camera: HallCamera,
  position: CameraPosition,
  margin: number,
  facts: Facts,
): readonly Shot[] {
  const targets = facts.targets(camera.device);
  return [...shotsOf(facts.hall).values()].filter((shot) => {
    const target = shot.camera?.device === camera.device ? targets[shot.camera.preset] : undefined;
    return target !== undefined && mayShow(camera, position, target, margin);
  });
}

/** Only who has a close-up of their own by this camera, at a known place, is certain to be there and not elsewhere. */
function isDirectionKnown(seat: number, camera: HallCamera, facts: Facts): boolean {
  const targets = facts.targets(camera.device);
  return [...shotsOf(facts.hall).values()].some(
    ({ kind, subjects, camera: at }) =>
      kind === 'close-up' &&
      subjects[0] === seat &&
      at?.device === camera.device &&
      targets[at.preset] !== undefined,
  );
}

const cameraNamed = ({ hall }: Facts, device: string | undefined): HallCamera | undefined =>
  hall.cameras.find((camera) => camera.device === device);
