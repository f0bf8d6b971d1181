/**
 * One conversation with a CoCon Room Server (or a bare Plixus engine with the same API). The server gives an
 * id, keeps events for it between two polls and forgets it after a while: then everything starts anew. A
 * command is accepted with 0 even for a seat that does not exist, so only events and reading back prove it.
 */
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneMode,
} from '../../protocols/models/microphones.ts';
import { parseCoConAnswer, type CoConAnswer } from '../../protocols/televic-cocon/answers.ts';
import { encodeCoConRequest, type CoConRequest } from '../../protocols/televic-cocon/requests.ts';
import { microphoneMode, priorityWords, type Mode } from '../../protocols/televic-cocon/words.ts';
import { createHttpDeskSession, type HttpDeskState } from '../http-desk.ts';
import { commandTimeoutMs, readTimeoutMs, type Answered, type HttpWords, type Scope } from '../http-words.ts';
import type { HttpExchange, HttpRequest, Session } from '../session.ts';
import { noRoom, pictureOf, type CoConMemory } from './memory.ts';

/** The document names 30 s and prints 60 s: whoever holds a poll longer is gone. */
const pollTimeoutMs = 75_000;
/** After an accepted command, ms. */
const effectMs = 400;

export interface CoConOptions {
  readonly manual: 'Request' | 'OnlyRequest' | 'Operator';
  readonly voice: 'activation' | 'mode';
}

/** What is asked; ids that only the memory knows are filled in when it is sent. */
type Question = { readonly type: 'poll' } | CoConRequest;
type Memory = CoConMemory;

export const createCoConSession = (
  options: CoConOptions,
): Session<HttpDeskState<Question, Memory>, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> =>
  createHttpDeskSession(coconWords(options));

const coconWords = (options: CoConOptions): HttpWords<Question, Memory> => ({
  initial: noRoom,
  effectMs,
  greeting({ id, roomId }) {
    if (id === null) return { type: 'connect' };
    return roomId === null ? { type: 'get-active-room' } : undefined;
  },
  // Badges that were pulled out meanwhile would stay in for ever.
  restart: (memory) => ({ ...memory, id: null, sitters: new Map() }),
  polls: () => [{ type: 'poll' }],
  reads,
  isOptional: ({ type }) => type === 'get-delegates' || type === 'get-logins' || type === 'get-activation',
  request(question, { id }) {
    if (question.type === 'poll') {
      const { method, path } = encodeCoConRequest({ type: 'notification', id: id ?? '' });
      return { method, path, timeoutMs: pollTimeoutMs };
    }
    const { method, path } = encodeCoConRequest(question);
    const isRead = question.type.startsWith('get-') || question.type === 'connect';
    return { method, path, timeoutMs: isRead ? readTimeoutMs : commandTimeoutMs };
  },
  command: (command, memory) => commandQuestions(command, memory, options),
  answered(question, answer, memory, isStale) {
    const parsed = parseCoConAnswer(answer);
    if (!parsed.ok) return { type: 'garbage' };
    const { message } = parsed;
    if (question.type === 'poll') return pollAnswered(message, memory);
    if (question.type === 'connect' || question.type.startsWith('get-'))
      return readAnswered(question, message, memory, isStale);
    if (message.type === 'result' && message.code === 0) return { type: 'understood', memory };
    return message.type === 'result' || message.type === 'text' ? { type: 'refused' } : { type: 'garbage' };
  },
  picture: pictureOf,
  status: ({ hasUnit }) => (hasUnit ? null : { level: 'fault', code: 'not-ready' }),
});

function reads(scope: Scope, { roomId, isPlixus }: Memory): readonly Question[] {
  const lists: readonly Question[] = [{ type: 'get-microphones' }];
  if (scope === 'lists') return lists;
  const room = roomId ?? 0;
  const engine: readonly Question[] = [
    ...lists,
    { type: 'get-mode' },
    { type: 'get-activation' },
    { type: 'get-seats', roomId: room },
    { type: 'get-units-state', roomId: room },
  ];
  return isPlixus ? engine : [...engine, { type: 'get-delegates' }, { type: 'get-logins' }];
}

const understood = (memory: Memory, more: { news?: boolean; gap?: boolean } = {}): Answered<Memory> => ({
  type: 'understood',
  memory,
  ...more,
});

function pollAnswered(message: CoConAnswer, memory: Memory): Answered<Memory> {
  const news = (change: Partial<Memory>, gap = false): Answered<Memory> =>
    understood({ ...memory, ...change }, { news: true, gap });
  switch (message.type) {
    case 'timeout':
      return understood(memory);
    case 'unknown-session':
      return { type: 'session-lost' };
    case 'lists-changed': {
      const { speakers, requests, replies } = message;
      return news({ lists: { speakers, requests, replies } });
    }
    case 'mode-changed':
      return news({ mode: { ...memory.mode, ...message.mode } });
    case 'unit-state': {
      // A unit that no seat has: the room is another than we read.
      const isKnown = memory.seats.some(({ unitId }) => unitId === message.unitId);
      return news({ units: new Map(memory.units).set(message.unitId, message.online) }, !isKnown);
    }
    case 'badge':
    case 'on-seat': {
      const sitters = new Map(memory.sitters);
      const { seat, delegate, badge } = message;
      const isThere = message.type === 'badge' ? message.inserted : message.onSeat;
      if (isThere) sitters.set(seat, { delegate, ...(badge === undefined ? {} : { badge }) });
      else sitters.delete(seat);
      return news({ sitters }, !isThere);
    }
    case 'seating':
    case 'meeting-delegates':
    case 'meeting-state':
    case 'delegates-changed':
      return news({}, true);
    case 'central-unit':
      return news({ hasUnit: message.connected }, true);
    case 'database':
    case 'button':
    case 'speaker':
    case 'other':
      return news({});
    default:
      return { type: 'garbage' };
  }
}

