/**
 * A whole hall inside the process on a virtual clock: the world, the device models behind the real
 * sessions, and the daemon's loop with the real features. No sockets, no disk; hours pass in seconds.
 */
import { configSchema } from '../../daemon/config/schema.ts';
import { hallOf } from '../../daemon/config/hall-of.ts';
import { rehearsalConfig } from '../../daemon/cli/rehearsal-config.ts';
import type { Hall } from '../../daemon/chamber/hall.ts';
import {
  chamberFeatures,
  initialRoot,
  restricts,
  type ChamberCommand,
  type ChamberEvent,
  type ChamberRoot,
} from '../../daemon/chamber/root.ts';
import { noticeOf } from '../../daemon/chamber/log/notice.ts';
import type { Direction } from '../../daemon/director/direct.ts';
import type { TrackMemory } from '../../daemon/director/wishes.ts';
import { createDirectionTrack } from '../../daemon/director/wishes.ts';
import { withDeadMan } from '../../daemon/runtime/dead-man.ts';
import { createLoop, type CommandAnswer, type Loop } from '../../daemon/runtime/loop.ts';
import type { Health } from '../../drivers/driver.ts';
import type { VirtualClock } from '../../protocols/clock.ts';
import type { Consent } from '../../protocols/api/views.ts';
import type { DeviceModel } from '../../protocols/models/observed.ts';
import type { CameraPosition } from '../../protocols/models/camera.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { standardChamber, type Chamber } from '../../simulators/world/chamber.ts';
import { joinObs, type JoinedObs } from '../drivers/obs-websocket/in-memory.ts';
import { joinUnit, type JoinedUnit } from '../drivers/shure-dis-ccu/in-memory.ts';
import { connectViscaInMemory, type ConnectedVisca } from '../drivers/visca/connect.ts';
import { obsMixer, type MixerUnderTest } from './mixers.ts';

export interface SittingHall {
  readonly clock: VirtualClock;
  readonly chamber: Chamber;
  readonly hall: Hall;
  readonly loop: Loop<ChamberRoot, ChamberEvent, ChamberCommand, Direction>;
  readonly unit: JoinedUnit;
  /** What is cut: the OBS, unless the options name another. */
  readonly mixer: MixerUnderTest;
  readonly obs: JoinedObs;
  readonly cameras: ReadonlyMap<string, ConnectedVisca>;
  command(command: ChamberCommand): Promise<CommandAnswer>;
  stop(): Promise<void>;
}

export interface SittingOptions {
  readonly clock: VirtualClock;
  readonly seats: number;
  readonly cameras: number;
  readonly seed: number;
  readonly consents?: Readonly<Record<number, Consent>>;
  readonly unassigned?: readonly number[];
  readonly direction?: Parameters<typeof rehearsalConfig>[0]['direction'];
  /** How long the disk takes for a sync, ms. */
  readonly syncMs?: number;
  /** Another mixer in place of the OBS. */
  readonly mixer?: (clock: VirtualClock) => MixerUnderTest;
}

/** Where each preset points, as the rehearsal's config says it. */
function targetsOf(chamber: Chamber, camera: string): Record<string, CameraPosition> {
  const shots = chamber.shots.get(camera) ?? [];
  return Object.fromEntries(shots.map(({ preset, position }) => [String(preset), position]));
}

/** As of a model that is not known, from the first. */
const usablePresets = Array.from({ length: 64 }, (_, index) => index + 1);

