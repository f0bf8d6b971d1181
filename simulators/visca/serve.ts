/** The VISCA-over-IP camera on a UDP socket (faults: model.ts), and what it sees over HTTP. */
import { createSocket } from 'node:dgram';
import { servePicture } from '../picture.ts';
import type { Serve } from '../simulator.ts';
import { renderJpeg } from '../world/render.ts';
import { cameraOf } from '../world/world.ts';
import { createViscaDevice, viscaFaults } from './model.ts';

const bootMs = 3000;
const framesPerSecond = 25;

export const serve: Serve = async ({ world, clock, id, host, port, picturePort }) => {
  const camera = cameraOf(world, id);
  let dark = false;
  let closed = false;
  let cancelBoot = (): void => undefined;
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const device = createViscaDevice({
    camera,
    clock,
    random: () => world.random(),
    send(datagram, peer) {
      if (dark || closed) return;
      const at = peer.lastIndexOf(' ');
      socket.send(datagram, Number(peer.slice(at + 1)), peer.slice(0, at), () => undefined);
    },
  });
  socket.on('message', (datagram, from) => {
    if (!dark) device.receive(datagram, `${from.address} ${from.port}`);
  });
  const devicePort = await new Promise<number>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      resolve(socket.address().port);
    });
  });
  socket.on('error', () => undefined);
  const picture =
    picturePort === undefined
      ? null
      : await servePicture({
          host,
          port: picturePort,
          framesPerSecond,
          frame: () => renderJpeg(world, id),
        }).catch((error: unknown) => {
          socket.close();
          throw error;
        });

  return {
    ports: { device: devicePort, ...(picture ? { picture: picture.port } : {}) },
    fault: (name, parameters) =>
      device.fault(name, parameters) ? { ok: true } : { ok: false, known: viscaFaults },
    move: ({ pan, tilt, zoom }) => camera.moveTo({ panDegrees: pan, tiltDegrees: tilt, zoom }),
    truth: () => ({ id, dark, ...device.truth() }),
    unplug() {
      dark = true;
      device.stop();
    },
    reboot() {
      dark = true;
      cancelBoot();
      device.coldStart();
      cancelBoot = clock.after(bootMs, () => {
        dark = false;
      });
    },
    async close() {
      closed = true;
      cancelBoot();
      device.stop();
      await picture?.close();
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
};
