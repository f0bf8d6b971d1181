/** The ONVIF camera on HTTP (faults: knobs.ts), and what it sees over HTTP. */
import { serveHttp } from '../front/http.ts';
import { servePicture } from '../picture.ts';
import type { Serve } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';
import { cameraOf } from '../world/world.ts';
import { createOnvifDevice } from './device.ts';
import { credentials } from './security.ts';

const framesPerSecond = 25;

export const serve: Serve = async (options) => {
  const { world, clock, id, host, picturePort } = options;
  const device = createOnvifDevice({ camera: cameraOf(world, id), clock, random: () => world.random() });
  const front = await serveHttp(
    {
      ...device,
      // The front is made for conference systems, whose seats a camera has not.
      press: () => undefined,
      release: () => undefined,
      truth: () => ({ speakers: [], requests: [], lost: [] }),
    },
    options,
  );
  const picture =
    picturePort === undefined
      ? null
      : await servePicture({
          host,
          port: picturePort,
          framesPerSecond,
          frame: () => renderJpeg(world, id),
        }).catch(async (error: unknown) => {
          await front.close();
          throw error;
        });
  return {
    ports: { device: front.ports.device, ...(picture ? { picture: picture.port } : {}) },
    client: { address: `http://${host}:${front.ports.device}`, ...credentials },
    fault: (name, parameters) => front.fault(name, parameters),
    move: ({ pan, tilt, zoom }) => device.foreign({ panDegrees: pan, tiltDegrees: tilt, zoom }),
    truth: () => ({ id, ...device.truth() }),
    unplug: () => front.unplug(),
    reboot: () => front.reboot(),
    async close() {
      device.stop();
      await picture?.close();
      await front.close();
    },
  };
};
