/**
 * One conversation with a Confero controller. Events are numbered, and a poll says from which number on, so
 * that nothing is lost between two; a gap that the controller tells of, a poll that broke off, or numbers that
 * begin anew after a restart mean that everything is asked for again.
 */
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneMode,
} from '../../protocols/models/microphones.ts';
import { parseConferoAnswer, type ConferoAnswer } from '../../protocols/televic-confero/answers.ts';
import type { NumberedEvent } from '../../protocols/televic-confero/events.ts';
import {
  authorization,
  encodeConferoRequest,
  type ConferoRequest,
  type RequestOptions,
} from '../../protocols/televic-confero/requests.ts';
import { maxSpeakersRange, modules, withMode, type Settings } from '../../protocols/televic-confero/words.ts';
import { createHttpDeskSession, type HttpDeskState } from '../http-desk.ts';
import { commandTimeoutMs, readTimeoutMs, type Answered, type HttpWords, type Scope } from '../http-words.ts';
import type { HttpExchange, HttpRequest, Session } from '../session.ts';
import { noRoom, pictureOf, type ConferoMemory } from './memory.ts';

/** How long the controller holds a poll is not documented. */
const pollTimeoutMs = 90_000;
const effectMs = 400;

export interface ConferoOptions extends RequestOptions {
  readonly token: string;
  readonly manual: 'request' | 'operator';
}

type Question = ConferoRequest;
type Memory = ConferoMemory;

export const createConferoSession = (
  options: ConferoOptions,
): Session<HttpDeskState<Question, Memory>, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> =>
  createHttpDeskSession(conferoWords(options));

