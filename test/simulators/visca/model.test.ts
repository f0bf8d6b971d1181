import { describe, expect, it } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createViscaDevice } from '../../../simulators/visca/model.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';

/** A camera, and bytes to and from it written by hand. */
function bench() {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 1, clock });
  const camera = cameraOf(world, 'camera-1');
  const heard: { at: number; text: string }[] = [];
  const device = createViscaDevice({
    camera,
    clock,
    random: () => world.random(),
    send: (datagram) => heard.push({ at: clock.now(), text: toHex(datagram) }),
  });
  let sequence = 0;
  /** Sends a VISCA frame with the next number and returns that number in hex. */
  const say = (frame: string, type = '01 00'): string => {
    const payload = hex(frame);
    const number = (++sequence).toString(16).padStart(8, '0');
    device.receive(hex(`${type} 00 ${payload.length.toString(16).padStart(2, '0')} ${number} ${frame}`), 'a');
    return toHex(hex(number));
  };
  const texts = (): readonly string[] => heard.splice(0).map((one) => one.text);
  return { clock, camera, device, heard, say, texts };
}

const recall5 = '81 01 04 3f 02 04 ff';
const position = '81 09 06 12 ff';
const status = '81 09 06 10 ff';

describe('the simulated VISCA camera', () => {
  it('acknowledges a recall within a video cycle and completes after the motion, both with its number', () => {
    const { clock, camera, say, texts, heard } = bench();
    const number = say(recall5);
    clock.advanceSync(20);
    expect(texts()).toEqual([`01 11 00 03 ${number} 90 41 ff`]);
    const stops = camera.motorsStopAt();
    clock.advanceSync(5000);
    expect(heard[0]?.at).toBeGreaterThanOrEqual(stops);
    expect(texts()).toEqual([`01 11 00 03 ${number} 90 51 ff`]);
  });
  it('tells moving from idle in the status and in the lens block', () => {
    const { clock, say, texts } = bench();
    say(recall5);
    clock.advanceSync(60);
    texts();
    const moving = say(status, '01 10');
    clock.advanceSync(30);
    expect(texts()).toEqual([`01 11 00 05 ${moving} 90 50 24 00 ff`]);
    say('81 09 7e 7e 00 ff', '01 10');
    clock.advanceSync(30);
    expect(texts()[0]).toMatch(/0[57] ff$/);
    clock.advanceSync(5000);
    texts();
    const idle = say(status, '01 10');
    clock.advanceSync(30);
    expect(texts()).toEqual([`01 11 00 05 ${idle} 90 50 28 00 ff`]);
  });
  it('refuses a number it has seen, also in a resend, and starts anew after a reset', () => {
    const { clock, device, texts } = bench();
    const twice = hex(`01 10 00 05 00 00 00 09 ${position}`);
    device.receive(twice, 'a');
    device.receive(twice, 'a');
    clock.advanceSync(50);
    const answers = texts();
    expect(answers[0]).toBe('02 00 00 02 00 00 00 09 0f 01');
    expect(answers).toHaveLength(2);
    device.receive(hex('02 00 00 01 00 00 00 00 01'), 'a');
    device.receive(twice, 'a');
    clock.advanceSync(50);
    expect(texts()[0]).toBe('02 01 00 01 00 00 00 00 01');
  });
  it('counts numbers for each controller by itself', () => {
    const { clock, device, texts } = bench();
    device.receive(hex(`01 10 00 05 00 00 00 09 ${position}`), 'a');
    device.receive(hex(`01 10 00 05 00 00 00 03 ${position}`), 'b');
    clock.advanceSync(80);
    expect(texts().every((text) => text.startsWith('01 11'))).toBe(true);
  });
  it('refuses a third command while both sockets are busy', () => {
    const { clock, device, say, texts } = bench();
    device.fault('completion', { policy: 'withheld-ack' });
    say(recall5);
    clock.advanceSync(25);
    say('81 01 04 47 01 00 00 00 ff');
    // The zoom command completes soon; the third comes before.
    const third = say('81 01 04 07 00 ff');
    clock.advanceSync(45);
    expect(texts()).toContain(`01 11 00 04 ${third} 90 60 03 ff`);
  });
  it('refuses what it does not know, presets it has not, and tilt speeds the X400 does not take', () => {
    const { clock, say, texts } = bench();
    const cases: readonly (readonly [string, string])[] = [
      ['81 01 7e 01 0a 00 02 ff', '60 02'],
      ['81 01 04 3f 02 50 ff', '60 41'],
      ['81 01 04 3f 02 7f ff', '60 02'],
      ['81 01 06 02 18 17 00 00 00 00 00 00 00 00 ff', '60 02'],
      ['81 22 ff', '62 05'],
    ];
    for (const [frame, error] of cases) {
      const number = say(frame);
      clock.advanceSync(50);
      expect(texts()).toEqual([`01 11 00 04 ${number} 90 ${error} ff`]);
    }
  });
  it('refuses everything while its menu is open, and commands while in standby', () => {
    const { clock, device, say, texts } = bench();
    device.fault('menu', { open: true });
    const asked = say(position, '01 10');
    clock.advanceSync(50);
    expect(texts()).toEqual([`01 11 00 04 ${asked} 90 60 41 ff`]);
    device.fault('menu', { open: false });
    device.fault('power', { off: true });
    const told = say(recall5);
    clock.advanceSync(50);
    expect(texts()).toEqual([`01 11 00 04 ${told} 90 60 41 ff`]);
    say('81 01 04 00 02 ff');
    clock.advanceSync(50);
    say(recall5);
    clock.advanceSync(50);
    expect(texts().at(-1)).toMatch(/90 41 ff$/);
  });
  it('lies about completion as told, and loses and doubles as told', () => {
    const { clock, device, camera, say, texts } = bench();
    device.fault('completion', { policy: 'at-once' });
    say(recall5);
    clock.advanceSync(30);
    expect(texts()).toHaveLength(2);
    expect(camera.isMoving()).toBe(true);
    clock.advanceSync(5000);
    device.fault('completion', { policy: 'never' });
    say('81 01 04 3f 02 06 ff');
    clock.advanceSync(9000);
    expect(texts()).toHaveLength(1);
    device.fault('loss', { probability: 1 });
    say(recall5);
    clock.advanceSync(100);
    expect(texts()).toEqual([]);
    device.fault('loss', { off: true });
    device.fault('duplicate', { probability: 1 });
    say(position, '01 10');
    clock.advanceSync(100);
    expect(texts().length).toBeGreaterThan(2);
  });
  it('names the faults it has, and survives any bytes', () => {
    const { clock, device, texts } = bench();
    expect(device.fault('earthquake', {})).toBe(false);
    expect(device.fault('completion', { policy: 'tomorrow' })).toBe(false);
    expect(device.fault('loss', { probability: 7 })).toBe(false);
    for (let length = 0; length < 300; length++) device.receive(new Uint8Array(length).fill(0xff), 'a');
    device.receive(hex(`09 00 00 05 00 00 00 01 ${position}`), 'a');
    clock.advanceSync(100);
    expect(texts().at(-1)).toBe('02 00 00 02 00 00 00 01 0f 02');
    expect(device.truth()['garbage']).toBe(301);
  });
});
