/** What the daemon sees of a device: a driver with commands in, events and health out. */
import type { z } from 'zod';
import type { Clock, MonotonicMs } from '../protocols/clock.ts';
import type {
  CameraCapabilities,
  CameraCommand,
  CameraEvent,
  CameraPosition,
} from '../protocols/models/camera.ts';
import type {
  MicrophoneCapabilities,
  MicrophoneCommand,
  MicrophoneEvent,
} from '../protocols/models/microphones.ts';
import type { Outcome } from '../protocols/models/outcome.ts';
import type { SwitcherCommand, SwitcherEvent } from '../protocols/models/switcher.ts';
import type { VotingCapabilities, VotingCommand, VotingEvent } from '../protocols/models/voting.ts';
import type { NotOffered } from './behaviours.ts';
import type { DeviceStatus } from './session.ts';
import type { Provisioned, StudioPlan } from './studio-plan.ts';

export type { StudioPlan } from './studio-plan.ts';

export interface Health {
  readonly link: 'connecting' | 'up' | 'down' | 'stopped';
  readonly since: MonotonicMs;
  /** Something came over this link: a datagram socket is "up" without anybody at the other end. */
  readonly heard: boolean;
  /** What the device says of itself while the link is up; while it is down only a refusal, e.g. `wrong-password`. */
  readonly status: DeviceStatus | null;
  /** Why the link went down last, in the transport's words: for the log, never for a page. */
  readonly reason: string | null;
  /** Frames that made no sense since the driver started. */
  readonly garbage: number;
  /** Links over which something had come, lost since the driver started. */
  readonly losses: number;
  /** Commands that ran into their deadline since the driver started. */
  readonly deadlines: number;
}

export interface Driver<Command> {
  /** Connects, and keeps connecting until stopped. */
  start(): void;
  /** Closes the link and settles what waits. No event follows. */
  stop(): void;
  /** Never rejects and never hangs: every command has a deadline, the queue a length. */
  submit(command: Command): Promise<Outcome>;
  health(): Health;
}

export interface DriverContext<Event> {
  readonly clock: Clock;
  emit(event: Event): void;
  onHealth(health: Health): void;
}

interface Kind<Config, Model, Command, Event, Capabilities> {
  /** The folder's name, which is also the `kind` in the config. */
  readonly kind: string;
  readonly model: Model;
  /** The maker's and product's name, not translated. */
  readonly label: string;
  readonly config: z.ZodType<Config>;
  capabilities(config: Config): Capabilities;
  create(config: Config, context: DriverContext<Event>): Driver<Command>;
}

/** A microphone system tells of its voting keys on a way of its own. */
export interface UnitsContext extends DriverContext<MicrophoneEvent> {
  /** Absent: nobody counts votes here. */
  emitVoting?(event: VotingEvent): void;
}

export interface UnitsDriver extends Driver<MicrophoneCommand> {
  /** Like `submit`. Absent: the units do not vote. */
  vote?(command: VotingCommand): Promise<Outcome>;
}

/** Keypads that do nothing but vote. */
export type VotingKind<Config> = Kind<Config, 'voting', VotingCommand, VotingEvent, VotingCapabilities>;

export interface MicrophonesKind<Config> extends Kind<
  Config,
  'microphones',
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneCapabilities
> {
  /** What the protocol has no means for. */
  readonly notOffered: NotOffered;
  /** What its units can vote; absent or null: nothing. */
  voting?(config: Config): VotingCapabilities | null;
  create(config: Config, context: UnitsContext): UnitsDriver;
  /** How long the protocol itself lets a press wait, ms: a polling interval. Absent: not at all. */
  imposedMs?(config: Config): number;
}
export interface CameraKind<Config> extends Kind<
  Config,
  'camera',
  CameraCommand,
  CameraEvent,
  CameraCapabilities
> {
  /** Which camera this is, so that one that stands in the config twice is found: its address, and its place on a shared line. */
  placeOf(config: Config): string;
  /** Where the config says that presets are. */
  targetsOf(config: Config): Readonly<Record<number, CameraPosition>>;
}
/** Scenes to look at, by a name of the caller's other than `program`. */
export type PictureScenes = Readonly<Record<string, string>>;

/** Pictures of a switcher, on a connection of its own so that looking never delays a cut. */
export interface PictureSource {
  /** Connects and captures the program and these scenes, at least five a second each. */
  watch(scenes: PictureScenes): void;
  /** Ends capture and connection. */
  stop(): void;
}

/** Listens to the program and looks at it, about once a second, on a connection of its own. */
export interface ProgramWatch {
  start(): void;
  stop(): void;
}

export interface SwitcherKind<Config> extends Kind<Config, 'switcher', SwitcherCommand, SwitcherEvent, null> {
  pictures(
    config: Config,
    context: {
      readonly clock: Clock;
      /** A JPEG of 640×360 of `program`, or of a scene by its name in `PictureScenes`. */
      onPicture(name: string, jpeg: Uint8Array): void;
    },
  ): PictureSource;
  /** Makes what is missing in the mixer, and leaves what is there; rejects where it refuses or is not there. Absent: it cannot. */
  provision?(config: Config, clock: Clock, plan: StudioPlan): Promise<Provisioned>;
  /** What goes out, for the alarms that nothing is heard and that the picture stands. */
  programWatch(
    config: Config,
    context: {
      readonly clock: Clock;
      /** Loudest peak of the inputs that are not muted, decibels below full scale, ≤ 0. */
      onSound(peakDecibels: number): void;
      /** Something that is the same as long as the program's picture is: never the picture itself. */
      onPicture(fingerprint: string): void;
    },
  ): ProgramWatch;
}
