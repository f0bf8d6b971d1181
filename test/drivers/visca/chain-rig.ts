/** Several drivers and simulated cameras on one serial line, in memory on the virtual clock: one port for all. */
import { chainRules } from '../../../drivers/visca/chain.ts';
import { viscaConfigSchema } from '../../../drivers/visca/config.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import { createSharedLineTransport } from '../../../drivers/transports/shared-line.ts';
import { toHex } from '../../../protocols/bytes.ts';
import type { VirtualClock } from '../../../protocols/clock.ts';
import type { Line } from '../../../simulators/device.ts';
import { createChain, type ChainDevice } from '../../../simulators/visca/chain.ts';
import type { CameraBody } from '../../../simulators/world/camera.ts';
import type { RigOptions } from '../camera-rig.ts';
import { watch, type Watched } from './watched.ts';

export interface ChainRig {
  readonly chain: ChainDevice;
  readonly cameras: readonly Watched[];
  readonly sent: readonly { readonly at: number; readonly frame: string }[];
  /** How often the port was opened, and how often it is open now. */
  readonly port: { opened: number; open: number };
}

let lines = 0;

export function chainRig(options: {
  readonly clock: VirtualClock;
  readonly random: () => number;
  /** In their order along the line. */
  readonly bodies: readonly CameraBody[];
  /** The drivers: their camera's place in the chain, counted from 1. */
  readonly drivers: readonly (RigOptions & {
    readonly address: number;
    readonly config?: Readonly<Record<string, unknown>> | undefined;
  })[];
}): ChainRig {
  const { clock, random, bodies } = options;
  const chain = createChain({ cameras: bodies, clock, random });
  const sent: { at: number; frame: string }[] = [];
  const port = { opened: 0, open: 0 };
  const name = `line-${++lines}`;
  const open = () => {
    let line: Line<Uint8Array> | null = null;
    return createMemoryTransport<Uint8Array, Uint8Array>({
      opened(sink) {
        port.opened++;
        port.open++;
        line = chain.accept({ send: (bytes) => sink.received(bytes) });
        sink.up();
      },
      received(bytes) {
        sent.push({ at: clock.now(), frame: toHex(bytes) });
        line?.received(bytes);
      },
      closed() {
        if (line) port.open--;
        line?.closed();
      },
    });
  };
  const cameras = options.drivers.map(({ address, config: wanted, ...rest }) => {
    const camera = bodies[address - 1] ?? bodies[0];
    if (!camera) throw new Error('no camera');
    const config = viscaConfigSchema.parse({
      id: camera.id,
      kind: 'visca',
      address: 'serial:/dev/ttyTEST',
      deviceAddress: address,
      ...wanted,
    });
    const transport = createSharedLineTransport({
      name,
      settings: 'baud=9600',
      device: address,
      rules: chainRules,
      clock,
      open,
    });
    return watch({ ...rest, clock, camera, config, transport });
  });
  return { chain, cameras, sent, port };
}
