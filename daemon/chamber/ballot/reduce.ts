/** What the facts about ballots make of them. Every record of type `ballot/…` is one more leaf of the log of votes. */
import type { WallMs } from '../../../protocols/clock.ts';
import type { Recorded } from '../feature.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import type { BallotEvent, VotesEvent } from './events.ts';
import {
  keptBallots,
  keptRejections,
  noRights,
  noVotes,
  type Ballot,
  type BallotState,
  type Change,
  type Right,
  type Votes,
} from './state.ts';
import { atTag, byTag, withLast, withTag } from './tags.ts';

export function reduceBallots(
  state: BallotState,
  { event, at }: Recorded<ChamberEvent>,
  root: ChamberRoot,
): BallotState {
  if (event.type === 'ballot/opened') return opened(state, event, at);
  if (isBallotEvent(event)) return withLeaf(state, event, at);
  switch (event.type) {
    case 'votes/checkpoint': {
      const { ballot: id, of, size, note, fingerprint } = event.data;
      const checkpoint = { size, note, fingerprint };
      return changed(state, id, (ballot) =>
        of === 'closed' ? { ...ballot, closedCheckpoint: checkpoint } : { ...ballot, checkpoint },
      );
    }
    case 'keypads/assigned':
    case 'keypads/test-opened':
    case 'keypads/test-closed':
    case 'keypads/pressed':
      return reduceKeypads(state, event);
    case 'log/started':
      return state.current?.state === 'open'
        ? { ...state, current: { ...state.current, wasInterrupted: true, closesAt: null } }
        : state;
    // Another sitting: its ballots are numbered anew, and the public pages show none.
    case 'sitting/prepared':
    case 'sitting/discarded':
      return archived(state, root);
    default:
      return state;
  }
}

const isBallotEvent = (event: ChamberEvent): event is BallotEvent => event.type.startsWith('ballot/');

function archived(state: BallotState, _root: ChamberRoot): BallotState {
  const { current } = state;
  if (!current) return state;
  return { ...state, current: null, past: [...state.past, current].slice(-keptBallots) };
}

function opened(
  state: BallotState,
  event: Extract<BallotEvent, { type: 'ballot/opened' }>,
  at: WallMs,
): BallotState {
  const { ballot: id, sitting, seconds, options, ...data } = event.data;
  const { number: itemNumber = '', title = '', text = '', labels = {} } = event.personal ?? {};
  const before = state.current ? [...state.past, state.current].slice(-keptBallots) : state.past;
  const ballot: Ballot = {
    ...data,
    id,
    sitting,
    number: 1 + before.filter((other) => other.sitting === sitting).length,
    itemNumber,
    title,
    text,
    options: options.map((option) => ({ ...option, label: labels[option.id] ?? option.id })),
    state: 'open',
    openedAt: at,
    closesAt: seconds === null ? null : at + seconds * 1000,
    isCleared: false,
    wasInterrupted: false,
    rights: noRights,
    tagOf: new Map(),
    barred: [],
    votes: byTag<Votes>([]),
    castCount: 0,
    called: null,
    isReadBack: false,
    counted: [],
    drained: {},
    rejected: [],
    rejectedCount: 0,
    changes: [],
    result: null,
    voided: null,
    lot: null,
    firstLeaf: state.leaves,
    lastLeaf: null,
    closedCheckpoint: null,
    checkpoint: null,
  };
  return { ...state, leaves: state.leaves + 1, past: before, current: ballot };
}

function withLeaf(state: BallotState, event: BallotEvent, at: WallMs): BallotState {
  const leaves = state.leaves + 1;
  const { ballot: id } = event.data;
  const next = id === null ? state : changed(state, id, (ballot) => reduceOne(ballot, event, at, leaves));
  return { ...next, leaves };
}

function changed(state: BallotState, id: string, change: (ballot: Ballot) => Ballot): BallotState {
  if (state.current?.id === id) return { ...state, current: change(state.current) };
  const place = state.past.findLastIndex((ballot) => ballot.id === id);
  const ballot = state.past[place];
  return ballot ? { ...state, past: state.past.with(place, change(ballot)) } : state;
}

