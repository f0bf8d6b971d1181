/** Bare VISCA over TCP and UDP: every quirk that the field has recorded, against the truth of the world. */
import { describe, expect, it } from 'vitest';
import { hex } from '../../../protocols/bytes.ts';
import type { CameraCommand } from '../../../protocols/models/camera.ts';
import { rawScene, type RawScene } from './raw-scene.ts';
import { isNear } from '../camera-rig.ts';
import { recallOn, submitOn } from './watched.ts';

const done = { ok: true, evidence: 'acknowledged' };

describe('a VISCA session without headers', () => {
  it('begins with who the camera is, in bare frames, and finds it standing', async () => {
    const now = await rawScene();
    expect(now.sent[0]?.frame).toBe('81 09 00 02 ff');
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(now.health()).toMatchObject({
      link: 'up',
      status: { level: 'ok', code: 'unknown-model' },
      garbage: 0,
    });
  });

  it('has one request in flight at a time', async () => {
    const now = await rawScene({ targets: true });
    let open = 0;
    let most = 0;
    const { length } = now.sent;
    now.device.accept({ send: () => undefined });
    await recallOn(now, 5, 4000);
    // The simulated camera takes 20 ms at least: a second request sooner would be a second in flight.
    const times = now.sent.slice(length).map(({ at }) => at);
    for (const [index, at] of times.entries()) {
      open = index > 0 && at - (times[index - 1] ?? 0) < 20 ? open + 1 : 1;
      most = Math.max(most, open);
    }
    expect(most).toBe(1);
  });

  it('acknowledges a recall at its ACK and is STILL within a second of the arrival', async () => {
    const now = await rawScene();
    expect(await submitOn(now, { type: 'recall', preset: 7 }, 100)).toEqual(done);
    await now.clock.advance(now.camera.motorsStopAt() - now.clock.now() + 1000);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 7 });
    expect(now.falseStills).toEqual([]);
  });

  it('moves, drives, stops and stores', async () => {
    const now = await rawScene({ targets: true });
    const position = { panDegrees: 20, tiltDegrees: -5, zoom: 0.4 };
    expect(await submitOn(now, { type: 'move', position }, 3000)).toEqual(done);
    expect(isNear(now.camera.position(), position)).toBe(true);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(await submitOn(now, { type: 'store', preset: 9 })).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 9 });
    expect(await submitOn(now, { type: 'drive', pan: 0.6, tilt: 0, zoom: 0.5 }, 500)).toEqual(done);
    expect(now.state().motion.kind).toBe('moving');
    expect(await submitOn(now, { type: 'stop' }, 1500)).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: null });
    expect(await recallOn(now, 9, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it('does not believe a camera on TCP that calls itself a Sony', async () => {
    const now = await rawScene({ faults: { 'status-layout': { layout: 'x400' } } });
    expect(now.session().model).toMatchObject({ name: 'unknown model', completionAfterMotion: false });
  });

  it('reads the units of the PTZOptics family where the config names it', async () => {
    const now = await rawScene({
      config: { model: 'ptzoptics' },
      faults: { 'status-layout': { layout: 'ptzoptics' } },
    });
    const position = { panDegrees: -30, tiltDegrees: 10, zoom: 0.25 };
    await submitOn(now, { type: 'move', position }, 3000);
    expect(isNear(now.camera.position(), position)).toBe(true);
    const seen = now.state().position;
    expect(seen && isNear(seen, position)).toBe(true);
  });

  it('reads frames however they are split', async () => {
    const now = await rawScene({ split: true, targets: true });
    expect(await recallOn(now, 12, 4000)).not.toBeNull();
    expect(now.health().garbage).toBe(0);
  });

  it('takes a datagram without an end for garbage, and the next one whole', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    now.injected(hex('90 50 0d'));
    expect(now.health().garbage).toBe(1);
    expect(await recallOn(now, 12, 4000)).not.toBeNull();
    expect(now.health().garbage).toBe(1);
  });
});

