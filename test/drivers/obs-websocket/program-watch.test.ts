import { expect, test } from 'vitest';
import { byHand, createModelStudio } from './model-studio.ts';

test('the loudest peak once a second, of what is open and on air', async () => {
  const studio = await createModelStudio();
  const { levels } = studio.model.studio;
  levels.set('Mic/Aux', -12);
  levels.set('Desktop Audio', -30);
  const heard: number[] = [];
  const watch = studio.watch(
    (peak) => heard.push(peak),
    () => undefined,
  );
  watch.start();
  await studio.clock.advance(5200);
  expect(heard).toEqual([-12, -12, -12, -12, -12]);
  byHand(studio, 'SetInputMute', { inputName: 'Mic/Aux', inputMuted: true });
  await studio.clock.advance(2000);
  expect(heard.at(-1)).toBe(-30);
  levels.set('Desktop Audio', null);
  await studio.clock.advance(2000);
  expect(heard.at(-1)).toBe(-100);
  watch.stop();
  const { length } = heard;
  await studio.clock.advance(3000);
  expect(heard).toHaveLength(length);
});

test('a short shout between two seconds is not missed', async () => {
  const studio = await createModelStudio();
  const heard: number[] = [];
  const watch = studio.watch(
    (peak) => heard.push(peak),
    () => undefined,
  );
  watch.start();
  await studio.clock.advance(1300);
  studio.model.studio.levels.set('Mic/Aux', -3);
  await studio.clock.advance(60);
  studio.model.studio.levels.set('Mic/Aux', -40);
  await studio.clock.advance(1000);
  expect(heard).toEqual([-20, -3]);
  watch.stop();
});

test('the picture is told by a fingerprint that changes with it, and comes back after a loss', async () => {
  const studio = await createModelStudio();
  const seen: string[] = [];
  const watch = studio.watch(
    () => undefined,
    (fingerprint) => seen.push(fingerprint),
  );
  watch.start();
  await studio.clock.advance(10_100);
  expect(seen.length).toBe(6);
  expect(new Set(seen).size).toBe(6);
  for (const fingerprint of seen) expect(fingerprint).toMatch(/^[\w-]{43}$/);
  studio.model.faults.still = true;
  await studio.clock.advance(6000);
  expect(new Set(seen.slice(-3)).size).toBe(1);
  studio.breakLinks('gone');
  const { length } = seen;
  await studio.clock.advance(6000);
  expect(seen.length).toBeGreaterThan(length + 1);
  studio.freeze(true);
  await studio.clock.advance(6000);
  studio.freeze(false);
  const before = seen.length;
  await studio.clock.advance(12_000);
  expect(seen.length).toBeGreaterThan(before + 1);
  watch.stop();
  studio.driver.stop();
  await studio.clock.advance(100);
  expect(studio.clock.pending()).toBe(0);
});

test('nobody who only cuts hears the meters', async () => {
  const studio = await createModelStudio();
  const before = studio.clock.pending();
  const watch = studio.watch(
    () => undefined,
    () => undefined,
  );
  watch.start();
  await studio.clock.advance(500);
  expect(studio.clock.pending()).toBeGreaterThan(before);
  watch.stop();
  await studio.clock.advance(100);
  expect(studio.driver.health().garbage).toBe(0);
});
