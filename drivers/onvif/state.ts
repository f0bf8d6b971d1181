/** The state of a conversation with one ONVIF camera, and the small operations its parts share. */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { CameraCommand, CameraEvent, CameraPosition } from '../../protocols/models/camera.ts';
import type { Preset, Profile, PtzCapabilities, PullPoint, Services } from '../../protocols/onvif/answers.ts';
import type { PtzNode } from '../../protocols/onvif/nodes.ts';
import { operations, type OnvifOperation, type OnvifRequest } from '../../protocols/onvif/requests.ts';
import type { GateInput } from '../camera-gate.ts';
import type { GateKnobs } from '../camera-gate-knobs.ts';
import {
  createGatedCamera,
  feed,
  gateKnobs,
  gateStatus,
  type GatedCamera,
  type GateTurn,
} from '../gated-camera.ts';
import type { CommandId, DeviceStatus, Input, Output } from '../session.ts';
import type { OnvifCall, OnvifReply } from '../transports/onvif.ts';
import type { OnvifConfig } from './config.ts';

export type OnvifInput = Input<CameraCommand, OnvifReply>;
type OnvifOutput = Output<CameraEvent, OnvifCall>;

/** The parts of the config the session needs. */
export type OnvifSettings = Omit<
  OnvifConfig,
  'id' | 'kind' | 'label' | 'address' | 'username' | 'password' | 'certificate'
>;

/** A command on its way to the camera. */
export interface Job {
  /** null once nobody waits for its outcome any more. */
  readonly id: CommandId | null;
  readonly request: OnvifRequest;
  /** The number of the move it starts; null for commands that move nothing. */
  readonly move: number | null;
  /** Set for `store`. */
  readonly storing: number | null;
  /** The connection broke under it, and it was sent once more. */
  readonly isRepeated: boolean;
}

/** What a question was asked for. Each kind has one question in flight: a slow one delays no other kind. */
export type Asked =
  | { readonly type: 'greeting'; readonly operation: OnvifOperation }
  | { readonly type: 'job'; readonly job: Job }
  | { readonly type: 'status'; readonly sentAt: MonotonicMs }
  /** Whether the camera lives, where its status does not come. */
  | { readonly type: 'alive'; readonly sentAt: MonotonicMs }
  | {
      readonly type: 'events';
      readonly operation: 'create-pull-point' | 'pull-messages' | 'renew';
      readonly sentAt: MonotonicMs;
    };

/** The newest move of ours. */
interface CurrentMove {
  readonly kind: 'recall' | 'drive' | 'other';
  readonly request: OnvifRequest;
  readonly askedAt: MonotonicMs;
  /** How often it was sent again because its end signal was lost. */
  readonly reissues: number;
}

interface Polling {
  readonly statusAt: MonotonicMs;
  readonly aliveAt: MonotonicMs;
  /** The status did not come in time: look whether the camera lives. */
  readonly isAliveDue: boolean;
  /** In a row. */
  readonly timeouts: number;
  readonly refusals: number;
  /** The status is not to be had, by refusals or by silence; it is asked for again only at `statusAt`. */
  readonly blind: 'refused' | 'slow' | null;
  /** Answers in a row without a usable position, and without a usable MoveStatus. */
  readonly withoutPosition: number;
  readonly withoutMoveStatus: number;
  readonly hasSeenPosition: boolean;
  readonly answers: number;
  readonly error: string | null;
  readonly position: CameraPosition | null;
}

interface Pulling {
  readonly pullPoint: PullPoint | null;
  readonly isOff: boolean;
  /** Creating a subscription was refused so often. */
  readonly refusals: number;
  /** In a row. */
  readonly failures: number;
  /** Pulls in a row that were answered at once with nothing. */
  readonly empty: number;
  readonly canRenew: boolean;
  /** It did not say Reached, not even when it was sent where it was: it is not waited for until it says so once. */
  readonly isReachedLost: boolean;
  readonly renewAt: MonotonicMs;
  readonly nextAt: MonotonicMs;
}

export interface OnvifState {
  readonly phase: 'down' | 'greeting' | 'running';
  readonly nextId: number;
  readonly waiting: ReadonlyMap<number, Asked>;
  /** Questions in a row that got no answer, of whatever kind. */
  readonly silent: number;
  /** The camera's own clock: ms since 1970 at a moment of ours. */
  readonly clock: { readonly cameraMs: number; readonly at: MonotonicMs } | null;
  /** It told its status to our credentials since its clock was read. */
  readonly isWelcome: boolean;
  /** Questions of the greeting that are dealt with, and how often the present one was asked in vain. */
  readonly greeted: readonly OnvifOperation[];
  readonly tries: number;
  readonly services: Services | null;
  readonly profile: Profile | null;
  readonly capabilities: PtzCapabilities;
  readonly node: PtzNode | null;
  readonly presets: readonly Preset[];
  readonly jobs: readonly Job[];
  readonly camera: GatedCamera;
  readonly current: CurrentMove | null;
  readonly polling: Polling;
  readonly pulling: Pulling;
}

const idlePolling: Polling = {
  statusAt: 0,
  aliveAt: 0,
  isAliveDue: false,
  timeouts: 0,
  refusals: 0,
  blind: null,
  withoutPosition: 0,
  withoutMoveStatus: 0,
  hasSeenPosition: false,
  answers: 0,
  error: null,
  position: null,
};
const idlePulling: Pulling = {
  pullPoint: null,
  isOff: false,
  refusals: 0,
  failures: 0,
  empty: 0,
  canRenew: true,
  isReachedLost: false,
  renewAt: 0,
  nextAt: 0,
};

