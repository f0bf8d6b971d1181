import { describe, expect, it } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createPelcoDevice } from '../../../simulators/pelco/device.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

/** A camera, literal frames to it, and what it says. */
function bench(protocol: 'D' | 'P' = 'D') {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 1, clock });
  const camera = cameraOf(world, 'camera-1');
  const heard: string[] = [];
  const device = createPelcoDevice({ camera, clock, protocol, random: () => world.random() });
  const line = device.accept({ send: (bytes) => heard.push(toHex(bytes)), close: () => undefined });
  const say = (frame: string): void => line.received(hex(frame));
  return { clock, camera, device, line, heard, say };
}

describe('the simulated Pelco camera', () => {
  it('acknowledges nothing', () => {
    const { clock, camera, heard, say } = bench();
    say('ff 01 00 07 00 05 0d');
    expect(camera.isMoving()).toBe(true);
    clock.advanceSync(5000);
    expect(camera.position()).toEqual(camera.presets.get(5));
    expect(heard).toEqual([]);
  });

  it('answers questions about its position, left and down as what is missing to a whole turn', () => {
    const { clock, camera, heard, say } = bench();
    camera.moveTo({ panDegrees: 90, tiltDegrees: -5, zoom: 1 });
    clock.advanceSync(5000);
    say('ff 01 00 51 00 00 52');
    say('ff 01 00 53 00 00 54');
    say('ff 01 00 55 00 00 56');
    expect(heard).toEqual([]);
    clock.advanceSync(100);
    expect(heard).toEqual(['ff 01 00 59 23 28 a5', 'ff 01 00 5b 8a ac 92', 'ff 01 00 5d 40 00 9e']);
  });

  it('answers in Pelco-P as well', () => {
    const { clock, heard, say } = bench('P');
    say('a0 00 00 55 00 00 af 5a');
    clock.advanceSync(100);
    expect(heard).toEqual(['a0 00 00 5d 00 00 af 52']);
  });

  it.each([
    ['a sum modulo 100', 'ff 01 00 07 00 64 08'],
    ['another receiver’s address', 'ff 02 00 07 00 05 0e'],
    ['half a frame', 'ff 01 00 07'],
  ])('does not act on %s', (_, frame) => {
    const { clock, camera, say } = bench();
    say(frame);
    clock.advanceSync(100);
    expect(camera.isMoving()).toBe(false);
  });

  it('drives, zooms and stops', () => {
    const { clock, camera, say } = bench();
    say('ff 01 00 2c 10 10 4d');
    clock.advanceSync(500);
    const there = camera.position();
    expect(there.panDegrees).toBeLessThan(-1);
    expect(there.tiltDegrees).toBeGreaterThan(1);
    expect(there.zoom).toBeGreaterThan(0.05);
    say('ff 01 00 00 00 00 01');
    clock.advanceSync(1500);
    expect(camera.isMoving()).toBe(false);
  });

  it('stores and clears presets', () => {
    const { clock, camera, say } = bench();
    camera.moveTo({ panDegrees: 3 });
    clock.advanceSync(3000);
    say('ff 01 00 03 00 05 09');
    expect(camera.presets.get(5)?.panDegrees).toBeCloseTo(3);
    say('ff 01 00 05 00 05 0b');
    expect(camera.presets.has(5)).toBe(false);
  });

  it('turns around at preset 33, to zero at 34, and opens its menu at 95', () => {
    const { clock, camera, device, say } = bench();
    say('ff 01 00 07 00 21 29');
    clock.advanceSync(5000);
    expect(Math.abs(camera.position().panDegrees)).toBeGreaterThan(150);
    say('ff 01 00 07 00 22 2a');
    clock.advanceSync(5000);
    expect(camera.position().panDegrees).toBeCloseTo(0);
    say('ff 01 00 07 00 5f 67');
    expect(device.truth()).toMatchObject({ menuOpen: true });
    say('ff 01 00 07 00 05 0d');
    expect(camera.isMoving()).toBe(false);
  });

  it('has faults, and knows no others', () => {
    const { clock, heard, say, device, camera } = bench();
    const ask = (): number => {
      heard.length = 0;
      say('ff 01 00 55 00 00 56');
      clock.advanceSync(100);
      return heard.length;
    };
    device.fault('mute', {});
    expect(ask()).toBe(0);
    device.fault('mute', { off: true });
    device.fault('slow', { ms: 100 });
    expect(ask()).toBe(0);
    clock.advanceSync(100);
    device.fault('slow', { off: true });
    device.fault('echo', {});
    expect(ask()).toBe(2);
    device.fault('echo', { off: true });
    device.fault('deaf', { probability: 1 });
    expect(ask()).toBe(0);
    device.fault('deaf', { off: true });
    device.fault('power', {});
    expect(ask()).toBe(0);
    device.coldStart();
    expect(ask()).toBe(1);
    device.fault('address', { number: 2 });
    expect(ask()).toBe(0);
    expect(device.fault('deaf', { probability: 2 })).toBe(false);
    expect(device.fault('address', { number: 0 })).toBe(false);
    expect(device.fault('earthquake', {})).toBe(false);
    expect(camera.isMoving()).toBe(false);
  });
});
