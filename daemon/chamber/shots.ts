/** Every picture the hall can be shown in, by id: cameras' shots, wides, slides, the conference, slate and pause. */
import type { shotKinds } from '../../protocols/api/views/reason.ts';
import type { Hall, HallCamera } from './hall.ts';

export interface Shot {
  readonly id: string;
  /** `free`: the camera as it stands, driven by hand. */
  readonly kind: (typeof shotKinds)[number];
  readonly scene: string;
  readonly camera?: { readonly device: string; readonly preset: number };
  /** Free shots: the camera that stands, or moves, where somebody drove it. */
  readonly driven?: string;
  readonly subjects: readonly number[];
  readonly visible: readonly number[];
  /** Zones of the camera in the picture, as far as somebody listed them. */
  readonly zones: readonly string[];
  /** Wides only: seats it does not show. */
  readonly hides: readonly number[];
}

const nobody = { subjects: [], visible: [], zones: [], hides: [] };
export const freeShotId = (device: string): string => `${device}:free`;

const cache = new WeakMap<Hall, ReadonlyMap<string, Shot>>();

export function shotsOf(hall: Hall): ReadonlyMap<string, Shot> {
  const known = cache.get(hall);
  if (known) return known;
  const shots = new Map<string, Shot>();
  const add = (shot: Shot): unknown => shots.set(shot.id, shot);
  for (const camera of hall.cameras) {
    for (const { preset, subjects, visible, zones } of camera.shots) {
      const seen = {
        camera: { device: camera.device, preset },
        subjects,
        visible,
        zones: zones ?? [],
        hides: [],
      };
      const id = `${camera.device}:${preset}`;
      add({ id, kind: subjects.length > 1 ? 'group' : 'close-up', scene: camera.scene, ...seen });
      if (camera.slidesScene !== undefined)
        add({ id: `slides:${id}`, kind: 'slides-speaker', scene: camera.slidesScene, ...seen });
    }
    add({
      id: freeShotId(camera.device),
      kind: 'free',
      scene: camera.scene,
      driven: camera.device,
      ...nobody,
    });
  }
  for (const wide of hall.wides)
    add({
      id: `wide:${wide.id}`,
      kind: 'wide',
      scene: wide.scene,
      ...nobody,
      hides: wide.hides,
    });
  const { slidesScene, conference } = hall.transmission;
  if (slidesScene !== null) add({ id: 'slides', kind: 'slides', scene: slidesScene, ...nobody });
  if (conference.speakerScene !== null)
    add({ id: 'remote', kind: 'remote', scene: conference.speakerScene, ...nobody });
  if (conference.galleryScene !== null)
    add({ id: 'gallery', kind: 'gallery', scene: conference.galleryScene, ...nobody });
  add({ id: 'slate', kind: 'slate', scene: hall.slateScene, ...nobody });
  add({ id: 'pause', kind: 'pause', scene: hall.pauseScene, ...nobody });
  cache.set(hall, shots);
  return shots;
}

/** Scenes in which a camera's picture is seen. */
export const scenesOf = ({ scene, slidesScene }: HallCamera): readonly string[] =>
  slidesScene === undefined ? [scene] : [scene, slidesScene];

/** The device of the camera whose picture this is. */
export const deviceOf = (shot: Shot): string | undefined => shot.camera?.device ?? shot.driven;

/** The slate, which every hall has. */
export function slateOf(hall: Hall): Shot {
  return present(shotsOf(hall).get('slate'));
}

export function pauseOf(hall: Hall): Shot {
  return present(shotsOf(hall).get('pause'));
}

function present(shot: Shot | undefined): Shot {
  if (!shot) throw new Error('every hall has a slate and a pause');
  return shot;
}

export const widesOf = (hall: Hall): readonly Shot[] =>
  [...shotsOf(hall).values()].filter((shot) => shot.kind === 'wide');
