/** The STILL gate on a Panasonic AW camera against the truth of the world, whatever the camera says. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulators/world/random.ts';
import { recall, scene, type SceneOptions } from './scene.ts';

type Faults = NonNullable<SceneOptions['faults']>;

const cases: Readonly<Record<string, Faults>> = {
  'an honest camera': {},
  'a camera of the older generation': { model: { name: 'AW-HE42' } },
  'a model that is not listed': { model: { name: 'AW-XY1' } },
  'notices at once': { completion: { policy: 'at-once' } },
  'no notices, ever': { completion: { policy: 'never' } },
  'a third of the notices lost': { 'lost-notices': { probability: 0.33 } },
  'a position that is 300 ms old': { 'late-position': { ms: 300 } },
  'positions one by one': { 'no-position': {} },
  'positions one by one, of the older generation': { 'no-position': {}, model: { name: 'AW-HE42' } },
  'no position, but notices': { 'no-position': { what: 'all' } },
  'slow answers': { slow: { ms: 150 } },
  'a camera that refuses what comes too close': { 'strict-gap': {}, model: { name: 'AW-HE40' } },
};

describe('the STILL gate on a Panasonic AW camera', () => {
  for (const [name, faults] of Object.entries(cases))
    it(`is never STILL while the camera moves, and always arrives: ${name}`, async () => {
      const seed = 11;
      const now = await scene({ seed, targets: true, faults });
      const random = createRandom(seed);
      const rounds = 60;
      let arrived = 0;
      const delays: number[] = [];
      for (let round = 0; round < rounds; round++) {
        if (random() < 0.2) {
          void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 40) });
          await now.clock.advance(random() * 400);
        }
        if ((await recall(now, 1 + Math.floor(random() * 40), 25_000)) !== null) arrived++;
        delays.push(now.clock.now() - now.camera.motorsStopAt());
        await now.clock.advance(random() * 300);
      }
      delays.sort((a, b) => a - b);
      expect({ seed, falseStills: now.falseStills, arrived }).toEqual({
        seed,
        falseStills: [],
        arrived: rounds,
      });
      expect(delays[Math.floor(rounds / 2)]).toBeLessThan(1500);
      if (name === 'an honest camera') expect(delays.at(-1)).toBeLessThan(800);
    });

  it('learns where presets are by visiting them', async () => {
    const now = await scene({ seed: 5 });
    const random = createRandom(5);
    for (let round = 0; round < 60; round++)
      expect(await recall(now, 1 + Math.floor(random() * 40), 25_000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('holds through 200 recalls with random faults, strangers, restarts and deaf spells', async () => {
    const seed = 20_261_126;
    const random = createRandom(seed);
    const now = await scene({ seed, targets: true });
    const pick = <Item>(...items: readonly Item[]): Item | undefined =>
      items[Math.floor(random() * items.length)];
    let arrived = 0;
    for (let round = 0; round < 200; round++) {
      now.device.fault('completion', { policy: pick('after-move', 'after-move', 'at-once', 'never') });
      now.device.fault('lost-notices', { probability: pick(0, 0, 0.2, 1) });
      now.device.fault('late-position', { ms: pick(0, 0, 120, 300) });
      now.device.fault('slow', { ms: pick(0, 0, 60, 150) });
      if (random() < 0.1) now.device.fault('not-an-answer', {});
      if (random() < 0.05) now.device.fault('forget', {});
      const preset = 1 + Math.floor(random() * 40);
      switch (pick('plain', 'plain', 'overtaken', 'stranger', 'driven', 'deaf', 'busy', 'restart')) {
        case 'overtaken':
          void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 40) });
          await now.clock.advance(random() * 500);
          break;
        case 'stranger':
          now.camera.moveTo({ panDegrees: -40 + random() * 80, zoom: random() * 0.5 }, { pan: 20 });
          await now.clock.advance(random() * 800);
          break;
        case 'driven':
          void now.driver.submit({ type: 'drive', pan: random() - 0.5, tilt: 0, zoom: 0 });
          await now.clock.advance(random() * 500);
          void now.driver.submit({ type: 'stop' });
          break;
        case 'deaf':
          now.deaf = true;
          await now.clock.advance(random() * 4000);
          now.deaf = false;
          await now.clock.advance(random() * 6000);
          break;
        case 'busy':
          now.device.fault(pick('busy', 'menu') ?? 'busy', {});
          await now.clock.advance(random() * 1500);
          now.device.fault('busy', { off: true });
          now.device.fault('menu', { off: true });
          break;
        case 'restart':
          if (random() < 0.3) now.device.coldStart();
          break;
        case 'plain':
        case undefined:
      }
      // What was lost in a deaf spell may take one more command.
      let took = await recall(now, preset, 20_000);
      for (let more = 0; more < 2 && took === null; more++) took = await recall(now, preset, 20_000);
      if (took !== null) arrived++;
      await now.clock.advance(random() * 600);
    }
    expect({ seed, falseStills: now.falseStills, arrived }).toEqual({ seed, falseStills: [], arrived: 200 });
  });

  it('gives a camera that stands where it was sent two more chances to say so, one right after the other', async () => {
    const now = await scene({ targets: true, faults: { completion: { policy: 'never' } } });
    const from = now.asked.length;
    expect(await recall(now, 30)).not.toBeNull();
    expect(now.clock.now() - now.camera.motorsStopAt()).toBeLessThan(1200);
    const sent = now.asked.slice(from).filter(({ path }) => path.includes('R29'));
    expect(sent).toHaveLength(3);
    expect((sent[2]?.at ?? 0) - (sent[1]?.at ?? 0)).toBeLessThan(400);
    expect(now.falseStills).toEqual([]);
  });
});
