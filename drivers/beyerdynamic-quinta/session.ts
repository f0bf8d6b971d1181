/**
 * One conversation with a beyerdynamic Quinta CU, as a pure session (drivers/session.ts). It takes the port,
 * reads who is on the four streams and the list of units, and from then on follows the messages; both are
 * read again in turn, the streams every 5 s as a sign of life. One command at a time: the next one has to
 * wait for the prompt, at most 5 s.
 */
import { quintaCommands, type QuintaCommand } from '../../protocols/beyerdynamic-quinta/commands.ts';
import { quintaReports, type QuintaReport } from '../../protocols/beyerdynamic-quinta/reports.ts';
import { noBytes } from '../../protocols/codec.ts';
import {
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type SeatNumber,
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
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import { isAnswer, sayingsOf, type Saying } from './commands.ts';
import { afterReport, afterStreams, type Known } from './picture.ts';
import { numberPlaces } from './units.ts';

export const streamsMs = 5000;
/** Between two questions of the round; the first one goes as fast as the prompts come. */
export const pollMs = 250;
/** As the document has it. */
export const promptMs = 5000;
const maxMissed = 2;
/** A block without a prompt longer than this is cut: nothing waits for it. */
const maxBlock = 64;

export interface QuintaOptions {
  readonly password?: string | undefined;
  readonly units: Readonly<Record<string, SeatNumber>>;
  readonly positions: number;
}

export interface QuintaState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
  /** Everything about units; its picture is the desk's. */
  readonly known: Known;
  /** The command that waits for its prompt. */
  readonly current: Saying | null;
  /** What has come since the last prompt. */
  readonly block: readonly QuintaReport[];
  readonly sayings: readonly Saying[];
  /** Commands that wait for their turn. */
  readonly commands: readonly CommandId[];
  readonly streamsAreDue: boolean;
  /** The rest of the round; in the first one, everything that must be known before there is a picture. */
  readonly unasked: readonly QuintaCommand[];
  readonly missed: number;
  readonly isLoggedIn: boolean;
  /** Something that a Quinta would say has come over this link. */
  readonly isQuinta: boolean;
  readonly garbage: number;
}

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<QuintaState, MicrophoneEvent, Uint8Array>;

export function createQuintaSession(
  options: QuintaOptions,
): Session<QuintaState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  const initial: QuintaState = {
    pending: noBytes,
    desk: emptyDesk,
    known: {
      picture: noMicrophones,
      numbers: numberPlaces(options.units),
      flags: new Map(),
      list: new Map(),
    },
    current: null,
    block: [],
    sayings: [],
    commands: [],
    streamsAreDue: false,
    unasked: [],
    missed: 0,
    isLoggedIn: false,
    isQuinta: false,
    garbage: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, initial),
  };
}

