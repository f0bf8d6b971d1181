/**
 * GetStatus, again and again, for the gate: about four times a second while moving, twice while standing, and
 * as soon as it counts while an arrival is confirmed. It may take 30 s on some cameras or be refused for ever:
 * then the clock is asked instead, which shows that the camera lives, and a move is over by time alone.
 */
import { near } from '../camera-gate-knobs.ts';
import { nextLookAt } from '../camera-gate-needs.ts';
import { genericPtzSpace, toPosition } from '../../protocols/onvif/positions.ts';
import type { PtzStatus } from '../../protocols/onvif/status.ts';
import { greetAnew, notAuthorised } from './greeting.ts';
import type { Meaning } from './replies.ts';
import {
  ask,
  cameraTime,
  isAsking,
  knobsOf,
  tellGate,
  update,
  updatePolling,
  type Asked,
  type OnvifState,
  type Turn,
} from './state.ts';

/** From one question to a standing camera to the next, as a multiple of `pollMs` and at most. */
const stillPoll = { factor: 2.2, longestMs: 495 };
/** Longer than answers take; early enough for the second to arrive before STILL expires. */
const secondAfterMs = 400;
const maxTimeouts = 4;
const maxRefusals = 2;
/** A camera that was too slow, or refused for a reason of the moment, is asked again after a pause that grows. */
const blindPauseMs = { first: 2000, longest: 30_000 };
/** Refusals of what the camera does not have: it is not asked again on this link. */
const notOffered: ReadonlySet<string> = new Set(['ActionNotSupported', 'PTZNotSupported', 'NoStatus']);
/** Clocks further apart than this have been set. */
const clockStepMs = 5000;
/** Two positions closer than this are one for those who look. */
const shown = { degrees: 0.001, zoom: 0.00001 };

/** Sends what is due, and sets the timer for the next. */
export function poll(turn: Turn): void {
  const { profile, polling } = turn.state;
  if (!profile) return;
  if (turn.now >= statusDueAt(turn))
    ask(turn, { type: 'status', sentAt: turn.now }, { type: 'get-status', profile: profile.token });
  if (needsAlive(turn) && turn.now >= polling.aliveAt)
    ask(turn, { type: 'alive', sentAt: turn.now }, { type: 'get-date-and-time' });
  const next = Math.min(statusDueAt(turn), needsAlive(turn) ? polling.aliveAt : Infinity);
  if (Number.isFinite(next))
    turn.outputs.push({ type: 'arm', timer: 'poll', afterMs: Math.max(0, next - turn.now) });
}

/** One question at a time, and a second beside one that stays away longer than answers do. */
function statusDueAt({ state, settings }: Turn): number {
  const [open, ...others] = openStatus(state);
  if (open === undefined) return state.polling.statusAt;
  if (others.length > 0 || state.polling.blind !== null) return Infinity;
  return open + Math.min(secondAfterMs, settings.requestTimeoutMs / 2);
}

/** When the questions were sent that wait for an answer. */
const openStatus = ({ waiting }: OnvifState): readonly number[] =>
  [...waiting.values()].flatMap((asked) => (asked.type === 'status' ? [asked.sentAt] : []));

/** An answer makes the older questions pointless: what they bring, or that they bring nothing, is of no interest. */
function forgetOlder(turn: Turn, sentAt: number): void {
  const isOlder = (asked: Asked): boolean => asked.type === 'status' && asked.sentAt < sentAt;
  const waiting = new Map([...turn.state.waiting].filter(([, asked]) => !isOlder(asked)));
  update(turn, { waiting });
}

function needsAlive({ state }: Turn): boolean {
  return (state.polling.blind !== null || state.polling.isAliveDue) && !isAsking(state, 'alive');
}

/** Something was heard that a look at the camera can confirm. */
export function pollNow(turn: Turn): void {
  if (turn.state.polling.blind === null) updatePolling(turn, { statusAt: turn.now });
}

