/** The STILL gate on cameras without headers: whatever they say and lose, held against the truth of the world. */
import { describe, expect, it } from 'vitest';
import { hex } from '../../../protocols/bytes.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { rawScene } from './raw-scene.ts';
import { recallOn } from './watched.ts';

describe('the STILL gate without headers, against the truth of the world', () => {
  const cases: Readonly<Record<string, Parameters<typeof rawScene>[0]>> = {
    'an honest camera on TCP': {},
    'an honest camera on UDP': { line: 'udp' },
    'a slow camera': { slow: true },
    'completion at once': { faults: { completion: { policy: 'at-once' } } },
    'withheld ACKs': { faults: { completion: { policy: 'withheld-ack' } } },
    'withheld ACKs on UDP, slowly': {
      line: 'udp',
      slow: true,
      faults: { completion: { policy: 'withheld-ack' } },
    },
    'a camera deaf while it moves': { faults: { completion: { policy: 'blocked' } } },
    'one socket for all': { faults: { sockets: { mode: 'one' }, completion: { policy: 'at-once' } } },
    'socket 0': { faults: { sockets: { mode: 'zero' } } },
    '5 % loss on UDP': { line: 'udp', faults: { loss: { probability: 0.05 } } },
    'doubled and reordered datagrams': {
      line: 'udp',
      faults: { duplicate: { probability: 0.2 }, reorder: { probability: 0.2 } },
    },
    'PTZOptics by name': {
      config: { model: 'ptzoptics' },
      faults: { 'status-layout': { layout: 'ptzoptics' } },
    },
    'a Sony by name whose completions are lost': {
      line: 'udp',
      config: { model: 'brc-x400' },
      faults: { completion: { policy: 'never' }, 'status-layout': { layout: 'x400' } },
    },
  };
  for (const [name, options] of Object.entries(cases))
    it(`is never STILL while the camera moves, and always arrives: ${name}`, async () => {
      const seed = 21;
      const now = await rawScene({ seed, targets: true, ...options });
      const random = createRandom(seed);
      const rounds = 60;
      let arrived = 0;
      for (let round = 0; round < rounds; round++) {
        if (random() < 0.2) {
          void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 40) });
          await now.clock.advance(random() * 400);
        }
        if ((await recallOn(now, 1 + Math.floor(random() * 40), 25_000)) !== null) arrived++;
        await now.clock.advance(random() * 300);
      }
      expect({ seed, falseStills: now.falseStills, arrived }).toEqual({
        seed,
        falseStills: [],
        arrived: rounds,
      });
    });

  it('learns where presets are by visiting them, with loss', async () => {
    const now = await rawScene({ seed: 5, line: 'udp', faults: { loss: { probability: 0.05 } } });
    const random = createRandom(5);
    for (let round = 0; round < 60; round++)
      expect(await recallOn(now, 1 + Math.floor(random() * 40), 25_000)).not.toBeNull();
    expect(now.falseStills).toEqual([]);
  });

  it.each(['tcp', 'udp'] as const)(
    'holds through 160 recalls on %s with random faults, strangers and restarts',
    async (line) => {
      const seed = 20_261_125;
      const random = createRandom(seed);
      const now = await rawScene({ seed, line, targets: true });
      const pick = <Value>(...values: readonly Value[]): Value | undefined =>
        values[Math.floor(random() * values.length)];
      const stray = ['90 41 ff', '90 52 ff', '90 50 ff', '88 38 ff', 'a0 41 ff', '90 60 02 ff'];
      let arrived = 0;
      for (let round = 0; round < 160; round++) {
        const policy = pick('after-move', 'at-once', 'never', 'withheld-ack', 'blocked');
        now.device.fault('completion', { policy });
        now.device.fault('sockets', { mode: pick('two', 'one', 'zero') });
        now.device.fault('answers-as', { address: pick(1, 1, 2) });
        now.device.fault('slow', { ms: pick(0, 0, 60) });
        if (line === 'udp')
          for (const name of ['loss', 'duplicate', 'reorder'])
            now.device.fault(name, { probability: random() < 0.5 ? 0 : random() * 0.1 });
        const what = random();
        if (what < 0.15) {
          now.disturb({ panDegrees: -40 + random() * 80, zoom: random() * 0.5 });
          await now.clock.advance(random() * 800);
        } else if (what < 0.3) {
          void now.driver.submit({ type: 'drive', pan: random() - 0.5, tilt: 0, zoom: 0 });
          await now.clock.advance(random() * 500);
          void now.driver.submit({ type: 'stop' });
        } else if (what < 0.36) {
          now.unplugged = true;
          await now.clock.advance(random() * 4000);
          now.unplugged = false;
          await now.clock.advance(random() * 6000);
        } else if (what < 0.5) {
          void now.driver.submit({ type: 'recall', preset: 1 + Math.floor(random() * 40) });
          await now.clock.advance(random() * 500);
        } else if (what < 0.6) now.injected(hex(pick(...stray) ?? 'ff'));
        const preset = 1 + Math.floor(random() * 40);
        let took = await recallOn(now, preset, 20_000);
        for (let more = 0; more < 3 && took === null; more++) took = await recallOn(now, preset, 20_000);
        if (took !== null) arrived++;
        await now.clock.advance(random() * 600);
      }
      expect({ seed, falseStills: now.falseStills, arrived }).toEqual({
        seed,
        falseStills: [],
        arrived: 160,
      });
    },
  );
});
