/** The OBS simulator on a free port, as the behavioural suite and its own tests need it. */
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import { connectObs } from '../../../drivers/obs-websocket/caller.ts';
import { serve } from '../../../simulators/obs-websocket/serve.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
import type { World } from '../../../simulators/world/world.ts';
import type { StudioUnderTest } from '../../drivers/obs-websocket/behaviour.ts';

export const password = 'only for this test';
const host = '127.0.0.1';
const clock = createSystemClock();

/** OBS looks at the room through its cameras only: an empty one is enough. */
const emptyWorld: World = {
  clock,
  seed: 1,
  seats: [],
  cameras: new Map(),
  addCamera: () => {
    throw new Error('no cameras here');
  },
  openMicrophones: new Set(),
  setMicrophone: () => undefined,
  random: () => 0,
};

export function serveObs(
  change: { readonly port?: number; readonly picturePort?: number } = {},
): Promise<Simulator> {
  return serve({ world: emptyWorld, clock, id: 'obs', host, port: 0, ...change });
}

export async function startSimulatedObs(): Promise<StudioUnderTest & { deadServer(): void }> {
  const simulator = await serveObs();
  simulator.fault('password', { password });
  return {
    host,
    port: simulator.ports.device,
    password,
    freeze: () => void simulator.fault('freeze', {}),
    thaw: () => void simulator.fault('freeze', { on: false }),
    async restart() {
      simulator.fault('restart', {});

      for (;;) {
        try {
          const caller = await connectObs({ host, port: simulator.ports.device, password, clock });
          caller.close();
          return;
        } catch {
          await new Promise((resolve) => clock.after(20, () => resolve(undefined)));
        }
      }
    },
    deadServer: () => void simulator.fault('dead-server', {}),
    stop: () => simulator.close(),
  };
}
