/**
 * The camera's preset events by a pull point: an additional witness, never the only way to learn something.
 * With pauses that grow after faults and after answers that come at once with nothing, because an event loop
 * that runs hot locks accounts and drowns cameras. What the camera refuses twice is not asked for any more.
 */
import type { PresetEvent } from '../../protocols/onvif/events.ts';
import type { OnvifRequest } from '../../protocols/onvif/requests.ts';
import { pollNow } from './polling.ts';
import type { Meaning } from './replies.ts';
import {
  ask,
  cameraTime,
  isAsking,
  knobsOf,
  tellGate,
  updatePulling,
  type Asked,
  type Turn,
} from './state.ts';

const lifeMs = 60_000;
const renewAfterMs = 25_000;
const waitMs = 5000;
const messageLimit = 10;
/** Between two pulls, whatever the camera answers. */
const pullGapMs = 100;
const longestEmptyPauseMs = 1000;
const failurePauseMs = { first: 2000, longest: 60_000 };
const maxRefusals = 2;
/** The camera's clock is told in whole seconds. */
const clockSlackMs = 1500;

type EventsAsked = Extract<Asked, { type: 'events' }>;

/** Sends what is due, and sets the timer for the next. */
export function pull(turn: Turn): void {
  const { pulling, services } = turn.state;
  if (!turn.settings.presetEvents || services?.events == null || pulling.isOff) return;
  if (isAsking(turn.state, 'events')) return;
  if (turn.now < pulling.nextAt) {
    turn.outputs.push({ type: 'arm', timer: 'events', afterMs: pulling.nextAt - turn.now });
    return;
  }
  const request = nextRequest(turn);
  ask(turn, { type: 'events', operation: request.type, sentAt: turn.now }, request);
}

function nextRequest({ state: { pulling }, now }: Turn): OnvifRequest & { type: EventsAsked['operation'] } {
  if (!pulling.pullPoint) return { type: 'create-pull-point', lifeMs };
  if (pulling.canRenew && now >= pulling.renewAt) return { type: 'renew', lifeMs };
  return { type: 'pull-messages', waitMs, limit: messageLimit };
}

export function eventsAnswered(turn: Turn, { operation, sentAt }: EventsAsked, meaning: Meaning): void {
  if (meaning.type !== 'answer') return failed(turn, operation, meaning);
  const { answer } = meaning;
  switch (answer.type) {
    case 'create-pull-point':
      updatePulling(turn, {
        pullPoint: answer.pullPoint,
        refusals: 0,
        empty: 0,
        canRenew: true,
        renewAt: turn.now + renewAfterMs,
        nextAt: turn.now,
      });
      return;
    case 'renew':
      updatePulling(turn, { renewAt: turn.now + renewAfterMs, nextAt: turn.now });
      return;
    case 'pull-messages': {
      const isEmpty = answer.events.length === 0 && turn.now - sentAt < longestEmptyPauseMs;
      const empty = isEmpty ? Math.min(turn.state.pulling.empty + 1, 8) : 0;
      const pauseMs = Math.min(longestEmptyPauseMs, pullGapMs * 2 ** empty);
      updatePulling(turn, { failures: 0, empty, nextAt: isEmpty ? turn.now + pauseMs : sentAt + pullGapMs });
      for (const event of answer.events) presetEvent(turn, event);
      return;
    }
    default:
      return;
  }
}

function failed(turn: Turn, operation: EventsAsked['operation'], meaning: Meaning): void {
  const { pulling } = turn.state;
  if (meaning.type === 'senseless') turn.outputs.push({ type: 'garbage', count: 1 });
  // Refused credentials are for the poll to judge: asking again from here could lock the account.
  if (meaning.type === 'not-authorised') return updatePulling(turn, { pullPoint: null, isOff: true });
  if (operation === 'renew' && meaning.type === 'fault') return updatePulling(turn, { canRenew: false });
  const refused = operation === 'create-pull-point' && meaning.type !== 'none';
  const refusals = pulling.refusals + (refused ? 1 : 0);
  const { first, longest } = failurePauseMs;
  const pauseMs = Math.min(longest, first * 2 ** Math.min(pulling.failures, 8));
  updatePulling(turn, {
    pullPoint: null,
    refusals,
    failures: pulling.failures + 1,
    isOff: refusals >= maxRefusals,
    nextAt: turn.now + pauseMs,
  });
}

function presetEvent(turn: Turn, event: PresetEvent): void {
  const { profile, current, jobs, camera } = turn.state;
  if (event.configuration !== null && event.configuration !== profile?.ptz?.configuration) return;
  const isOurs =
    current?.request.type === 'goto-preset' &&
    current.request.preset === event.preset &&
    !jobs.some(({ move }) => move === camera.move) &&
    isSince(turn, event, current.askedAt);
  const { position, status } = knobsOf(turn.state, turn.settings).witnesses;
  if (isOurs && event.kind === 'reached') {
    updatePulling(turn, { isReachedLost: false });
    // The first time counts: the head swings from then on, however often it is said.
    if (camera.gate.move?.completedAt === null) tellGate(turn, { type: 'completed' });
  }
  if (isOurs && event.kind === 'aborted' && isOfThisMove(turn, event)) tellGate(turn, { type: 'refused' });
  const stood = camera.gate.motion.kind === 'still' ? camera.gate.motion.since : null;
  // Where nothing else shows it, this is the one sign that somebody else moves the camera.
  if (event.kind === 'left' && !position && !status && stood !== null && isSince(turn, event, stood))
    tellGate(turn, { type: 'poll', sentAt: turn.now, status: 'moving', position: null });
  pollNow(turn);
}

/** Recalled twice, a preset is aborted once, and the news of it may come late: only well after the start it is ours. */
function isOfThisMove(turn: Turn, { atMs }: PresetEvent): boolean {
  const acceptedAt = turn.state.camera.gate.move?.acceptedAt ?? null;
  const begun = acceptedAt === null ? null : cameraTime(turn.state, acceptedAt);
  return atMs !== null && begun !== null && atMs >= begun + clockSlackMs;
}

/** Not an old event that was delivered late. */
function isSince(turn: Turn, { atMs }: PresetEvent, since: number): boolean {
  const begun = cameraTime(turn.state, since);
  return atMs === null || begun === null || atMs >= begun - clockSlackMs;
}
