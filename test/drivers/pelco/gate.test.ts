/** The STILL gate on a Pelco camera whose position can be read, against the truth of the world. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulators/world/random.ts';
import { recall, scene, type SceneOptions } from './scene.ts';

const cases: Readonly<Record<string, SceneOptions>> = {
  'an honest camera': { targets: true },
  'a slow camera': { targets: true, slow: true },
  'an eighth of all frames lost': { targets: true, faults: { deaf: { probability: 0.125 } } },
  'slow answers': { targets: true, faults: { slow: { ms: 120 } } },
  'another receiver that answers as well': { targets: true, faults: { echo: {} } },
  'places that have to be learned': {},
};

describe('the STILL gate on a Pelco camera', () => {
  for (const [name, options] of Object.entries(cases))
    it(`is never STILL while the camera moves, and always arrives: ${name}`, async () => {
      const seed = 12;
      const now = await scene({ seed, ...options });
      const random = createRandom(seed);
      const rounds = 50;
      let arrived = 0;
      for (let round = 0; round < rounds; round++) {
        if (random() < 0.2) {
          void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 30) });
          await now.clock.advance(random() * 400);
        }
        if ((await recall(now, 1 + Math.floor(random() * 30), 25_000)) !== null) arrived++;
        await now.clock.advance(random() * 300);
      }
      expect({ seed, falseStills: now.falseStills, arrived }).toEqual({
        seed,
        falseStills: [],
        arrived: rounds,
      });
    });

  it('holds through 200 recalls with random faults, strangers and spells without power', async () => {
    const seed = 20_261_127;
    const random = createRandom(seed);
    const now = await scene({ seed, targets: true });
    let arrived = 0;
    for (let round = 0; round < 200; round++) {
      now.device.fault('deaf', { probability: random() < 0.5 ? 0 : random() * 0.1 });
      now.device.fault('slow', { ms: random() < 0.5 ? 0 : random() * 150 });
      now.device.fault('echo', { off: random() < 0.5 });
      const what = random();
      if (what < 0.15) {
        now.camera.moveTo({ panDegrees: -40 + random() * 80, zoom: random() * 0.5 }, { pan: 20 });
        await now.clock.advance(random() * 800);
      } else if (what < 0.3) {
        void now.driver.submit({ type: 'drive', pan: random() - 0.5, tilt: 0, zoom: 0 });
        await now.clock.advance(random() * 500);
        void now.driver.submit({ type: 'stop' });
      } else if (what < 0.4) {
        now.device.fault('power', {});
        await now.clock.advance(random() * 4000);
        now.device.fault('power', { off: true });
        await now.clock.advance(random() * 6000);
      } else if (what < 0.5) {
        void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 30) });
        await now.clock.advance(random() * 500);
      }
      const preset = 1 + Math.floor(random() * 30);
      let took = await recall(now, preset, 20_000);
      for (let more = 0; more < 3 && took === null; more++) took = await recall(now, preset, 20_000);
      if (took !== null) arrived++;
      await now.clock.advance(random() * 600);
    }
    expect({ seed, falseStills: now.falseStills, arrived }).toEqual({ seed, falseStills: [], arrived: 200 });
  });
});
