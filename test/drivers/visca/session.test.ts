import { describe, expect, it } from 'vitest';
import { hex, toHex } from '../../../protocols/bytes.ts';
import { viscaDatagrams } from '../../../protocols/visca/over-ip.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { isNear } from '../camera-rig.ts';
import { recall, scene } from './scene.ts';

describe('a VISCA session', () => {
  it('resets the numbers, asks who the camera is, and finds it standing', async () => {
    const { visca } = await scene();
    expect(toHex(visca.sent[0] ?? hex(''))).toBe('02 00 00 01 00 00 00 00 01');
    expect(toHex(visca.sent[1] ?? hex(''))).toBe('01 10 00 05 00 00 00 01 81 09 00 02 ff');
    expect(visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(visca.health()).toMatchObject({ link: 'up', status: { level: 'ok', code: 'ready' }, garbage: 0 });
    expect(visca.state().position).toMatchObject({ zoom: 0 });
  });

  it('acknowledges a recall at the ACK and reports STILL within a second of the arrival', async () => {
    const now = await scene();
    const { clock, visca, falseStills } = now;
    let result: unknown = null;
    void visca.driver.submit({ type: 'recall', preset: 7 }).then((outcome) => (result = outcome));
    await clock.advance(1);
    expect(visca.state().motion).toMatchObject({ kind: 'moving', preset: 7 });
    await clock.advance(100);
    expect(result).toEqual({ ok: true, evidence: 'acknowledged' });
    const arrival = visca.camera.motorsStopAt();
    await clock.advance(arrival - clock.now() + 1000);
    expect(visca.state().motion).toMatchObject({ kind: 'still', preset: 7, measured: true });
    expect(falseStills).toEqual([]);
  });

  it('polls a moving camera about four times a second and confirms a standing one twice a second', async () => {
    const now = await scene({ slow: true });
    const positions = (from: number): number =>
      now.visca.sent.slice(from).filter((datagram) => {
        const parsed = viscaDatagrams.parse(datagram);
        return (
          parsed.ok &&
          parsed.message.type === 'request' &&
          parsed.message.body.type === 'inquiry' &&
          parsed.message.body.inquiry === 'pan-tilt-position'
        );
      }).length;
    let from = now.visca.sent.length;
    await now.clock.advance(10_000);
    expect(positions(from)).toBeGreaterThanOrEqual(20);
    expect(now.visca.sent.length - from).toBeLessThanOrEqual(70);
    void now.visca.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(300);
    from = now.visca.sent.length;
    await now.clock.advance(2000);
    expect(now.visca.state().motion.kind).toBe('moving');
    expect(positions(from)).toBeGreaterThanOrEqual(7);
    expect(positions(from)).toBeLessThanOrEqual(10);
  });

  it('lets a newer recall replace the one under way', async () => {
    const now = await scene();
    void now.visca.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(150);
    expect(await recall(now, 38, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
    expect(isNear(now.visca.camera.position(), now.visca.camera.presets.get(38))).toBe(true);
  });

  it('does not take the end of a replaced move for the end of the newest', async () => {
    const now = await scene({ slow: true });
    void now.visca.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(100);
    void now.visca.driver.submit({ type: 'recall', preset: 38 });
    await now.clock.advance(300);
    // The camera ended the first move when the second came: that completion has arrived by now.
    expect(now.visca.gate().move).toMatchObject({ preset: 38, completedAt: null });
    await now.clock.advance(12_000);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: 38 });
  });

  it('settles every one of many recalls submitted at once, and ends at the last', async () => {
    const now = await scene();
    const outcomes = [3, 9, 12, 30, 5].map((preset) => now.visca.driver.submit({ type: 'recall', preset }));
    await now.clock.advance(4000);
    const settled = await Promise.all(outcomes);
    expect(settled.at(-1)).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: 5 });
    expect(now.falseStills).toEqual([]);
  });

  it('never sends a preset number that starts functions on other cameras', async () => {
    const now = await scene();
    for (const preset of [0, 90, 95, 96, 99, 101, 127, 128, 300, 1.5])
      expect(await now.visca.driver.submit({ type: 'recall', preset })).toEqual({
        ok: false,
        code: 'device-forbidden',
        effect: 'none',
      });
  });

  it('moves to a position and stands there', async () => {
    const now = await scene();
    const position = { panDegrees: 20, tiltDegrees: -5, zoom: 0.4 };
    void now.visca.driver.submit({ type: 'move', position });
    await now.clock.advance(4000);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(isNear(now.visca.camera.position(), position)).toBe(true);
  });

  it('drives, stops and stands', async () => {
    const now = await scene();
    void now.visca.driver.submit({ type: 'drive', pan: 0.6, tilt: 0, zoom: 0.5 });
    await now.clock.advance(700);
    expect(now.visca.camera.isMoving()).toBe(true);
    expect(now.visca.state().motion.kind).toBe('moving');
    void now.visca.driver.submit({ type: 'stop' });
    await now.clock.advance(1500);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.visca.camera.isMoving()).toBe(false);
  });

  it('notices a stranger who moves the standing camera within half a second', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    now.visca.camera.moveTo({ panDegrees: 30 }, { pan: 10 });
    await now.clock.advance(550);
    expect(now.visca.events).toContainEqual({ type: 'foreign-move' });
    expect(now.visca.state().motion).toMatchObject({ kind: 'moving', preset: null });
    await now.clock.advance(8000);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.falseStills).toEqual([]);
  });

  it('knows a stranger by the first position, without waiting for the rest of the round', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    now.visca.camera.moveTo({ panDegrees: 30 });
    while (now.visca.state().motion.kind === 'still') await now.clock.advance(1);
    expect(toHex(now.visca.sent.at(-1) ?? hex(''))).toMatch(/81 09 06 12 ff$/);
  });

  it('says when somebody stored over a preset, and does not call it STILL there', async () => {
    const now = await scene({ targets: true });
    now.visca.camera.setPreset(9, { panDegrees: -3, tiltDegrees: 2, zoom: 0.2 });
    expect(await recall(now, 9, 5000)).toBeNull();
    expect(now.visca.events).toContainEqual({ type: 'preset-moved', preset: 9 });
    // It stands, but not there.
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.visca.health().status?.code).toBe('never-arrives');
    expect(await recall(now, 10, 4000)).not.toBeNull();
    expect(now.visca.health().status?.code).toBe('ready');
  });

  it('stores the present position under a preset and learns it as its target', async () => {
    const now = await scene({ targets: true });
    void now.visca.driver.submit({ type: 'move', position: { panDegrees: 5, tiltDegrees: 0, zoom: 0.3 } });
    await now.clock.advance(3000);
    void now.visca.driver.submit({ type: 'store', preset: 9 });
    await now.clock.advance(500);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: 9 });
    expect(await recall(now, 20, 4000)).not.toBeNull();
    expect(await recall(now, 9, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('shows an unplugged camera as unknown within 1.2 s and finds it again', async () => {
    const now = await scene();
    now.visca.unplugged = true;
    await now.clock.advance(1200);
    expect(now.visca.state().motion.kind).toBe('unknown');
    await now.clock.advance(3000);
    expect(now.visca.health().losses).toBe(1);
    now.visca.unplugged = false;
    await now.clock.advance(8000);
    expect(now.visca.state().motion.kind).toBe('still');
    expect(now.visca.health().status?.code).toBe('ready');
  });

  it('survives a camera that was restarted and forgot its numbers', async () => {
    const now = await scene();
    await recall(now, 5, 4000);
    now.visca.device.coldStart();
    await now.clock.advance(200);
    await now.clock.advance(4000);
    expect(now.visca.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(await recall(now, 6, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('reports standby, and that commands are refused', async () => {
    const now = await scene();
    now.visca.device.fault('power', {});
    await now.clock.advance(9000);
    expect(now.visca.health().status).toEqual({ level: 'fault', code: 'power-off' });
    const refused = now.visca.driver.submit({ type: 'recall', preset: 2 });
    await now.clock.advance(500);
    expect(await refused).toEqual({ ok: false, code: 'device-refused', effect: 'none' });
  });

  it('waits until an open menu is closed', async () => {
    const now = await scene();
    now.visca.device.fault('menu', {});
    await now.clock.advance(1700);
    expect(now.visca.health().status?.code).toBe('not-ready');
    expect(now.visca.state().motion.kind).toBe('unknown');
    now.visca.device.fault('menu', { open: false });
    await now.clock.advance(1500);
    expect(now.visca.state().motion.kind).toBe('still');
    expect(now.visca.health().status?.code).toBe('ready');
  });

  it('does not press a camera that refuses to say where it is', async () => {
    const now = await scene();
    now.visca.device.fault('menu', {});
    const from = now.visca.sent.length;
    await now.clock.advance(10_000);
    expect(now.visca.sent.length - from).toBeLessThan(200);
  });

  it('tries again while the command buffer is full', async () => {
    const now = await scene();
    now.visca.device.fault('buffer-full', { forMs: 700 });
    expect(await recall(now, 3, 5000)).not.toBeNull();
  });

  it('counts garbage and goes on', async () => {
    const now = await scene();
    const random = createRandom(7);
    for (let round = 0; round < 200; round++) {
      const garbage = Uint8Array.from({ length: Math.floor(random() * 30) }, () =>
        Math.floor(random() * 256),
      );
      now.visca.device.receive(garbage, 'stranger');
      now.visca.injected(garbage);
    }
    expect(now.visca.health().garbage).toBeGreaterThan(150);
    expect(await recall(now, 3, 4000)).not.toBeNull();
  });
});

describe('the STILL gate on a VISCA camera, against the truth of the world', () => {
  const cases: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>> = {
    'an honest camera': {},
    '5 % packet loss': { loss: { probability: 0.05 } },
    '20 % packet loss': { loss: { probability: 0.2 } },
    'doubled and reordered packets': { duplicate: { probability: 0.2 }, reorder: { probability: 0.2 } },
    'completion at once': { completion: { policy: 'at-once' } },
    'no completion, ever': { completion: { policy: 'never' } },
    'withheld acknowledgements': { completion: { policy: 'withheld-ack' } },
    'the FR7 layout': { 'status-layout': { layout: 'fr7' } },
    'an unknown model': { 'status-layout': { layout: 'none' } },
    'an unknown model without blocks that lies and loses': {
      'status-layout': { layout: 'none' },
      blocks: {},
      completion: { policy: 'at-once' },
      loss: { probability: 0.05 },
    },
    'no lens block': { blocks: {} },
    'a camera that drops what comes too early': { 'srg-drop-window': {} },
    'a busy camera with loss': { 'srg-drop-window': {}, loss: { probability: 0.05 } },
  };
  for (const [name, faults] of Object.entries(cases))
    it(`is never STILL while ${name} moves, and always arrives`, async () => {
      const seed = 11;
      const now = await scene({ seed, targets: true, faults });
      const random = createRandom(seed);
      let arrived = 0;
      const rounds = 120;
      const delays: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const preset = 1 + Math.floor(random() * 40);
        if (random() < 0.2) {
          void now.visca.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 40) });
          await now.clock.advance(random() * 400);
        }
        const tookMs = await recall(now, preset, 25_000);
        if (tookMs === null) continue;
        arrived++;
        delays.push(Math.min(tookMs, now.clock.now() - now.visca.camera.motorsStopAt()));
        await now.clock.advance(random() * 300);
      }
      delays.sort((a, b) => a - b);
      expect({ seed, falseStills: now.falseStills, arrived }).toEqual({
        seed,
        falseStills: [],
        arrived: rounds,
      });
      if (name === 'an honest camera') expect(delays.at(-1)).toBeLessThan(1000);
      expect(delays[Math.floor(rounds / 2)]).toBeLessThan(1500);
    });

  it('learns where presets are by visiting them, with loss', async () => {
    const now = await scene({ seed: 5, faults: { loss: { probability: 0.05 } } });
    const random = createRandom(5);
    for (let round = 0; round < 100; round++)
      expect(await recall(now, 1 + Math.floor(random() * 40), 25_000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });
});
