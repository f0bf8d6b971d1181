import { expect, test } from 'vitest';
import { vmixKind } from '../../../drivers/vmix/driver.ts';
import { createSoundWatch, peakOf } from '../../../drivers/vmix/sound-watch.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { state } from '../../golden/vmix.ts';
import { joinVmix } from './in-memory.ts';

function listen() {
  const clock = createVirtualClock();
  const vmix = joinVmix(clock);
  const heard: number[] = [];
  const hall = vmix.model.add({ title: 'Saal', type: 'Audio' });
  const watch = createSoundWatch(vmix.transport(), { clock, onSound: (peak) => heard.push(peak) });
  watch.start();
  return { clock, vmix, hall, watch, heard };
}

test('the loudest input that is not muted is heard once a second, in decibels below full scale', async () => {
  const { clock, hall, heard, watch } = listen();
  hall.meter = 0.1;
  await clock.advance(2500);
  expect(heard.map(Math.round)).toEqual([-20, -20, -20]);
  hall.muted = true;
  await clock.advance(1000);
  expect(heard.at(-1)).toBe(-100);
  watch.stop();
  await clock.advance(5000);
  expect(heard).toHaveLength(4);
});

test('a vMix that falls silent is asked anew on a new connection, one question at a time', async () => {
  const { clock, vmix, heard, watch } = listen();
  await clock.advance(500);
  vmix.freeze(true);
  const before = vmix.sent.length;
  await clock.advance(3000);
  expect(vmix.sent.length - before).toBe(1);
  await clock.advance(1500);
  vmix.freeze(false);
  const silent = heard.length;
  await clock.advance(5000);
  expect(heard.length).toBeGreaterThan(silent + 1);
  watch.stop();
});

test('full scale is the top, a vMix without meters says nothing', () => {
  const [, , hall] = state.inputs;
  const of = (meter: number | null): number | null => peakOf({ ...state, inputs: [{ ...hall, meter }] });
  expect([of(1), of(2), of(0), of(null)]).toEqual([0, 0, -100, null]);
});

test('pictures: it has none to hand out, and says nothing', () => {
  const source = vmixKind.pictures(vmixKind.config.parse({ kind: 'vmix', id: 'v', address: 'tcp://h' }), {
    clock: createVirtualClock(),
    onPicture: () => {
      throw new Error('no picture');
    },
  });
  source.watch({ a: 'b' });
  source.stop();
});
