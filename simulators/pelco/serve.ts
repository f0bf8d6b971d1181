/** The camera behind a Pelco-D receiver, on a serial line or TCP, and what it sees (faults: device.ts). */
import { joystickOf, noMicrophones, withPicture } from '../front/camera.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve, Simulator } from '../simulator.ts';
import { cameraOf } from '../world/world.ts';
import { createPelcoDevice, pelcoFaults, zoomTele } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, id, host } = options;
  const camera = cameraOf(world, id);
  const device = createPelcoDevice({ camera, clock, protocol: 'D', random: () => world.random() });
  const simulator = await serveStream(
    {
      accept: (peer) => device.accept(peer),
      fault: (name, parameters) =>
        device.fault(name, parameters) ? { ok: true } : { ok: false, known: pelcoFaults },
      coldStart: () => device.coldStart(),
      bootMs: device.bootMs,
      ...noMicrophones,
    },
    options,
  );
  const { press: _press, release: _release, ...front } = simulator;
  const address =
    options.pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${options.pty}?baud=2400`;
  const served: Simulator = {
    ...front,
    client: { address, position: { zoomTele } },
    move: joystickOf(options),
    truth: () => ({ id, ...device.truth() }),
    async close() {
      await simulator.close();
    },
  };
  return withPicture(served, options);
};
