/** The state of a conversation with one Pelco receiver, and the small operations its parts share. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { CameraCommand, CameraEvent, CameraPosition } from '../../protocols/models/camera.ts';
import type { PelcoQuestion, PelcoRequestBody } from '../../protocols/pelco/requests.ts';
import type { GateKnobs } from '../camera-gate-knobs.ts';
import { createGatedCamera, gateKnobs, type GatedCamera } from '../gated-camera.ts';
import type { CommandId, Input, Output } from '../session.ts';
import type { PelcoConfig } from './config.ts';

export type PelcoInput = Input<CameraCommand, Uint8Array>;
export type PelcoSettings = Omit<PelcoConfig, 'id' | 'kind' | 'label' | 'address'>;

/** A command that waits for its turn on the line. */
export interface Job {
  readonly id: CommandId;
  readonly command: Exclude<CameraCommand, { readonly type: 'move' }>;
  readonly body: PelcoRequestBody;
  /** The number of the move it starts; null for commands that move nothing. */
  readonly move: number | null;
}

/** What one round of questions has found so far. */
export interface Round {
  readonly startedAt: MonotonicMs;
  /** When its first answer came; null: none yet. */
  readonly answeredAt: MonotonicMs | null;
  readonly todo: readonly PelcoQuestion[];
  readonly values: Readonly<Partial<Record<PelcoQuestion, number>>>;
  /** Questions of it that stayed without an answer. */
  readonly vain: number;
}

export interface PelcoState {
  readonly phase: 'down' | 'running';
  readonly pending: Uint8Array;
  /** No frame is sent before. */
  readonly notBefore: MonotonicMs;
  readonly jobs: readonly Job[];
  readonly camera: GatedCamera;
  /** The newest recall that was sent: nothing says whether it was heard. */
  readonly recall: {
    readonly body: PelcoRequestBody;
    readonly move: number;
    /** Where the camera stood before. */
    readonly from: CameraPosition | null;
    readonly resends: number;
  } | null;
  /** The question that waits for its answer. */
  readonly asked: { readonly what: PelcoQuestion; readonly sentAt: MonotonicMs } | null;
  readonly round: Round | null;
  readonly nextRoundAt: MonotonicMs;
  readonly lastPosition: CameraPosition | null;
  /** Questions in a row without an answer, and when the first of them was asked. */
  readonly silent: { readonly count: number; readonly since: MonotonicMs };
}

export const notSilent: PelcoState['silent'] = { count: 0, since: 0 };

export const initialState = (settings: PelcoSettings): PelcoState => freshState(createGatedCamera(settings));

/** Everything forgotten but what the gate has learned. */
export function freshState(camera: GatedCamera): PelcoState {
  return {
    phase: 'down',
    pending: noBytes,
    notBefore: 0,
    jobs: [],
    camera,
    recall: null,
    asked: null,
    round: null,
    nextRoundAt: 0,
    lastPosition: null,
    silent: notSilent,
  };
}

/** Without an end signal and without a status: the position, or nothing. */
export const knobsOf = (settings: PelcoSettings): GateKnobs =>
  gateKnobs(settings, { completion: false, status: false, position: settings.position !== undefined });

/** One step under way: the state so far and what it has put out. */
export interface Turn {
  state: PelcoState;
  readonly outputs: Output<CameraEvent, Uint8Array>[];
  readonly settings: PelcoSettings;
  readonly now: MonotonicMs;
}

export function update(turn: Turn, change: Partial<PelcoState>): void {
  turn.state = { ...turn.state, ...change };
}