const conferoWords = (options: ConferoOptions): HttpWords<Question, Memory> => ({
  initial: noRoom,
  effectMs,
  greeting: () => undefined,
  restart: (memory) => memory,
  // After a restart the numbers begin anew: waiting for a high one would be waiting for ever.
  interrupted: (memory) => ({ ...memory, nextEvent: null }),
  polls: () => [{ type: 'poll', modules }],
  reads(scope: Scope) {
    const lists: readonly Question[] = [{ type: 'get-speakers' }, { type: 'get-requests' }];
    if (scope === 'lists') return lists;
    return [
      ...lists,
      { type: 'get-seats' },
      { type: 'get-room-seats' },
      { type: 'get-settings' },
      { type: 'get-meeting' },
    ];
  },
  isOptional: ({ type }) => type === 'get-meeting' || type === 'get-room-seats',
  request(question, { nextEvent }) {
    const asked =
      question.type === 'poll' && nextEvent !== null ? { ...question, minimumId: nextEvent } : question;
    const { method, path, body } = encodeConferoRequest(asked, options);
    return {
      method,
      path,
      headers: {
        Accept: 'application/json',
        ...authorization(options.token),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      timeoutMs: timeoutOf(question),
    };
  },
  command: (command, memory) => commandQuestions(command, memory, options),
  answered(question, answer, memory, isStale) {
    const parsed = parseConferoAnswer(question, answer);
    return parsed.ok ? meaning(question, parsed.message, memory, isStale) : { type: 'garbage' };
  },
  picture: pictureOf,
});

function timeoutOf({ type }: Question): number {
  if (type === 'poll') return pollTimeoutMs;
  return type.startsWith('get-') ? readTimeoutMs : commandTimeoutMs;
}

const understood = (memory: Memory): Answered<Memory> => ({ type: 'understood', memory });

function meaning(
  question: Question,
  message: ConferoAnswer,
  memory: Memory,
  isStale: boolean,
): Answered<Memory> {
  switch (message.type) {
    case 'event':
      return eventCame(message, memory);
    case 'list': {
      if (isStale) return understood(memory);
      const list = question.type === 'get-speakers' ? 'speakers' : 'requests';
      return understood({ ...memory, [list]: message.seats });
    }
    case 'seats':
      return understood({ ...memory, seats: message.seats });
    case 'room-seats':
      return understood({ ...memory, room: new Map(message.seats.map((seat) => [seat.seat, seat])) });
    case 'settings':
      return understood(isStale ? memory : { ...memory, settings: message.settings });
    case 'meeting':
      return understood({ ...memory, participants: message.participants });
    // Without a meeting, or a licence for meetings, microphones work and have no names.
    case 'no-meeting':
    case 'not-licensed':
      return understood({ ...memory, participants: [] });
    case 'nothing-happened':
    case 'done':
      return understood(memory);
    case 'wrong-token':
      return { type: 'hang-up', reason: 'token refused', refusal: 'wrong-password' };
    case 'error':
      return refusal(question, message.status, memory);
  }
}

function refusal({ type }: Question, status: number, memory: Memory): Answered<Memory> {
  // Smaller controllers have neither meetings nor a plan of the room.
  if (status === 404 && type === 'get-meeting') return understood({ ...memory, participants: [] });
  if (status === 404 && type === 'get-room-seats') return understood(memory);
  return type === 'poll' || type.startsWith('get-') ? { type: 'garbage' } : { type: 'refused' };
}

function eventCame({ id, discontinuity, event }: NumberedEvent, memory: Memory): Answered<Memory> {
  const isAnew = memory.nextEvent !== null && id < memory.nextEvent;
  const isGap = discontinuity || isAnew;
  const news = (change: Partial<Memory>, gap = isGap): Answered<Memory> => ({
    type: 'understood',
    memory: { ...memory, ...change, nextEvent: id + 1 },
    news: true,
    gap,
  });
  switch (event.type) {
    case 'speakers-changed':
      return news({ speakers: event.seats });
    case 'requests-changed':
      return news({ requests: event.seats });
    case 'settings-changed':
      return news({ settings: event.settings });
    case 'seat-changed': {
      const { type: _type, ...state } = event;
      const others = memory.seats.filter(({ seat }) => seat !== state.seat);
      return news({
        seats: [...others, state],
        // The lists follow with an event of their own, and their order; this one is the first to tell.
        speakers: withSeat(memory.speakers, state.seat, state.microphoneOn),
        requests: withSeat(memory.requests, state.seat, state.requesting),
      });
    }
    case 'seat-added': {
      const { type: _type, ...seat } = event;
      return news({ room: new Map(memory.room).set(seat.seat, seat) });
    }
    case 'seat-removed':
    case 'meeting-changed':
      return news({}, true);
    case 'other':
      return news({});
  }
}

function withSeat(list: readonly number[], seat: number, isOn: boolean): readonly number[] {
  if (list.includes(seat) === isOn) return list;
  return isOn ? [...list, seat] : list.filter((other) => other !== seat);
}

function commandQuestions(
  command: MicrophoneCommand,
  memory: Memory,
  options: ConferoOptions,
): readonly Question[] | 'refused' | undefined {
  const { speakers, requests } = memory;
  const setSeat = (seat: number, microphoneOn: boolean, requesting: boolean): readonly Question[] => [
    { type: 'set-seat', seat, microphoneOn, requesting },
  ];
  switch (command.type) {
    case 'open':
      return setSeat(command.seat, true, false);
    // Both fields are set at once: the one that is not meant stays as it is.
    case 'close':
      return setSeat(command.seat, false, requests.includes(command.seat));
    case 'add-request':
      return setSeat(command.seat, speakers.includes(command.seat), true);
    case 'end-request':
      return setSeat(command.seat, speakers.includes(command.seat), false);
    case 'open-next': {
      const [first] = requests;
      return first === undefined ? 'refused' : setSeat(first, true, false);
    }
    case 'close-delegates':
      return [{ type: 'clear-delegates' }];
    case 'close-all':
      return [{ type: 'clear-speakers' }];
    case 'end-all-requests':
      return [{ type: 'clear-requests' }];
    case 'set': {
      const { mode, maxOpen, ...others } = command.settings;
      if (!memory.settings || Object.keys(others).length > 0) return undefined;
      if (maxOpen !== undefined && (maxOpen < maxSpeakersRange[0] || maxOpen > maxSpeakersRange[1]))
        return undefined;
      const settings = mode === undefined ? memory.settings : inMode(memory.settings, mode, options);
      const limited = maxOpen === undefined ? settings : { ...settings, maxSpeakers: maxOpen };
      return [{ type: 'set-settings', settings: limited }];
    }
    case 'set-priority':
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
      return undefined;
  }
}

function inMode(settings: Settings, wanted: MicrophoneMode, { manual }: ConferoOptions): Settings {
  switch (wanted) {
    case 'auto':
    case 'fifo': {
      const direct = withMode(settings, 'directSpeak');
      const options = { ...direct.options, speakerOverrideAllowed: wanted === 'fifo' };
      return { ...direct, options };
    }
    case 'manual':
      return withMode(settings, manual);
    case 'voice':
      return withMode(settings, 'handsFree');
  }
}
