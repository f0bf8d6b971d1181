import { describe, expect, it } from 'vitest';
import { toHex } from '../../../protocols/bytes.ts';
import { recall, scene, type Scene } from './scene.ts';

/** Datagrams sent more than once among those from `from` on. */
function resent({ visca }: Scene, from: number): number {
  const sent = visca.sent.slice(from).map((datagram) => toHex(datagram));
  return sent.length - new Set(sent).size;
}

describe('a VISCA session on a bad network', () => {
  it('keeps a standing camera STILL for ten minutes while a tenth of all datagrams is lost', async () => {
    const now = await scene({ seed: 3, targets: true });
    expect(await recall(now, 4, 4000)).not.toBeNull();
    now.visca.device.fault('loss', { probability: 0.1 });
    const from = now.visca.events.length;
    await now.clock.advance(600_000);
    expect(now.visca.events.slice(from).filter(({ type }) => type === 'motion')).toEqual([]);
    expect(now.visca.health().losses).toBe(0);
  });

  it('exchanges under nine datagrams a second with a standing camera, and none twice', async () => {
    const now = await scene({ targets: true });
    expect(await recall(now, 4, 4000)).not.toBeNull();
    const from = now.visca.sent.length;
    await now.clock.advance(60_000);
    // As many come back.
    expect(((now.visca.sent.length - from) * 2) / 60).toBeLessThan(9);
    expect(resent(now, from)).toBe(0);
  });

  it('sends what was lost again after about a round trip, with the same number', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    const from = now.visca.sent.length;
    while (now.visca.sent.length === from) await now.clock.advance(1);
    // The request has reached the camera; its answer is lost.
    now.visca.unplugged = true;
    await now.clock.advance(30);
    now.visca.unplugged = false;
    await now.clock.advance(35);
    const [first, again, anew] = now.visca.sent.slice(from).map((datagram) => toHex(datagram));
    expect(again).toBe(first);
    // The camera complains of the number, so it is asked at once with the next one.
    expect(anew?.slice(-14)).toBe(first?.slice(-14));
    expect(anew).not.toBe(first);
  });

  it('gets used to a camera that has become slower than it waits, and takes its late answers', async () => {
    const now = await scene({ targets: true });
    await recall(now, 4, 4000);
    await now.clock.advance(10_000);
    const before = now.visca.events.length;
    now.visca.device.fault('srg-drop-window', {});
    let from = now.visca.sent.length;
    await now.clock.advance(2000);
    expect(resent(now, from)).toBeGreaterThan(0);
    from = now.visca.sent.length;
    await now.clock.advance(20_000);
    expect(resent(now, from)).toBe(0);
    expect(now.visca.events.slice(before)).toEqual([]);
  });
});
