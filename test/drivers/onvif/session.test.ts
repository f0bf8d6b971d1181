import { describe, expect, it } from 'vitest';
import { isNear } from '../camera-rig.ts';
import { recall, scene } from './scene.ts';

const acknowledged = { ok: true, evidence: 'acknowledged' };
const refused = { ok: false, code: 'device-refused', effect: 'none' };

describe('an ONVIF session', () => {
  it('asks for the clock first and without credentials, then who the camera is, and finds it standing', async () => {
    const now = await scene();
    expect(now.asked().slice(0, 7)).toEqual([
      'GetSystemDateAndTime',
      'GetServices',
      'GetProfiles',
      'GetServiceCapabilities',
      'GetNode',
      'GetPresets',
      'GetStatus',
    ]);
    expect(now.lastRequest('GetSystemDateAndTime')).not.toContain('UsernameToken');
    expect(now.lastRequest('GetProfiles')).toContain('UsernameToken');
    expect(now.state()).toMatchObject({ motion: { kind: 'still', preset: null }, videoLatencyMs: 150 });
    expect(now.health()).toMatchObject({ link: 'up', status: { level: 'ok', code: 'ready' }, garbage: 0 });
    expect(now.state().position).toMatchObject({ zoom: 0 });
  });

  it('never names the profile without a head', async () => {
    const now = await scene();
    await recall(now, 3, 4000);
    expect(now.lastRequest('GotoPreset')).toContain('<tptz:ProfileToken>stream_1</tptz:ProfileToken>');
    expect(now.lastRequest('GetStatus')).toContain('stream_1');
  });

  it('acknowledges a recall at its answer and reports STILL within a second of the arrival', async () => {
    const now = await scene();
    expect(await now.command({ type: 'recall', preset: 7 }, 100)).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'moving', preset: 7 });
    await now.clock.advance(Math.max(0, now.camera.motorsStopAt() - now.clock.now()) + 1000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 7, measured: true });
    expect(now.falseStills).toEqual([]);
  });

  it('polls a moving camera about four times a second and a standing one twice a second', async () => {
    const now = await scene({ slow: true, config: { presetEvents: false } });
    const polls = (): number => now.asked().filter((operation) => operation === 'GetStatus').length;
    polls();
    await now.clock.advance(10_000);
    const standing = polls();
    expect(standing).toBeGreaterThanOrEqual(20);
    expect(standing).toBeLessThanOrEqual(23);
    await now.command({ type: 'recall', preset: 1 }, 600);
    polls();
    await now.clock.advance(2000);
    expect(now.state().motion.kind).toBe('moving');
    const moving = polls();
    expect(moving).toBeGreaterThanOrEqual(7);
    expect(moving).toBeLessThanOrEqual(10);
  });

  it('lets a newer recall replace the one under way, and those that were never sent', async () => {
    const now = await scene();
    const outcomes = [3, 9, 12, 30, 5].map((preset) => now.driver.submit({ type: 'recall', preset }));
    await now.clock.advance(5000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 5 });
    const settled = await Promise.all(outcomes);
    expect(settled.at(-1)).toEqual(acknowledged);
    expect(settled.filter(({ ok }) => !ok)).toHaveLength(3);
    expect(now.asked().filter((operation) => operation === 'GotoPreset')).toHaveLength(2);
    expect(now.falseStills).toEqual([]);
  });

  it('does not take the answer to a replaced move for the answer to the newest', async () => {
    const now = await scene({ slow: true, faults: { slow: { ms: 400 } }, runMs: 6000 });
    void now.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(100);
    void now.driver.submit({ type: 'recall', preset: 38 });
    await now.clock.advance(450);
    expect(now.asked().filter((operation) => operation === 'GotoPreset')).toHaveLength(2);
    expect(now.gate().move).toMatchObject({ preset: 38, acceptedAt: null });
    await now.clock.advance(400);
    expect(now.gate().move?.acceptedAt).not.toBeNull();
  });

  it('never sends a preset number that is reserved, or not in use', async () => {
    const now = await scene({ config: { presets: [1, 2, 95, 120], allowReservedPresets: [120] } });
    for (const preset of [0, 3, 90, 95, 128, 300, 1.5, NaN])
      expect(await now.command({ type: 'recall', preset }, 50)).toMatchObject({ code: 'device-forbidden' });
    expect(await now.command({ type: 'store', preset: 95 }, 50)).toMatchObject({ code: 'device-forbidden' });
    expect(now.asked()).not.toContain('GotoPreset');
    expect(await now.command({ type: 'recall', preset: 120 }, 100)).toEqual(refused);
    expect(now.lastRequest('GotoPreset')).toContain('<tptz:PresetToken>120</tptz:PresetToken>');
  });

  it('recalls by token, whatever the names are', async () => {
    const now = await scene({
      targets: true,
      faults: { 'same-names': {}, tokens: { prefix: 'Preset_' } },
      config: { presetTokens: { 4: 'Preset_4', 5: 'Preset_5' } },
    });
    expect(await recall(now, 4, 4000)).not.toBeNull();
    expect(await recall(now, 5, 4000)).not.toBeNull();
    expect(await now.command({ type: 'recall', preset: 6 })).toEqual(refused);
    expect(now.falseStills).toEqual([]);
  });

  it('says what a refused recall leaves behind: a camera that stands where it stood', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    expect(await now.command({ type: 'recall', preset: 77 })).toEqual(refused);
    await now.clock.advance(1000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 4 });
  });

  it('moves to a position, names all three axes, and stands there', async () => {
    const now = await scene();
    const position = { panDegrees: 20, tiltDegrees: -5, zoom: 0.4 };
    expect(await now.command({ type: 'move', position }, 4000)).toEqual(acknowledged);
    expect(now.lastRequest('AbsoluteMove')).toMatch(
      /<tt:PanTilt x="[-.\d]+" y="[-.\d]+"\/><tt:Zoom x="0.4"\/>/,
    );
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(isNear(now.camera.position(), position)).toBe(true);
  });

  it('sends no position beyond the ends of the head, and none that is no number', async () => {
    const now = await scene();
    const good = { panDegrees: 0, tiltDegrees: 0, zoom: 0 };
    for (const wrong of [
      { panDegrees: 171 },
      { tiltDegrees: -21 },
      { zoom: 1.1 },
      { zoom: NaN },
      { panDegrees: NaN },
    ])
      expect(await now.command({ type: 'move', position: { ...good, ...wrong } }, 20)).toMatchObject({
        code: 'device-forbidden',
      });
    expect(await now.command({ type: 'drive', pan: 1.1, tilt: 0, zoom: 0 }, 20)).toMatchObject({
      code: 'device-forbidden',
    });
    expect(now.asked()).not.toContain('AbsoluteMove');
  });

  it('drives for longer than any move takes without calling it a fault, stops, and stands', async () => {
    const now = await scene({ slow: true, config: { maxTravelMs: 1000 } });
    expect(await now.command({ type: 'drive', pan: 0.5, tilt: 0, zoom: 0.1 }, 4000)).toEqual(acknowledged);
    expect(now.camera.isMoving()).toBe(true);
    expect(now.state().motion.kind).toBe('moving');
    expect(now.health().status?.code).toBe('ready');
    expect(await now.command({ type: 'stop' }, 2500)).toEqual(acknowledged);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.falseStills).toEqual([]);
  });

  it('drives with all speeds zero by stopping', async () => {
    const now = await scene();
    await now.command({ type: 'drive', pan: 0, tilt: 0, zoom: 0 });
    expect(now.asked()).toContain('Stop');
  });

  it('notices a stranger who moves the standing camera, by its position within half a second', async () => {
    const now = await scene({ targets: true, config: { presetEvents: false } });
    await recall(now, 4, 4000);
    now.camera.moveTo({ panDegrees: 30 }, { pan: 10 });
    await now.clock.advance(600);
    expect(now.events).toContainEqual({ type: 'foreign-move' });
    await now.clock.advance(8000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.falseStills).toEqual([]);
  });

  it('hears of a stranger by the event Left, at once', async () => {
    const now = await scene({ targets: true });
    for (const round of [1, 2, 3]) {
      await recall(now, 4, 6000);
      await now.clock.advance(1000 + round * 137);
      const at = now.clock.now();
      now.device.foreign({ panDegrees: 30, tiltDegrees: 0, zoom: 0 });
      while (now.state().motion.kind === 'still') await now.clock.advance(5);
      // Answer to the pull, question for the status, its answer; the next regular poll is up to 495 ms away.
      expect(now.clock.now() - at).toBeLessThanOrEqual(100);
    }
  });

  it('says when somebody stored over a preset, and does not call it STILL there', async () => {
    const now = await scene({ targets: true });
    now.camera.setPreset(9, { panDegrees: -3, tiltDegrees: 2, zoom: 0.2 });
    expect(await recall(now, 9, 5000)).toBeNull();
    expect(now.events).toContainEqual({ type: 'preset-moved', preset: 9 });
    expect(now.health().status?.code).toBe('never-arrives');
    expect(await recall(now, 10, 4000)).not.toBeNull();
    expect(now.health().status?.code).toBe('ready');
  });

  it('stores the present position under a preset, keeps its name, and learns it as its target', async () => {
    const now = await scene({ targets: true });
    await now.command({ type: 'move', position: { panDegrees: 5, tiltDegrees: 0, zoom: 0.3 } }, 3000);
    expect(await now.command({ type: 'store', preset: 9 }, 500)).toEqual(acknowledged);
    expect(now.lastRequest('SetPreset')).toContain('<tptz:PresetName>Platz 9</tptz:PresetName>');
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 9 });
    expect(await recall(now, 20, 4000)).not.toBeNull();
    expect(await recall(now, 9, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('cannot store while the camera moves', async () => {
    const now = await scene({ slow: true });
    void now.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(800);
    expect(await now.command({ type: 'store', preset: 9 })).toEqual(refused);
  });

  it('does not call a preset stored that the camera gave another token', async () => {
    const now = await scene({
      intercept: (operation) =>
        operation === 'SetPreset'
          ? {
              status: 200,
              body: soap('<SetPresetResponse><PresetToken>41</PresetToken></SetPresetResponse>'),
            }
          : undefined,
    });
    expect(await now.command({ type: 'store', preset: 9 })).toEqual({
      ok: false,
      code: 'device-mismatch',
      effect: 'unknown',
    });
  });

  it('learns by GetNode that a head cannot be sent to positions', async () => {
    const now = await scene({
      intercept: (operation) =>
        operation === 'GetNode'
          ? { status: 200, body: soap('<GetNodeResponse><PTZNode token="n"/></GetNodeResponse>') }
          : undefined,
    });
    const position = { panDegrees: 1, tiltDegrees: 1, zoom: 0 };
    expect(await now.command({ type: 'move', position })).toMatchObject({ code: 'device-unsupported' });
  });

  it('sends a recall once more when the connection broke under it, and a drive never', async () => {
    let broken = 0;
    const now = await scene({
      intercept: (operation) =>
        (operation === 'GotoPreset' || operation === 'ContinuousMove') && broken++ % 3 === 0
          ? null
          : undefined,
    });
    expect(await now.command({ type: 'recall', preset: 4 })).toEqual(acknowledged);
    expect(now.asked().filter((operation) => operation === 'GotoPreset')).toHaveLength(2);
    broken = 0;
    expect(await now.command({ type: 'drive', pan: 1, tilt: 0, zoom: 0 })).toEqual({
      ok: false,
      code: 'device-deadline',
      effect: 'unknown',
    });
    expect(now.asked().filter((operation) => operation === 'ContinuousMove')).toHaveLength(1);
  });
});

const soap = (body: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;
