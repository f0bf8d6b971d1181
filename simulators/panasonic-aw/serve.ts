/** The AW camera over HTTP, its notices on TCP connections of its own, and what it sees (faults: device.ts). */
import { createConnection } from 'node:net';
import { serveHttp } from '../front/http.ts';
import { servePicture } from '../picture.ts';
import type { Serve } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';
import { cameraOf } from '../world/world.ts';
import { createAwDevice } from './device.ts';

const framesPerSecond = 25;

export const serve: Serve = async (options) => {
  const { world, clock, id, host, picturePort } = options;
  const camera = cameraOf(world, id);
  // Receivers run on this machine: the front does not say who asked.
  const receiver = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  let dark = false;
  const device = createAwDevice({
    camera,
    clock,
    random: () => world.random(),
    push(port, bytes) {
      if (dark) return;
      const socket = createConnection({ host: receiver, port, timeout: 2000 }, () => socket.end(bytes));
      socket.on('error', () => socket.destroy());
      socket.on('timeout', () => socket.destroy());
    },
  });
  const simulator = await serveHttp(
    {
      request: (call, answer) => device.request(call, answer),
      fault: (name, parameters) =>
        device.fault(name, parameters) ? { ok: true } : { ok: false, known: device.faults },
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

  return {
    ...served,
    ports: { ...simulator.ports, ...(picture ? { picture: picture.port } : {}) },
    client: { address: `http://${host}:${simulator.ports.device}` },
    move: ({ pan, tilt, zoom }) => camera.moveTo({ panDegrees: pan, tiltDegrees: tilt, zoom }),
    truth: () => ({ id, dark, ...device.truth() }),
    unplug() {
      dark = true;
      device.stop();
      simulator.unplug();
    },
    reboot() {
      dark = true;
      simulator.reboot();
      clock.after(device.bootMs, () => {
        dark = false;
      });
    },
    async close() {
      dark = true;
      device.stop();
      await picture?.close();
      await simulator.close();
    },
  };
};
