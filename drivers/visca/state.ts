/** The state of a conversation with one VISCA camera, and the small operations its parts share. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { CameraCommand, CameraEvent } from '../../protocols/models/camera.ts';
import type { RawPanTilt } from '../../protocols/visca/answers.ts';
import { unknownViscaModel, type ViscaModel } from '../../protocols/visca/models.ts';
import type { Inquiry, ViscaBody } from '../../protocols/visca/requests.ts';
import { createGate, type GateState } from '../camera-gate-state.ts';
import { defaultGateKnobs, type GateKnobs } from '../camera-gate-knobs.ts';
import type { CommandId, Input, Output } from '../session.ts';
import type { ViscaConfig } from './config.ts';
import type { Framing } from './framing.ts';
import { freshRaw, type RawState } from './raw-state.ts';
import type { RoundTrip } from './round-trip.ts';

export type ViscaInput = Input<CameraCommand, Uint8Array>;
type ViscaOutput = Output<CameraEvent, Uint8Array>;

/** The parts of the config the session needs. */
export type ViscaSettings = Pick<
  ViscaConfig,
  | 'model'
  | 'framing'
  | 'deviceAddress'
  | 'allowReservedPresets'
  | 'panSpeed'
  | 'tiltSpeed'
  | 'videoLatencyMs'
  | 'settleMs'
  | 'maxTravelMs'
  | 'pollMs'
  | 'answerTimeoutMs'
> & {
  readonly presets?: readonly number[] | undefined;
  readonly presetTargets: ViscaConfig['presetTargets'];
};

/** A command on its way to the camera, as one or two frames sent one after the other. */
export interface Job {
  /** null once nobody waits for its outcome any more. */
  readonly id: CommandId | null;
  readonly parts: readonly ViscaBody[];
  /** The number of the move it starts; null for commands that move nothing. */
  readonly move: number | null;
  /** Set for `store`. */
  readonly storing: number | null;
  /** A first frame was accepted already. */
  readonly begun: boolean;
}

export type Asked =
  | { readonly type: 'reset' }
  | { readonly type: 'job'; readonly job: Job }
  /** The last move's request once more, with its old number, to learn whether its end signal was lost. */
  | { readonly type: 'probe'; readonly move: number }
  | { readonly type: 'inquiry'; readonly inquiry: Inquiry };

/** The one request that has not been answered. */
export interface Pending {
  /** On the wire over IP only; elsewhere it tells our requests apart. */
  readonly sequence: number;
  /** As sent. */
  readonly bytes: Uint8Array;
  /** null: the reset of the numbers. */
  readonly body: ViscaBody | null;
  readonly asked: Asked;
  /** When the first copy went out: whatever answers was read after it, perhaps before a later copy. */
  readonly sentAt: MonotonicMs;
  readonly resends: number;
  /** The camera complained about the number of the first copy: ours is wrong, or the network doubled it. */
  readonly disputed: boolean;
}

/** An inquiry the camera had and that was asked anew: its first answer was lost, or is late. */
interface Overtaken {
  readonly sequence: number;
  readonly inquiry: Inquiry;
  readonly sentAt: MonotonicMs;
  /** So often in this round. */
  readonly times: number;
}

/** A move the camera carries out; its completion will come with this number, or for this socket. */
export interface Running {
  readonly sequence: number;
  readonly move: number;
  readonly bytes: Uint8Array;
  readonly body: ViscaBody;
  readonly socket: number;
}

/** What one round of inquiries has found so far. */
export interface Round {
  readonly startedAt: MonotonicMs;
  readonly todo: readonly Inquiry[];
  /** When the first question was sent whose answer is in here. */
  readonly askedAt: MonotonicMs | null;
  /** Pan and tilt came before the zoom, as in every round where nothing stands in the way. */
  readonly isInOrder: boolean;
  /** The status is not asked for: it has just said idle, at the same place. */
  readonly isConfirming: boolean;
  readonly panTilt: RawPanTilt | null;
  readonly zoom: number | null;
  readonly status: 'idle' | 'moving' | 'failed' | null;
  readonly failed: boolean;
}

