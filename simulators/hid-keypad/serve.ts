/**
 * A numeric keypad for each seat, each on a TCP port of its own, because there is no USB to offer them on: the
 * first on the port that was asked for, the others on free ones. Faults with a `keypad` are that one's; others, and the
 * wire's, are of the first.
 */
import { deviceOptions } from '../device.ts';
import { onStream } from '../front/reports.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve, Simulator } from '../simulator.ts';
import { createHidKeypad } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, host, port } = options;
  const keypads = new Map<string, Simulator>();
  const closeAll = async (): Promise<void> => {
    await Promise.all([...keypads.values()].map((keypad) => keypad.close()));
  };
  try {
    for (const { seat } of world.seats) {
      const id = String(seat);
      const keypad = onStream(createHidKeypad(deviceOptions(world, clock), id), 0);
      const on = keypads.size === 0 ? port : 0;
      keypads.set(id, await serveStream(keypad, { host, clock, world, port: on }));
    }
  } catch (error) {
    await closeAll();
    throw error;
  }
  const [first] = keypads.values();
  if (!first) throw new Error('no seats');
  const all = (): readonly Simulator[] => [...keypads.values()];
  return {
    ports: first.ports,
    client: {
      keypads: [...keypads].map(([id, { ports }]) => ({ id, address: `tcp://${host}:${ports.device}` })),
    },
    pressKey: (id, key) => keypads.get(id)?.pressKey?.(id, key),
    fault: (name, parameters) => (keypads.get(String(parameters['keypad'])) ?? first).fault(name, parameters),
    truth: () => ({
      votes: {
        open: true,
        pressed: Object.assign(
          {},
          ...all().map(
            (keypad) => (keypad.truth() as { readonly votes: { readonly pressed: object } }).votes.pressed,
          ),
        ) as Record<string, number>,
      },
    }),
    unplug: () => all().forEach((keypad) => keypad.unplug()),
    reboot: () => all().forEach((keypad) => keypad.reboot()),
    close: closeAll,
  };
};
