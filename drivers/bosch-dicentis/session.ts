/**
 * One conversation with a Bosch DICENTIS server, as a pure session (drivers/session.ts). An event carries no
 * data and fires once: it is armed again only by fetching what it speaks of, so each is answered by a fetch,
 * and after a fetch that failed it is registered anew. A fetch of the list every 5 s is the sign of life and
 * heals what was lost. Every answer is matched by its number; one that nobody asked for means nothing.
 */
import { parseMessage, type DicentisMessage } from '../../protocols/bosch-dicentis/answers.ts';
import type { ContentMember } from '../../protocols/bosch-dicentis/envelope.ts';
import { encodeRequest, type DicentisRequest } from '../../protocols/bosch-dicentis/requests.ts';
import { events, wordIn, type DicentisEvent } from '../../protocols/bosch-dicentis/words.ts';
import type { MicrophoneCommand, MicrophoneEvent, SeatNumber } from '../../protocols/models/microphones.ts';
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
import { createSeatNumbers, type SeatNumbers } from '../seat-numbers.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';
import { requestsOf, type Server } from './commands.ts';
import { isWhole, nothingTold, pictureOf, type Told } from './picture.ts';

export const signIntervalMs = 5000;
/** Every so many signs of life seats and limits are asked for as well. */
const signsPerWhole = 12;
const maxMissed = 2;

export interface DicentisOptions {
  readonly user: string;
  readonly password: string;
  readonly server: Server;
  readonly answers: ContentMember;
  readonly units: Readonly<Record<string, SeatNumber>>;
}

type Purpose =
  | { readonly type: 'login' | 'register' | 'seats' | 'options' }
  /** The list was asked for after these commands were carried out. */
  | { readonly type: 'list'; readonly judges: readonly CommandId[] }
  | { readonly type: 'command'; readonly id: CommandId };

export interface DicentisState {
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
  readonly told: Told;
  readonly nextId: number;
  /** Requests without an answer so far, by their number. */
  readonly asked: ReadonlyMap<number, Purpose>;
  /** The number of the latest sign of life. */
  readonly sign: number;
  readonly signs: number;
  readonly missed: number;
  readonly garbage: number;
}

type Out = Output<MicrophoneEvent, string>;
type Stepped = Step<DicentisState, MicrophoneEvent, string>;

export function createDicentisSession(
  options: DicentisOptions,
): Session<DicentisState, MicrophoneCommand, MicrophoneEvent, string, string> {
  const initial: DicentisState = {
    desk: emptyDesk,
    numbers: createSeatNumbers(options.units),
    told: nothingTold,
    nextId: 1,
    asked: new Map(),
    sign: 0,
    signs: 0,
    missed: 0,
    garbage: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, initial),
  };
}

function step(
  state: DicentisState,
  input: Input<MicrophoneCommand, string>,
  options: DicentisOptions,
  initial: DicentisState,
): Stepped {
  switch (input.type) {
    case 'link-up': {
      const { user, password } = options;
      const login = ask(initial, { type: 'login' }, { operation: 'Login', user, password });
      return after({ state: { ...login.state, sign: 1 }, outputs: login.outputs }, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'sign', afterMs: signIntervalMs },
      ]);
    }
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options);
    case 'timer':
      return signDue(state);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const after = ({ state, outputs }: Stepped, before: readonly Out[]): Stepped => ({
  state,
  outputs: [...before, ...outputs],
});

function ask(state: DicentisState, purpose: Purpose, request: DicentisRequest): Stepped {
  const { nextId } = state;
  return {
    state: { ...state, nextId: nextId + 1, asked: new Map(state.asked).set(nextId, purpose) },
    outputs: [{ type: 'send', data: encodeRequest(nextId, request) }],
  };
}

/** One request behind the other; the answers' order does not matter. */
const askAll = (state: DicentisState, requests: readonly (readonly [Purpose, DicentisRequest])[]): Stepped =>
  requests.reduce<Stepped>(
    (all, [purpose, request]) => after(ask(all.state, purpose, request), all.outputs),
    { state, outputs: [] },
  );

const register = (names: readonly DicentisEvent[]): readonly [Purpose, DicentisRequest] => [
  { type: 'register' },
  { operation: 'RegisterEvents', events: names },
];
const fetchSeats: readonly [Purpose, DicentisRequest] = [{ type: 'seats' }, { operation: 'GetSeats' }];
const fetchOptions: readonly [Purpose, DicentisRequest] = [
  { type: 'options' },
  { operation: 'GetDiscussionOptions' },
];
const fetchList = (judges: readonly CommandId[] = []): readonly [Purpose, DicentisRequest] => [
  { type: 'list', judges },
  { operation: 'GetDiscussionList' },
];

function signDue(state: DicentisState): Stepped {
  const missed = state.asked.has(state.sign) ? state.missed + 1 : 0;
  // Nothing but text that this server would not say: it is something else.
  if (!state.desk.isKnown && state.garbage > 0 && missed > 0)
    return { state, outputs: [{ type: 'hang-up', reason: 'no such server', refusal: 'wrong-device' }] };
  if (missed >= maxMissed)
    return { state, outputs: [{ type: 'hang-up', reason: `${missed} questions without an answer` }] };
  const late: Out[] = missed > 0 ? [{ type: 'status', status: { level: 'warning', code: 'silent' } }] : [];
  const signs = state.signs + 1;
  const next = { ...state, missed, signs, sign: state.nextId };
  // What an event said while nothing came is lost, and with it the event: everything from the start.
  const isWholeDue = missed > 0 || !state.desk.isKnown || signs % signsPerWhole === 0;
  return after(
    askAll(next, [fetchList(), ...(isWholeDue ? [register(events), fetchSeats, fetchOptions] : [])]),
    [...late, { type: 'arm', timer: 'sign', afterMs: signIntervalMs }],
  );
}

