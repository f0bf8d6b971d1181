/**
 * One conversation with a Plixus central unit. The unit gives an id, is told which modules are wanted, and
 * brings one event for each poll. Single microphones, requests and replies can only be toggled: a toggle is
 * sent where the picture says that it is needed, and never while another for that seat is on its way.
 */
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneMode,
} from '../../protocols/models/microphones.ts';
import { parsePlixusAnswer, type PlixusAnswer } from '../../protocols/televic-plixus/answers.ts';
import type { PlixusEvent } from '../../protocols/televic-plixus/events.ts';
import {
  encodePlixusRequest,
  type PlixusRequest,
  type Toggle,
} from '../../protocols/televic-plixus/requests.ts';
import {
  maxSpeakersRange,
  modules,
  type SeatState,
  type Settings,
} from '../../protocols/televic-plixus/words.ts';
import { createHttpDeskSession, type HttpDeskState } from '../http-desk.ts';
import { commandTimeoutMs, readTimeoutMs, type Answered, type HttpWords, type Scope } from '../http-words.ts';
import type { HttpExchange, HttpRequest, Session } from '../session.ts';
import { noRoom, pictureOf, type PlixusMemory } from './memory.ts';

/** A poll has to be asked anew within 60 s; how long it is held is not documented. */
const pollTimeoutMs = 90_000;
const effectMs = 400;

export interface PlixusOptions {
  readonly badgeIn: 'down' | 'up';
}

/** What is asked; the id that only the memory knows is filled in when it is sent. */
type Question =
  | { readonly type: 'poll' }
  | { readonly type: 'join'; readonly module: string }
  | Exclude<PlixusRequest, { readonly type: 'next-event' | 'subscribe' }>;
type Memory = PlixusMemory;

export const createPlixusSession = (
  options: PlixusOptions,
): Session<HttpDeskState<Question, Memory>, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> =>
  createHttpDeskSession(plixusWords(options));

function requestOf(question: Question, { client }: Memory): PlixusRequest {
  if (question.type === 'poll') return { type: 'next-event', client: client ?? '' };
  if (question.type === 'join') return { type: 'subscribe', client: client ?? '', module: question.module };
  return question;
}

const plixusWords = (options: PlixusOptions): HttpWords<Question, Memory> => ({
  initial: noRoom,
  effectMs,
  greeting({ client, subscribed }) {
    if (client === null) return { type: 'connect' };
    const module = modules.find((one) => !subscribed.includes(one));
    return module && { type: 'join', module };
  },
  // Badges that were pulled out meanwhile would stay in for ever.
  restart: (memory) => ({ ...memory, client: null, badges: new Map() }),
  polls: () => [{ type: 'poll' }],
  reads(scope: Scope) {
    const lists: readonly Question[] = [
      { type: 'get-speakers' },
      { type: 'get-requests' },
      { type: 'get-replies' },
    ];
    if (scope === 'lists') return lists;
    return [
      ...lists,
      { type: 'get-seats' },
      { type: 'get-room-seats' },
      { type: 'get-settings' },
      { type: 'get-delegates' },
    ];
  },
  isOptional: ({ type }) => type === 'get-delegates' || type === 'get-room-seats' || type === 'get-replies',
  request(question, memory) {
    const { method, path, body } = encodePlixusRequest(requestOf(question, memory));
    return {
      method,
      path,
      ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body }),
      timeoutMs: timeoutOf(question),
    };
  },
  command: commandQuestions,
  answered(question, answer, memory, isStale) {
    const parsed = parsePlixusAnswer(requestOf(question, memory), answer);
    return parsed.ok ? meaning(question, parsed.message, memory, isStale, options) : { type: 'garbage' };
  },
  picture: pictureOf,
});

function timeoutOf({ type }: Question): number {
  if (type === 'poll') return pollTimeoutMs;
  return type.startsWith('get-') || type === 'connect' || type === 'join' ? readTimeoutMs : commandTimeoutMs;
}

const understood = (memory: Memory): Answered<Memory> => ({ type: 'understood', memory });

function meaning(
  question: Question,
  message: PlixusAnswer,
  memory: Memory,
  isStale: boolean,
  options: PlixusOptions,
): Answered<Memory> {
  switch (message.type) {
    case 'connected':
      return understood({ ...memory, client: message.client, subscribed: [] });
    case 'event':
      return eventCame(message.event, memory, options);
    case 'timeout':
      return understood(memory);
    case 'seats':
      return understood(isStale ? memory : { ...memory, seats: bySeat(message.states) });
    case 'seat':
      return understood(memory);
    case 'list':
      return understood(isStale ? memory : { ...memory, ...listOf(question, message.seats) });
    case 'settings':
      return understood(isStale ? memory : { ...memory, settings: message.settings });
    case 'room-seats':
      return understood({ ...memory, room: new Map(message.seats.map((seat) => [seat.seat, seat])) });
    case 'delegates':
      return understood({ ...memory, delegates: message.delegates });
    case 'done':
      return understood(joined(question, memory));
    case 'error':
      return refusal(question, memory);
  }
}

const bySeat = (states: readonly SeatState[]): ReadonlyMap<number, SeatState> =>
  new Map(states.map((state) => [state.seat, state]));

function listOf({ type }: Question, seats: readonly number[]): Partial<Memory> {
  if (type === 'get-speakers') return { speakers: seats };
  return type === 'get-requests' ? { requests: seats } : { replies: seats };
}

const joined = (question: Question, memory: Memory): Memory =>
  question.type === 'join' ? { ...memory, subscribed: [...memory.subscribed, question.module] } : memory;

