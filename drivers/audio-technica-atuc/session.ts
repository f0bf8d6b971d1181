/**
 * One conversation with an ATUC control unit as a pure session. One message travels at a time: the next goes
 * out when the unit has acknowledged or answered. Notices come by multicast and may be lost, so the lists are
 * read again shortly after the last one, and everything every 5 s, which is also the sign of life.
 */
import { noBytes } from '../../protocols/codec.ts';
import {
  atucAnswers,
  atucCommands,
  parseNotice,
  type AtucAnswer,
  type AtucCommand,
  type Parameters,
} from '../../protocols/audio-technica-atuc/frames.ts';
import {
  busyCodes,
  modeOf,
  parseSettings,
  parseTalks,
  parseUnits,
  type AtucLayout,
  type AtucSettings,
  type AtucTalk,
} from '../../protocols/audio-technica-atuc/meaning.ts';
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneSeat,
  SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  judge,
  settle,
  show,
  submitted,
  synchronise,
  type Desk,
} from '../desk.ts';
import { createSeatNumbers, idOfSeat, numberUnit, type SeatNumbers } from '../seat-numbers.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import type { Joined } from '../transports/joined.ts';
import { advance, enqueue, noTurns, type Turned, type Turns } from '../turns.ts';
import { wishOf } from './wishes.ts';

/** Everything is read again this often. */
export const readIntervalMs = 5000;
/** Without notices the lists are asked for this often. */
export const pollIntervalMs = 500;
/** After the last notice, before the lists are read: several come together. */
const afterNoticeMs = 150;
/** No answer to the message that travels: the unit is gone. Longer than an answer may take. */
const answerMs = 4500;

type Question = 'gconf' | 'gdust' | 'gtalk';

type Turn =
  | { readonly type: 'read'; readonly what: Question; readonly judges: readonly CommandId[] }
  | {
      readonly type: 'do';
      readonly command: AtucCommand;
      readonly id: CommandId;
      readonly undo: readonly AtucCommand[];
    };

export interface AtucOptions {
  readonly layout: AtucLayout;
  readonly units: Readonly<Record<string, SeatNumber>>;
  readonly chairs: readonly SeatNumber[];
  readonly notifications: 'multicast' | 'none';
}

export interface AtucState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
  readonly turns: Turns<Turn>;
  /** Parts of a long answer so far. */
  readonly parts: Parameters;
  readonly settings: AtucSettings | null;
  /** By serial number. */
  readonly types: ReadonlyMap<string, string>;
  readonly talks: ReadonlyMap<string, AtucTalk>;
  readonly garbage: number;
}

type Received = Joined<Uint8Array, Uint8Array>;
type Stepped = Step<AtucState, MicrophoneEvent, Uint8Array>;
type Out = Output<MicrophoneEvent, Uint8Array>;

export function createAtucSession(
  options: AtucOptions,
): Session<AtucState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Received> {
  const initial: AtucState = {
    pending: noBytes,
    desk: emptyDesk,
    numbers: createSeatNumbers(options.units),
    turns: noTurns,
    parts: [],
    settings: null,
    types: new Map(),
    talks: new Map(),
    garbage: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, initial),
  };
}