export async function openSittingHall(options: SittingOptions): Promise<SittingHall> {
  const { clock } = options;
  const chamber = standardChamber({
    seats: options.seats,
    cameras: options.cameras,
    seed: options.seed,
    clock,
  });
  const raw = rehearsalConfig({
    chamber,
    ports: {
      microphones: { kind: 'shure-dis-ccu', client: { address: 'tcp://127.0.0.1:1' } },
      obs: 1,
      cameras: {},
      widePicture: 1,
    },
    pins: { operator: '000000', chair: '000000' },
    httpPort: 0,
    ...(options.consents ? { consents: options.consents } : {}),
    ...(options.direction ? { direction: options.direction } : {}),
  });
  const people = raw.people?.map(({ seat, ...person }) =>
    seat === undefined || options.unassigned?.includes(seat) ? person : { ...person, seat },
  );
  const file = configSchema.parse({ ...raw, people });
  const hall = hallOf(file, {
    voting: [],
    microphones: () => ({
      talkOn: true,
      talkOff: true,
      requestList: true,
      addRequest: true,
      endRequest: true,
    }),
    camera: (id) => ({
      capabilities: { presets: usablePresets, position: true, drive: true },
      targets: targetsOf(chamber, id),
    }),
  });

  const obs = joinObs(clock);
  const mixer = options.mixer?.(clock) ?? obsMixer(obs);
  const scenes = [
    hall.slateScene,
    hall.pauseScene,
    ...[...hall.wides, ...hall.cameras].map(({ scene }) => scene),
  ];
  // What the provisioning would have made.
  mixer.addScenes(scenes);

  const syncMs = options.syncMs ?? 2;
  const cameras = new Map<string, ConnectedVisca>();
  const loop: SittingHall['loop'] = createLoop<
    ChamberRoot,
    ChamberEvent,
    ChamberCommand,
    TrackMemory,
    Direction
  >({
    clock,
    features: chamberFeatures,
    initial: initialRoot(hall),
    restricts,
    track: createDirectionTrack({ safeMode: false }),
    append: () => new Promise((resolve) => void clock.after(syncMs, resolve)),
    submit: withDeadMan(clock, (command) => {
      if (command.model === 'microphones') return unit.driver.submit(command.command);
      if (command.model === 'switcher') return switcher.submit(command.command);
      if (command.model === 'voting') return Promise.resolve(outcome.failed('device-unsupported'));
      const camera = cameras.get(command.device);
      return camera
        ? camera.driver.submit(command.command)
        : Promise.resolve(outcome.failed('device-unsupported'));
    }),
    alarm: (wish) => ({
      type: 'log/alarm',
      version: 1,
      data: { code: 'alarm-switcher-fights', params: { device: wish.command.device } },
    }),
    fatal: (error) => {
      throw error;
    },
  });

  const losing = (id: string, model: DeviceModel): ((health: Health) => void) => {
    let before: Health['link'] = 'stopped';
    return ({ link }) => {
      if (before === 'up' && link !== 'up') loop.deviceLost(id, model);
      before = link;
    };
  };

  const unit: JoinedUnit = joinUnit({
    clock,
    seats: options.seats,
    chair: hall.chairSeat ?? 0,
    onEvent: (event) => loop.deviceReported('mikrofone', { model: 'microphones', event }),
    onHealth: losing('mikrofone', 'microphones'),
    onMicrophone: (seat, open) => chamber.world.setMicrophone(seat, open),
  });
  const switcher = mixer.connect({
    clock,
    emit: (event) => loop.deviceReported('obs', { model: 'switcher', event }),
    onHealth: losing('obs', 'switcher'),
  });
  for (const { device: id } of hall.cameras)
    cameras.set(
      id,
      connectViscaInMemory({
        world: chamber.world,
        clock,
        id,
        onEvent(event) {
          loop.deviceReported(id, { model: 'camera', event });
          const notice = noticeOf(id, { model: 'camera', event });
          if (notice) loop.trace([notice]);
        },
        onHealth: losing(id, 'camera'),
        config: { presetTargets: targetsOf(chamber, id) },
      }),
    );

  loop.start();
  unit.driver.start();
  switcher.start();
  for (const { driver } of cameras.values()) driver.start();
  await clock.advance(3000);

  return {
    clock,
    chamber,
    hall,
    loop,
    unit,
    mixer,
    obs,
    cameras,
    command: (command) => loop.command(command, 'operator'),
    async stop() {
      unit.driver.stop();
      switcher.stop();
      for (const { driver, device } of cameras.values()) {
        driver.stop();
        device.stop();
      }
      const stopped = loop.stop();
      await clock.advance(1000);
      await stopped;
    },
  };
}