export interface ViscaState {
  readonly phase: 'down' | 'resetting' | 'identifying' | 'running';
  readonly nextSequence: number;
  readonly pending: Pending | null;
  /** Nothing is sent before: real cameras drop what follows an answer too closely. */
  readonly notBefore: MonotonicMs;
  readonly jobs: readonly Job[];
  readonly running: readonly Running[];
  /** Counts our moves; the last one decides. */
  readonly move: number;
  /** How often the last move's lost end signal was asked after. */
  readonly probes: number;
  readonly roundTrip: RoundTrip | null;
  /** Of the present round. */
  readonly overtaken: Overtaken | null;
  /** Transmissions in a row that got no answer, and when the first of them went out. */
  readonly silent: { readonly count: number; readonly since: MonotonicMs };
  /** Sequence complaints in a row about first transmissions. */
  readonly abnormal: number;
  readonly model: ViscaModel;
  /** How often an inquiry was refused as unknown; twice and it is not asked any more. */
  readonly refusals: Readonly<Partial<Record<Inquiry, number>>>;
  readonly round: Round | null;
  readonly rounds: number;
  readonly nextRoundAt: MonotonicMs;
  readonly lastPositionAt: MonotonicMs;
  readonly powerOn: boolean | null;
  readonly menuOrBusy: boolean;
  readonly gate: GateState;
  /** When the timer for the gate's next tick is set to. */
  readonly gateCheckAt: MonotonicMs | null;
  readonly lastPosition: { readonly panTilt: RawPanTilt; readonly zoom: number } | null;
  /** Since when it has been seen at that place, and when it was asked last. */
  readonly place: { readonly since: MonotonicMs; readonly seenAt: MonotonicMs };
  /** It stood where it was sent, was sent there again, and still gave no end signal: it gives none. */
  readonly isMute: boolean;
  /** Of use without a header only. */
  readonly raw: RawState;
}

export function initialState(settings: ViscaSettings): ViscaState {
  const targets = new Map(
    Object.entries(settings.presetTargets).map(([preset, position]) => [Number(preset), position] as const),
  );
  return freshState(createGate(targets), 0);
}

export const notSilent: ViscaState['silent'] = { count: 0, since: 0 };

/** Everything forgotten but what the gate has learned, and the count of moves. */
export function freshState(gate: GateState, move: number): ViscaState {
  return {
    phase: 'down',
    nextSequence: 1,
    pending: null,
    notBefore: 0,
    jobs: [],
    running: [],
    move,
    probes: 0,
    roundTrip: null,
    overtaken: null,
    silent: notSilent,
    abnormal: 0,
    model: unknownViscaModel,
    refusals: {},
    round: null,
    rounds: 0,
    nextRoundAt: 0,
    lastPositionAt: 0,
    powerOn: null,
    menuOrBusy: false,
    gate,
    gateCheckAt: null,
    lastPosition: null,
    place: { since: 0, seenAt: 0 },
    isMute: false,
    raw: freshRaw,
  };
}

/** Asked for and refused as unknown twice: this camera does not have it. */
export function isOffered(state: ViscaState, inquiry: Inquiry): boolean {
  return (state.refusals[inquiry] ?? 0) < 2;
}

/** What of this camera may be believed at the moment. */
export function knobsOf(state: ViscaState, settings: ViscaSettings): GateKnobs {
  const { model, gate } = state;
  const position = isOffered(state, 'pan-tilt-position');
  // Without anything else to go by, an end signal may count that a calibration has found to be honest.
  const signals = model.completionAfterMotion || (gate.calibration !== null && !position);
  const panTiltStatus = model.statusLayout !== null && isOffered(state, 'pan-tilt-status');
  return {
    ...defaultGateKnobs,
    settleMs: settings.settleMs,
    maxTravelMs: settings.maxTravelMs,
    witnesses: {
      completion: signals && !state.isMute,
      status: panTiltStatus,
      position,
    },
  };
}

/** One step under way: the state so far and what it has put out. */
export interface Turn {
  state: ViscaState;
  readonly outputs: ViscaOutput[];
  readonly settings: ViscaSettings;
  readonly framing: Framing;
  readonly now: MonotonicMs;
}

export function update(turn: Turn, change: Partial<ViscaState>): void {
  turn.state = { ...turn.state, ...change };
}
