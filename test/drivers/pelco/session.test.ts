import { describe, expect, it } from 'vitest';
import { hex } from '../../../protocols/bytes.ts';
import { pelcoConfigSchema } from '../../../drivers/pelco/config.ts';
import { pelcoKind } from '../../../drivers/pelco/driver.ts';
import { recall, scene, submit, type Scene } from './scene.ts';

const done = { ok: true, evidence: 'sent' };
const forbidden = { ok: false, code: 'device-forbidden', effect: 'none' };
const framesOf = (now: Scene, start: string): number =>
  now.sent.filter(({ frame }) => frame.startsWith(start)).length;
const recall5 = 'ff 01 00 07 00 05';

describe('a Pelco camera that answers questions about its position', () => {
  it('is known standing, and where', async () => {
    const now = await scene();
    now.camera.moveTo({ panDegrees: -20, tiltDegrees: -10, zoom: 0.25 });
    await now.clock.advance(5000);
    const { motion, position } = now.state();
    expect(motion).toMatchObject({ kind: 'still', preset: null, measured: true });
    expect(position?.panDegrees).toBeCloseTo(-20, 1);
    expect(position?.tiltDegrees).toBeCloseTo(-10, 1);
    expect(position?.zoom).toBeCloseTo(0.25, 2);
    expect(now.health()).toMatchObject({ status: { level: 'ok', code: 'ready' }, heard: true });
  });

  it('is sent to a preset, which settles as sent, and is STILL there once it stands', async () => {
    const now = await scene({ targets: true, slow: true });
    expect(await submit(now, { type: 'recall', preset: 5 }, 100)).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'moving', preset: 5 });
    while (now.camera.isMoving()) {
      expect(now.state().motion.kind).toBe('moving');
      await now.clock.advance(20);
    }
    await now.clock.advance(1000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5, measured: true });
    expect(framesOf(now, recall5)).toBe(1);
  });

  it('is sent there again when it did not hear, whether the place is known or not', async () => {
    for (const targets of [true, false]) {
      const now = await scene({ targets });
      now.device.fault('deaf', { probability: 1 });
      void now.driver.submit({ type: 'recall', preset: 5 });
      while (framesOf(now, recall5) < 1) await now.clock.advance(1);
      now.device.fault('deaf', { off: true });
      await now.clock.advance(5000);
      expect(framesOf(now, recall5)).toBe(2);
      expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5 });
      expect(now.falseStills).toEqual([]);
    }
  });

  it('is said to have a moved preset only after it was sent there three times', async () => {
    const now = await scene({ targets: true });
    now.camera.setPreset(5, { panDegrees: -3, tiltDegrees: 2, zoom: 0.2 });
    expect(await recall(now, 5)).toBeNull();
    expect(now.events).toContainEqual({ type: 'preset-moved', preset: 5 });
    expect(framesOf(now, recall5)).toBe(3);
    expect(now.health().status?.code).toBe('never-arrives');
    expect(await recall(now, 6)).not.toBeNull();
  });

  it('is noticed within a second when a stranger moves it', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    await now.clock.advance(1000);
    now.camera.moveTo({ panDegrees: now.camera.position().panDegrees + 10 }, { pan: 10 });
    await now.clock.advance(900);
    expect(now.events).toContainEqual({ type: 'foreign-move' });
    await now.clock.advance(4000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.falseStills).toEqual([]);
  });

  it('drives, stops and stands', async () => {
    const now = await scene();
    expect(await submit(now, { type: 'drive', pan: -0.3, tilt: 0.2, zoom: 1 }, 700)).toEqual(done);
    expect(now.camera.position().panDegrees).toBeLessThan(-1);
    expect(now.camera.position().tiltDegrees).toBeGreaterThan(1);
    expect(now.camera.position().zoom).toBeGreaterThan(0.1);
    expect(now.state().motion.kind).toBe('moving');
    expect(await submit(now, { type: 'stop' }, 1500)).toEqual(done);
    expect(now.camera.isMoving()).toBe(false);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
  });

  it('stores its place under a preset, which is learned', async () => {
    const now = await scene({ targets: true });
    await submit(now, { type: 'drive', pan: 0.2, tilt: 0, zoom: 0 }, 600);
    await submit(now, { type: 'stop' }, 2000);
    expect(await submit(now, { type: 'store', preset: 9 })).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 9 });
    expect(await recall(now, 20)).not.toBeNull();
    expect(await recall(now, 9)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('is gone when it answers nothing any more, and found again', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    now.device.fault('power', {});
    await now.clock.advance(1300);
    expect(now.state().motion.kind).toBe('unknown');
    await now.clock.advance(2500);
    expect(now.health().losses).toBe(1);
    now.device.fault('power', { off: true });
    await now.clock.advance(8000);
    expect(now.state().motion.kind).toBe('still');
    expect(now.health().status?.code).toBe('ready');
  });

  it('does not believe another receiver, garbage, or a zoom beyond tele', async () => {
    const now = await scene({ faults: { echo: {} } });
    expect(now.state().motion.kind).toBe('still');
    expect(now.health().garbage).toBeGreaterThan(5);
    expect(now.state().position?.panDegrees).toBeCloseTo(0, 1);
    now.device.fault('echo', { off: true });
    const before = now.health().garbage;
    now.injected(hex('ff 01 00 59 23 28 a6 31 32'));
    expect(now.health().garbage).toBe(before + 1);
    const beyond = await scene({ config: { position: { zoomTele: 0x1000 } } });
    beyond.camera.moveTo({ zoom: 0.5 });
    await beyond.clock.advance(3000);
    expect(beyond.state().motion.kind).not.toBe('still');
  });

  it('is believed as of when it was first asked, and only about what it was asked', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    while (now.session().asked?.what !== 'pan') await now.clock.advance(1);
    const askedAt = now.sent.at(-1)?.at;
    now.injected(hex('ff 01 00 5b 23 28 a7'));
    while (now.session().round) await now.clock.advance(1);
    expect(now.session().camera.gate.lastPollAt).toBe(askedAt);
    expect(now.state().position?.tiltDegrees).toBeLessThan(80);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
  });

  it('is told nothing while its answer is awaited', async () => {
    const now = await scene({ targets: true, faults: { slow: { ms: 100 } } });
    while (now.session().asked?.sentAt !== now.clock.now()) await now.clock.advance(1);
    const count = now.sent.length;
    void now.driver.submit({ type: 'recall', preset: 5 });
    await now.clock.advance(150);
    expect(now.sent).toHaveLength(count);
    await now.clock.advance(50);
    expect(now.sent[count]?.frame.startsWith(recall5)).toBe(true);
  });

  it('asks twice more for an answer that stays away, and has a rest then', async () => {
    const now = await scene();
    now.device.fault('mute', {});
    // The last answer from before is through.
    await now.clock.advance(100);
    const from = now.sent.length;
    await now.clock.advance(1800);
    const times = now.sent.slice(from).map(({ at }) => at);
    const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    const rest = pauses.indexOf(500);
    expect(pauses.slice(rest, rest + 3)).toEqual([500, 250, 250]);
  });

  it('is not said to be at a preset whose place nobody knows when it did not stir', async () => {
    const now = await scene({ faults: { menu: {} } });
    void now.driver.submit({ type: 'recall', preset: 5 });
    await now.clock.advance(6000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    now.device.fault('menu', { off: true });
    expect(await recall(now, 5)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('is STILL in time when one frame in twenty is lost', async () => {
    const now = await scene({ targets: true, faults: { deaf: { probability: 0.05 } } });
    const late: number[] = [];
    for (let round = 0; round < 30; round++) {
      expect(await recall(now, 1 + ((round * 7) % 30))).not.toBeNull();
      late.push(now.clock.now() - now.camera.motorsStopAt());
    }
    expect(late.sort((a, b) => a - b)[15]).toBeLessThan(700);
    expect(now.falseStills).toEqual([]);
  });

  it('is unknown at once when the line ends', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    now.cut();
    expect(now.state().motion.kind).toBe('unknown');
    await now.clock.advance(3000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
  });

  it('speaks Pelco-P as well, to another address', async () => {
    const now = await scene({ targets: true, config: { protocol: 'P', receiver: 3 } });
    now.device.fault('address', { number: 3 });
    await now.clock.advance(6000);
    expect(await recall(now, 5)).not.toBeNull();
    expect(framesOf(now, 'a0 02 00 07 00 05 af')).toBe(1);
  });

  it('takes a slow answer for what it is: late, and of nobody', async () => {
    const now = await scene({ targets: true, faults: { slow: { ms: 250 } } });
    expect(now.state().motion.kind).not.toBe('still');
    expect(now.state().position).toBeNull();
    const patient = await scene({ faults: { slow: { ms: 250 } }, config: { answerTimeoutMs: 500 } });
    await patient.clock.advance(2000);
    expect(patient.state().position).toMatchObject({ zoom: 0 });
  });

  it('turns to tilt upside down where the config says so', async () => {
    const now = await scene({ config: { position: { zoomTele: 0x4000, tiltUp: 'negative' } } });
    now.camera.moveTo({ tiltDegrees: 10 });
    await now.clock.advance(2000);
    expect(now.state().position?.tiltDegrees).toBeCloseTo(-10, 1);
  });
});

describe('a Pelco camera that is not asked', () => {
  const blind = { blind: true, config: { maxTravelMs: 4000 } } as const;

  it('is STILL only after one and a half times its longest travel, and that is said not to be measured', async () => {
    const now = await scene(blind);
    expect(now.state().motion.kind).not.toBe('still');
    expect(await recall(now, 5)).toBeGreaterThanOrEqual(6000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5, measured: false });
    await now.clock.advance(60_000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5, measured: false });
    expect(now.sent).toHaveLength(1);
    expect(now.health()).toMatchObject({ link: 'up', status: { code: 'ready' } });
    expect(now.falseStills).toEqual([]);
  });

  it('is driven at the slowest speed there is, rather than not at all', async () => {
    const now = await scene(blind);
    await submit(now, { type: 'drive', pan: 0.001, tilt: -1, zoom: 0 });
    expect(now.sent.at(-1)?.frame).toBe('ff 01 00 12 01 3f 53');
  });

  it('is not STILL while it is driven, however long, and is after the stop', async () => {
    const now = await scene(blind);
    await submit(now, { type: 'drive', pan: 0.01, tilt: 0, zoom: 0 }, 20_000);
    expect(now.state().motion.kind).not.toBe('still');
    await submit(now, { type: 'stop' }, 6500);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null, measured: false });
    expect(now.falseStills).toEqual([]);
  });

  it('begins anew with every move', async () => {
    const now = await scene(blind);
    void now.driver.submit({ type: 'recall', preset: 5 });
    await now.clock.advance(5900);
    void now.driver.submit({ type: 'recall', preset: 6 });
    await now.clock.advance(5900);
    expect(now.state().motion).toMatchObject({ kind: 'moving', preset: 6 });
    await now.clock.advance(1000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 6 });
  });
});