function step(
  state: QuintaState,
  input: Input<MicrophoneCommand, Uint8Array>,
  options: QuintaOptions,
  initial: QuintaState,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return after(sayNext({ ...initial, unasked: firstRound(options) }, options), [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'streams', afterMs: streamsMs },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options);
    case 'timer':
      return onTimer(state, input.name, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

function onTimer(state: QuintaState, name: string, options: QuintaOptions): Stepped {
  switch (name) {
    case 'prompt':
      return unprompted(state, options);
    case 'streams':
      return after(sayNext({ ...state, streamsAreDue: true }, options), [
        { type: 'arm', timer: 'streams', afterMs: streamsMs },
      ]);
    default:
      return state.current ? { state, outputs: [] } : askNext(state, options);
  }
}

const after = (stepped: Stepped, outputs: readonly Out[]): Stepped => ({
  state: stepped.state,
  outputs: [...outputs, ...stepped.outputs],
});

const everyPosition = (options: QuintaOptions): readonly number[] =>
  Array.from({ length: options.positions }, (_, position) => position);

const firstRound = (options: QuintaOptions): readonly QuintaCommand[] => [
  { type: 'login', ...(options.password === undefined ? {} : { password: options.password }) },
  { type: 'address', unit: null },
  { type: 'get-streams' },
  ...everyPosition(options).map((position): QuintaCommand => ({ type: 'get-unit', position })),
];

const laterRound = (state: QuintaState, options: QuintaOptions): readonly QuintaCommand[] =>
  everyPosition(options).flatMap((position): readonly QuintaCommand[] =>
    state.known.list.has(position)
      ? [
          { type: 'get-unit', position },
          { type: 'get-name', position },
        ]
      : [{ type: 'get-unit', position }],
  );

function send(state: QuintaState, current: Saying): Stepped {
  return {
    state: { ...state, current },
    outputs: [
      { type: 'disarm', timer: 'poll' },
      { type: 'send', data: quintaCommands.encode(current.say) },
      { type: 'arm', timer: 'prompt', afterMs: promptMs },
    ],
  };
}

const question = (say: QuintaCommand): Saying => ({ say, by: null, judges: null });

function askNext(state: QuintaState, options: QuintaOptions): Stepped {
  const [say, ...unasked] = state.unasked.length > 0 ? state.unasked : laterRound(state, options);
  return say ? send({ ...state, unasked }, question(say)) : { state, outputs: [] };
}

function submit(
  state: QuintaState,
  id: CommandId,
  command: MicrophoneCommand,
  options: QuintaOptions,
): Stepped {
  if (!state.desk.isKnown)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-offline') }] };
  const desk = submitted(state.desk, id, command);
  return sayNext({ ...state, desk, commands: [...state.commands, id] }, options);
}

/** Unless something waits for its prompt: commands first, then the streams when they are due, then the round. */
function sayNext(state: QuintaState, options: QuintaOptions): Stepped {
  if (state.current) return { state, outputs: [] };
  const isOpen = (by: CommandId | null): boolean =>
    by === null || state.desk.open.some(({ id }) => id === by);
  const [saying, ...sayings] = state.sayings.filter(({ by }) => isOpen(by));
  if (saying) return send({ ...state, sayings }, saying);
  const [id, ...commands] = state.commands;
  if (id !== undefined) return begin({ ...state, sayings: [], commands }, id, options);
  const next = { ...state, sayings: [] };
  if (!next.desk.isKnown) return next.unasked.length > 0 ? askNext(next, options) : complete(next);
  if (next.streamsAreDue) return send({ ...next, streamsAreDue: false }, question({ type: 'get-streams' }));
  return { state: next, outputs: [{ type: 'arm', timer: 'poll', afterMs: pollMs }] };
}

/** The turn of this command has come. */
function begin(state: QuintaState, id: CommandId, options: QuintaOptions): Stepped {
  const open = state.desk.open.find((one) => one.id === id);
  if (!open) return sayNext(state, options);
  const sayings = sayingsOf(open.command, id, state.known);
  if (sayings) return sayNext({ ...state, sayings }, options);
  const { desk, outputs } = settle(state.desk, id, outcome.failed('device-unsupported'));
  return after(sayNext({ ...state, desk }, options), outputs);
}

/** The first round is through: the picture is whole. */
function complete(state: QuintaState): Stepped {
  const { desk, outputs } = synchronise(state.desk, state.known.picture);
  return {
    state: { ...state, desk },
    outputs: [...outputs, { type: 'arm', timer: 'poll', afterMs: pollMs }],
  };
}

function receive(state: QuintaState, data: Uint8Array, options: QuintaOptions): Stepped {
  const decoded = quintaReports.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let next: QuintaState = {
    ...state,
    pending: decoded.pending,
    garbage: state.garbage + decoded.garbage,
  };
  for (const report of decoded.messages) {
    const taken = report.type === 'prompt' ? prompted(next, options) : take(next, report);
    next = taken.state;
    outputs.push(...taken.outputs);
  }
  return { state: next, outputs };
}

function take(state: QuintaState, report: QuintaReport): Stepped {
  const seen = {
    ...state,
    isQuinta: state.isQuinta || report.type !== 'other',
    block: [...state.block, report].slice(-maxBlock),
  };
  return showing(seen, afterReport(state.known, report));
}

function showing(state: QuintaState, known: Known): Stepped {
  const { desk, outputs } = show(state.desk, known.picture);
  return { state: { ...state, known: { ...known, picture: desk.picture }, desk }, outputs };
}

function prompted(state: QuintaState, options: QuintaOptions): Stepped {
  const { current, block } = state;
  const ended = { ...state, block: [] };
  if (!current || !isAnswer(current.say, block)) return { state: ended, outputs: [] };
  const answered = answer({ ...ended, current: null, missed: 0 }, current, block);
  const next = sayNext(answered.state, options);
  return after(next, [{ type: 'disarm', timer: 'prompt' }, ...answered.outputs]);
}

/** What the prompt means for the command before it. */
function answer(state: QuintaState, current: Saying, block: readonly QuintaReport[]): Stepped {
  const outputs: Out[] = [];
  let next = state;
  if (current.say.type === 'login') next = { ...next, isLoggedIn: true };
  if (current.say.type === 'get-streams') {
    const known = afterStreams(next.known, block);
    // Half an answer decides nothing: it is asked for again.
    if (!known) return { state: again(next, current), outputs };
    const shown = showing(next, known);
    next = shown.state;
    outputs.push(...shown.outputs);
    if (next.desk.isKnown) outputs.push({ type: 'status', status: { level: 'ok', code: 'ready' } });
  }
  if (current.say.type === 'get-unit' && !next.desk.isKnown && next.known.list.has(current.say.position))
    next = { ...next, unasked: [{ type: 'get-name', position: current.say.position }, ...next.unasked] };
  if (current.forgets) {
    const gone = current.forgets;
    const { picture } = next.known;
    const requests = picture.requests.filter((seat) => !gone.includes(seat));
    const shown = showing(next, { ...next.known, picture: { ...picture, requests } });
    next = shown.state;
    outputs.push(...shown.outputs);
  }
  if (current.judges === null) return { state: next, outputs };
  const judged = judge(next.desk, [current.judges]);
  return { state: { ...next, desk: judged.desk }, outputs: [...outputs, ...judged.outputs] };
}

function again(state: QuintaState, current: Saying): QuintaState {
  return current.by === null && !state.desk.isKnown
    ? { ...state, unasked: [current.say, ...state.unasked] }
    : { ...state, sayings: [current, ...state.sayings] };
}

function unprompted(state: QuintaState, options: QuintaOptions): Stepped {
  const { current } = state;
  if (!current) return { state, outputs: [] };
  const missed = state.missed + 1;
  if (!state.isLoggedIn || missed >= maxMissed) return { state, outputs: [hangUp(state)] };
  const next = { ...state, current: null, missed };
  return after(sayNext(next.desk.isKnown ? next : again(next, current), options), [
    { type: 'status', status: { level: 'warning', code: 'silent' } },
  ]);
}

/** What kind of silence it is. */
function hangUp({ isLoggedIn, isQuinta, garbage, pending, block }: QuintaState): Out {
  if (isLoggedIn) return { type: 'hang-up', reason: 'no prompt' };
  // It speaks, and does not let us in.
  if (isQuinta) return { type: 'hang-up', reason: 'no prompt to the login', refusal: 'wrong-password' };
  return garbage + pending.length + block.length > 0
    ? { type: 'hang-up', reason: 'no such unit', refusal: 'wrong-device' }
    : { type: 'hang-up', reason: 'no prompt to the login' };
}