describe('quirks of cameras without headers', () => {
  it('an ACK withheld until the motion is over settles the recall then, and it was sent once', async () => {
    const now = await rawScene({
      slow: true,
      targets: true,
      faults: { completion: { policy: 'withheld-ack' } },
    });
    const from = now.sent.length;
    let result: unknown = 'open';
    void now.driver.submit({ type: 'recall', preset: 1 }).then((outcome) => (result = outcome));
    await now.clock.advance(1000);
    expect(now.camera.isMoving()).toBe(true);
    expect(result).toBe('open');
    // The position is read all the same.
    expect(now.sent.slice(from).filter(({ frame }) => frame === '81 09 06 12 ff').length).toBeGreaterThan(1);
    await now.clock.advance(now.camera.motorsStopAt() - now.clock.now() + 1200);
    expect(result).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 1 });
    expect(now.sent.slice(from).filter(({ frame }) => frame.startsWith('81 01'))).toHaveLength(1);
    expect(now.falseStills).toEqual([]);
  });

  it('a camera that is deaf while it moves keeps its link', async () => {
    const now = await rawScene({ slow: true, targets: true, faults: { completion: { policy: 'blocked' } } });
    expect(await recallOn(now, 1, 12_000)).not.toBeNull();
    expect(await recallOn(now, 38, 15_000)).not.toBeNull();
    expect(now.health().losses).toBe(0);
    expect(now.falseStills).toEqual([]);
  });

  it('also when that takes ten seconds', async () => {
    const now = await rawScene({
      slow: true,
      targets: true,
      config: { maxTravelMs: 20_000 },
      faults: { completion: { policy: 'blocked' } },
    });
    now.camera.moveTo({ panDegrees: 100 }, { pan: 90 });
    await now.clock.advance(6000);
    expect(await recallOn(now, 1, 20_000)).toBeGreaterThan(9000);
    expect(now.health().losses).toBe(0);
    expect(now.falseStills).toEqual([]);
  });

  it('in a chain, an answer under another address is garbage', async () => {
    const now = await rawScene({
      config: { address: 'tcp://127.0.0.1:4001', framing: 'chain' },
      faults: { 'answers-as': { address: 2 } },
    });
    expect(now.state().motion.kind).toBe('unknown');
    expect(now.health().garbage).toBeGreaterThanOrEqual(3);
  });

  it('a newer recall overtakes one whose ACK is withheld', async () => {
    const now = await rawScene({
      slow: true,
      targets: true,
      faults: { completion: { policy: 'withheld-ack' } },
    });
    void now.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(900);
    expect(await recallOn(now, 38, 15_000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it.each([
    ['A0 41 to 81', 'answers-as', { address: 2 }],
    ['F0', 'answers-as', { address: 7 }],
  ] as const)('answers as %s belong to the one camera at this address', async (_what, fault, parameters) => {
    const now = await rawScene({ targets: true, faults: { [fault]: parameters } });
    expect(await recallOn(now, 3, 4000)).not.toBeNull();
    expect(now.health().garbage).toBe(0);
  });

  it.each([
    ['several commands in one socket', { sockets: { mode: 'one' } }],
    ['the socket is always 0', { sockets: { mode: 'zero' } }],
    ['a greeting on connect', { greeting: {} }],
    ['no completion, ever', { completion: { policy: 'never' } }],
    ['no answer to the version', { mute: { inquiry: 'version' } }],
    ['no answer to the lens block', { mute: { inquiry: 'lens-block' } }],
  ] as const)('%s', async (_what, faults) => {
    const now = await rawScene({ targets: true, faults });
    await now.clock.advance(6000);
    expect(await recallOn(now, 3, 4000)).not.toBeNull();
    expect(await recallOn(now, 30, 4000)).not.toBeNull();
    expect(now.health()).toMatchObject({ status: { level: 'ok', code: 'unknown-model' }, losses: 0 });
    expect(now.falseStills).toEqual([]);
  });

  it.each([
    ['an ACK with nothing pending', '90 41 ff'],
    ['a completion for an empty socket', '90 52 ff'],
    ['a too short error', '90 60 ff'],
    ['an error with nothing pending', '90 61 41 ff'],
    ['something unknown', '90 0a 0b 0c ff'],
    ['an answer to no question of ours', '90 50 01 02 03 ff'],
    ['an infrared return', '90 07 7d 01 04 3f ff'],
    ['a frame without its beginning', '41 ff'],
  ])('%s changes nothing', async (_what, text) => {
    const now = await rawScene({ targets: true });
    await recallOn(now, 3, 4000);
    const from = now.events.length;
    for (let round = 0; round < 20; round++) {
      now.injected(hex(text));
      await now.clock.advance(137);
    }
    expect(now.events.slice(from).filter(({ type }) => type === 'motion')).toEqual([]);
    now.driver.submit({ type: 'recall', preset: 30 }).catch(() => undefined);
    await now.clock.advance(50);
    now.injected(hex(text));
    expect(await recallOn(now, 31, 4000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
    expect(now.health().losses).toBe(0);
  });

  it.each(['80 38 ff', '88 38 ff', '90 38 ff', 'c0 38 ff', 'f0 38 ff'])(
    'network change as %s: everything is asked anew, and nothing shown as STILL until then',
    async (text) => {
      const now = await rawScene({ targets: true });
      await recallOn(now, 3, 4000);
      const from = now.sent.length;
      now.injected(hex(text));
      expect(now.state().motion.kind).toBe('unknown');
      await now.clock.advance(2000);
      expect(now.sent.slice(from).some(({ frame }) => frame === '81 09 00 02 ff')).toBe(true);
      expect(now.state().motion).toMatchObject({ kind: 'still', preset: 3 });
    },
  );

  it('network change settles what is under way', async () => {
    const now = await rawScene({
      slow: true,
      targets: true,
      faults: { completion: { policy: 'withheld-ack' } },
    });
    const outcome = submitOn(now, { type: 'recall', preset: 3 }, 1500);
    void outcome;
    await now.clock.advance(800);
    now.injected(hex('88 38 ff'));
    expect(await outcome).toEqual({ ok: false, code: 'device-offline', effect: 'unknown' });
  });

  it('tries again while both sockets are busy, and reports refusals', async () => {
    const now = await rawScene({ targets: true });
    now.device.fault('buffer-full', { forMs: 700 });
    expect(await recallOn(now, 3, 5000)).not.toBeNull();
    now.device.fault('power', {});
    expect(await submitOn(now, { type: 'recall', preset: 4 }, 1000)).toEqual({
      ok: false,
      code: 'device-refused',
      effect: 'none',
    });
    now.device.fault('power', { off: false });
    expect(await submitOn(now, { type: 'recall', preset: 95 })).toMatchObject({ code: 'device-forbidden' });
  });

  it('shows an unplugged camera as unknown within 1.2 s, hangs up, and finds it again', async () => {
    for (const line of ['tcp', 'udp'] as const) {
      const now = await rawScene({ line, targets: true });
      now.unplugged = true;
      await now.clock.advance(1200);
      expect(now.state().motion.kind).toBe('unknown');
      await now.clock.advance(5000);
      expect(now.health().losses).toBe(1);
      now.unplugged = false;
      await now.clock.advance(8000);
      expect(now.state().motion.kind).toBe('still');
      expect(await recallOn(now, 3, 4000)).not.toBeNull();
    }
  });
});

describe('what UDP loses', () => {
  /** Submits while the camera hears nothing, until the command's first frame is lost. */
  async function submitInVain(
    now: RawScene,
    command: CameraCommand,
  ): Promise<{ readonly outcome: Promise<unknown> }> {
    now.unplugged = true;
    const from = now.sent.length;
    const outcome = now.driver.submit(command);
    for (let ms = 0; ms < 500; ms++)
      if (now.sent.slice(from).some(({ frame }) => frame.startsWith('81 01'))) break;
      else await now.clock.advance(1);
    await now.clock.advance(15);
    now.unplugged = false;
    return { outcome };
  }

  it('a recall is sent again once the camera is seen standing', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    await recallOn(now, 3, 4000);
    const { outcome } = await submitInVain(now, { type: 'recall', preset: 30 });
    await now.clock.advance(4000);
    expect(await outcome).toEqual(done);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 30 });
    expect(now.sent.filter(({ frame }) => frame === '81 01 04 3f 02 1d ff')).toHaveLength(2);
  });

  it('a drive is not', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    await recallOn(now, 3, 4000);
    const { outcome } = await submitInVain(now, { type: 'drive', pan: 1, tilt: 0, zoom: 0 });
    await now.clock.advance(4000);
    expect(await outcome).toEqual({ ok: false, code: 'device-deadline', effect: 'unknown' });
    expect(now.sent.filter(({ frame }) => frame.startsWith('81 01 06 01'))).toHaveLength(1);
    // It was seen standing where it stood before.
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 3 });
  });

  it('a stop is sent again at once', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    await submitOn(now, { type: 'drive', pan: 0.3, tilt: 0, zoom: 0 });
    const { outcome } = await submitInVain(now, { type: 'stop' });
    await now.clock.advance(300);
    expect(await outcome).toEqual(done);
    await now.clock.advance(1500);
    expect(now.state().motion.kind).toBe('still');
  });

  it('after a doubled question the line is quiet until the second answer has come', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    await recallOn(now, 3, 4000);
    await now.clock.advance(5000);
    now.device.fault('slow', { ms: 110 });
    const from = now.sent.length;
    await now.clock.advance(10_000);
    // It got used to the slower camera: the last seconds go without repeats.
    const later = now.sent.slice(from).filter(({ at }) => at > now.clock.now() - 4000);
    const pairs = later.filter(({ frame, at }, index) => {
      const next = later[index + 1];
      return next !== undefined && next.frame === frame && next.at - at < 200;
    });
    expect(pairs).toEqual([]);
    expect(now.health().garbage).toBe(0);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 3 });
  });
});
