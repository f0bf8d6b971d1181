/** The camera behind a Pelco-D receiver, on a serial line or TCP, and what it sees (faults: device.ts). */
import { serveStream } from '../front/stream.ts';
import { servePicture } from '../picture.ts';
import type { Serve } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';
import { cameraOf } from '../world/world.ts';
import { createPelcoDevice, pelcoFaults, zoomTele } from './device.ts';

const framesPerSecond = 25;

export const serve: Serve = async (options) => {
  const { world, clock, id, host, picturePort } = options;
  const camera = cameraOf(world, id);
  const device = createPelcoDevice({ camera, clock, protocol: 'D', random: () => world.random() });
  const simulator = await serveStream(
    {
      accept: (peer) => device.accept(peer),
      fault: (name, parameters) =>
        device.fault(name, parameters) ? { ok: true } : { ok: false, known: pelcoFaults },
      coldStart: () => device.coldStart(),
      bootMs: device.bootMs,
      // No microphones here.
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
          await simulator.close();
          throw error;
        });
  const { press: _press, release: _release, ...served } = simulator;
  const address =
    options.pty === undefined ? `tcp://${host}:${simulator.ports.device}` : `serial:${options.pty}?baud=2400`;
  return {
    ...served,
    ports: { ...simulator.ports, ...(picture ? { picture: picture.port } : {}) },
    client: { address, position: { zoomTele } },
    move: ({ pan, tilt, zoom }) => camera.moveTo({ panDegrees: pan, tiltDegrees: tilt, zoom }),
    truth: () => ({ id, ...device.truth() }),
    async close() {
      await picture?.close();
      await simulator.close();
    },
  };
};