function readAnswered(
  question: Question,
  message: CoConAnswer,
  memory: Memory,
  isStale: boolean,
): Answered<Memory> {
  switch (message.type) {
    case 'connected':
      return question.type === 'connect' ? understood({ ...memory, id: message.id }) : { type: 'garbage' };
    case 'active-room':
      return understood({ ...memory, roomId: message.roomId, isPlixus: message.server === undefined });
    case 'microphones': {
      if (isStale) return understood(memory);
      const { speakers, requests, replies, mode } = message;
      return understood({
        ...memory,
        lists: { speakers, requests, replies },
        mode: { ...memory.mode, ...mode },
      });
    }
    case 'mode':
      return isStale
        ? understood(memory)
        : understood({ ...memory, mode: { ...memory.mode, ...message.mode } });
    case 'activation': {
      const { mode } = memory;
      return understood(mode ? { ...memory, mode: { ...mode, activation: message.activation } } : memory);
    }
    case 'seats':
      return understood({ ...memory, seats: message.seats });
    case 'units-state':
      if (isStale) return understood(memory);
      return understood({
        ...memory,
        units: new Map(message.units.map(({ unitId, online }) => [unitId, online])),
      });
    case 'delegates':
      return understood({
        ...memory,
        delegates: new Map(message.delegates.map((delegate) => [delegate.id, delegate])),
      });
    case 'logins':
      return understood({ ...memory, logins: new Map(message.logins.map((login) => [login.seat, login])) });
    case 'result':
    case 'text':
      return withoutAnswer(question, message, memory);
    default:
      return { type: 'garbage' };
  }
}

/** Without a meeting, a database or a licence some questions are answered by a number or a hint in words. */
function withoutAnswer(question: Question, message: CoConAnswer, memory: Memory): Answered<Memory> {
  switch (question.type) {
    case 'get-delegates':
      return understood({ ...memory, delegates: new Map() });
    case 'get-logins':
      return understood({ ...memory, logins: new Map() });
    case 'get-units-state':
    case 'get-activation':
      return understood(memory);
    default:
      return message.type === 'result' ? { type: 'refused' } : { type: 'garbage' };
  }
}

function commandQuestions(
  command: MicrophoneCommand,
  memory: Memory,
  options: CoConOptions,
): readonly Question[] | undefined {
  switch (command.type) {
    case 'open':
      return [{ type: 'set-state', seat: command.seat, state: 'On' }];
    case 'close':
    case 'end-request':
      return [{ type: 'set-state', seat: command.seat, state: 'Off' }];
    case 'add-request':
      return [{ type: 'set-state', seat: command.seat, state: 'Request' }];
    case 'close-delegates':
      return [{ type: 'clear', list: 'Speakers' }];
    case 'close-all': {
      // The call that takes the chair's microphone too would also empty the request list.
      const chairs = memory.seats.filter(({ seat, chair }) => chair && memory.lists.speakers.includes(seat));
      const off = chairs.map(({ seat }): Question => ({ type: 'set-state', seat, state: 'Off' }));
      return [{ type: 'clear', list: 'Speakers' }, ...off];
    }
    case 'open-next':
      return [{ type: 'next' }];
    case 'end-all-requests':
      return [{ type: 'clear', list: 'Requests' }];
    case 'set-priority': {
      const priority = memory.isPlixus ? undefined : priorityWords[command.priority];
      return priority && [{ type: 'set-priority', seat: command.seat, priority }];
    }
    case 'set': {
      const { mode, maxOpen, ...others } = command.settings;
      return Object.keys(others).length > 0 ? undefined : modeQuestions(mode, maxOpen, memory.mode, options);
    }
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
      return undefined;
  }
}

function modeQuestions(
  wanted: MicrophoneMode | undefined,
  maxOpen: number | undefined,
  known: Mode | null,
  options: CoConOptions,
): readonly Question[] {
  // The call wants the whole of it; what we do not change stays as it was told.
  const before: Mode = {
    allowRequest: true,
    allowCancelRequest: true,
    allowSwitchOff: true,
    ...(known ?? { mode: 'DirectSpeak' }),
  };
  const isAnother = wanted !== undefined && (known === null || microphoneMode(known) !== wanted);
  const mode = isAnother ? withMode(before, wanted, options) : before;
  const setMode: Question = {
    type: 'set-mode',
    mode: { ...mode, ...(maxOpen === undefined ? {} : { maxActive: maxOpen }) },
  };
  const activation = isAnother && wanted === 'voice' && options.voice === 'activation' ? 'Vox' : 'Toggle';
  const isVox = known?.activation === 'Vox';
  const changesActivation = isAnother && (activation === 'Vox') !== isVox;
  return changesActivation ? [setMode, { type: 'set-activation', activation }] : [setMode];
}

function withMode(before: Mode, wanted: MicrophoneMode, { manual, voice }: CoConOptions): Mode {
  switch (wanted) {
    case 'auto':
    case 'fifo':
      return { ...before, mode: 'DirectSpeak', fifo: wanted === 'fifo' };
    case 'manual':
      return { ...before, mode: manual };
    case 'voice':
      return { ...before, mode: voice === 'mode' ? 'Vox' : 'Request' };
  }
}