function receive(state: DicentisState, data: string, options: DicentisOptions): Stepped {
  const parsed = parseMessage(data, options.answers);
  if (!parsed.ok)
    return { state: { ...state, garbage: state.garbage + 1 }, outputs: [{ type: 'garbage', count: 1 }] };
  const { message } = parsed;
  if (message.type === 'event') {
    const changed = message.events.map((name) => wordIn(events, name));
    return askAll(state, [
      ...(changed.includes('SeatsChanged') ? [fetchSeats] : []),
      ...(changed.includes('DiscussionListChanged') ? [fetchList()] : []),
    ]);
  }
  const purpose = state.asked.get(message.messageId);
  if (!purpose) return { state, outputs: [] };
  const asked = new Map(state.asked);
  asked.delete(message.messageId);
  return take({ ...state, asked, missed: 0 }, purpose, message);
}

function take(
  state: DicentisState,
  purpose: Purpose,
  message: Exclude<DicentisMessage, { readonly type: 'event' }>,
): Stepped {
  if (message.type === 'error') return refused(state, purpose, message.message);
  switch (purpose.type) {
    case 'login':
      if (message.type === 'login' && !message.loggedIn)
        return { state, outputs: [{ type: 'hang-up', reason: 'login refused', refusal: 'wrong-password' }] };
      // Registered first: what changes from now on is not missed.
      return askAll(state, [register(events), fetchSeats, fetchOptions, fetchList()]);
    case 'seats':
      return message.type === 'seats' ? told(state, { seats: message.seats }) : { state, outputs: [] };
    case 'options': {
      if (message.type !== 'options') return { state, outputs: [] };
      const { maxRequests, maxResponses } = message;
      return told(state, { limits: { maxRequests, maxReplies: maxResponses } });
    }
    case 'list': {
      if (message.type !== 'discussion') return { state, outputs: [] };
      const shown = told(state, { entries: message.entries });
      const { desk, outputs } = judge(shown.state.desk, purpose.judges);
      return after({ state: { ...shown.state, desk }, outputs }, shown.outputs);
    }
    case 'command': {
      const isLast = ![...state.asked.values()].some(
        (other) => other.type === 'command' && other.id === purpose.id,
      );
      return isLast ? askAll(state, [fetchList([purpose.id])]) : { state, outputs: [] };
    }
    case 'register':
      return { state, outputs: [] };
  }
}

function told(state: DicentisState, news: Partial<Told>): Stepped {
  const all = { ...state.told, ...news };
  if (!isWhole(all)) return { state: { ...state, told: all }, outputs: [] };
  const { picture, numbers } = pictureOf(all, state.numbers);
  const wasWhole = state.desk.isKnown && news.entries === undefined;
  const { desk, outputs } = wasWhole ? show(state.desk, picture) : synchronise(state.desk, picture);
  return { state: { ...state, told: all, numbers, desk }, outputs };
}

/** The server's own words for why not. */
function refused(state: DicentisState, purpose: Purpose, words: string): Stepped {
  switch (purpose.type) {
    case 'command': {
      const { desk, outputs } = settle(state.desk, purpose.id, outcome.failed('device-refused'));
      return { state: { ...state, desk }, outputs };
    }
    case 'options':
      // Older servers do not know the question; the limits stay unknown.
      return told(state, { limits: { maxRequests: null, maxReplies: null } });
    case 'seats':
    case 'list':
      // A fetch that failed has not armed its event.
      return after(
        askAll(state, [register([purpose.type === 'seats' ? 'SeatsChanged' : 'DiscussionListChanged'])]),
        [{ type: 'status', status: { level: 'warning', code: 'not-ready', detail: words.slice(0, 120) } }],
      );
    case 'login':
    case 'register':
      return {
        state,
        outputs: [
          { type: 'status', status: { level: 'fault', code: 'not-ready', detail: words.slice(0, 120) } },
        ],
      };
  }
}

function submit(
  state: DicentisState,
  id: CommandId,
  command: MicrophoneCommand,
  { server }: DicentisOptions,
): Stepped {
  const fail = (code: 'device-offline' | 'device-unsupported'): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }],
  });
  if (!state.desk.isKnown) return fail('device-offline');
  const { picture } = state.desk;
  const requests = requestsOf(command, picture, state.told.entries ?? [], state.numbers, server);
  if (!requests) return fail('device-unsupported');
  const next = { ...state, desk: submitted(state.desk, id, command) };
  // Nothing to do as far as we know: the list tells whether that is so.
  if (requests.length === 0) return askAll(next, [fetchList([id])]);
  // The list behind them shows the effect as early as can be. If it does not, the one asked for after the
  // answer decides: only that one is certainly later than the command.
  return askAll(next, [
    ...requests.map((request) => [{ type: 'command', id }, request] as const),
    fetchList(),
  ]);
}
