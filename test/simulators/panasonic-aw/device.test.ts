import { describe, expect, it } from 'vitest';
import { toHex } from '../../../protocols/bytes.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';
import { createAwDevice } from '../../../simulators/panasonic-aw/device.ts';
import type { HttpAnswer } from '../../../simulators/device.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';

/** A camera, literal requests to it, and what it sends to receivers. */
function bench() {
  const clock = createVirtualClock();
  const { world } = standardChamber({ seats: 40, cameras: 1, seed: 1, clock });
  const camera = cameraOf(world, 'camera-1');
  const pushes: { at: number; port: number; text: string }[] = [];
  const device = createAwDevice({
    camera,
    clock,
    random: () => world.random(),
    push(port, bytes) {
      const text = String.fromCharCode(...bytes.subarray(30, bytes.length - 26));
      pushes.push({ at: clock.now(), port, text });
    },
  });
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer | undefined => {
    let answer: HttpAnswer | undefined;
    device.request({ method: 'GET', path, headers, body: '' }, (one) => {
      answer = one;
    });
    clock.advanceSync(39);
    return answer;
  };
  const ptz = (command: string) => get(`/cgi-bin/aw_ptz?cmd=%23${command}&res=1`)?.body;
  const cam = (command: string) => get(`/cgi-bin/aw_cam?cmd=${command}&res=1`)?.body;
  const register = (port: number) => get(`/cgi-bin/event?connect=start&my_port=${port}&uid=0`)?.status;
  return { clock, camera, device, pushes, get, ptz, cam, register };
}

