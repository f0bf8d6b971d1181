/** VISCA cameras that keep some of their witnesses to themselves, and answers that the network keeps. */
import { describe, expect, it } from 'vitest';
import { viscaDatagrams } from '../../../protocols/visca/over-ip.ts';
import { rawScene, type RawScene } from './raw-scene.ts';
import { recall, scene, type Scene } from './scene.ts';
import { recallOn } from './watched.ts';

/** Inquiries sent from there on, by name. */
function inquiries({ visca }: Scene, from = 0): readonly string[] {
  return visca.sent.slice(from).flatMap((datagram) => {
    const parsed = viscaDatagrams.parse(datagram);
    if (!parsed.ok || parsed.message.type !== 'request') return [];
    const { body } = parsed.message;
    return body.type === 'inquiry' ? [body.inquiry] : [];
  });
}

describe('a VISCA camera over IP', () => {
  it('that never answers one inquiry is not asked it without end, and stands by what it does tell', async () => {
    const now = await scene({ faults: { mute: { inquiry: 'pan-tilt-position' } } });
    await now.clock.advance(2000);
    const from = now.visca.sent.length;
    expect(await recall(now, 7, 8000)).toBeLessThan(3000);
    expect(inquiries(now, from)).not.toContain('pan-tilt-position');
    expect(now.visca.health().losses).toBe(0);
    expect(now.falseStills).toEqual([]);
  });

  it('that gives no end signal and no position is sent there again, and then believed in its status', async () => {
    const now = await scene({
      faults: { refuse: { inquiry: 'pan-tilt-position' }, completion: { policy: 'never' } },
    });
    expect(await recall(now, 7, 8000)).not.toBeNull();
    expect(await recall(now, 30, 8000)).toBeLessThan(2500);
    expect(now.falseStills).toEqual([]);
  });

  it('is believed in its end signal again once it gives one', async () => {
    const now = await scene({
      faults: { refuse: { inquiry: 'pan-tilt-position' }, completion: { policy: 'never' } },
    });
    await recall(now, 7, 8000);
    expect(now.visca.session().isMute).toBe(true);
    now.visca.device.fault('completion', { policy: 'after-move' });
    await recall(now, 30, 8000);
    expect(now.visca.session().isMute).toBe(false);
  });

  it('is not asked for its power on the way', async () => {
    const now = await scene({ slow: true, targets: true });
    await now.clock.advance(3000);
    void now.visca.driver.submit({ type: 'recall', preset: 1 });
    await now.clock.advance(200);
    const from = now.visca.sent.length;
    while (now.visca.camera.isMoving()) await now.clock.advance(50);
    const asked = inquiries(now, from);
    expect(asked.length).toBeGreaterThan(16);
    expect(asked).not.toContain('power');
  });

  it('of an unlisted model without a position is believed in its end signal once that is proven', async () => {
    for (const completion of [true, false]) {
      const now = await scene({
        faults: { 'status-layout': { layout: 'none' }, refuse: { inquiry: 'pan-tilt-position' } },
        config: { maxTravelMs: 4000 },
      });
      const witnesses = { completion, status: false, position: false };
      const calibration = { id: 'c', witnesses, maxTravelMs: null, videoLatencyMs: null, targets: [] };
      await now.visca.driver.submit({ type: 'use-calibration', calibration });
      const tookMs = await recall(now, 7, 12_000);
      if (completion) expect(tookMs).toBeLessThan(2500);
      else expect(tookMs).toBeGreaterThan(6000);
      expect(now.visca.state().motion).toMatchObject({ kind: 'still', measured: completion });
      expect(now.falseStills).toEqual([]);
    }
  });
});

describe('a VISCA camera without headers', () => {
  /** Recalls, and loses what the camera says at once: it has heard the order. */
  async function recallWithoutAck(now: RawScene, preset: number): Promise<{ outcome: Promise<unknown> }> {
    const outcome = now.driver.submit({ type: 'recall', preset });
    await now.clock.advance(5);
    now.unplugged = true;
    await now.clock.advance(60);
    now.unplugged = false;
    return { outcome };
  }
  const preset30 = '81 01 04 3f 02 1d ff';

  it('is STILL where it was sent though its ACK was lost, which settles the recall as read back', async () => {
    const now = await rawScene({
      line: 'udp',
      targets: true,
      faults: { completion: { policy: 'never' } },
    });
    await recallOn(now, 3, 4000);
    const { outcome } = await recallWithoutAck(now, 30);
    await now.clock.advance(now.camera.motorsStopAt() - now.clock.now() + 900);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 30 });
    expect(await outcome).toEqual({ ok: true, evidence: 'read-back' });
    expect(now.sent.filter(({ frame }) => frame === preset30)).toHaveLength(1);
    expect(now.falseStills).toEqual([]);
  });

  it('whose ACK was lost has taken the order all the same, as its completion shows', async () => {
    const now = await rawScene({
      line: 'udp',
      slow: true,
      targets: true,
      config: { model: 'brc-x400' },
      faults: { 'status-layout': { layout: 'x400' } },
    });
    const { outcome } = await recallWithoutAck(now, 30);
    await now.clock.advance(now.camera.motorsStopAt() - now.clock.now() + 900);
    expect(now.state().motion).toMatchObject({ kind: 'still', preset: 30 });
    expect(await outcome).toEqual({ ok: true, evidence: 'acknowledged' });
    expect(now.sent.filter(({ frame }) => frame === preset30)).toHaveLength(1);
  });

  it('is asked something else while an answer to a doubled question may still come', async () => {
    const now = await rawScene({ line: 'udp', targets: true });
    await recallOn(now, 3, 4000);
    await now.clock.advance(3000);
    const position = '81 09 06 12 ff';
    while (now.sent.at(-1)?.frame !== position) await now.clock.advance(1);
    // The first copy is lost, the second is answered.
    now.unplugged = true;
    await now.clock.advance(30);
    now.unplugged = false;
    const from = now.sent.length;
    await now.clock.advance(400);
    const [again, next] = now.sent.slice(from);
    expect(again?.frame).toBe(position);
    expect(next?.frame).toBe('81 09 7e 7e 00 ff');
    expect((next?.at ?? Infinity) - (again?.at ?? 0)).toBeLessThan(50);
  });

  it('that was deaf while it moved is talked to again at once, however much was asked meanwhile', async () => {
    const now = await rawScene({
      line: 'udp',
      slow: true,
      targets: true,
      faults: { completion: { policy: 'blocked' } },
    });
    for (const preset of [38, 2, 40, 1]) {
      expect(await recallOn(now, preset, 25_000)).not.toBeNull();
      expect(now.clock.now() - now.camera.motorsStopAt()).toBeLessThan(1500);
    }
    expect(now.falseStills).toEqual([]);
  });
});
