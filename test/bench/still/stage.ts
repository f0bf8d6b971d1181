/**
 * One camera of any kind with its driver, on a virtual clock of its own, behind one face: what the benchmark
 * turns, pushes and looks at. The rigs are those of the driver tests.
 */
import type { Driver, Health } from '../../../drivers/driver.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import type {
  CameraCommand,
  CameraEvent,
  CameraPosition,
  CameraState,
} from '../../../protocols/models/camera.ts';
import type { CameraBody, HeadSpeeds } from '../../../simulators/world/camera.ts';
import { standardChamber } from '../../../simulators/world/chamber.ts';
import { cameraOf } from '../../../simulators/world/world.ts';
import type { CameraRig } from '../../drivers/camera-rig.ts';
import { onvifRig } from '../../drivers/onvif/rig.ts';
import { awRig } from '../../drivers/panasonic-aw/rig.ts';
import { pelcoRig } from '../../drivers/pelco/rig.ts';
import { chainRig } from '../../drivers/visca/chain-rig.ts';
import { connectViscaInMemory } from '../../drivers/visca/connect.ts';
import { rawRig } from '../../drivers/visca/raw-rig.ts';

export type Kind =
  | 'visca over-ip'
  | 'visca raw tcp'
  | 'visca raw udp'
  | 'visca chain'
  | 'onvif'
  | 'panasonic-aw'
  | 'pelco position'
  | 'pelco blind';

export type Parameters = Readonly<Record<string, unknown>>;

export interface Stage {
  readonly clock: VirtualClock;
  readonly camera: CameraBody;
  readonly driver: Driver<CameraCommand>;
  state(): CameraState;
  health(): Health;
  /** Throws when the simulator does not know the fault. */
  fault(name: string, parameters: Parameters): void;
  /** A stranger takes the joystick; degrees per second. */
  push(target: Partial<CameraPosition>, speed: number): void;
}

export interface StageOptions {
  readonly kind: Kind;
  readonly seed: number;
  readonly head: HeadSpeeds;
  /** Ringing after a move, ms. */
  readonly ringingMs: number;
  /** Whether the config tells where the presets are. */
  readonly areTargetsKnown: boolean;
  readonly config: Parameters;
  readonly onEvent: (event: CameraEvent) => void;
}

export type CreateStage = (options: StageOptions) => Stage;

/** Seats of the hall, each with a preset of its number. */
export const seats = 40;

interface Joined {
  readonly rig: CameraRig;
  readonly fault: (name: string, parameters: Record<string, unknown>) => unknown;
  readonly push?: (to: CameraPosition) => void;
}

/** Built, and not started. */
export const createStage: CreateStage = (options) => {
  const { kind, seed, head, ringingMs } = options;
  const clock = createVirtualClock();
  const cameras = kind === 'visca chain' ? 3 : 1;
  const chamber = standardChamber({ seats, cameras, seed, clock, head, settleMs: ringingMs });
  const presetTargets: Record<string, CameraPosition> = {};
  const id = cameras > 1 ? 'camera-2' : 'camera-1';
  for (const { preset, position } of chamber.shots.get(id) ?? [])
    if (options.areTargetsKnown) presetTargets[preset] = position;
  const { world } = chamber;
  const { onEvent } = options;
  const common = { world, clock, onEvent, config: { presetTargets, ...options.config } };

  function join(): Joined {
    switch (kind) {
      case 'visca over-ip': {
        const rig = connectViscaInMemory({ ...common, id });
        return { rig, fault: rig.device.fault };
      }
      case 'visca raw tcp':
      case 'visca raw udp': {
        const rig = rawRig({ ...common, line: kind === 'visca raw tcp' ? 'tcp' : 'udp' });
        return { rig, fault: rig.device.fault };
      }
      case 'visca chain': {
        const bodies = [1, 2, 3].map((place) => cameraOf(world, `camera-${place}`));
        const drivers = [1, 2, 3].map((address) =>
          address === 2 ? { address, onEvent, config: common.config } : { address },
        );
        const { chain, cameras: rigs } = chainRig({ clock, random: () => world.random(), bodies, drivers });
        const [first, rig, last] = rigs;
        if (!first || !rig || !last) throw new Error('no camera');
        // The line is theirs as well: they stand and are asked.
        first.driver.start();
        last.driver.start();
        return { rig, fault: chain.fault };
      }
      case 'onvif': {
        const rig = onvifRig(common);
        const fault = (name: string, parameters: Record<string, unknown>): boolean =>
          rig.device.fault(name, parameters).ok;
        return { rig, fault, push: rig.device.foreign };
      }
      case 'panasonic-aw': {
        const rig = awRig(common);
        return { rig, fault: rig.device.fault };
      }
      case 'pelco position':
      case 'pelco blind': {
        const rig = pelcoRig({ ...common, blind: kind === 'pelco blind' });
        return { rig, fault: rig.device.fault };
      }
    }
  }

  const { rig, fault, push } = join();
  const { camera } = rig;
  return {
    clock,
    camera,
    driver: rig.driver,
    state: rig.state,
    health: rig.health,
    fault(name, parameters) {
      if (fault(name, { ...parameters }) !== true) throw new Error(`${kind} does not know the fault ${name}`);
    },
    push(target, speed) {
      if (push) push({ ...camera.position(), ...target });
      else camera.moveTo(target, { pan: speed, tilt: speed });
    },
  };
};
