/** Every kind whose units vote as the daemon creates it, on real sockets: microphones one way, votes the other. */
import { expect, test } from 'vitest';
import { createSystemClock } from '../../daemon/runtime/clock.ts';
import { deviceKinds } from '../../drivers/registry.ts';
import type { Cast, VotingState } from '../../protocols/models/voting.ts';
import { simulators } from '../../simulators/catalogue.ts';
import type { MicrophoneTruth } from '../../simulators/device.ts';
import { createWorld } from '../../simulators/world/world.ts';
import { closing, done, opening } from './vote-hall.ts';

const single = { votes: { 1: 0, 2: 0, 3: 2 }, totals: null };
const kinds = [
  ['televic-plixus', {}, single],
  ['televic-cocon', {}, single],
  ['televic-confero', { votes: 'individual' }, single],
  ['shure-mxcw', { votingConfiguration: 1 }, single],
  ['bosch-dicentis-wireless', {}, single],
  // Its buttons are yes, abstain, no.
  ['shure-dis-ccu', { votingConfiguration: 1 }, { votes: {}, totals: [2, 1, 0] }],
] as const;

test.each(kinds)(
  '%s counts a ballot',
  async (kind, more, expected) => {
    const clock = createSystemClock();
    const seats = [1, 2, 3].map((seat) => ({
      seat,
      name: `Platz ${seat}`,
      x: seat,
      y: 0,
      chair: seat === 1,
    }));
    const world = createWorld({ clock, seed: 1, seats });
    const serve = await simulators[kind]?.load();
    const simulator = await serve?.({ world, clock, id: 'm', host: '127.0.0.1', port: 0 });
    if (!simulator) throw new Error(`no simulator ${kind}`);
    const loaded = await deviceKinds[kind].load();
    const config = loaded.config.parse({ id: 'm', kind, ...simulator.client, ...more });
    const states: VotingState[] = [];
    const casts: Cast[] = [];
    const heard: string[] = [];
    let looked = (): void => undefined;
    const until = async (condition: () => boolean): Promise<void> => {
      while (!condition()) await new Promise<void>((resolve) => (looked = resolve));
    };
    // Each kind's own config type is known to it alone.
    const driver = loaded.create(config as never, {
      clock,
      emit(event) {
        heard.push(event.type);
        looked();
      },
      emitVoting(event) {
        if (event.type === 'voting') states.push(event.state);
        else {
          casts.push(event);
          void driver.vote?.({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
        }
        looked();
      },
      onHealth: () => undefined,
    });
    driver.start();
    await until(() => states.length > 0);
    expect(heard).toEqual(['snapshot']);
    expect(await driver.vote?.(opening('b1'))).toEqual(done);
    for (const [keypad, key] of [
      ['1', 1],
      ['2', 2],
      ['3', 3],
      ['2', 1],
    ] as const)
      simulator.pressKey?.(keypad, key);
    expect(await driver.vote?.(closing('b1'))).toMatchObject({ ok: true });
    await until(() => states.at(-1)?.phase === 'drained');
    expect(Object.fromEntries(casts.map(({ keypad, option }) => [keypad, option]))).toEqual(expected.votes);
    expect(states.at(-1)?.totals).toEqual(expected.totals);
    expect((simulator.truth() as MicrophoneTruth).votes).toEqual({
      open: false,
      pressed: { 1: 1, 2: 1, 3: 3 },
    });
    driver.stop();
    await simulator.close();
  },
  30_000,
);