export const initialState = (settings: OnvifSettings): OnvifState =>
  freshState(createGatedCamera(settings), 1);

/** Everything forgotten but what the gate has learned, and the count of questions. */
export function freshState(camera: GatedCamera, nextId: number): OnvifState {
  return {
    phase: 'down',
    nextId,
    waiting: new Map(),
    silent: 0,
    clock: null,
    isWelcome: false,
    greeted: [],
    tries: 0,
    services: null,
    profile: null,
    capabilities: { position: null, moveStatus: null },
    node: null,
    presets: [],
    jobs: [],
    camera,
    current: null,
    polling: idlePolling,
    pulling: idlePulling,
  };
}

/** So many answers without it: this camera does not tell. More where it has told before. */
const enoughWithout = { never: 2, seen: 8 };

const hasPosition = ({ polling }: OnvifState): boolean =>
  polling.blind === null &&
  polling.withoutPosition < (polling.hasSeenPosition ? enoughWithout.seen : enoughWithout.never);

/** What of this camera may be believed at the moment. */
export function knobsOf(state: OnvifState, settings: OnvifSettings): GateKnobs {
  const { polling, pulling, current } = state;
  const saysReached = pulling.pullPoint !== null && !pulling.isReachedLost;
  // A word alone is not enough of a camera that has just ceased to tell where it is.
  const isVouchedFor = hasPosition(state) || !polling.hasSeenPosition;
  // Without anything else to go by, what a calibration has found to be honest may count.
  const isCalibrated = state.camera.gate.calibration !== null && !polling.hasSeenPosition;
  const knobs = gateKnobs(settings, {
    completion:
      (settings.trustReached || isCalibrated) && saysReached && isVouchedFor && current?.kind === 'recall',
    status:
      (settings.trustMoveStatus || isCalibrated) &&
      polling.blind === null &&
      polling.withoutMoveStatus < enoughWithout.never,
    position: hasPosition(state),
  });
  // A drive takes as long as somebody drives.
  const maxTravelMs = current?.kind === 'drive' ? Infinity : knobs.maxTravelMs;
  return { ...knobs, tMinMs: settings.startMs, maxTravelMs };
}

/** One step under way: the state so far and what it has put out. */
export interface Turn {
  state: OnvifState;
  readonly outputs: OnvifOutput[];
  readonly settings: OnvifSettings;
  readonly now: MonotonicMs;
}

export function update(turn: Turn, change: Partial<OnvifState>): void {
  turn.state = { ...turn.state, ...change };
}

export function updatePolling(turn: Turn, change: Partial<Polling>): void {
  update(turn, { polling: { ...turn.state.polling, ...change } });
}

export function updatePulling(turn: Turn, change: Partial<Pulling>): void {
  update(turn, { pulling: { ...turn.state.pulling, ...change } });
}

/** Takes over what the gate made of an input. */
export function takeGate(turn: Turn, { camera, outputs }: GateTurn): void {
  update(turn, { camera });
  turn.outputs.push(...outputs);
}

/** Tells the gate, with what may be believed now. */
export function tellGate(turn: Turn, input: GateInput): void {
  takeGate(turn, feed(turn.state.camera, input, turn.now, knobsOf(turn.state, turn.settings)));
}

export const isAsking = ({ waiting }: OnvifState, type: Asked['type']): boolean =>
  [...waiting.values()].some((asked) => asked.type === type);

const deviceService = (settings: OnvifSettings): string => settings.path;

function pathFor(turn: Turn, request: OnvifRequest): string {
  const { services, pulling } = turn.state;
  if (request.type === 'pull-messages' || request.type === 'renew')
    return pulling.pullPoint?.path ?? deviceService(turn.settings);
  const { prefix } = operations[request.type];
  const path =
    prefix === 'trt'
      ? services?.media
      : prefix === 'tptz'
        ? services?.ptz
        : prefix === 'tev'
          ? services?.events
          : null;
  return path ?? deviceService(turn.settings);
}

/** The camera's clock now, ms since 1970; null: not known. */
export function cameraTime({ clock }: OnvifState, at: MonotonicMs): number | null {
  return clock && clock.cameraMs + (at - clock.at);
}

/** Sends a question, with a deadline of `requestTimeoutMs` beyond what the camera is asked to wait. */
export function ask(turn: Turn, asked: Asked, request: OnvifRequest): void {
  const { nextId: id, waiting, pulling } = turn.state;
  const isOpen = request.type === 'get-date-and-time';
  const isOfPullPoint = request.type === 'pull-messages' || request.type === 'renew';
  turn.outputs.push({
    type: 'send',
    data: {
      id,
      path: pathFor(turn, request),
      request,
      pullPoint: isOfPullPoint ? pulling.pullPoint : null,
      createdAt: isOpen ? 'anonymous' : cameraTime(turn.state, turn.now),
      timeoutMs: turn.settings.requestTimeoutMs + (request.type === 'pull-messages' ? request.waitMs : 0),
    },
  });
  update(turn, { nextId: id + 1, waiting: new Map(waiting).set(id, asked) });
}

export function reportStatus(turn: Turn): void {
  turn.outputs.push({ type: 'status', status: statusOf(turn.state) });
}

function statusOf({ phase, polling, camera }: OnvifState): DeviceStatus {
  if (phase !== 'running') return { level: 'warning', code: 'synchronising' };
  if (polling.blind === 'slow' || polling.timeouts > 0) return { level: 'warning', code: 'slow' };
  if (polling.error !== null) return { level: 'warning', code: 'not-ready' };
  if (camera.gate.faulty) return gateStatus(camera);
  if (polling.answers === 0 && polling.blind === null) return { level: 'warning', code: 'synchronising' };
  return gateStatus(camera);
}
