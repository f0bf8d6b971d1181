/** Every picture the hall can be shown in, by id: close-ups and groups of the cameras, wides, slate and pause. */
import type { Hall } from './hall.ts';

export interface Shot {
  readonly id: string;
  /** `free`: the camera as it stands, driven by hand. */
  readonly kind: 'close-up' | 'group' | 'free' | 'wide' | 'slate' | 'pause';
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
    for (const { preset, subjects, visible, zones } of camera.shots)
      add({
        id: `${camera.device}:${preset}`,
        kind: subjects.length > 1 ? 'group' : 'close-up',
        scene: camera.scene,
        camera: { device: camera.device, preset },
        subjects,
        visible,
        zones: zones ?? [],
        hides: [],
      });
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
  add({ id: 'slate', kind: 'slate', scene: hall.slateScene, ...nobody });
  add({ id: 'pause', kind: 'pause', scene: hall.pauseScene, ...nobody });
  cache.set(hall, shots);
  return shots;
}

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
