import { createCanvas, loadImage } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { codeAspect, drawSeatCode, drawStrip, readMarks } from '../../../simulators/world/marks.ts';
import { renderJpeg } from '../../../simulators/world/render.ts';

const width = 640;
const height = 360;

/** Through JPEG at `quality`, scaled to 1280 and back as OBS does, and JPEG once more. */
async function throughObs(jpeg: Uint8Array, quality: number): Promise<Uint8ClampedArray> {
  const large = createCanvas(2 * width, 2 * height);
  large.getContext('2d').drawImage(await loadImage(jpeg), 0, 0, 2 * width, 2 * height);
  const small = createCanvas(width, height);
  const context = small.getContext('2d');
  context.drawImage(await loadImage(large.encodeSync('jpeg', quality)), 0, 0, width, height);
  const again = await loadImage(small.encodeSync('jpeg', quality));
  context.drawImage(again, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

describe('marks in the picture', () => {
  it('survive JPEG 70 and rescaling, for random seats, places, sizes and times', async () => {
    const setting = fc.record({
      seat: fc.integer({ min: 1, max: 511 }),
      x: fc.integer({ min: 200, max: 5000 }).map((tenths) => tenths / 10),
      y: fc.integer({ min: 400, max: 2600 }).map((tenths) => tenths / 10),
      size: fc.integer({ min: 620, max: 1180 }).map((tenths) => tenths / 10),
      background: fc.constantFrom('#000000', '#ffffff', '#6e4d33', '#c2a27d', '#f0cfb4', '#ff2a1f'),
      camera: fc.integer({ min: 1, max: 255 }),
      worldTimeMs: fc.nat(0xffff_ffff),
      moving: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(setting, async ({ seat, x, y, size, background, camera, worldTimeMs, moving }) => {
        const canvas = createCanvas(width, height);
        const context = canvas.getContext('2d');
        context.fillStyle = background;
        context.fillRect(0, 0, width, height);
        drawSeatCode(context, seat, x, y, size);
        drawStrip(context, { camera, worldTimeMs, moving }, width);
        const read = readMarks(await throughObs(canvas.encodeSync('jpeg', 80), 70), width, height);
        expect(read).toEqual({ cameraId: camera, worldTimeMs, moving, seats: [seat] });
      }),
      { seed: 2026, numRuns: 40 },
    );
  });

  it('are read in every close-up of the chamber, with the seat and without a wrong one', async () => {
    const clock = createVirtualClock();
    const { world, shots } = standardChamber({ seats: 60, cameras: 2, seed: 8, clock });
    for (const [id, list] of shots)
      for (const shot of list.filter((one) => one.preset % 4 === 1)) {
        const camera = cameraOf(world, id);
        camera.recall(shot.preset);
        clock.advanceSync(5000);
        const read = readMarks(await throughObs(renderJpeg(world, id), 70), width, height);
        expect(read).toMatchObject({ cameraId: camera.index, worldTimeMs: clock.now(), moving: false });
        expect(read?.seats).toContain(shot.subjects[0]);
        const inPicture = camera.seatsInPicture().map((one) => one.seat);
        for (const seat of read?.seats ?? []) expect(world.seats.map((one) => one.seat)).toContain(seat);
        expect(inPicture).toContain(shot.subjects[0]);
      }
  });

  it('say moving while the head moves or rings, and never name a seat that does not exist', async () => {
    const clock = createVirtualClock();
    const { world } = standardChamber({ seats: 40, cameras: 1, seed: 8, clock });
    const camera = cameraOf(world, 'camera-1');
    camera.recall(1);
    clock.advanceSync(3000);
    camera.recall(39);
    for (let step = 0; step < 30; step++) {
      const moving = camera.isMoving();
      const read = readMarks(await throughObs(renderJpeg(world, 'camera-1'), 70), width, height);
      expect(read?.moving).toBe(moving);
      for (const seat of read?.seats ?? []) expect(seat).toBeLessThanOrEqual(40);
      clock.advanceSync(40);
    }
    expect(camera.isMoving()).toBe(false);
  });

  it('cut off, half covered or damaged read as nothing rather than as somebody else', () => {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    const read = () => readMarks(context.getImageData(0, 0, width, height).data, width, height);
    const size = 90;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 511 }),
        fc.nat(80),
        fc.nat(50),
        fc.constantFrom('#000000', '#ffffff', '#808080'),
        (seat, dx, dy, colour) => {
          context.fillStyle = '#6e4d33';
          context.fillRect(0, 0, width, height);
          drawSeatCode(context, seat, 100, 100, size);
          context.fillStyle = colour;
          context.fillRect(100 + dx, 100 + dy, 30, 25);
          expect([[], [seat], undefined]).toContainEqual(read()?.seats);
        },
      ),
      { seed: 5, numRuns: 150 },
    );
    context.fillStyle = '#6e4d33';
    context.fillRect(0, 0, width, height);
    // The cells are all there, only the frame is not whole: something stands in front of it.
    drawSeatCode(context, 14, 300, 200, size);
    context.fillStyle = '#000000';
    context.fillRect(330, 195, 25, 12);
    drawSeatCode(context, 12, width - size / 2, 100, size);
    drawSeatCode(context, 13, 100, height - size / codeAspect / 2, size);
    expect(read()).toBeNull();
  });

  it('are absent from noise and from tiny pictures', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64 * 36 * 4, maxLength: 64 * 36 * 4 }), (noise) => {
        expect(readMarks(noise, 64, 36)).toBeNull();
      }),
      { seed: 6, numRuns: 50 },
    );
    expect(readMarks(new Uint8Array(16), 2, 2)).toBeNull();
    expect(readMarks(new Uint8Array(16), 640, 360)).toBeNull();
  });
});
