/** The AW camera over HTTP, its notices on TCP connections of its own, and what it sees (faults: device.ts). */
import { createConnection } from 'node:net';
import { joystickOf, noMicrophones, withPicture } from '../front/camera.ts';
import { serveHttp } from '../front/http.ts';
import type { Serve, Simulator } from '../simulator.ts';
import { cameraOf } from '../world/world.ts';
import { createAwDevice } from './device.ts';

export const serve: Serve = async (options) => {
  const { world, clock, id, host } = options;
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
      ...noMicrophones,
    },
    options,
  );
  const { press: _press, release: _release, ...front } = simulator;

  const served: Simulator = {
    ...front,
    client: { address: `http://${host}:${simulator.ports.device}` },
    move: joystickOf(options),
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
      await simulator.close();
    },
  };
  return withPicture(served, options);
};