function refusal(question: Question, memory: Memory): Answered<Memory> {
  switch (question.type) {
    case 'poll':
      // What an id that was forgotten is answered with is not documented: any refusal is read as that.
      return { type: 'session-lost' };
    case 'join':
      // A unit without this module works without its events.
      return understood(joined(question, memory));
    case 'get-delegates':
      return understood({ ...memory, delegates: [] });
    case 'get-room-seats':
    case 'get-replies':
      return understood(memory);
    default:
      return question.type.startsWith('get-') || question.type === 'connect'
        ? { type: 'garbage' }
        : { type: 'refused' };
  }
}

function eventCame(event: PlixusEvent, memory: Memory, { badgeIn }: PlixusOptions): Answered<Memory> {
  const news = (change: Partial<Memory>, gap = false): Answered<Memory> => ({
    type: 'understood',
    memory: { ...memory, ...change },
    news: true,
    gap,
  });
  const inRoom = (seat: number): PlixusMemory['room'] => {
    const room = new Map(memory.room);
    room.delete(seat);
    return room;
  };
  switch (event.type) {
    case 'seats-changed': {
      let { speakers, requests, replies } = memory;
      const seats = new Map(memory.seats);
      // The lists follow with events of their own, and their order; this one is the first to tell.
      for (const state of event.states) {
        seats.set(state.seat, state);
        speakers = withSeat(speakers, state.seat, state.microphoneOn);
        requests = withSeat(requests, state.seat, state.requesting);
        replies = withSeat(replies, state.seat, state.replying);
      }
      return news({ seats, speakers, requests, replies });
    }
    case 'speakers-changed':
      return news({ speakers: event.seats });
    case 'requests-changed':
      return news({ requests: event.seats });
    case 'replies-changed':
      return news({ replies: event.seats });
    case 'settings-changed':
      return news({ settings: event.settings });
    case 'room-seat-changed':
      return news({ room: new Map(memory.room).set(event.state.seat, event.state) });
    case 'label-changed': {
      const place = memory.room.get(event.seat);
      if (!place) return news({}, true);
      return news({ room: new Map(memory.room).set(event.seat, { ...place, label: event.label }) });
    }
    case 'room-seat-removed':
      return news({ room: inRoom(event.seat) }, true);
    case 'role-changed':
      return news({}, true);
    case 'delegates-changed':
      return news({ delegates: event.delegates });
    case 'badge': {
      const badges = new Map(memory.badges);
      if (event.down === (badgeIn === 'down')) badges.set(event.seat, event.badge);
      else badges.delete(event.seat);
      return news({ badges });
    }
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
  open: readonly MicrophoneCommand[],
): readonly Question[] | undefined {
  const { speakers, requests, replies } = memory;
  const toggle = (
    seat: number,
    what: Toggle,
    list: readonly number[],
    wanted: boolean,
  ): readonly Question[] => {
    const isOnItsWay = open.some((other) => 'seat' in other && other.seat === seat);
    return list.includes(seat) === wanted || isOnItsWay ? [] : [{ type: 'toggle', seat, what }];
  };
  switch (command.type) {
    case 'open':
      return toggle(command.seat, 'microphone', speakers, true);
    case 'close':
      return toggle(command.seat, 'microphone', speakers, false);
    case 'add-request':
      return toggle(command.seat, 'request', requests, true);
    case 'end-request':
      return toggle(command.seat, 'request', requests, false);
    case 'add-reply':
      return toggle(command.seat, 'reply', replies, true);
    case 'end-reply':
      return toggle(command.seat, 'reply', replies, false);
    case 'close-delegates':
      return [{ type: 'clear-delegates' }];
    case 'close-all': {
      // The call that takes the chair's microphone too would also empty the request list.
      const chairs = speakers.filter((seat) => memory.seats.get(seat)?.role === 'chairman');
      return [
        { type: 'clear-delegates' },
        ...chairs.flatMap((seat) => toggle(seat, 'microphone', speakers, false)),
      ];
    }
    case 'open-next':
      return [{ type: 'next' }];
    case 'end-all-requests':
      return [{ type: 'clear-requests' }];
    case 'order-requests':
      return [{ type: 'order-requests', seats: command.seats }];
    case 'set': {
      const { mode, withReplies, maxOpen, ...others } = command.settings;
      if (!memory.settings || Object.keys(others).length > 0) return undefined;
      if (maxOpen !== undefined && (maxOpen < maxSpeakersRange[0] || maxOpen > maxSpeakersRange[1]))
        return undefined;
      const settings: Settings = {
        ...(mode === undefined ? memory.settings : inMode(memory.settings, mode)),
        ...(maxOpen === undefined ? {} : { maxSpeakers: maxOpen }),
        ...(withReplies === undefined ? {} : { replies: withReplies }),
      };
      return [{ type: 'set-settings', settings }];
    }
    case 'set-priority':
      return undefined;
  }
}

function inMode(settings: Settings, wanted: MicrophoneMode): Settings {
  // Voice control of a group would outlive the change of the mode.
  const isVox = settings.rest['microphoneActivationType'] === 'vox';
  const rest = isVox ? { ...settings.rest, microphoneActivationType: 'toggle' } : settings.rest;
  switch (wanted) {
    case 'auto':
    case 'fifo':
      return { ...settings, rest, mode: 'directAccess', override: wanted === 'fifo' };
    case 'manual':
      return { ...settings, rest, mode: 'request' };
    case 'voice':
      return { ...settings, mode: 'handsFree' };
  }
}
