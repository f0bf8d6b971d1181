import { describe, expect, it } from 'vitest';
import { awNotices } from '../../../protocols/panasonic-aw/notices.ts';
import { isNear } from '../camera-rig.ts';
import { commandsOf, lateness, recall, scene, submit, type Scene } from './scene.ts';

const acknowledged = { ok: true, evidence: 'acknowledged' };
const forbidden = { ok: false, code: 'device-forbidden', effect: 'none' };
/** From this command on nothing comes through. */
function deafFrom(now: Scene, command: string): void {
  now.instead = (path) => {
    if (path.includes(command)) {
      now.deaf = true;
      now.instead = null;
    }
    return undefined;
  };
}

describe('a Panasonic AW session', () => {
  it('asks what the camera is, registers for notices, and knows it standing', async () => {
    const now = await scene();
    expect(commandsOf(now).slice(0, 3)).toEqual([
      'QID',
      '/cgi-bin/event?connect=start&my_port=35200&uid=0',
      'PTV',
    ]);
    expect(now.state()).toMatchObject({ motion: { kind: 'still', preset: null }, videoLatencyMs: 150 });
    expect(now.state().position).toMatchObject({ zoom: 0 });
    expect(now.health().status).toEqual({ level: 'ok', code: 'ready' });
  });

  it('takes an answer for accepted and nothing more, and is STILL only after the notice', async () => {
    const now = await scene({ targets: true, slow: true });
    expect(await submit(now, { type: 'recall', preset: 38 }, 200)).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'moving', preset: 38 });
    expect(now.camera.isMoving()).toBe(true);
    now.isPortClosed = true;
    while (now.camera.isMoving()) await now.clock.advance(20);
    await now.clock.advance(300);
    expect(now.state().motion.kind).toBe('moving');
    now.isPortClosed = false;
    await now.clock.advance(1500);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 38, measured: true });
    expect(now.falseStills).toEqual([]);
  });

  it('sends a recall whose notice was lost once more, for the notice alone', async () => {
    const now = await scene({ targets: true });
    now.isPortClosed = true;
    void now.driver.submit({ type: 'recall', preset: 5 });
    while (commandsOf(now).filter((command) => command === 'R04').length < 2) await now.clock.advance(10);
    expect(now.camera.isMoving()).toBe(false);
    now.isPortClosed = false;
    await now.clock.advance(800);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5 });
  });

  it('does without notices from a camera that gives none, and trusts them again when one comes', async () => {
    const now = await scene({ targets: true });
    now.isPortClosed = true;
    expect(await recall(now, 5)).not.toBeNull();
    expect(commandsOf(now).filter((command) => command === 'R04')).toHaveLength(3);
    expect(await lateness(now, 6)).toBeLessThan(700);
    expect(commandsOf(now).filter((command) => command === 'R05')).toHaveLength(1);
    now.isPortClosed = false;
    await recall(now, 7);
    await now.clock.advance(100);
    expect(now.session().isMute).toBe(false);
    expect(now.falseStills).toEqual([]);
  });

  it('does not take the notice of an older recall for the newest', async () => {
    const now = await scene({ targets: true, slow: true });
    void now.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(200);
    void now.driver.submit({ type: 'recall', preset: 38 });
    await now.clock.advance(200);
    now.pushed(awNotices.encode('q00'));
    expect(now.session().camera.gate.move).toMatchObject({ preset: 38, completedAt: null });
    now.pushed(awNotices.encode('q37'));
    expect(now.session().camera.gate.move).toMatchObject({
      preset: 38,
      completedAt: expect.any(Number) as number,
    });
    await now.clock.advance(300);
    expect(now.state().motion.kind).toBe('moving');
  });

  it('keeps the gap of the model between an answer and the next request', async () => {
    for (const name of ['AW-UE100', 'AW-HE42', 'AW-XY1']) {
      const now = await scene({ targets: true, faults: { model: { name }, 'strict-gap': {} } });
      for (const preset of [3, 9]) expect(await recall(now, preset)).not.toBeNull();
      await submit(now, { type: 'drive', pan: 0.3, tilt: 0.1, zoom: 0.1 });
      await submit(now, { type: 'stop' });
      expect(now.device.truth()).toMatchObject({ tooClose: 0 });
    }
  });

  it('settles every one of many recalls submitted at once, and ends at the last', async () => {
    const now = await scene();
    const outcomes = [3, 9, 12, 30, 5].map((preset) => now.driver.submit({ type: 'recall', preset }));
    await now.clock.advance(4000);
    const settled = await Promise.all(outcomes);
    expect(settled.filter(({ ok }) => ok).length).toBeLessThan(3);
    expect(settled.at(-1)).toEqual(acknowledged);
    expect(commandsOf(now)).not.toContain('R11');
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5 });
    expect(now.falseStills).toEqual([]);
  });

  it('never sends a preset outside its numbers or outside the list', async () => {
    const now = await scene({ config: { presets: [1, 2, 3, 101] } });
    const from = now.asked.length;
    for (const preset of [0, -1, 4, 101, 128, 1.5, Number.NaN])
      for (const type of ['recall', 'store'] as const)
        expect(await submit(now, { type, preset }, 0)).toEqual(forbidden);
    expect(commandsOf(now, from).filter((command) => /^[RM]/.test(command))).toEqual([]);
    expect(now.state().motion.kind).toBe('still');
  });

  it('never sends a position or a speed out of range, or one that is no number', async () => {
    const now = await scene();
    const from = now.asked.length;
    const straight = { panDegrees: 0, tiltDegrees: 0, zoom: 0 };
    for (const wrong of [{ panDegrees: 176 }, { tiltDegrees: -31 }, { zoom: 1.01 }, { zoom: Number.NaN }])
      expect(await submit(now, { type: 'move', position: { ...straight, ...wrong } }, 0)).toEqual(forbidden);
    for (const wrong of [{ pan: 1.1 }, { tilt: -1.1 }, { zoom: Number.NaN }])
      expect(await submit(now, { type: 'drive', pan: 0, tilt: 0, zoom: 0, ...wrong }, 0)).toEqual(forbidden);
    expect(commandsOf(now, from).filter((command) => command !== 'PTV' && command !== 'O')).toEqual([]);
  });

  it('moves to a position and stands there', async () => {
    const now = await scene();
    const position = { panDegrees: 20, tiltDegrees: -5, zoom: 0.4 };
    expect(await submit(now, { type: 'move', position }, 4000)).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(isNear(now.camera.position(), position)).toBe(true);
  });

  it('drives to the right, up and tele, stops and stands', async () => {
    const now = await scene();
    const before = now.camera.position();
    void now.driver.submit({ type: 'drive', pan: 0.1, tilt: 0.1, zoom: 0.5 });
    await now.clock.advance(700);
    expect(now.camera.isMoving()).toBe(true);
    expect(now.state().motion.kind).toBe('moving');
    expect(await submit(now, { type: 'stop' }, 1500)).toEqual(acknowledged);
    const after = now.camera.position();
    expect(after.panDegrees).toBeGreaterThan(before.panDegrees + 1);
    expect(after.tiltDegrees).toBeGreaterThan(before.tiltDegrees + 1);
    expect(after.zoom).toBeGreaterThan(before.zoom + 0.05);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.camera.isMoving()).toBe(false);
  });

  it('drives at the slowest speed there is, rather than not at all', async () => {
    const now = await scene();
    await submit(now, { type: 'drive', pan: 0.001, tilt: -0.001, zoom: -1 });
    expect(commandsOf(now)).toEqual(expect.arrayContaining(['PTS5149', 'Z01']));
  });

  it('does not send a drive again whose answer stayed away, but a recall', async () => {
    const now = await scene();
    now.deaf = true;
    void now.clock.advance(0);
    const from = now.asked.length;
    const driven = now.driver.submit({ type: 'drive', pan: 0.5, tilt: 0, zoom: 0 });
    await now.clock.advance(1500);
    now.deaf = false;
    await now.clock.advance(1500);
    expect(await driven).toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
    expect(commandsOf(now, from).filter((command) => command.startsWith('PTS'))).toHaveLength(1);
    const before = now.asked.length;
    deafFrom(now, 'R03');
    const recalled = now.driver.submit({ type: 'recall', preset: 4 });
    await now.clock.advance(600);
    now.deaf = false;
    await now.clock.advance(2000);
    expect(await recalled).toEqual(acknowledged);
    expect(commandsOf(now, before).filter((command) => command === 'R03')).toHaveLength(2);
  });

  it('does not send a recall again that a newer one has overtaken', async () => {
    const now = await scene();
    deafFrom(now, 'R00');
    const first = now.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(300);
    const second = now.driver.submit({ type: 'recall', preset: 38 });
    now.deaf = false;
    await now.clock.advance(4000);
    expect(await first).toEqual({ ok: false, code: 'device-busy', effect: 'unknown' });
    expect(await second).toEqual(acknowledged);
    expect(commandsOf(now).filter((command) => command === 'R00')).toHaveLength(1);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 38 });
  });

  it('does not take the answer to an older recall for one to the newest', async () => {
    const now = await scene();
    void now.driver.submit({ type: 'recall', preset: 1 });
    while (!commandsOf(now).includes('R00')) await now.clock.advance(1);
    void now.driver.submit({ type: 'recall', preset: 38 });
    await now.clock.advance(30);
    expect(now.session().camera.gate.move).toMatchObject({ preset: 38, acceptedAt: null });
    await now.clock.advance(200);
    expect(now.session().camera.gate.move).toMatchObject({ preset: 38, acceptedAt: expect.any(Number) });
  });

  it('forgets a command that was under way at its deadline', async () => {
    const now = await scene();
    now.device.fault('menu', {});
    now.device.fault('slow', { ms: 900 });
    const start = now.clock.now();
    const submitted = now.driver.submit({ type: 'recall', preset: 3 });
    await now.clock.advance(3000);
    expect(await submitted).toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
    expect(now.clock.now()).toBe(start + 3000);
    expect(now.session().exchanges.waiting.values().next().value).toMatchObject({ job: { id: null } });
    const from = now.asked.length;
    await now.clock.advance(4000);
    expect(commandsOf(now, from)).not.toContain('R02');
    expect(now.health()).toMatchObject({ link: 'up', losses: 0 });
  });

  it('still arrives when the camera refuses to be sent again where it stands', async () => {
    const now = await scene({ targets: true });
    now.isPortClosed = true;
    void now.driver.submit({ type: 'recall', preset: 5 });
    while (!commandsOf(now).includes('R04')) await now.clock.advance(1);
    await now.clock.advance(100);
    now.instead = (path) => (path.includes('R04') ? { status: 200, body: 'eR2:R04' } : undefined);
    await now.clock.advance(6000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5 });
    expect(now.session().isMute).toBe(true);
  });

  it('calls a camera unknown at once that refuses connections', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    now.gone = true;
    while (now.health().link === 'up') await now.clock.advance(1);
    expect(now.state().motion.kind).toBe('unknown');
  });

  it('notices a stranger who moves the standing camera within a second', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    for (const delay of [0, 130, 270, 400]) {
      await now.clock.advance(1000 + delay);
      const from = now.events.length;
      now.camera.moveTo({ panDegrees: now.camera.position().panDegrees + 10 }, { pan: 10 });
      await now.clock.advance(700);
      expect(now.events.slice(from)).toContainEqual({ type: 'foreign-move' });
      await now.clock.advance(4000);
      expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    }
    expect(now.falseStills).toEqual([]);
  });

  it('says when somebody stored over a preset, and does not call it STILL there', async () => {
    const now = await scene({ targets: true });
    now.camera.setPreset(9, { panDegrees: -3, tiltDegrees: 2, zoom: 0.2 });
    expect(await recall(now, 9)).toBeNull();
    expect(now.events).toContainEqual({ type: 'preset-moved', preset: 9 });
    expect(now.health().status?.code).toBe('never-arrives');
    expect(await recall(now, 10)).not.toBeNull();
    expect(now.health().status?.code).toBe('ready');
  });

  it('stores the present position under a preset and learns it as its target', async () => {
    const now = await scene({ targets: true });
    await submit(now, { type: 'move', position: { panDegrees: 5, tiltDegrees: 0, zoom: 0.3 } }, 3000);
    expect(await submit(now, { type: 'store', preset: 9 })).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 9 });
    expect(await recall(now, 20)).not.toBeNull();
    expect(await recall(now, 9)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('drops a silent camera, calls it unknown within 1.3 s, and finds it again', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4);
    now.deaf = true;
    await now.clock.advance(1300);
    expect(now.state().motion.kind).toBe('unknown');
    await now.clock.advance(3000);
    expect(now.health()).toMatchObject({ losses: 1 });
    now.deaf = false;
    await now.clock.advance(8000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
    expect(now.health().status?.code).toBe('ready');
  });

  it('ends a command at its deadline while the camera is busy, and sends it until then', async () => {
    const now = await scene();
    now.device.fault('menu', {});
    const from = now.asked.length;
    const outcome = await submit(now, { type: 'recall', preset: 3 }, 3100);
    expect(outcome).toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
    expect(commandsOf(now, from).filter((command) => command === 'R02').length).toBeGreaterThan(5);
    const later = now.asked.length;
    await now.clock.advance(2000);
    expect(commandsOf(now, later)).not.toContain('R02');
    expect(now.state().motion.kind).toBe('still');
    now.device.fault('menu', { off: true });
    expect(await recall(now, 3)).not.toBeNull();
  });

  it('carries out a recall that a busy camera took the second time', async () => {
    const now = await scene();
    now.device.fault('busy', {});
    const outcome = now.driver.submit({ type: 'recall', preset: 3 });
    await now.clock.advance(400);
    now.device.fault('busy', { off: true });
    await now.clock.advance(3000);
    expect(await outcome).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 3 });
  });

  it('reports standby, a busy camera, and that it is well again', async () => {
    const now = await scene();
    now.device.fault('power', {});
    await now.clock.advance(1500);
    expect(now.health().status).toEqual({ level: 'fault', code: 'power-off' });
    expect(now.state().motion.kind).toBe('unknown');
    now.device.fault('power', { off: true });
    await now.clock.advance(1500);
    expect(now.health().status?.code).toBe('ready');
    now.device.fault('busy', {});
    await now.clock.advance(1500);
    expect(now.health().status).toEqual({ level: 'warning', code: 'not-ready' });
    now.device.fault('busy', { off: true });
    await now.clock.advance(1500);
    expect(now.health().status?.code).toBe('ready');
    expect(now.state().motion.kind).toBe('still');
    now.pushed(awNotices.encode('p3'));
    expect(now.health().status?.code).toBe('not-ready');
  });

  it('names a model that is not listed, and judges it by its position alone', async () => {
    const now = await scene({ targets: true, faults: { model: { name: 'AW-XY1' } } });
    expect(now.health().status).toEqual({ level: 'ok', code: 'unknown-model', detail: 'AW-XY1' });
    now.isPortClosed = true;
    expect(await lateness(now, 4)).toBeLessThan(700);
    expect(commandsOf(now).filter((command) => command === 'R03')).toHaveLength(1);
  });

  it('takes the model the config names', async () => {
    const now = await scene({ faults: { model: { name: 'AW-XY1' } }, config: { model: 'aw-ue80' } });
    expect(now.health().status).toEqual({ level: 'ok', code: 'ready' });
    expect(now.session().model.name).toBe('AW-UE80');
  });

  it('asks for pan, tilt and zoom one by one where they do not come together', async () => {
    const now = await scene({ targets: true, faults: { 'no-position': {} } });
    expect(await recall(now, 4)).not.toBeNull();
    expect(commandsOf(now).filter((command) => command === 'PTV')).toHaveLength(2);
    expect(now.falseStills).toEqual([]);
  });

  it('asks a standing camera about twice a second, and believes a position as of when it was asked for', async () => {
    for (const faults of [{}, { 'no-position': {} }]) {
      const now = await scene({
        targets: true,
        faults: { ...faults, slow: { ms: 60 } },
        config: { pollMs: 400 },
      });
      await recall(now, 4);
      await now.clock.advance(2000);
      const from = now.asked.length;
      await now.clock.advance(10_000);
      const positions = now.asked.slice(from).filter(({ path }) => /PTV|APC/.test(path));
      expect(positions.length).toBeGreaterThan(18);
      expect(positions.length).toBeLessThan(23);
      while (now.session().round !== null || now.session().exchanges.waiting.size > 0)
        await now.clock.advance(1);
      expect(now.session().camera.gate.lastPollAt).toBe(
        now.asked.findLast(({ path }) => /PTV|APC/.test(path))?.at,
      );
    }
  });

  it('goes by the notice alone where there is no position, and says so where there is neither', async () => {
    const now = await scene({ faults: { 'no-position': { what: 'all' } }, config: { maxTravelMs: 4000 } });
    expect(now.state().motion.kind).not.toBe('still');
    expect(now.health().status?.code).toBe('ready');
    expect(await lateness(now, 4)).toBeLessThan(1000);
    expect(now.state().motion).toMatchObject({ measured: true });
    now.deaf = true;
    await now.clock.advance(1300);
    expect(now.state().motion.kind).toBe('unknown');
    now.deaf = false;
    await now.clock.advance(3000);
    now.isPortClosed = true;
    expect(await recall(now, 30, 20_000)).toBeGreaterThan(4000 * 1.5);
    expect(now.state().motion).toMatchObject({ measured: false });
    // Sent again for the notice, which has time to come.
    const sent = now.asked.filter(({ path }) => path.includes('R29')).map(({ at }) => at);
    expect(sent).toHaveLength(3);
    expect((sent[2] ?? 0) - (sent[1] ?? 0)).toBeGreaterThanOrEqual(700);
    expect(now.falseStills).toEqual([]);
  });
});
