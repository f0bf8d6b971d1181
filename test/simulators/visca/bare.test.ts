/** Bare VISCA from the simulated camera, and from a chain of them, byte by byte. */
import { describe, expect, it } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createBareDevice } from '../../../simulators/visca/bare.ts';
import { createChain } from '../../../simulators/visca/chain.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

function bench(datagrams = false) {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 1, clock });
  const camera = cameraOf(world, 'camera-1');
  const device = createBareDevice({ camera, clock, random: () => world.random(), datagrams });
  const heard: string[] = [];
  const line = device.accept({ send: (bytes) => heard.push(toHex(bytes)) });
  const say = (text: string, waitMs = 50): readonly string[] => {
    line.received(hex(text));
    clock.advanceSync(waitMs);
    return heard.splice(0);
  };
  return { clock, camera, device, say, heard };
}

describe('the simulated camera without headers', () => {
  it.each([
    ['81 09 04 00 ff', ['90 50 02 ff']],
    ['81 09 06 10 ff', ['90 50 20 00 ff']],
    ['81 01 00 01 ff', ['90 50 ff']],
    // The wrong clear, and commands it has not.
    ['88 01 00 10 ff', ['90 60 02 ff']],
    ['81 01 7e 01 0a 00 02 ff', ['90 60 02 ff']],
    ['81 01 04 3f 02 50 ff', ['90 60 41 ff']],
    ['81 22 ff', ['90 62 05 ff']],
    ['82 09 04 00 ff', []],
  ])('%s is answered %j', (request, answers) => {
    expect(bench().say(request)).toEqual(answers);
  });

  it('acknowledges a recall and completes it after the motion; withheld, both come at its end', () => {
    const { device, camera, clock, say, heard } = bench();
    expect(say('81 01 04 3f 02 04 ff')).toEqual(['90 41 ff']);
    clock.advanceSync(5000);
    expect(heard.splice(0)).toEqual(['90 51 ff']);
    device.fault('completion', { policy: 'withheld-ack' });
    expect(say('81 01 04 3f 02 09 ff')).toEqual([]);
    expect(camera.isMoving()).toBe(true);
    clock.advanceSync(5000);
    expect(heard).toEqual(['90 41 ff', '90 51 ff']);
  });

  it('refuses an inquiry it is told not to know, and answers it again afterwards', () => {
    const { device, say } = bench();
    device.fault('refuse', { inquiry: 'pan-tilt-position' });
    expect(say('81 09 06 12 ff')).toEqual(['90 60 02 ff']);
    expect(say('81 09 04 00 ff')).toEqual(['90 50 02 ff']);
    device.fault('refuse', { off: true });
    expect(say('81 09 06 12 ff')).toEqual(['90 50 00 00 00 00 00 00 00 00 ff']);
  });

  it('claims to be any of the models whose status is known, in their own width', () => {
    const { device, say } = bench();
    device.fault('status-layout', { layout: 'x1000' });
    expect(say('81 09 00 02 ff')).toEqual(['90 50 00 01 05 19 01 00 02 ff']);
    expect(say('81 09 06 12 ff')).toEqual(['90 50 00 00 00 00 00 00 00 00 00 ff']);
    device.fault('status-layout', { layout: 'srg-300h' });
    expect(say('81 09 00 02 ff')).toEqual(['90 50 00 01 05 13 01 00 02 ff']);
  });

  it('cuts frames at every FF on a stream, and in a datagram takes whole ones only', () => {
    const stream = bench();
    expect(stream.say('81 09 04')).toEqual([]);
    expect(stream.say('00 ff 81 09 04 00 ff', 100)).toEqual(['90 50 02 ff', '90 50 02 ff']);
    const datagrams = bench(true);
    expect(datagrams.say('81 09 04')).toEqual([]);
    expect(datagrams.say('00 ff 81 09 04 00 ff', 100)).toEqual(['90 50 02 ff']);
  });

  it('has the quirks of the field on demand', () => {
    const { device, say, heard } = bench();
    device.fault('answers-as', { address: 2 });
    expect(say('81 09 04 00 ff')).toEqual(['a0 50 02 ff']);
    device.fault('sockets', { mode: 'zero' });
    expect(say('81 01 04 07 00 ff', 100)).toEqual(['a0 40 ff', 'a0 50 ff']);
    device.fault('say', { hex: '90 52 ff' });
    expect(heard.splice(0)).toEqual(['90 52 ff']);
    device.fault('mute', { inquiry: 'power' });
    expect(say('81 09 04 00 ff')).toEqual([]);
    expect([device.fault('earthquake', {}), device.fault('answers-as', { address: 9 })]).toEqual([
      false,
      false,
    ]);
    expect([device.fault('say', { hex: 'no' }), device.fault('loss', { probability: 2 })]).toEqual([
      false,
      false,
    ]);
    device.fault('greeting', {});
    const greeted: string[] = [];
    device.accept({ send: (bytes) => greeted.push(toHex(bytes)) });
    expect(greeted).toEqual(['88 38 ff']);
  });
});

function chainBench(count: number) {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: count, seed: 1, clock });
  const cameras = Array.from({ length: count }, (_, index) => cameraOf(world, `camera-${index + 1}`));
  const chain = createChain({ cameras, clock, random: () => world.random() });
  const heard: string[] = [];
  const line = chain.accept({ send: (bytes) => heard.push(toHex(bytes)) });
  const say = (text: string, waitMs = 400): readonly string[] => {
    line.received(hex(text));
    clock.advanceSync(waitMs);
    return heard.splice(0);
  };
  return { clock, chain, say, heard };
}

describe('simulated cameras in a chain', () => {
  it('have no address before the broadcast, and afterwards each its own', () => {
    const { say } = chainBench(7);
    expect(say('81 09 04 00 ff')).toEqual([]);
    expect(say('88 30 01 ff')).toEqual(['88 30 08 ff']);
    expect(say('88 01 00 01 ff')).toEqual(['88 01 00 01 ff']);
    expect(say('81 09 04 00 ff')).toEqual(['90 50 02 ff']);
    expect(say('87 09 04 00 ff')).toEqual(['f0 50 02 ff']);
  });

  it('one camera answers 02; behind a break nobody answers, and the broadcast does not come back', () => {
    const one = chainBench(1);
    expect(one.say('88 30 01 ff')).toEqual(['88 30 02 ff']);
    const three = chainBench(3);
    three.chain.fault('break', { after: 2 });
    expect(three.say('88 30 01 ff')).toEqual([]);
    expect(three.say('82 09 04 00 ff')).toEqual(['a0 50 02 ff']);
    expect(three.say('83 09 04 00 ff')).toEqual([]);
  });

  it('a camera that was off says network change and has no number', () => {
    const { clock, chain, say, heard } = chainBench(2);
    say('88 30 01 ff');
    chain.fault('power-cycle', { camera: 2 });
    expect(say('82 09 04 00 ff')).toEqual([]);
    clock.advanceSync(3000);
    expect(heard.splice(0)).toEqual(['88 38 ff']);
    expect(say('82 09 04 00 ff')).toEqual([]);
    expect(say('81 09 04 00 ff')).toEqual(['90 50 02 ff']);
    expect(chain.fault('power-cycle', { camera: 9 })).toBe(false);
  });

  it('frames take their time at 9600 baud', () => {
    const { say, heard, clock } = chainBench(1);
    say('88 30 01 ff');
    expect(say('81 09 7e 7e 00 ff', 40)).toEqual([]);
    clock.advanceSync(20);
    expect(heard).toHaveLength(1);
  });
});
