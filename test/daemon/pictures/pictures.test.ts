import { describe, expect, test } from 'vitest';
import { createPictures, type PictureName } from '../../../daemon/pictures/pictures.ts';
import { watchCalibrations } from '../../../daemon/pictures/watch-calibrations.ts';
import { changedShare, greyOf, isMoving } from '../../../daemon/pictures/motion.ts';
import type { PictureScenes } from '../../../drivers/driver.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { renderJpeg } from '../../../simulators/world/render.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

/** Pictures whose source only notes what is asked of it. */
function open() {
  const watched: (PictureScenes | null)[] = [];
  let preview: string | null = 'Tafel';
  let deliver: (name: string, jpeg: Uint8Array) => void = () => undefined;
  const pictures = createPictures({
    createSource(onPicture) {
      deliver = onPicture;
      return { watch: (scenes) => void watched.push(scenes), stop: () => void watched.push(null) };
    },
    previewScene: () => preview,
    sceneOf: (camera) => (camera.startsWith('cam-') ? `Szene ${camera}` : undefined),
  });
  return {
    pictures,
    watched,
    deliver: (name: string, jpeg: Uint8Array = new Uint8Array(1)) => deliver(name, jpeg),
    setPreview: (scene: string | null) => {
      preview = scene;
      pictures.changed();
    },
  };
}

describe('one capture for all', () => {
  test('begins with the first who looks, changes with what is looked at, and ends with the last', () => {
    const { pictures, watched, setPreview } = open();
    const page = pictures.look({ onAir: true, cameras: [] }, () => undefined);
    const other = pictures.look({ onAir: true, cameras: ['cam-a'] }, () => undefined);
    setPreview('Totale');
    pictures.changed();
    other();
    page();
    expect(watched).toEqual([
      { preview: 'Tafel' },
      { preview: 'Tafel', 'camera/cam-a': 'Szene cam-a' },
      { preview: 'Totale', 'camera/cam-a': 'Szene cam-a' },
      { preview: 'Totale' },
      null,
    ]);
    setPreview('Pause');
    expect(watched).toHaveLength(5);
  });

  test('everybody gets what they look at and nothing else', () => {
    const { pictures, deliver } = open();
    const seen: [string, PictureName][] = [];
    pictures.look({ onAir: true, cameras: ['cam-b'] }, (name) => seen.push(['page', name]));
    pictures.look({ onAir: false, cameras: ['cam-a'] }, (name) => seen.push(['run', name]));
    for (const name of ['program', 'preview', 'camera/cam-a', 'camera/cam-b']) deliver(name);
    expect(seen).toEqual([
      ['page', 'program'],
      ['page', 'preview'],
      ['run', { camera: 'cam-a' }],
      ['page', { camera: 'cam-b' }],
    ]);
  });

  test('a camera that no scene shows is not asked for', () => {
    const { pictures, watched } = open();
    pictures.look({ onAir: false, cameras: ['nobody'] }, () => undefined);
    expect(watched).toEqual([{}]);
  });
});

describe('whether a picture moves as a whole', () => {
  /** Frames 125 ms apart of a camera in the virtual chamber: how much changed from one to the next. */
  async function shares(
    act: (camera: ReturnType<typeof cameraOf>, presets: readonly number[]) => void,
    frames: number,
  ) {
    const clock = createVirtualClock();
    const chamber = standardChamber({ seats: 41, cameras: 1, seed: 1, clock });
    const camera = cameraOf(chamber.world, 'camera-1');
    const presets = (chamber.shots.get('camera-1') ?? []).map(({ preset }) => preset);
    camera.recall(presets[0] ?? 0);
    await clock.advance(5000);
    const look = () => greyOf(renderJpeg(chamber.world, 'camera-1'));
    let before: Uint8Array = await look();
    act(camera, presets);
    for (const { seat } of chamber.world.seats.slice(0, 3)) chamber.world.setMicrophone(seat, true);
    const found: { readonly share: number; readonly moves: boolean }[] = [];
    for (let frame = 0; frame < frames; frame++) {
      await clock.advance(125);
      const now = await look();
      found.push({ share: changedShare(before, now), moves: camera.isMoving() });
      before = now;
    }
    return found;
  }

  test('not where only people, lamps and the noise of the JPEG change', async () => {
    for (const { share } of await shares(() => undefined, 12)) expect(isMoving(share)).toBe(false);
  });

  test('in every frame of a move, near or far, slow or of the zoom alone, and not after it', async () => {
    const moves = [
      (camera: ReturnType<typeof cameraOf>, [, near]: readonly number[]) => camera.recall(near ?? 0),
      (camera: ReturnType<typeof cameraOf>, presets: readonly number[]) => camera.recall(presets[20] ?? 0),
      (camera: ReturnType<typeof cameraOf>) => camera.drive(2, 0, 0),
      (camera: ReturnType<typeof cameraOf>) => camera.drive(0, 0, -0.1),
    ];
    for (const [index, move] of moves.entries()) {
      const frames = await shares(move, 12);
      // The last frame of a move has only the end of the ringing in it.
      const inside = frames.filter(({ moves: is }, at) => is && frames[at + 1]?.moves !== false);
      expect(inside.length, `move ${index}`).toBeGreaterThan(1);
      for (const { share } of inside) expect(isMoving(share), `move ${index}: ${share}`).toBe(true);
      const after = frames.filter(({ moves: is }, at) => !is && at > 0 && frames[at - 1]?.moves === false);
      for (const { share } of after) expect(isMoving(share), `after move ${index}`).toBe(false);
    }
  });

  test('a calibration is told of the picture of its camera alone, and when nobody looks any more', async () => {
    const clock = createVirtualClock();
    const { pictures, deliver } = open();
    const told: [string, number | null][] = [];
    const watch = watchCalibrations({
      clock,
      pictures,
      moved: (camera, at) => void told.push([camera, at]),
      // Decoded at once: one grey value for each picture.
      grey: (jpeg) => Promise.resolve(jpeg),
    });
    const still = new Uint8Array(100).fill(50);
    const other = new Uint8Array(100).fill(200);
    const show = async (name: string, jpeg: Uint8Array): Promise<void> => {
      await clock.advance(100);
      deliver(name, jpeg);
      await clock.advance(0);
    };
    watch(['cam-a']);
    await show('camera/cam-a', still);
    await show('program', other);
    await show('camera/cam-b', other);
    await show('camera/cam-a', still);
    await show('camera/cam-a', other);
    watch([]);
    await show('camera/cam-a', still);
    // Of the first nothing is known, the second is the same, the third shows something else.
    expect(told).toEqual([
      ['cam-a', 100],
      ['cam-a', 500],
      ['cam-a', null],
    ]);
  });
});
