/**
 * One conversation with a DICENTIS Wireless access point. A poll on each list is held until the list changes,
 * one for each path; what happens between two polls is not told, so a plain question follows each of them.
 * Writes are carried out a moment after they are answered. A session that another client took over is not
 * taken back at once.
 */
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneSettings,
} from '../../protocols/models/microphones.ts';
import { parseWapAnswer, type WapAnswer } from '../../protocols/bosch-dicentis-wireless/answers.ts';
import { encodeWapRequest, type WapRequest } from '../../protocols/bosch-dicentis-wireless/requests.ts';
import {
  maxOpenRange,
  sessionHeader,
  waitingRange,
  withMode,
  type Resource,
} from '../../protocols/bosch-dicentis-wireless/words.ts';
import { createHttpDeskSession, type HttpDeskState } from '../http-desk.ts';
import { commandTimeoutMs, readTimeoutMs, type Answered, type HttpWords, type Scope } from '../http-words.ts';
import type { HttpExchange, HttpRequest, Session } from '../session.ts';
import { noSystem, pictureOf, type PictureOptions, type WapMemory } from './memory.ts';

/** The unit holds a poll for about 50 s. */
const pollTimeoutMs = 60_000;
/** After a logout, the same user's next login waits until held polls have ended: up to 50 s. */
const loginTimeoutMs = 60_000;
/** A list read 20 ms after a write may be the old one; half a second later it is not. */
const effectMs = 600;
const lookMs = 300;

export interface WapOptions extends PictureOptions {
  readonly username: string;
  readonly password: string;
  readonly override: boolean;
  readonly discuss: boolean;
  readonly fullList: 'refuse' | 'replace';
}

type Question = WapRequest;
type Memory = WapMemory;

export const createWapSession = (
  options: WapOptions,
): Session<HttpDeskState<Question, Memory>, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> =>
  createHttpDeskSession(wapWords(options));

const get = (resource: Resource, polling = false): Question => ({ type: 'get', resource, polling });
const polled: readonly Resource[] = ['speakers', 'waiting-list', 'seats'];