describe('what a Pelco camera is not told', () => {
  it('presets that start functions, that are none, or that are not listed', async () => {
    const now = await scene({ blind: true, config: { presets: [1, 2, 33, 95, 100] } });
    for (const preset of [0, 3, 33, 34, 95, 100, 256, 1.5, Number.NaN])
      for (const type of ['recall', 'store'] as const)
        expect(await submit(now, { type, preset }, 0)).toEqual(forbidden);
    expect(now.sent).toEqual([]);
  });

  it('speeds that are none, and positions', async () => {
    const now = await scene({ blind: true });
    for (const wrong of [{ pan: 1.01 }, { tilt: -2 }, { zoom: Number.NaN }])
      expect(await submit(now, { type: 'drive', pan: 0, tilt: 0, zoom: 0, ...wrong }, 0)).toEqual(forbidden);
    const position = { panDegrees: 0, tiltDegrees: 0, zoom: 0 };
    expect(await submit(now, { type: 'move', position }, 0)).toEqual({
      ok: false,
      code: 'device-unsupported',
      effect: 'none',
    });
    expect(now.sent).toEqual([]);
  });

  it('an older recall that a newer one has overtaken, and nothing faster than the line bears', async () => {
    const now = await scene({ blind: true });
    const outcomes = [3, 9, 12, 5].map((preset) => now.driver.submit({ type: 'recall', preset }));
    await now.clock.advance(1000);
    const settled = await Promise.all(outcomes);
    expect(settled[0]).toEqual(done);
    expect(settled.slice(1, 3)).toEqual(
      [1, 2].map(() => ({ ok: false, code: 'device-busy', effect: 'none' })),
    );
    expect(settled[3]).toEqual(done);
    expect(now.sent.map(({ frame }) => frame)).toEqual(['ff 01 00 07 00 03 0b', 'ff 01 00 07 00 05 0d']);
    const [first, second] = now.sent;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(60);
  });
});

describe('the config', () => {
  it('has addresses up to 255 (D) and 32 (P)', () => {
    const config = (more: object) =>
      pelcoConfigSchema.safeParse({ id: 'c', kind: 'pelco', address: 'serial:/dev/ttyS0', ...more });
    expect(config({ receiver: 255 }).success).toBe(true);
    expect(config({ receiver: 32, protocol: 'P' }).success).toBe(true);
    expect(config({ receiver: 33, protocol: 'P' }).success).toBe(false);
  });

  it('says what can be done: harmless presets, and a position only where it is asked', () => {
    const config = (more: object) =>
      pelcoConfigSchema.parse({ id: 'c', kind: 'pelco', address: 'serial:/dev/ttyS0', ...more });
    const all = pelcoKind.capabilities(config({}));
    expect(all.presets).toHaveLength(87);
    expect(all).toMatchObject({ position: false, drive: true });
    expect(pelcoKind.capabilities(config({ position: { zoomTele: 1 } })).position).toBe(true);
    expect(pelcoKind.capabilities(config({ presets: [1, 95] })).presets).toEqual([1]);
    expect(pelcoKind.capabilities(config({ presets: [1, 95], allowReservedPresets: [95] })).presets).toEqual([
      1, 95,
    ]);
  });
});
