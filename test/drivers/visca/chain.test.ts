/** Up to seven cameras on one serial line, each with a driver of its own, against the truth of the world. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulators/world/random.ts';
import { chainScene, type ChainScene } from './chain-scene.ts';
import { recallOn, submitOn, type Watched } from './watched.ts';

function at(now: ChainScene, index: number): Watched {
  const camera = now.cameras[index];
  if (!camera) throw new Error(`no camera ${index}`);
  return camera;
}

const motions = (now: ChainScene): readonly string[] => now.cameras.map(({ state }) => state().motion.kind);
const lies = (now: ChainScene): readonly string[] => now.cameras.flatMap(({ falseStills }) => falseStills);
const presetOf = ({ camera }: Watched, nth: number): number => [...camera.presets.keys()][nth] ?? 1;
const broadcasts = (now: ChainScene, from = 0): readonly string[] =>
  now.sent.slice(from).flatMap(({ frame }) => (frame.startsWith('88') ? [frame] : []));

describe('VISCA cameras in a chain', () => {
  it('one port, addresses and clear once, and then every camera is asked under its own', async () => {
    const now = await chainScene({ cameras: 7 });
    expect(now.port).toEqual({ opened: 1, open: 1 });
    expect(now.sent.slice(0, 2).map(({ frame }) => frame)).toEqual(['88 30 01 ff', '88 01 00 01 ff']);
    expect(broadcasts(now)).toHaveLength(2);
    expect(motions(now)).toEqual(Array.from({ length: 7 }, () => 'still'));
    expect(now.cameras.every(({ health }) => health().garbage === 0)).toBe(true);
    for (const { driver } of now.cameras) driver.stop();
    expect(now.port.open).toBe(0);
  });

  it('recalls on several at once, each at its own place', async () => {
    const now = await chainScene();
    const arrivals = now.cameras.map((camera, index) => recallOn(camera, presetOf(camera, index + 2), 6000));
    expect((await Promise.all(arrivals)).every((ms) => ms !== null)).toBe(true);
    expect(lies(now)).toEqual([]);
  });

  it('a driver that comes later gets its link without disturbing the others', async () => {
    const now = await chainScene();
    at(now, 1).driver.stop();
    await now.clock.advance(1000);
    const from = now.sent.length;
    const events = at(now, 0).events.length;
    at(now, 1).driver.start();
    await now.clock.advance(3000);
    expect(at(now, 1).state().motion.kind).toBe('still');
    expect(broadcasts(now, from)).not.toContain('88 01 00 01 ff');
    expect(
      at(now, 0)
        .events.slice(events)
        .filter(({ type }) => type === 'motion'),
    ).toEqual([]);
    expect(now.port.opened).toBe(1);
  });

  it('two cameras with one address: the second says so, the first works', async () => {
    const now = await chainScene({ addresses: [1, 2, 2] });
    expect(at(now, 2).health()).toMatchObject({
      link: 'down',
      status: { level: 'fault', code: 'address-twice' },
    });
    expect(at(now, 2).health().status?.detail).toContain('deviceAddress 2');
    expect(await submitOn(at(now, 2), { type: 'recall', preset: 1 })).toMatchObject({
      code: 'device-offline',
    });
    expect(await recallOn(at(now, 1), presetOf(at(now, 1), 3), 6000)).not.toBeNull();
    expect(lies(now)).toEqual([]);
  });

  it('an address behind the end of the chain stays down, and the others do not notice', async () => {
    const now = await chainScene({ cameras: 2, addresses: [1, 2, 5] });
    expect(at(now, 2).health().link).not.toBe('up');
    expect(motions(now).slice(0, 2)).toEqual(['still', 'still']);
    const events = at(now, 0).events.length;
    await now.clock.advance(30_000);
    expect(
      at(now, 0)
        .events.slice(events)
        .filter(({ type }) => type === 'motion'),
    ).toEqual([]);
    expect(now.port.opened).toBe(1);
  });

  it('the answer of another camera is not believed', async () => {
    const now = await chainScene({ faults: [['answers-as', { camera: 2, address: 3 }]] });
    await now.clock.advance(4000);
    expect(at(now, 1).state().motion.kind).toBe('unknown');
    expect(at(now, 0).state().motion.kind).toBe('still');
    expect(await submitOn(at(now, 1), { type: 'recall', preset: 1 })).toMatchObject({ ok: false });
    expect(lies(now)).toEqual([]);
  });

  it('network change: numbers and clear anew, and everybody starts over', async () => {
    const now = await chainScene();
    for (const camera of now.cameras) await recallOn(camera, presetOf(camera, 3), 6000);
    const from = now.sent.length;
    now.chain.fault('say', { hex: 'c0 38 ff' });
    await now.clock.advance(10);
    expect(motions(now)).toEqual(['unknown', 'unknown', 'unknown']);
    await now.clock.advance(3500);
    expect(broadcasts(now, from)).toEqual(['88 30 01 ff', '88 01 00 01 ff']);
    expect(motions(now)).toEqual(['still', 'still', 'still']);
    expect(now.port.opened).toBe(1);
  });

  it('loses the camera at its end and the cable before it, keeps the rest, and finds both again', async () => {
    const now = await chainScene();
    now.chain.fault('break', { after: 2 });
    await now.clock.advance(1300);
    expect(motions(now)).toEqual(['still', 'still', 'unknown']);
    await now.clock.advance(15_000);
    expect(at(now, 2).health().losses).toBeGreaterThan(0);
    expect(motions(now).slice(0, 2)).toEqual(['still', 'still']);
    expect(await recallOn(at(now, 0), presetOf(at(now, 0), 4), 6000)).not.toBeNull();
    now.chain.fault('break', { off: true });
    await now.clock.advance(12_000);
    expect(motions(now)).toEqual(['still', 'still', 'still']);
    expect(lies(now)).toEqual([]);
  });

  it('a camera that is switched off and on gets its number again', async () => {
    const now = await chainScene();
    now.chain.fault('power-cycle', { camera: 2 });
    await now.clock.advance(1300);
    expect(motions(now)).toEqual(['still', 'unknown', 'unknown']);
    await now.clock.advance(9000);
    expect(motions(now)).toEqual(['still', 'still', 'still']);
    expect(await recallOn(at(now, 1), presetOf(at(now, 1), 4), 6000)).not.toBeNull();
    expect(lies(now)).toEqual([]);
  });

  it('a chain that is broken from the start: the cameras before the break work', async () => {
    const now = await chainScene({ faults: [['break', { after: 1 }]] });
    await now.clock.advance(6000);
    expect(at(now, 0).state().motion.kind).toBe('still');
    expect(motions(now).slice(1)).toEqual(['unknown', 'unknown']);
  });

  it('counts noise on the line as garbage at every camera, and goes on', async () => {
    const now = await chainScene();
    now.chain.fault('say', { hex: '41 42 ff' });
    await now.clock.advance(500);
    expect(now.cameras.map(({ health }) => health().garbage)).toEqual([1, 1, 1]);
    expect(await recallOn(at(now, 0), presetOf(at(now, 0), 4), 6000)).not.toBeNull();
  });

  it('holds through 150 recalls on four cameras with random faults, losses and restarts', async () => {
    const seed = 20_261_125;
    const random = createRandom(seed);
    const now = await chainScene({ cameras: 4, seed });
    const pick = <Value>(...values: readonly Value[]): Value | undefined =>
      values[Math.floor(random() * values.length)];
    let arrived = 0;
    for (let round = 0; round < 150; round++) {
      now.chain.fault('completion', { policy: pick('after-move', 'after-move', 'never', 'withheld-ack') });
      now.chain.fault('loss', { probability: random() < 0.5 ? 0 : random() * 0.04 });
      const what = random();
      if (what < 0.05) {
        now.chain.fault('power-cycle', { camera: 1 + Math.floor(random() * 4) });
        await now.clock.advance(random() * 8000);
      } else if (what < 0.1) {
        now.chain.fault('break', { after: Math.floor(random() * 4) });
        await now.clock.advance(random() * 5000);
        now.chain.fault('break', { off: true });
      } else if (what < 0.2) now.chain.fault('say', { hex: pick('88 38 ff', 'a0 41 ff', '90 52 ff') });
      else if (what < 0.35) {
        at(now, Math.floor(random() * 4)).disturb({ panDegrees: -40 + random() * 80 });
        await now.clock.advance(random() * 800);
      }
      const camera = at(now, Math.floor(random() * 4));
      const other = at(now, Math.floor(random() * 4));
      void other.driver.submit({ type: 'recall', preset: presetOf(other, Math.floor(random() * 10)) });
      const preset = presetOf(camera, Math.floor(random() * 10));
      let took = await recallOn(camera, preset, 15_000);
      for (let more = 0; more < 4 && took === null; more++) took = await recallOn(camera, preset, 15_000);
      if (took !== null) arrived++;
    }
    expect({ seed, lies: lies(now), arrived }).toEqual({ seed, lies: [], arrived: 150 });
  });
});
