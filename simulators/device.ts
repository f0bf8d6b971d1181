/**
 * The device's side of a protocol without its sockets: a model gets what clients say and answers through
 * the peer it was given. A front end (`front/`) puts it on real sockets; tests also join it to a driver in
 * memory, on a virtual clock. A model therefore owns no socket and no timer but the clock's.
 */
import type { Clock } from '../protocols/clock.ts';
import type { FaultAnswer } from './simulator.ts';
import type { World } from './world/world.ts';

/** What a model is made of: the room's seats, time, chance, and where its microphones light up. */
export interface DeviceOptions {
  readonly seats: readonly { readonly seat: number; readonly name: string; readonly chair: boolean }[];
  readonly clock: Clock;
  /** 0 ≤ n < 1, seeded. */
  random(): number;
  onMicrophone(seat: number, open: boolean): void;
}

export const deviceOptions = (world: World, clock: Clock): DeviceOptions => ({
  seats: world.seats.map(({ seat, name, chair }) => ({ seat, name, chair })),
  clock,
  random: () => world.random(),
  onMicrophone: (seat, open) => world.setMicrophone(seat, open),
});

/** One client, as the device sees it. */
export interface Peer<Out> {
  send(data: Out): void;
  /** The device hangs up. */
  close(): void;
}

export interface Line<In> {
  received(data: In): void;
  /** The client is gone; nothing may be sent to it any more. */
  closed(): void;
}

/** What every model offers besides its wire. */
export interface SimulatedDevice {
  /** Systems with a talk button. */
  press?(seat: number): void;
  release?(seat: number): void;
  /** Systems with voting keys: somebody presses key `key` (1 is the first) of that keypad; seats have their number. */
  pressKey?(keypad: string, key: number): void;
  /** Faults and events of this device alone; the front end has its own (silence, garbage, delay, …). */
  fault(name: string, parameters: Record<string, unknown>): FaultAnswer;
  /** JSON. */
  truth(): unknown;
  /** The power was off: nothing is remembered but what the maker stores. Links are gone by then. */
  coldStart(): void;
  /** From power on to the first answer, ms. */
  readonly bootMs: number;
}

/** A microphone system. */
export interface MicrophoneDevice extends SimulatedDevice {
  press(seat: number): void;
  release(seat: number): void;
  /** JSON with at least `speakers` and `requests` (seat numbers, in order) and `lost`. */
  truth(): MicrophoneTruth;
}

/** Keypads that do nothing but vote. */
export interface VotingDevice extends SimulatedDevice {
  pressKey(keypad: string, key: number): void;
  truth(): { readonly votes: VotesTruth };
}

/** What the device itself has counted since it was opened last. */
export interface VotesTruth {
  readonly open: boolean;
  /** The key that counts, by keypad. */
  readonly pressed: Readonly<Record<string, number>>;
}

export interface MicrophoneTruth {
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly lost: readonly number[];
  readonly maxOpen?: number;
  /** Systems whose units vote. */
  readonly votes?: VotesTruth;
}

export type LinkDevice<Data> = MicrophoneDevice & Linked<Data>;

/** On a byte stream or whole messages (`Data`: bytes, or the text of a WebSocket message). */
export interface Linked<Data> {
  /** A client connects; null: it is turned away (too many of them). */
  accept(peer: Peer<Data>): Line<Data> | null;
  /** For devices that also announce by datagrams: where these go. */
  announceTo?(peer: Peer<Data>): void;
}

export interface HttpCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type HttpDevice = MicrophoneDevice & Asked;

export interface Asked {
  /** Answers at once or later, at most once. The returned function says that the client went away. */
  request(call: HttpCall, answer: (answer: HttpAnswer) => void): () => void;
}

/** The handles of a model that its simulator passes on: those that it has. */
export const handlesOf = (
  device: SimulatedDevice,
): Pick<SimulatedDevice, 'press' | 'release' | 'pressKey'> => ({
  ...(device.press ? { press: (seat) => device.press?.(seat) } : {}),
  ...(device.release ? { release: (seat) => device.release?.(seat) } : {}),
  ...(device.pressKey ? { pressKey: (keypad, key) => device.pressKey?.(keypad, key) } : {}),
});
