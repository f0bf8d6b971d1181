/** A VISCA session and a simulated camera in one process, on memory transport and the virtual clock. */
import { runSession } from '../../../drivers/run-session.ts';
import type { Driver, Health } from '../../../drivers/driver.ts';
import type { GateState } from '../../../drivers/camera-gate.ts';
import { viscaConfigSchema, type ViscaConfig } from '../../../drivers/visca/config.ts';
import { createViscaSession } from '../../../drivers/visca/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  applyCameraEvent,
  unknownCamera,
  type CameraCommand,
  type CameraEvent,
  type CameraState,
} from '../../../protocols/models/camera.ts';
import { createViscaDevice, type ViscaDevice } from '../../../simulators/visca/model.ts';
import type { CameraBody } from '../../../simulators/world/camera.ts';
import { cameraOf, type World } from '../../../simulators/world/world.ts';

export interface ConnectedVisca {
  readonly driver: Driver<CameraCommand>;
  readonly device: ViscaDevice;
  readonly camera: CameraBody;
  readonly events: readonly CameraEvent[];
  /** Datagrams that went to the camera. */
  readonly sent: readonly Uint8Array[];
  state(): CameraState;
  health(): Health;
  /** The gate after the session's last step. */
  gate(): GateState;
  /** While true the camera neither hears nor speaks. */
  unplugged: boolean;
  /** A datagram that claims to come from the camera. */
  injected(datagram: Uint8Array): void;
}

export function connectViscaInMemory(options: {
  readonly world: World;
  readonly clock: Clock;
  readonly id: string;
  readonly config?: Partial<Omit<ViscaConfig, 'address' | 'kind' | 'id'>>;
  /** Sees every event before it is applied, for checks against the world's truth. */
  readonly onEvent?: (event: CameraEvent) => void;
  readonly onHealth?: (health: Health) => void;
}): ConnectedVisca {
  const { world, clock, id } = options;
  const camera = cameraOf(world, id);
  let far: LinkSink<Uint8Array> | null = null;
  let state = unknownCamera;
  const events: CameraEvent[] = [];
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
  const session = createViscaSession(config);
  let { gate } = session.initial;
  const driver = runSession({
    session: {
      ...session,
      step(before, input, at) {
        const step = session.step(before, input, at);
        gate = step.state.gate;
        return step;
      },
    },
    transport,
    clock,
    emit(event) {
      options.onEvent?.(event);
      events.push(event);
      state = applyCameraEvent(state, event);
    },
    onHealth: (health) => options.onHealth?.(health),
  });
  const connected: ConnectedVisca = {
    driver,
    device,
    camera,
    events,
    sent,
    state: () => state,
    health: () => driver.health(),
    gate: () => gate,
    unplugged: false,
    injected: (datagram) => far?.received(datagram),
  };
  return connected;
}