function step(
  state: AtucState,
  input: Input<MicrophoneCommand, Received>,
  options: AtucOptions,
  initial: AtucState,
): Stepped {
  switch (input.type) {
    case 'link-up': {
      const asked = add(initial, everything);
      return {
        state: asked.state,
        outputs: [
          { type: 'status', status: { level: 'warning', code: 'synchronising' } },
          ...asked.outputs,
          { type: 'arm', timer: 'read', afterMs: readIntervalMs },
          ...polling(options),
        ],
      };
    }
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return input.data.from === 'main'
        ? heard(state, input.data.data, options)
        : noticed(state, input.data.data, options);
    case 'timer':
      return due(state, input.name, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const read = (what: Question, judges: readonly CommandId[] = []): Turn => ({ type: 'read', what, judges });
const everything: readonly Turn[] = [read('gconf'), read('gdust'), read('gtalk')];
const polling = ({ notifications }: AtucOptions): readonly Out[] =>
  notifications === 'none' ? [{ type: 'arm', timer: 'poll', afterMs: pollIntervalMs }] : [];

function due(state: AtucState, timer: string, options: AtucOptions): Stepped {
  switch (timer) {
    case 'answer': {
      const isSomethingElse = !state.desk.isKnown && state.garbage > 0;
      const reason = 'no answer';
      return {
        state,
        outputs: [
          isSomethingElse
            ? { type: 'hang-up', reason, refusal: 'wrong-device' }
            : { type: 'hang-up', reason },
        ],
      };
    }
    case 'notices':
      return add(state, [read('gtalk')]);
    case 'poll': {
      // One that still waits for its turn is enough.
      const asked = state.turns.current === null ? add(state, [read('gtalk')]) : { state, outputs: [] };
      return { state: asked.state, outputs: [...asked.outputs, ...polling(options)] };
    }
    default: {
      const asked = state.turns.current === null ? add(state, everything) : { state, outputs: [] };
      return {
        state: asked.state,
        outputs: [...asked.outputs, { type: 'arm', timer: 'read', afterMs: readIntervalMs }],
      };
    }
  }
}

const add = (state: AtucState, turns: readonly Turn[]): Stepped => go(state, enqueue(state.turns, turns));
const next = (state: AtucState): Stepped => go(state, advance(state.turns));

function go(state: AtucState, { turns, send }: Turned<Turn>): Stepped {
  const outputs = send.flatMap((turn): Out[] => [
    { type: 'send', data: atucCommands.encode(wireOf(turn)) },
    { type: 'arm', timer: 'answer', afterMs: answerMs },
  ]);
  const isIdle = turns.current === null;
  return {
    state: { ...state, turns, parts: send.length > 0 ? [] : state.parts },
    outputs: isIdle ? [...outputs, { type: 'disarm', timer: 'answer' }] : outputs,
  };
}

function wireOf(turn: Turn): AtucCommand {
  if (turn.type === 'do') return turn.command;
  const parameters = turn.what === 'gconf' ? [] : ['all'];
  return { command: turn.what, handshake: 'O', part: 'NC', parameters };
}

function heard(state: AtucState, data: Uint8Array, options: AtucOptions): Stepped {
  const decoded = atucAnswers.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let current: AtucState = {
    ...state,
    pending: decoded.pending,
    garbage: state.garbage + decoded.garbage,
  };
  for (const answer of decoded.messages) {
    const taken = take(current, answer, options);
    current = taken.state;
    outputs.push(...taken.outputs);
  }
  return { state: current, outputs };
}

/** An answer that fits nothing we asked is left alone. */
function take(state: AtucState, answer: AtucAnswer, options: AtucOptions): Stepped {
  const { current } = state.turns;
  if (answer.type === 'question') {
    // The unit wants to be spoken to: any question of ours is that.
    return add(state, [read('gtalk')]);
  }
  if (!current || wireOf(current).command !== answer.command) return { state, outputs: [] };
  if (answer.type === 'nak') return refused(state, current, answer.code);
  if (answer.type === 'ack') return current.type === 'do' ? next(state) : { state, outputs: [] };
  if (current.type !== 'read') return { state, outputs: [] };
  const parameters = [...state.parts, ...answer.parameters];
  if (answer.part === 'CS' || answer.part === 'CM')
    return {
      state: { ...state, parts: parameters },
      outputs: [{ type: 'arm', timer: 'answer', afterMs: answerMs }],
    };
  return answered(state, current, parameters, options);
}

function refused(state: AtucState, current: Turn, code: number): Stepped {
  if (current.type === 'read') return next(state);
  const failure = busyCodes.has(code) ? 'device-busy' : 'device-refused';
  const settled = settle(state.desk, current.id, outcome.failed(failure));
  const isOfThis = (turn: Turn): boolean =>
    turn.type === 'do' ? turn.id === current.id : turn.judges.includes(current.id);
  const waiting = state.turns.waiting.filter((turn) => !isOfThis(turn));
  const undo = current.undo.map((command): Turn => ({ type: 'do', command, id: current.id, undo: [] }));
  const stepped = next({
    ...state,
    desk: settled.desk,
    turns: { ...state.turns, waiting: [...undo, ...waiting] },
  });
  return { state: stepped.state, outputs: [...settled.outputs, ...stepped.outputs] };
}

function answered(
  state: AtucState,
  turn: Extract<Turn, { type: 'read' }>,
  parameters: Parameters,
  options: AtucOptions,
): Stepped {
  const known = absorb(state, turn.what, parameters, options, true);
  // The first whole picture is there when the last of the three has come.
  const isWhole = turn.what === 'gtalk' && known.state.settings !== null;
  const shown = isWhole ? synchronise(known.state.desk, known.state.desk.picture) : null;
  const desk = shown?.desk ?? known.state.desk;
  const judged = judge(desk, turn.judges);
  const stepped = next({ ...known.state, desk: judged.desk });
  return {
    state: stepped.state,
    outputs: [...known.outputs, ...(shown?.outputs ?? []), ...judged.outputs, ...stepped.outputs],
  };
}

function noticed(state: AtucState, datagram: Uint8Array, options: AtucOptions): Stepped {
  const parsed = parseNotice(datagram);
  if (!parsed.ok) return { state, outputs: [{ type: 'garbage', count: 1 }] };
  const { command, part, parameters } = parsed.message;
  switch (command) {
    case 'gtalk':
    case 'gconf': {
      if (part !== 'NC') return add(state, everything);
      const known = absorb(state, command, parameters, options, false);
      return {
        state: known.state,
        outputs: [...known.outputs, { type: 'arm', timer: 'notices', afterMs: afterNoticeMs }],
      };
    }
    // What exactly came or went these do not say in a form that the sources show.
    case 'gdust':
    case 'gconn':
      return add(state, [read('gdust'), read('gtalk')]);
    default:
      return { state, outputs: [] };
  }
}

/** What was read or announced, into the picture. `isWhole`: what is not in it is not there. */
function absorb(
  state: AtucState,
  what: Question,
  parameters: Parameters,
  options: AtucOptions,
  isWhole: boolean,
): Stepped {
  switch (what) {
    case 'gconf': {
      const settings = parseSettings(parameters);
      if (!settings) return { state, outputs: [{ type: 'garbage', count: 1 }] };
      return withPicture({ ...state, settings }, options);
    }
    case 'gdust':
      return withUnits(state, parameters, options);
    case 'gtalk': {
      const talks = new Map(isWhole ? [] : state.talks);
      for (const talk of parseTalks(parameters, options.layout))
        if (talk.state === 'idle') talks.delete(talk.serial);
        else talks.set(talk.serial, talk);
      return withPicture({ ...state, talks }, options);
    }
  }
}

function withUnits(state: AtucState, parameters: Parameters, options: AtucOptions): Stepped {
  const seats: Record<SeatNumber, MicrophoneSeat> = {};
  for (const [seat, known] of Object.entries(state.desk.picture.seats))
    seats[Number(seat)] = { ...known, present: false };
  const types = new Map<string, string>();
  let { numbers } = state;
  for (const { serial, name, type } of parseUnits(parameters, options.layout)) {
    const numbered = numberUnit(numbers, serial);
    if (numbered.seat === undefined) continue;
    ({ numbers } = numbered);
    types.set(serial, type);
    seats[numbered.seat] = {
      present: true,
      name: name ?? serial,
      chair: options.chairs.includes(numbered.seat),
    };
  }
  const { desk, outputs } = show(state.desk, { ...state.desk.picture, seats });
  return { state: { ...state, desk, numbers, types }, outputs };
}

function withPicture(state: AtucState, options: AtucOptions): Stepped {
  let { numbers } = state;
  const inOrder = (word: AtucTalk['state']): readonly SeatNumber[] =>
    [...state.talks.values()]
      .filter((talk) => talk.state === word)
      .sort((a, b) => a.slot - b.slot)
      .flatMap(({ serial }) => {
        const numbered = numberUnit(numbers, serial);
        ({ numbers } = numbered);
        return numbered.seat === undefined ? [] : [numbered.seat];
      });
  const { settings } = state;
  const speakers = inOrder('talk');
  const requests = inOrder('wait');
  const seats = { ...state.desk.picture.seats };
  for (const seat of [...speakers, ...requests])
    seats[seat] ??= {
      present: true,
      name: idOfSeat(numbers, seat) ?? String(seat),
      chair: options.chairs.includes(seat),
    };
  const { desk, outputs } = show(state.desk, {
    ...state.desk.picture,
    seats,
    speakers,
    requests,
    ...(settings
      ? { mode: modeOf(settings), maxOpen: settings.openMicrophones, maxRequests: settings.queue }
      : {}),
  });
  return { state: { ...state, desk, numbers }, outputs };
}

function submit(state: AtucState, id: CommandId, command: MicrophoneCommand, options: AtucOptions): Stepped {
  const wish = wishOf(command, {
    picture: state.desk.picture,
    settings: state.settings,
    chairs: options.chairs,
    unit(seat) {
      const serial = idOfSeat(state.numbers, seat);
      return serial === undefined ? undefined : [serial, state.types.get(serial) ?? '0'];
    },
  });
  if (wish === 'unsupported' || wish === 'no-such-unit') {
    const code = wish === 'unsupported' ? 'device-unsupported' : 'device-refused';
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }] };
  }
  return add({ ...state, desk: submitted(state.desk, id, command) }, [
    ...wish.commands.map((one): Turn => ({ type: 'do', command: one, id, undo: wish.undo })),
    read(wish.shownBy, [id]),
  ]);
}