describe('the simulated Panasonic AW camera', () => {
  it('answers a recall within 40 ms and reports the end after the motion', () => {
    const { clock, camera, pushes, ptz, register } = bench();
    expect(register(1234)).toBe(204);
    expect(ptz('R04')).toBe('s04');
    expect(camera.isMoving()).toBe(true);
    const stops = camera.motorsStopAt();
    clock.advanceSync(stops - clock.now() - 1);
    expect(pushes).toEqual([]);
    clock.advanceSync(100);
    expect(pushes).toMatchObject([{ port: 1234, text: 'q04' }]);
    expect(pushes[0]?.at).toBeGreaterThanOrEqual(stops);
  });

  it('reports at once when it stands there already, and not at all when another move took over', () => {
    const { clock, pushes, ptz, register } = bench();
    register(1234);
    ptz('R04');
    clock.advanceSync(5000);
    expect(ptz('R04')).toBe('s04');
    clock.advanceSync(20);
    expect(pushes.map(({ text }) => text)).toEqual(['q04', 'q04']);
    ptz('R04');
    ptz('R30');
    ptz('PTS5050');
    clock.advanceSync(5000);
    expect(pushes.map(({ text }) => text)).toEqual(['q04', 'q04', 'q04']);
  });

  it('sends the frame of the interface specification', () => {
    const clock = createVirtualClock();
    const { world } = standardChamber({ seats: 4, cameras: 1, seed: 1, clock });
    const frames: string[] = [];
    const device = createAwDevice({
      camera: cameraOf(world, 'camera-1'),
      clock,
      random: () => 0.5,
      push: (_, bytes) => frames.push(toHex(bytes)),
    });
    const path = '/cgi-bin/event?connect=start&my_port=1&uid=0';
    device.request({ method: 'GET', path, headers: {}, body: '' }, () => undefined);
    clock.advanceSync(30_100);
    const zeros = (count: number): string => Array.from({ length: count }, () => '00').join(' ');
    expect(frames).toEqual([`${zeros(22)} 00 11 ${zeros(4)} 0d 0a 72 45 52 30 30 0d 0a ${zeros(24)}`]);
    clock.advanceSync(30_000);
    // Its version every 60 s, its errors every 30 s.
    expect(frames).toHaveLength(3);
  });

  it('tells where it looks, in one and one by one', () => {
    const { clock, ptz, camera } = bench();
    camera.moveTo({ panDegrees: 10, tiltDegrees: -5, zoom: 0.5 });
    clock.advanceSync(5000);
    expect(ptz('APC')).toBe('aPC84BE825F');
    expect(ptz('GZ')).toBe('gzAAA');
    expect(ptz('PTV')).toBe('pTV84BE825FAAA800FFF');
  });

  it('moves absolutely, drives and stops', () => {
    const { clock, ptz, camera } = bench();
    expect(ptz('APC84BE825F')).toBe('aPC84BE825F');
    expect(ptz('AXZAAA')).toBe('axzAAA');
    clock.advanceSync(5000);
    expect(camera.position().panDegrees).toBeCloseTo(10, 1);
    expect(camera.position().tiltDegrees).toBeCloseTo(-5, 1);
    expect(camera.position().zoom).toBeCloseTo(0.5, 2);
    expect(ptz('PTS6050')).toBe('pTS6050');
    clock.advanceSync(300);
    expect(camera.position().panDegrees).toBeGreaterThan(11);
    expect(ptz('PTS5050')).toBe('pTS5050');
    expect(ptz('Z99')).toBe('zS99');
    expect(ptz('Z50')).toBe('zS50');
    clock.advanceSync(1000);
    expect(camera.isMoving()).toBe(false);
  });

  it('stores, deletes and remembers the last recalled preset', () => {
    const { clock, ptz, camera } = bench();
    camera.moveTo({ panDegrees: 3 });
    clock.advanceSync(3000);
    expect(ptz('M50')).toBe('s50');
    expect(camera.presets.get(51)?.panDegrees).toBeCloseTo(3);
    ptz('R50');
    expect(ptz('S')).toBe('s50');
    expect(ptz('C50')).toBe('s50');
    expect(camera.presets.has(51)).toBe(false);
  });

  it.each([
    ['XYZ', 'eR1:XYZ'],
    ['APCFFFF8000', 'eR3:APC'],
    ['AXZ000', 'eR3:AXZ'],
    ['PTS0050', 'eR3:PTS'],
    ['R100', 'eR1:R100'],
  ])('refuses #%s with %s', (command, answer) => {
    expect(bench().ptz(command)).toBe(answer);
  });

  it('says its name, and refuses what it does not know of', () => {
    const { cam, get } = bench();
    expect(cam('QID')).toBe('OID:AW-UE100');
    expect(cam('QXX')).toBe('ER1:QXX');
    expect(get('/index.html')?.status).toBe(404);
  });

  it('is busy in standby and says that it is off', () => {
    const { ptz, cam } = bench();
    expect(ptz('O0')).toBe('p0');
    expect(ptz('R04')).toMatch(/^eR2:/);
    expect(ptz('PTV')).toMatch(/^eR2:/);
    expect(ptz('O')).toBe('p0');
    expect(cam('QID')).toBe('OID:AW-UE100');
    expect(ptz('O1')).toBe('p1');
    expect(ptz('R04')).toBe('s04');
  });

  it('takes five receivers and no sixth, and forgets them with a restart', () => {
    const { register, get, device } = bench();
    expect([1, 2, 3, 4, 5].map(register)).toEqual([204, 204, 204, 204, 204]);
    expect(register(6)).toBe(503);
    expect(register(5)).toBe(204);
    expect(get('/cgi-bin/event?connect=stop&my_port=1&uid=0')?.status).toBe(204);
    expect(register(6)).toBe(204);
    device.coldStart();
    expect(device.truth()).toMatchObject({ receivers: [] });
  });

  it('asks for name and password where it is locked', () => {
    const { get, device } = bench();
    device.fault('lock', { username: 'admin', password: '12345' });
    const path = '/cgi-bin/aw_cam?cmd=QID&res=1';
    expect(get(path)?.status).toBe(401);
    expect(get(path, { authorization: 'Basic YWRtaW46MTIzNDU=' })?.body).toBe('OID:AW-UE100');
  });

  it('counts what comes too close, and refuses it where it is strict', () => {
    const { ptz, clock, device } = bench();
    clock.advanceSync(1000);
    ptz('O');
    ptz('O');
    expect(device.truth()).toMatchObject({ tooClose: 1 });
    device.fault('strict-gap', {});
    expect(ptz('O')).toMatch(/^eR2:/);
    clock.advanceSync(40);
    expect(ptz('O')).toBe('p1');
  });

  it('lies as it is told to, and knows no other faults', () => {
    const { clock, pushes, ptz, register, device, camera } = bench();
    register(1);
    device.fault('completion', { policy: 'at-once' });
    ptz('R04');
    clock.advanceSync(40);
    expect(pushes).toHaveLength(1);
    expect(camera.isMoving()).toBe(true);
    device.fault('completion', { policy: 'never' });
    ptz('R30');
    clock.advanceSync(5000);
    expect(pushes).toHaveLength(1);
    device.fault('no-position', {});
    expect(ptz('PTV')).toMatch(/^eR1:/);
    expect(ptz('GZ')).toMatch(/^gz/);
    device.fault('no-position', { what: 'all' });
    expect(ptz('GZ')).toMatch(/^eR1:/);
    device.fault('no-position', { off: true });
    const stood = ptz('APC');
    device.fault('late-position', { ms: 300 });
    clock.advanceSync(500);
    camera.moveTo({ panDegrees: 0 }, { pan: 20 });
    clock.advanceSync(200);
    expect(ptz('APC')).toBe(stood);
    clock.advanceSync(300);
    expect(ptz('APC')).not.toBe(stood);
    expect(device.fault('completion', { policy: 'perhaps' })).toBe(false);
    expect(device.fault('earthquake', {})).toBe(false);
  });
});
