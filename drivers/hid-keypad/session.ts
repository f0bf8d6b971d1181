/**
 * Numeric keypads on USB as vote keypads. They know of no ballot: the session takes what is pressed while one is
 * open and drops the rest. A press is a digit that is down now and was not before; a report that comes again is
 * none. What was pressed while a keypad was away is gone. Pure.
 */
import { digitOf, keypadReports, type KeypadReport } from '../../protocols/hid-keypad/reports.ts';
import {
  notVoting,
  type Cast,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../../protocols/models/voting.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import type { MemberNews } from '../transports/several.ts';

/** Keys 1 to 9. */
export const digitKeys = 9;
const commandDeadlineMs = 3000;
/** A key that went down before the close is told by then: keypads are asked every 8 to 10 ms. */
const drainMs = 50;
/** So long the first look for the keypads takes; before that none is missing. */
const lookMs = 2000;

interface Ballot {
  readonly ballot: string;
  readonly options: number;
  readonly phase: 'open' | 'closed' | 'drained';
}

export interface HidKeypadState {
  /** The keys that are down on each keypad that is there. */
  readonly down: ReadonlyMap<string, readonly number[]>;
  readonly hasLooked: boolean;
  readonly ballot: Ballot | null;
  readonly receipts: number;
}

type News = MemberNews<Uint8Array>;
type Out = Output<VotingEvent, never>;
type Stepped = Step<HidKeypadState, VotingEvent, never>;

const initial: HidKeypadState = { down: new Map(), hasLooked: false, ballot: null, receipts: 0 };

export function createHidKeypadSession(
  keypads: readonly string[],
): Session<HidKeypadState, VotingCommand, VotingEvent, never, News> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, keypads),
  };
}

function step(state: HidKeypadState, input: Input<VotingCommand, News>, keypads: readonly string[]): Stepped {
  switch (input.type) {
    case 'link-up': {
      const next = { ...initial, ballot: state.ballot, receipts: state.receipts };
      return {
        state: next,
        outputs: [...statusOf(next, keypads), report(next), { type: 'arm', timer: 'look', afterMs: lookMs }],
      };
    }
    case 'link-down':
      return {
        state: { ...state, ballot: state.ballot?.phase === 'closed' ? drained(state.ballot) : state.ballot },
        outputs: [],
      };
    case 'timer': {
      if (input.name === 'look') {
        const next = { ...state, hasLooked: true };
        return { state: next, outputs: statusOf(next, keypads) };
      }
      if (state.ballot?.phase !== 'closed') return { state, outputs: [] };
      return told({ ...state, ballot: drained(state.ballot) });
    }
    case 'received':
      return receive(state, input.data, keypads);
    case 'submitted':
      return submit(state, input.id, input.command);
    case 'abandoned':
      return { state, outputs: [] };
  }
}

const drained = (ballot: Ballot): Ballot => ({ ...ballot, phase: 'drained' });

const stateOf = ({ ballot }: HidKeypadState): VotingState =>
  ballot ? { ballot: ballot.ballot, phase: ballot.phase, totals: null } : notVoting;

const report = (state: HidKeypadState): Out => ({
  type: 'emit',
  event: { type: 'voting', state: stateOf(state) },
});

const told = (state: HidKeypadState, ...outputs: readonly Out[]): Stepped => ({
  state,
  outputs: [report(state), ...outputs],
});

/** Which keypads are missing: pulled out, or plugged into another port than the config says. */
function statusOf({ down, hasLooked }: HidKeypadState, keypads: readonly string[]): readonly Out[] {
  const missing = keypads.filter((id) => !down.has(id));
  if (missing.length === 0) return [{ type: 'status', status: { level: 'ok', code: 'ready' } }];
  if (!hasLooked) return [{ type: 'status', status: { level: 'warning', code: 'synchronising' } }];
  const level = missing.length === keypads.length ? 'fault' : 'warning';
  return [{ type: 'status', status: { level, code: 'keypad-missing', detail: missing.join(', ') } }];
}

function receive(state: HidKeypadState, news: News, keypads: readonly string[]): Stepped {
  switch (news.type) {
    case 'up':
    case 'down': {
      const down = new Map(state.down);
      if (news.type === 'up') down.set(news.member, []);
      else down.delete(news.member);
      const next = { ...state, down };
      return { state: next, outputs: statusOf(next, keypads) };
    }
    case 'received': {
      const parsed = keypadReports.parse(news.data);
      if (!parsed.ok) return { state, outputs: [{ type: 'garbage', count: 1 }] };
      return press(state, news.member, parsed.message);
    }
  }
}

function press(before: HidKeypadState, keypad: string, { keys }: KeypadReport): Stepped {
  // Too many at once to tell which: what was down stays so.
  if (!keys) return { state: before, outputs: [] };
  const held = before.down.get(keypad) ?? [];
  const state = { ...before, down: new Map(before.down).set(keypad, keys) };
  const digits = new Set(
    keys.filter((usage) => !held.includes(usage)).flatMap((usage) => digitOf(usage) ?? []),
  );
  const [digit] = digits;
  const { ballot } = state;
  if (digit === undefined || !ballot || ballot.phase === 'drained') return { state, outputs: [] };
  const cast: Cast = {
    ballot: ballot.ballot,
    keypad,
    option: digits.size === 1 && digit <= ballot.options ? digit - 1 : null,
    id: null,
    receipt: state.receipts + 1,
  };
  return {
    state: { ...state, receipts: cast.receipt },
    outputs: [{ type: 'emit', event: { type: 'cast', ...cast } }],
  };
}

function submit(state: HidKeypadState, id: CommandId, command: VotingCommand): Stepped {
  const settle = (result: Outcome): Out => ({ type: 'settle', id, outcome: result });
  const only = (result: Outcome): Stepped => ({ state, outputs: [settle(result)] });
  const { ballot } = state;
  switch (command.type) {
    case 'acknowledge-cast':
      return only(outcome.done('sent'));
    case 'external-cast':
      return only(outcome.failed('device-unsupported'));
    case 'open-ballot': {
      if (command.options.length > digitKeys) return only(outcome.failed('device-unsupported'));
      if (state.down.size === 0) return only(outcome.failed('device-offline'));
      if (ballot?.ballot === command.ballot && ballot.phase === 'open')
        return only(outcome.done('read-back'));
      const next: Ballot = { ballot: command.ballot, options: command.options.length, phase: 'open' };
      return told({ ...state, ballot: next }, settle(outcome.done('sent')));
    }
    case 'close-ballot': {
      // Nothing is known of it, because this program is new: nobody else has kept anything.
      if (!ballot)
        return told(
          { ...state, ballot: { ballot: command.ballot, options: digitKeys, phase: 'drained' } },
          settle(outcome.done('read-back')),
        );
      if (ballot.ballot !== command.ballot) return only(outcome.done('read-back'));
      if (ballot.phase !== 'open') return told(state, settle(outcome.done('read-back')));
      return told(
        { ...state, ballot: { ...ballot, phase: 'closed' } },
        { type: 'arm', timer: 'drain', afterMs: drainMs },
        settle(outcome.done('sent')),
      );
    }
  }
}
