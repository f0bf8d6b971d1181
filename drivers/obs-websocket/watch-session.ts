/**
 * Listening to the program and looking at it, as a session of its own: the loudest peak of the second that has
 * passed, from OBS's volume meters (an input that is off air is not in them), and a tiny picture of the scene on
 * air every other second. An OBS that sends no picture for long is stuck, and connected to anew.
 */
import type { MonotonicMs } from '../../protocols/clock.ts';
import type { ObsResult } from '../../protocols/obs-websocket/messages.ts';
import { parseLoudestPeak } from '../../protocols/obs-websocket/meters.ts';
import { parseProgramScene, parseScreenshot } from '../../protocols/obs-websocket/responses.ts';
import type { Output, Session } from '../session.ts';
import type { ObsReceived, ObsSent } from '../transports/obs-websocket.ts';

export type WatchEvent =
  | { readonly type: 'sound'; readonly peakDecibels: number }
  /** A JPEG, base64. */
  | { readonly type: 'picture'; readonly base64: string };

export interface WatchState {
  readonly nextRequest: number;
  /** The request that is under way. */
  readonly awaits: string | null;
  /** Loudest since `soundSince`; null: no meter was read. */
  readonly peakDecibels: number | null;
  readonly soundSince: MonotonicMs;
}

/** Of 16:9; as small as a change in a face still shows. Pixels. */
export const watchWidth = 64;
export const watchHeight = 36;
const jpegQuality = 60;
const pictureMs = 2000;
const soundMs = 1000;
const stuckMs = 4000;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
interface Draft {
  readonly state: Mutable<WatchState>;
  readonly outputs: Output<WatchEvent, ObsSent>[];
  readonly now: MonotonicMs;
}

const initial: WatchState = { nextRequest: 1, awaits: null, peakDecibels: null, soundSince: 0 };

/** Takes no commands. */
export function createWatchSession(): Session<WatchState, never, WatchEvent, ObsSent, ObsReceived> {
  return {
    initial,
    deadlineMs: () => 1000,
    step(state, input, now) {
      const draft: Draft = { state: { ...state }, outputs: [], now };
      switch (input.type) {
        case 'link-up':
          Object.assign(draft.state, initial, { nextRequest: state.nextRequest, soundSince: now });
          draft.outputs.push({ type: 'status', status: { level: 'ok', code: 'ready' } });
          look(draft);
          break;
        case 'link-down':
          Object.assign(draft.state, initial, { nextRequest: state.nextRequest });
          break;
        case 'timer':
          if (draft.state.awaits === null) look(draft);
          else draft.outputs.push({ type: 'hang-up', reason: 'no picture in time' });
          break;
        case 'received':
          receive(draft, input.data);
          break;
        case 'submitted':
        case 'abandoned':
          break;
      }
      return { state: draft.state, outputs: draft.outputs };
    },
  };
}

function ask(draft: Draft, request: Extract<ObsSent, { type: 'request' }>['request']): void {
  const id = String(draft.state.nextRequest++);
  draft.state.awaits = id;
  draft.outputs.push(
    { type: 'send', data: { type: 'request', id, request } },
    { type: 'arm', timer: 'picture', afterMs: stuckMs },
  );
}

const look = (draft: Draft): void => ask(draft, { requestType: 'GetCurrentProgramScene' });

function receive(draft: Draft, message: ObsReceived): void {
  if (message.type === 'garbage') draft.outputs.push({ type: 'garbage', count: 1 });
  else if (message.type === 'event' && message.eventType === 'InputVolumeMeters')
    hear(draft, parseLoudestPeak(message.data));
  else if (message.type === 'response' && message.id === draft.state.awaits) answer(draft, message.result);
}

function hear(draft: Draft, peakDecibels: number | undefined): void {
  const { state } = draft;
  if (peakDecibels === undefined) {
    draft.outputs.push({ type: 'garbage', count: 1 });
    return;
  }
  const loudest = Math.max(state.peakDecibels ?? peakDecibels, peakDecibels);
  state.peakDecibels = loudest;
  if (draft.now - state.soundSince < soundMs) return;
  state.soundSince = draft.now;
  state.peakDecibels = null;
  draft.outputs.push({
    type: 'emit',
    event: { type: 'sound', peakDecibels: Math.round(loudest * 10) / 10 },
  });
}

function answer(draft: Draft, result: ObsResult): void {
  const scene = parseProgramScene(result.data);
  if (result.ok && result.requestType === 'GetCurrentProgramScene' && scene !== undefined)
    return ask(draft, {
      requestType: 'GetSourceScreenshot',
      requestData: {
        sourceName: scene,
        imageFormat: 'jpg',
        imageWidth: watchWidth,
        imageHeight: watchHeight,
        imageCompressionQuality: jpegQuality,
      },
    });
  const base64 = result.ok ? parseScreenshot(result.data) : undefined;
  if (base64 !== undefined) draft.outputs.push({ type: 'emit', event: { type: 'picture', base64 } });
  else if (result.ok) draft.outputs.push({ type: 'garbage', count: 1 });
  draft.state.awaits = null;
  draft.outputs.push({ type: 'arm', timer: 'picture', afterMs: pictureMs });
}