export function statusAnswered(turn: Turn, sentAt: number, meaning: Meaning): void {
  const { polling } = turn.state;
  const { pollMs } = turn.settings;
  switch (meaning.type) {
    case 'answer':
      forgetOlder(turn, sentAt);
      if (meaning.answer.type === 'get-status') takeStatus(turn, sentAt, meaning.answer.status);
      return;
    case 'not-authorised':
      notAuthorised(turn);
      return;
    case 'none': {
      const timeouts = polling.timeouts + 1;
      updatePolling(turn, { timeouts, isAliveDue: true, aliveAt: turn.now, statusAt: turn.now + pollMs });
      if (timeouts >= maxTimeouts || polling.blind) goBlind(turn, 'slow', pauseAfter(timeouts - maxTimeouts));
      return;
    }
    case 'senseless':
      turn.outputs.push({ type: 'garbage', count: 1 });
      updatePolling(turn, { statusAt: turn.now + pollMs });
      return;
    case 'fault': {
      if (meaning.fault.code === 'NoProfile') return greetAnew(turn);
      const refusals = polling.refusals + 1;
      updatePolling(turn, { refusals, statusAt: turn.now + pollMs });
      const isForEver = notOffered.has(meaning.fault.code);
      const pauseMs = isForEver ? Infinity : pauseAfter(refusals - maxRefusals);
      if (refusals >= maxRefusals) goBlind(turn, 'refused', pauseMs);
      return;
    }
  }
}

const pauseAfter = (vain: number): number =>
  Math.min(blindPauseMs.longest, blindPauseMs.first * 2 ** Math.max(0, vain));

function goBlind(turn: Turn, blind: 'refused' | 'slow', pauseMs: number): void {
  updatePolling(turn, { blind, statusAt: turn.now + pauseMs, aliveAt: turn.now });
}

function takeStatus(turn: Turn, sentAt: number, status: PtzStatus): void {
  const { polling, node } = turn.state;
  const space = node?.absolute ?? genericPtzSpace;
  const position = status.position && toPosition(status.position, space, turn.settings);
  if (status.position && !position) turn.outputs.push({ type: 'garbage', count: 1 });
  const moves = movesIn(status);
  updatePolling(turn, {
    timeouts: 0,
    refusals: 0,
    blind: null,
    isAliveDue: false,
    answers: polling.answers + 1,
    withoutPosition: position ? 0 : polling.withoutPosition + 1,
    withoutMoveStatus: moves === null ? polling.withoutMoveStatus + 1 : 0,
    hasSeenPosition: polling.hasSeenPosition || position !== null,
    error: moves === 'failed' ? status.error : null,
  });
  if (position && !near(position, polling.position, shown)) {
    updatePolling(turn, { position });
    turn.outputs.push({ type: 'emit', event: { type: 'position', position } });
  }
  tellGate(turn, { type: 'poll', sentAt, status: moves, position });
  updatePolling(turn, { statusAt: nextAt(turn, sentAt) });
}

/** MoveStatus in one word. UNKNOWN is an error where there is one, and otherwise says nothing. */
function movesIn({ panTilt, zoom, error }: PtzStatus): 'idle' | 'moving' | 'failed' | null {
  if (panTilt === 'moving' || zoom === 'moving') return 'moving';
  if (panTilt === 'unknown' || zoom === 'unknown') return error === null ? null : 'failed';
  return panTilt;
}

function nextAt(turn: Turn, sentAt: number): number {
  const { state, settings, now } = turn;
  const { gate } = state.camera;
  // Counted from when it was asked, as STILL expires from then.
  if (gate.motion.kind === 'still')
    return Math.max(now, sentAt + Math.min(stillPoll.longestMs, stillPoll.factor * settings.pollMs));
  return nextLookAt(gate, sentAt, now, settings.pollMs, knobsOf(state, settings));
}

export function aliveAnswered(turn: Turn, sentAt: number, meaning: Meaning): void {
  if (meaning.type === 'none') {
    updatePolling(turn, { aliveAt: turn.now + turn.settings.pollMs });
    return;
  }
  updatePolling(turn, { isAliveDue: false });
  if (meaning.type === 'senseless') turn.outputs.push({ type: 'garbage', count: 1 });
  if (meaning.type === 'answer' && meaning.answer.type === 'get-date-and-time')
    setClock(turn, meaning.answer.utcMs);
  if (turn.state.polling.blind === null) return;
  tellGate(turn, { type: 'poll', sentAt, status: null, position: null });
  updatePolling(turn, { aliveAt: nextAt(turn, sentAt) });
}

/** Only where the clock was set: it is told in whole seconds, and would tremble. */
function setClock(turn: Turn, utcMs: number | null): void {
  const before = cameraTime(turn.state, turn.now);
  if (utcMs === null || (before !== null && Math.abs(utcMs - before) < clockStepMs)) return;
  update(turn, { clock: { cameraMs: utcMs, at: turn.now } });
}
