/** A VISCA session and a simulated camera in one process, on memory transport and the virtual clock. */
import type { GateState } from '../../../drivers/camera-gate-state.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { viscaConfigSchema, type ViscaConfig } from '../../../drivers/visca/config.ts';
import { createViscaSession } from '../../../drivers/visca/session.ts';
import type { ViscaState } from '../../../drivers/visca/state.ts';
import type { Clock } from '../../../protocols/clock.ts';
import { createViscaDevice, type ViscaDevice } from '../../../simulators/visca/model.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';
import { runCamera, type CameraRig, type RigOptions } from '../camera-rig.ts';

export interface ConnectedVisca extends CameraRig<ViscaState> {
  readonly device: ViscaDevice;
  /** Datagrams that went to the camera. */
  readonly sent: readonly Uint8Array[];
  /** The gate after the session's last step. */
  gate(): GateState;
  /** While true the camera neither hears nor speaks. */
  unplugged: boolean;
  /** A datagram that claims to come from the camera. */
  injected(datagram: Uint8Array): void;
}

export function connectViscaInMemory(
  options: RigOptions & {
    readonly world: World;
    readonly clock: Clock;
    readonly id: string;
    readonly config?: Partial<Omit<ViscaConfig, 'address' | 'kind' | 'id'>>;
  },
): ConnectedVisca {
  const { world, clock, id } = options;
  const camera = cameraOf(world, id);
  let far: LinkSink<Uint8Array> | null = null;
  const sent: Uint8Array[] = [];
  const device = createViscaDevice({
    camera,
    clock,
    random: () => world.random(),
    send(datagram) {
      if (!connected.unplugged) far?.received(datagram);
    },
  });
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(sink) {
      far = sink;
      sink.up();
    },
    received(datagram) {
      sent.push(datagram);
      if (!connected.unplugged) device.receive(datagram, 'controller');
    },
    closed() {
      far = null;
    },
  });
  const config = viscaConfigSchema.parse({
    id,
    kind: 'visca',
    address: 'udp://127.0.0.1',
    ...options.config,
  });
  const rig = runCamera({
    session: createViscaSession(config),
    transport,
    clock,
    camera,
    onEvent: options.onEvent,
    onHealth: options.onHealth,
  });
  const connected: ConnectedVisca = {
    ...rig,
    device,
    sent,
    gate: () => rig.session().gate,
    unplugged: false,
    injected: (datagram) => far?.received(datagram),
  };
  return connected;
}
