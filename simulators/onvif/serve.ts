/** The ONVIF camera on HTTP (faults: knobs.ts), and what it sees over HTTP. */
import { noMicrophones, withPicture } from '../front/camera.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve, Simulator } from '../simulator.ts';
import { cameraOf } from '../world/world.ts';
import { createOnvifDevice } from './device.ts';
import { credentials } from './security.ts';

export const serve: Serve = async (options) => {
  const { world, clock, id, host } = options;
  const device = createOnvifDevice({ camera: cameraOf(world, id), clock, random: () => world.random() });
  const front = await serveHttp(
    {
      ...device,
      ...noMicrophones,
    },
    options,
  );
  const served: Simulator = {
    ports: { device: front.ports.device },
    client: { address: `http://${host}:${front.ports.device}`, ...credentials },
    fault: (name, parameters) => front.fault(name, parameters),
    move: ({ pan, tilt, zoom }) => device.foreign({ panDegrees: pan, tiltDegrees: tilt, zoom }),
    truth: () => ({ id, ...device.truth() }),
    unplug: () => front.unplug(),
    reboot: () => front.reboot(),
    async close() {
      device.stop();
      await front.close();
    },
  };
  return withPicture(served, options);
};
