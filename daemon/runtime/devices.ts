/** The device supervisor: makes the drivers, routes their reports, and answers for their health. */
import type { Clock } from '../../protocols/clock.ts';
import type { DeviceView } from '../../protocols/api/views.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import type { DeviceEvent, DeviceModel } from '../../protocols/models/observed.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { Driver, Health } from '../../drivers/driver.ts';
import type { AnyKind } from '../../drivers/registry.ts';

export interface DeviceSpec {
  readonly id: string;
  readonly label: string;
  readonly kind: AnyKind;
  readonly config: unknown;
}

export interface DevicesOptions {
  readonly clock: Clock;
  readonly specs: readonly DeviceSpec[];
  reported(id: string, event: DeviceEvent): void;
  lost(id: string, model: DeviceModel): void;
  /** The link came up or went down: for the log. */
  linkChanged(id: string, up: boolean): void;
  /** Anything that a page shows of a device changed. */
  changed(): void;
}

export interface Devices {
  start(): void;
  stop(): void;
  submit(command: DeviceCommand): Promise<Outcome>;
  views(): Readonly<Record<string, DeviceView>>;
}

interface Running {
  readonly spec: DeviceSpec;
  /** The model decides the command's type; `submit` checks it before anything reaches the driver. */
  readonly submit: (command: DeviceCommand) => Promise<Outcome>;
  readonly driver: Driver<never>;
  view: DeviceView;
}

export function createDevices(options: DevicesOptions): Devices {
  const running = new Map<string, Running>();

  for (const spec of options.specs) {
    let isUp = false;
    let isThere = false;
    let hasFailed = false;
    const onHealth = (health: Health): void => {
      const wasUp = isUp;
      const wasThere = isThere;
      isUp = health.link === 'up';
      isThere = isUp && health.heard;
      hasFailed = !isThere && (hasFailed || health.link === 'down');
      const device = running.get(spec.id);
      if (device) device.view = viewOf(spec, health, hasFailed);
      if (wasUp && !isUp) options.lost(spec.id, spec.kind.model);
      // People hear of devices that came and went, not of every attempt to reach one.
      if (wasThere !== isThere) options.linkChanged(spec.id, isThere);
      options.changed();
    };
    const made = make(spec, options, onHealth);
    running.set(spec.id, { spec, ...made, view: viewOf(spec, made.driver.health(), false) });
  }

  return {
    start() {
      for (const { driver } of running.values()) driver.start();
    },
    stop() {
      for (const { driver } of running.values()) driver.stop();
    },
    submit(command) {
      const device = running.get(command.device);
      return device?.submit(command) ?? Promise.resolve(outcome.failed('device-unsupported'));
    },
    views: () => Object.fromEntries([...running].map(([id, { view }]) => [id, view])),
  };
}

function make(
  spec: DeviceSpec,
  { clock, reported }: DevicesOptions,
  onHealth: (health: Health) => void,
): Pick<Running, 'submit' | 'driver'> {
  const { id, kind, config } = spec;
  const unsupported = Promise.resolve(outcome.failed('device-unsupported'));
  switch (kind.model) {
    case 'microphones': {
      const emit = (event: Extract<DeviceEvent, { model: 'microphones' }>['event']): void =>
        reported(id, { model: 'microphones', event });
      const emitVoting = (event: Extract<DeviceEvent, { model: 'voting' }>['event']): void =>
        reported(id, { model: 'voting', event });
      const driver = kind.create(config, { clock, emit, emitVoting, onHealth });
      return {
        driver,
        submit(each) {
          if (each.model === 'microphones') return driver.submit(each.command);
          return (each.model === 'voting' ? driver.vote?.(each.command) : undefined) ?? unsupported;
        },
      };
    }
    case 'camera': {
      const emit = (event: Extract<DeviceEvent, { model: 'camera' }>['event']): void =>
        reported(id, { model: 'camera', event });
      const driver = kind.create(config, { clock, emit, onHealth });
      return {
        driver,
        submit: (each) => (each.model === 'camera' ? driver.submit(each.command) : unsupported),
      };
    }
    case 'voting': {
      const emit = (event: Extract<DeviceEvent, { model: 'voting' }>['event']): void =>
        reported(id, { model: 'voting', event });
      const driver = kind.create(config, { clock, emit, onHealth });
      return {
        driver,
        submit: (each) => (each.model === 'voting' ? driver.submit(each.command) : unsupported),
      };
    }
    case 'switcher': {
      const emit = (event: Extract<DeviceEvent, { model: 'switcher' }>['event']): void =>
        reported(id, { model: 'switcher', event });
      const driver = kind.create(config, { clock, emit, onHealth });
      return {
        driver,
        submit: (each) => (each.model === 'switcher' ? driver.submit(each.command) : unsupported),
      };
    }
  }
}

/** `hasFailed`: it was tried in vain since it was last there, so a new attempt does not look like news. */
function viewOf(spec: DeviceSpec, health: Health, hasFailed: boolean): DeviceView {
  const { status } = health;
  const isUp = health.link === 'up' && health.heard;
  const link = isUp || health.link === 'stopped' ? health.link : hasFailed ? 'down' : 'connecting';
  return {
    kind: spec.kind.kind,
    product: spec.kind.label,
    label: spec.label,
    model: spec.kind.model,
    link,
    level: isUp ? (status?.level ?? 'warning') : 'fault',
    code: isUp ? (status?.code ?? 'synchronising') : refusalOf(health),
    ...(status?.detail === undefined ? {} : { detail: status.detail }),
    garbage: health.garbage,
    losses: health.losses,
    deadlines: health.deadlines,
    lacks: lacksOf(spec),
  };
}

/** Why there is no link: a refusal says so itself, anything else is plain absence. */
function refusalOf({ link, status }: Health): string {
  return link !== 'up' && status?.level === 'fault' ? status.code : 'offline';
}

function lacksOf({ kind, config }: DeviceSpec): string[] {
  if (kind.model === 'switcher') return [];
  return Object.entries(kind.capabilities(config) as object)
    .filter(([, value]) => value === false)
    .map(([name]) => name);
}
