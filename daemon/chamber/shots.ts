/** Every picture the hall can be shown in, by id: close-ups and groups of the cameras, wides, slate and pause. */
import type { Hall } from './hall.ts';

export interface Shot {
  readonly id: string;
  readonly kind: 'close-up' | 'group' | 'wide' | 'slate' | 'pause';
  readonly scene: string;
  readonly camera?: { readonly device: string; readonly preset: number };
  readonly subjects: readonly number[];
  readonly visible: readonly number[];
  /** Wides only: seats it does not show. */
  readonly hides: readonly number[];
}

const cache = new WeakMap<Hall, ReadonlyMap<string, Shot>>();

export function shotsOf(hall: Hall): ReadonlyMap<string, Shot> {
  const known = cache.get(hall);
  if (known) return known;
  const shots = new Map<string, Shot>();
  const add = (shot: Shot): unknown => shots.set(shot.id, shot);
  for (const camera of hall.cameras)
    for (const { preset, subjects, visible } of camera.shots)
      add({
        id: `${camera.device}:${preset}`,
        kind: subjects.length > 1 ? 'group' : 'close-up',
        scene: camera.scene,
        camera: { device: camera.device, preset },
        subjects,
        visible,
        hides: [],
      });
  for (const wide of hall.wides)
    add({
      id: `wide:${wide.id}`,
      kind: 'wide',
      scene: wide.scene,
      subjects: [],
      visible: [],
      hides: wide.hides,
    });
  add({ id: 'slate', kind: 'slate', scene: hall.slateScene, subjects: [], visible: [], hides: [] });
  add({ id: 'pause', kind: 'pause', scene: hall.pauseScene, subjects: [], visible: [], hides: [] });
  cache.set(hall, shots);
  return shots;
}

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
