/** The vMix simulator on a free port. */
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Simulator } from '../../../simulators/simulator.ts';
import { serve } from '../../../simulators/vmix/serve.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';

const clock = createSystemClock();

export function serveVmix(port = 0): Promise<Simulator> {
  const { world } = standardChamber({ seats: 4, cameras: 1, seed: 1, clock });
  return serve({ world, clock, id: 'vmix', host: '127.0.0.1', port });
}
