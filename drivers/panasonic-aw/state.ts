/** The state of a conversation with one Panasonic AW camera, and the small operations its parts share. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import { unknownAwModel, type AwModel } from '../../protocols/panasonic-aw/models.ts';
import type { AwQuestion, AwRequest } from '../../protocols/panasonic-aw/requests.ts';
import type { GateKnobs } from '../camera-gate-knobs.ts';
import { noExchanges, type Exchanges } from '../exchanges.ts';
import { createGatedCamera, gateKnobs, type GatedCamera } from '../gated-camera.ts';
import type { CommandId, HttpExchange, HttpRequest, Input, Output } from '../session.ts';
import type { Joined } from '../transports/joined.ts';
import type { Pushed } from '../transports/pushed.ts';
import type { AwConfig } from './config.ts';

export type AwReceived = Joined<HttpExchange, Pushed<string>>;
export type AwInput = Input<CameraCommand, AwReceived>;
export type AwSettings = Omit<AwConfig, 'id' | 'kind' | 'label' | 'address' | 'certificate'>;

/** A command on its way to the camera, as one or two requests sent one after the other. */
export interface Job {
  /** null once nobody waits for its outcome any more. */
  readonly id: CommandId | null;
  readonly parts: readonly AwRequest[];
  /** The number of the move it starts; null for commands that move nothing. */
  readonly move: number | null;
  /** Set for `store`. */
  readonly storing: number | null;
  /** A first part was accepted already. */
  readonly begun: boolean;
  /** Sending it twice does what sending it once does. */
  readonly isRepeatable: boolean;
  /** Sent for its end signal alone: the camera stands there already. */
  readonly isReissue: boolean;
}

export type Asked =
  | { readonly type: 'question'; readonly what: AwQuestion; readonly sentAt: MonotonicMs }
  | { readonly type: 'register' }
  | { readonly type: 'job'; readonly job: Job };

/** What one round of questions has found so far. */
export interface Round {
  readonly startedAt: MonotonicMs;
  readonly todo: readonly AwQuestion[];
  /** When the first question about the position went out. */
  readonly positionSentAt: MonotonicMs | null;
  /** When it was answered. */
  readonly positionAt: MonotonicMs | null;
  readonly panTilt: { readonly pan: number; readonly tilt: number } | null;
  readonly zoom: number | null;
  readonly failed: boolean;
}

/** The notices the camera was asked for. */
export interface Registration {
  readonly state: 'none' | 'registered' | 'refused';
  /** When it is asked for (again). */
  readonly dueAt: MonotonicMs;
}

export interface AwState {
  readonly phase: 'down' | 'identifying' | 'running';
  /** One at a time. */
  readonly exchanges: Exchanges<Asked>;
  /** Nothing is sent before: the camera may lose what follows too closely. */
  readonly notBefore: MonotonicMs;
  readonly model: AwModel;
  readonly jobs: readonly Job[];
  readonly camera: GatedCamera;
  /** The newest recall that was sent; what is not the newest move of all has no end signal to wait for. */
  readonly recall: {
    readonly preset: number;
    readonly move: number;
    /** How often it was sent again for its end signal alone, and when last. */
    readonly reissues: number;
    readonly reissuedAt: MonotonicMs;
  } | null;
  /** The camera stood at its preset, was sent there again, and still gave no end signal: it gives none. */
  readonly isMute: boolean;
  /** Our port for notices; null: not known yet, or none. */
  readonly noticePort: number | null;
  readonly registration: Registration;
  /** How often a question was refused as unknown; twice and it is not asked any more. */
  readonly refusals: Readonly<Partial<Record<AwQuestion, number>>>;
  /** Requests in a row without an answer. */
  readonly silent: number;
  readonly round: Round | null;
  readonly rounds: number;
  readonly nextRoundAt: MonotonicMs;
  readonly power: 'on' | 'off' | 'changing' | null;
  readonly isBusy: boolean;
  readonly hasPosition: boolean;
}

export const initialState = (settings: AwSettings): AwState => freshState(createGatedCamera(settings), false);

/** Everything forgotten but what the gate has learned, and whether the camera gives end signals. */
export function freshState(camera: GatedCamera, isMute: boolean): AwState {
  return {
    phase: 'down',
    exchanges: noExchanges,
    notBefore: 0,
    model: unknownAwModel,
    jobs: [],
    camera,
    recall: null,
    isMute,
    noticePort: null,
    registration: { state: 'none', dueAt: 0 },
    refusals: {},
    silent: 0,
    round: null,
    rounds: 0,
    nextRoundAt: 0,
    power: null,
    isBusy: false,
    hasPosition: false,
  };
}

/** Asked for and refused as unknown twice: this camera does not have it. */
export const isOffered = (state: AwState, what: AwQuestion): boolean => (state.refusals[what] ?? 0) < 2;

export const offersPosition = (state: AwState): boolean =>
  isOffered(state, 'everything') || (isOffered(state, 'pan-tilt') && isOffered(state, 'zoom'));

/** What of this camera may be believed at the moment. */
export function knobsOf(state: AwState, settings: AwSettings): GateKnobs {
  const { model, registration, recall, camera, isMute } = state;
  // Only recalls have an end signal, and only whoever is registered hears it.
  const position = offersPosition(state);
  // Without anything else to go by, an end signal may count that a calibration has found to be honest.
  const signals = model.endSignal || (camera.gate.calibration !== null && !position);
  const isSignalled =
    signals && registration.state === 'registered' && !isMute && recall?.move === camera.move;
  return gateKnobs(settings, { completion: isSignalled, status: false, position });
}

/** One step under way: the state so far and what it has put out. */
export interface Turn {
  state: AwState;
  readonly outputs: Output<CameraEvent, HttpRequest>[];
  readonly settings: AwSettings;
  readonly now: MonotonicMs;
}

export function update(turn: Turn, change: Partial<AwState>): void {
  turn.state = { ...turn.state, ...change };
}
