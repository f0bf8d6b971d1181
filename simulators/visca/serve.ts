/**
 * The VISCA camera on real sockets: over IP on UDP (`serve`, faults: model.ts), bare on UDP and TCP
 * (`serveRawUdp`, `serveRawTcp`, faults: bare.ts), and, where a pty is named, the first of a chain on it that
 * all moving cameras of the room hang on (faults: chain.ts).
 */
import { createSocket, type Socket } from 'node:dgram';
import type { Line } from '../device.ts';
import { joystickOf, noMicrophones, withPicture } from '../front/camera.ts';
import { serveStream } from '../front/stream.ts';
import type { Serve, Simulator, SimulatorOptions } from '../simulator.ts';
import { cameraOf } from '../world/world.ts';
import { bareFaults, createBareDevice, type BareDevice } from './bare.ts';
import { chainFaults, createChain, type ChainDevice } from './chain.ts';
import { createViscaDevice, viscaFaults } from './model.ts';

const bootMs = 3000;
/** Controllers that are remembered at the same time. */
const maxControllers = 5;

interface DatagramDevice {
  receive(datagram: Uint8Array, peer: string): void;
  fault(name: string, parameters: Record<string, unknown>): boolean;
  truth(): Record<string, unknown>;
  coldStart(): void;
  stop(): void;
}

export const serve: Serve = async (options) => {
  if (options.pty !== undefined) return serveChain(options);
  const { world, clock, id } = options;
  const make = (send: (datagram: Uint8Array, peer: string) => void): DatagramDevice =>
    createViscaDevice({ camera: cameraOf(world, id), clock, random: () => world.random(), send });
  return withPicture(await serveDatagrams(options, make, viscaFaults), options);
};

export const serveRawUdp: Serve = async (options) => {
  const { world, clock, id } = options;
  const make = (send: (datagram: Uint8Array, peer: string) => void): DatagramDevice => {
    const camera = cameraOf(world, id);
    const device = createBareDevice({ camera, clock, random: () => world.random(), datagrams: true });
    const lines = new Map<string, Line<Uint8Array>>();
    return {
      ...device,
      receive(datagram, peer) {
        let line = lines.get(peer);
        if (!line && lines.size >= maxControllers) return;
        line ??= device.accept({ send: (bytes) => send(bytes, peer) });
        lines.set(peer, line);
        line.received(datagram);
      },
    };
  };
  const simulator = await serveDatagrams(options, make, bareFaults);
  const client = { address: `udp://${options.host}:${simulator.ports.device}`, framing: 'raw' };
  return withPicture({ ...simulator, client }, options);
};

export const serveRawTcp: Serve = async (options) => {
  const { world, clock, id } = options;
  const device = createBareDevice({ camera: cameraOf(world, id), clock, random: () => world.random() });
  const simulator = await serveLine(options, device, bareFaults);
  const client = { address: `tcp://${options.host}:${simulator.ports.device}` };
  return withPicture({ ...simulator, client }, options);
};

async function serveChain(options: SimulatorOptions): Promise<Simulator> {
  const { world, clock, id, host, pty } = options;
  const first = cameraOf(world, id);
  const others = [...world.cameras.values()].filter((camera) => camera !== first && !camera.fixed);
  const device = createChain({ cameras: [first, ...others], clock, random: () => world.random() });
  const simulator = await serveLine(options, device, chainFaults);
  const client =
    pty === undefined
      ? { address: `tcp://${host}:${simulator.ports.device}`, framing: 'chain' }
      : { address: `serial:${pty}?baud=9600` };
  return withPicture({ ...simulator, client }, options);
}

async function serveLine(
  options: SimulatorOptions,
  device: BareDevice | ChainDevice,
  known: readonly string[],
): Promise<Simulator> {
  const {
    press: _press,
    release: _release,
    ...simulator
  } = await serveStream(
    {
      accept: (peer) => device.accept(peer),
      fault: (name, parameters) => (device.fault(name, parameters) ? { ok: true } : { ok: false, known }),
      coldStart: () => device.coldStart(),
      bootMs,
      ...noMicrophones,
    },
    options,
  );
  return {
    ...simulator,
    move: joystickOf(options),
    truth: () => ({ id: options.id, ...device.truth() }),
    async close() {
      device.stop();
      await simulator.close();
    },
  };
}

async function serveDatagrams(
  options: SimulatorOptions,
  make: (send: (datagram: Uint8Array, peer: string) => void) => DatagramDevice,
  known: readonly string[],
): Promise<Simulator> {
  const { clock, id, host, port } = options;
  let dark = false;
  let closed = false;
  let cancelBoot = (): void => undefined;
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const device = make((datagram, peer) => {
    if (dark || closed) return;
    const at = peer.lastIndexOf(' ');
    socket.send(datagram, Number(peer.slice(at + 1)), peer.slice(0, at), () => undefined);
  });
  socket.on('message', (datagram, from) => {
    if (!dark) device.receive(datagram, `${from.address} ${from.port}`);
  });
  const devicePort = await bind(socket, host, port);
  return {
    ports: { device: devicePort },
    fault: (name, parameters) => (device.fault(name, parameters) ? { ok: true } : { ok: false, known }),
    move: joystickOf(options),
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
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

async function bind(socket: Socket, host: string, port: number): Promise<number> {
  const bound = await new Promise<number>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      resolve(socket.address().port);
    });
  });
  socket.on('error', () => undefined);
  return bound;
}