const wapWords = (options: WapOptions): HttpWords<Question, Memory> => ({
  initial: noSystem,
  effectMs,
  lookMs,
  greeting({ sid, wasLoggedIn }) {
    if (sid !== null) return undefined;
    const { username, password, override } = options;
    return { type: 'login', override: override && !wasLoggedIn, username, password };
  },
  restart: (memory) => ({ ...memory, sid: null, wasLoggedIn: true }),
  polls: () => polled.map((resource) => get(resource, true)),
  reads(scope: Scope) {
    const lists = polled.map((resource) => get(resource));
    if (scope === 'lists') return lists;
    const rest = [get('participants'), get('system/status')];
    return [...lists, ...rest, ...(options.discuss ? [get('discuss')] : [])];
  },
  isOptional: (question) =>
    question.type === 'get' && (question.resource === 'participants' || question.resource === 'discuss'),
  request(question, { sid }) {
    const { method, path, body } = encodeWapRequest(question);
    return {
      method,
      path,
      headers: {
        ...(sid === null ? {} : { [sessionHeader]: sid }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: timeoutOf(question),
    };
  },
  command: (command, memory) => commandQuestions(command, memory, options),
  answered(question, answer, memory, isStale) {
    const parsed = parseWapAnswer(question, answer);
    return parsed.ok ? meaning(question, parsed.message, memory, isStale) : { type: 'garbage' };
  },
  picture: (memory) => pictureOf(memory, options),
  status: ({ power }) => (power === 0 ? null : { level: 'fault', code: 'power-off' }),
});

function timeoutOf(question: Question): number {
  if (question.type === 'login') return loginTimeoutMs;
  if (question.type !== 'get') return commandTimeoutMs;
  return question.polling ? pollTimeoutMs : readTimeoutMs;
}

function meaning(question: Question, message: WapAnswer, memory: Memory, isStale: boolean): Answered<Memory> {
  const isPoll = question.type === 'get' && question.polling;
  // A plain answer may be older than what a poll has told since; a poll's own is the newest there is.
  const learnt = (change: Partial<Memory>): Answered<Memory> => {
    if (isStale && !isPoll) return { type: 'understood', memory };
    const next = { ...memory, ...change };
    return { type: 'understood', memory: next, news: isPoll && isAnother(memory, next) };
  };
  switch (message.type) {
    case 'logged-in':
      return { type: 'understood', memory: { ...memory, sid: message.sid } };
    case 'seats':
      return learnt({ seats: message.seats });
    case 'speakers':
      return learnt({ speakers: message.speakers });
    case 'waiters':
      return learnt({ waiters: message.waiters });
    case 'participants':
      return { type: 'understood', memory: { ...memory, participants: message.participants } };
    case 'discuss':
      return { type: 'understood', memory: { ...memory, discuss: message.discuss } };
    case 'power':
      return { type: 'understood', memory: { ...memory, power: message.state } };
    case 'system-info':
    case 'done':
      return { type: 'understood', memory };
    case 'no-session':
      return question.type === 'login' ? wrongPassword : { type: 'session-lost' };
    case 'error':
      return refusal(question, message, memory);
  }
}

const isAnother = (before: Memory, after: Memory): boolean =>
  JSON.stringify(before) !== JSON.stringify(after);

const wrongPassword: Answered<Memory> = {
  type: 'hang-up',
  reason: 'user or password refused',
  refusal: 'wrong-password',
};

function refusal(
  question: Question,
  { status, details }: WapAnswer & { readonly type: 'error' },
  memory: Memory,
): Answered<Memory> {
  if (question.type === 'login') {
    if (status === 401) return wrongPassword;
    if (status === 409) return { type: 'hang-up', reason: 'somebody else is logged in', refusal: 'kicked' };
    return { type: 'garbage' };
  }
  if (question.type === 'get') {
    // Other firmware has no such call: modes and limits stay unknown.
    return question.resource === 'discuss'
      ? { type: 'understood', memory: { ...memory, discuss: null } }
      : { type: 'garbage' };
  }
  if (status === 401) return { type: 'session-lost' };
  // Whoever is not in the list any more is off it, as was asked.
  const isGone = question.type.startsWith('remove-') && /not found/i.test(details ?? '');
  return isGone ? { type: 'understood', memory } : { type: 'refused' };
}

function commandQuestions(
  command: MicrophoneCommand,
  memory: Memory,
  options: WapOptions,
): readonly Question[] | 'refused' | undefined {
  switch (command.type) {
    case 'open':
      return options.fullList === 'refuse' && isFullFor(command.seat, memory)
        ? 'refused'
        : [{ type: 'add-speakers', seats: [command.seat] }];
    case 'close':
      return [removal(command.seat, memory)];
    // The calls for whole lists would take the chair along, and the waiting list.
    case 'close-delegates':
      return removals(memory, false);
    case 'close-all':
      return removals(memory, true);
    case 'open-next':
      return [{ type: 'shift' }];
    case 'add-request':
      return [{ type: 'add-waiters', seats: [command.seat] }];
    case 'end-request':
      return [{ type: 'remove-waiter', seat: command.seat }];
    case 'end-all-requests':
      return [{ type: 'clear-waiters' }];
    case 'set':
      return setQuestions(command.settings, memory, options);
    case 'set-priority':
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
      return undefined;
  }
}

function isFullFor(seat: number, { seats, speakers, discuss }: Memory): boolean {
  if (!discuss || seats.find((one) => one.seat === seat)?.prio) return false;
  const delegates = speakers.filter((one) => !one.prio);
  return delegates.length >= discuss.maxOpenMics && !delegates.some((one) => one.seat === seat);
}

/** A chair who speaks by the priority button is taken off by that list. */
function removal(seat: number, { speakers }: Memory): Question {
  const isPriority = speakers.find((one) => one.seat === seat)?.prioOn ?? false;
  return { type: isPriority ? 'remove-priority' : 'remove-speaker', seat };
}

const removals = (memory: Memory, withChair: boolean): readonly Question[] =>
  memory.speakers.filter(({ prio }) => withChair || !prio).map(({ seat }) => removal(seat, memory));

function setQuestions(
  { mode, maxOpen, maxRequests, ...others }: MicrophoneSettings,
  { discuss }: Memory,
  { manualOpen }: WapOptions,
): readonly Question[] | undefined {
  if (!discuss || Object.keys(others).length > 0) return undefined;
  const isBetween = (value: number | undefined, [lowest, highest]: readonly [number, number]): boolean =>
    value === undefined || (value >= lowest && value <= highest);
  if (!isBetween(maxOpen, maxOpenRange) || !isBetween(maxRequests, waitingRange)) return undefined;
  const changed = mode === undefined ? discuss : withMode(discuss, mode, manualOpen);
  if (!changed) return undefined;
  return [
    {
      type: 'set-discuss',
      discuss: {
        ...changed,
        ...(maxOpen === undefined ? {} : { maxOpenMics: maxOpen }),
        ...(maxRequests === undefined ? {} : { waitingListSize: maxRequests }),
      },
    },
  ];
}