function reduceOne(ballot: Ballot, event: BallotEvent, at: WallMs, leaf: number): Ballot {
  switch (event.type) {
    case 'ballot/opened':
      return ballot;
    case 'ballot/entitled': {
      const { tag, mode, channel } = event.data;
      const { person = '', name = '', group } = event.personal ?? {};
      const right: Right = {
        tag,
        person,
        name,
        ...(group === undefined ? {} : { group }),
        mode,
        channel,
        isOut: false,
      };
      return {
        ...ballot,
        rights: withLast(ballot.rights, right),
        votes: withLast(ballot.votes, noVotes),
        tagOf: new Map([...ballot.tagOf, [person, tag]]),
      };
    }
    case 'ballot/barred': {
      const { person = '', name = '' } = event.personal ?? {};
      return { ...ballot, barred: [...ballot.barred, { person, name, reason: event.data.reason }] };
    }
    case 'ballot/changed': {
      const { tag, change } = event.data;
      const { person = '', name = '' } = event.personal ?? {};
      const changes = [...ballot.changes, { at, person, name, change }];
      const right = tag === null ? undefined : atTag(ballot.rights, tag);
      if (!right) return { ...ballot, changes };
      return {
        ...ballot,
        changes,
        rights: withTag(ballot.rights, right.tag, changedRight(ballot, right, change)),
      };
    }
    case 'ballot/called':
      return { ...ballot, called: event.data.tag };
    case 'ballot/entered': {
      const reason = event.personal?.reason;
      const votes = atTag(ballot.votes, event.data.tag);
      if (!votes || reason === undefined) return ballot;
      return { ...ballot, votes: withTag(ballot.votes, event.data.tag, { ...votes, reason }) };
    }
    case 'ballot/cast':
      return cast(ballot, event, at, leaf);
    case 'ballot/rejected': {
      const { code, channel } = event.data;
      const who = event.personal?.who;
      const entry = { at, code, channel, ...(who === undefined ? {} : { who }) };
      return {
        ...ballot,
        rejectedCount: ballot.rejectedCount + 1,
        rejected: [...ballot.rejected, entry].slice(-keptRejections),
      };
    }
    case 'ballot/counted': {
      const { ballot: _id, ...counted } = event.data;
      return { ...ballot, counted: [...ballot.counted, counted] };
    }
    case 'ballot/read-back':
      return { ...ballot, isReadBack: true };
    case 'ballot/extended': {
      const { seconds } = event.data;
      return {
        ...ballot,
        closesAt: seconds === 0 ? null : Math.max(at, ballot.closesAt ?? at) + seconds * 1000,
      };
    }
    case 'ballot/closed':
      return { ...ballot, state: 'closed', closesAt: null, called: null };
    case 'ballot/drained':
      return { ...ballot, drained: { ...ballot.drained, [event.data.device]: event.data.how } };
    case 'ballot/tallied': {
      const { ballot: _id, ...result } = event.data;
      return {
        ...ballot,
        state: ballot.state === 'voided' ? 'voided' : 'tallied',
        result,
        lastLeaf: leaf - 1,
      };
    }
    case 'ballot/announced':
      return { ...ballot, state: 'announced' };
    case 'ballot/cleared':
      return { ...ballot, isCleared: true };
    case 'ballot/voided': {
      const reason = event.personal?.reason;
      const voided = { cause: event.data.cause, ...(reason === undefined ? {} : { reason }) };
      return { ...ballot, state: 'voided', closesAt: null, called: null, voided };
    }
    case 'ballot/lot':
      return { ...ballot, lot: event.data.option };
  }
}

function changedRight(ballot: Ballot, right: Right, change: Change): Right {
  switch (change) {
    case 'left':
    case 'excluded':
      return { ...right, isOut: true };
    case 'returned':
      return { ...right, isOut: false };
    case 'remote':
      return {
        ...right,
        mode: 'remote',
        channel: ballot.kind === 'device' || ballot.kind === 'hands' ? 'page' : right.channel,
      };
    case 'room':
      return { ...right, mode: 'room', channel: 'none' };
    case 'arrived':
      return right;
  }
}

function cast(
  ballot: Ballot,
  { data, personal }: Extract<BallotEvent, { type: 'ballot/cast' }>,
  at: WallMs,
  leaf: number,
): Ballot {
  const { tag, channel, cast: id } = data;
  const votes = atTag(ballot.votes, tag);
  if (!votes) return ballot;
  const choice = personal?.choice ?? null;
  const casts =
    id === null || choice === null ? votes.casts : [...votes.casts, { cast: id, choice, leaf, at }];
  const isEntered = channel === 'clerk' || channel === 'roll';
  const { reason, ...rest } = votes;
  const next: Votes = {
    ...rest,
    ...(isEntered && reason !== undefined ? { reason } : {}),
    choice,
    leaf,
    at,
    channel,
    casts,
  };
  return {
    ...ballot,
    votes: withTag(ballot.votes, tag, next),
    castCount: ballot.castCount + (votes.choice === null && choice !== null ? 1 : 0),
  };
}

function reduceKeypads(
  state: BallotState,
  event: Exclude<VotesEvent, { type: 'votes/checkpoint' }>,
): BallotState {
  const { test } = state;
  switch (event.type) {
    case 'keypads/assigned': {
      const { keypad, person = null } = event.personal ?? {};
      if (keypad === undefined) return state;
      const { device } = event.data;
      const others = Object.entries(state.keypads[device] ?? {}).filter(
        // A person has one keypad of a device.
        ([other, theirs]) => other !== keypad && (person === null || theirs !== person),
      );
      return {
        ...state,
        keypads: { ...state.keypads, [device]: { ...Object.fromEntries(others), [keypad]: person } },
      };
    }
    case 'keypads/test-opened':
      return { ...state, test: { id: event.data.test, isOpen: true, pressed: {} } };
    case 'keypads/test-closed':
      return test?.id === event.data.test ? { ...state, test: { ...test, isOpen: false } } : state;
    case 'keypads/pressed': {
      const keypad = event.personal?.keypad;
      const { device } = event.data;
      if (!test || keypad === undefined) return state;
      const pressed = { ...test.pressed, [device]: [...(test.pressed[device] ?? []), keypad] };
      return { ...state, test: { ...test, pressed } };
    }
  }
}
