/**
 * The contract of every simulator: the device's side of a protocol on real sockets, written from the
 * facts and not from our driver, refusing what hardware refuses. One simulator serves one device of the
 * virtual chamber (`world/`); the room is shared, so a pressed microphone and a swinging camera belong
 * to the same truth.
 */
import type { Clock } from '../protocols/clock.ts';
import type { World } from './world/world.ts';

export interface SimulatorOptions {
  readonly world: World;
  readonly clock: Clock;
  /** The device's name in the world, e.g. `camera-1`; also printed in the picture's marks. */
  readonly id: string;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Devices on serial lines: where a pty for the line shall stand (a link to it); absent: none. */
  readonly pty?: string;
  /** HTTP port of the picture (MJPEG at `/`, one frame at `/frame.jpg`); absent: no picture is served. */
  readonly picturePort?: number;
}

export interface Simulator {
  readonly ports: {
    readonly device: number;
    readonly picture?: number;
    /** Where the device announces by datagrams besides. */
    readonly announcements?: number;
  };
  /** Where the serial line stands. */
  readonly pty?: string;
  /** What a client's config must say to reach it (`address`, a password, a certificate's fingerprint). */
  readonly client?: Readonly<Record<string, unknown>>;
  /** Microphone systems: the member at this seat presses the button once; the unit does what its mode says. */
  press?(seat: number): void;
  /** Microphone systems: the member ends a speech or takes a request back. */
  release?(seat: number): void;
  /** Systems with voting keys: somebody presses key `key` (1 is the first) of that keypad; seats have their number. */
  pressKey?(keypad: string, key: number): void;
  /** What a seat's keypad is called; absent: the seat's number. */
  keypadOf?(seat: number): string;
  /** Cameras: a stranger's joystick moves it there. */
  move?(to: { readonly pan: number; readonly tilt: number; readonly zoom: number }): void;
  /** Handles `POST /faults/:name` and device-specific controls; undefined where the name is unknown. */
  fault(name: string, parameters: Record<string, unknown>): FaultAnswer;
  /** What the device believes of itself, for `GET /truth`. JSON; microphone systems: `MicrophoneTruth`. */
  truth(): unknown;
  /** Pulls the plug: the links break or fall silent as they would in the hall. */
  unplug(): void;
  /** Power cycle: state as after a cold start, links closed, answers again after the usual boot time. */
  reboot(): void;
  /** Closes every socket; resolves when the ports are free. */
  close(): Promise<void>;
}

export type FaultAnswer = { readonly ok: true } | { readonly ok: false; readonly known: readonly string[] };

/** A folder's `serve.ts` exports this as `serve`. Rejects when the port is taken. */
export type Serve = (options: SimulatorOptions) => Promise<Simulator>;
