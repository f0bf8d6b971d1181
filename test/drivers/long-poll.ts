/**
 * A throw-away protocol over HTTP long polls, to hold the session contract against its fourth kind of wire:
 * `GET /events?after=N` answers when something happened or after 25 s, `POST /microphones/N {"open":…}`.
 */
import type { HttpExchange, HttpRequest, Session, Step } from '../../drivers/session.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';

interface State {
  readonly nextId: number;
  readonly after: number;
  readonly pollId: number | null;
  /** Command by the id of its request. */
  readonly open: Readonly<Record<number, number>>;
}

const initial: State = { nextId: 1, after: 0, pollId: null, open: {} };
const pollTimeoutMs = 30_000;
const retryMs = 1000;

type Stepped = Step<State, MicrophoneEvent, HttpRequest>;

export const longPollSession: Session<State, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange> =
  {
    initial,
    deadlineMs: () => 2000,
    step(state, input): Stepped {
      switch (input.type) {
        case 'link-up':
          return poll(initial);
        case 'link-down':
          return { state: initial, outputs: [] };
        case 'timer':
          return poll(state);
        case 'received':
          return input.data.id === state.pollId ? polled(state, input.data) : answered(state, input.data);
        case 'submitted': {
          const { command } = input;
          if (command.type !== 'open' && command.type !== 'close')
            return {
              state,
              outputs: [{ type: 'settle', id: input.id, outcome: outcome.failed('device-unsupported') }],
            };
          const id = state.nextId;
          const body = JSON.stringify({ open: command.type === 'open' });
          const data: HttpRequest = {
            id,
            method: 'POST',
            path: `/microphones/${command.seat}`,
            body,
            timeoutMs: 1500,
          };
          return {
            state: { ...state, nextId: id + 1, open: { ...state.open, [id]: input.id } },
            outputs: [{ type: 'send', data }],
          };
        }
        case 'abandoned': {
          const open = Object.fromEntries(
            Object.entries(state.open).filter(([, command]) => command !== input.id),
          );
          return { state: { ...state, open }, outputs: [] };
        }
      }
    },
  };

function poll(state: State): Stepped {
  const id = state.nextId;
  const data: HttpRequest = {
    id,
    method: 'GET',
    path: `/events?after=${state.after}`,
    timeoutMs: pollTimeoutMs,
  };
  return { state: { ...state, nextId: id + 1, pollId: id }, outputs: [{ type: 'send', data }] };
}

function polled(state: State, { result }: HttpExchange): Stepped {
  const events = result.ok && result.status === 200 ? parseEvents(result.body) : undefined;
  if (!events)
    return {
      state: { ...state, pollId: null },
      outputs: [
        { type: 'garbage', count: result.ok ? 1 : 0 },
        { type: 'status', status: { level: 'warning', code: 'silent' } },
        { type: 'arm', timer: 'retry', afterMs: retryMs },
      ],
    };
  const next = poll({ ...state, after: state.after + events.length });
  return {
    state: next.state,
    outputs: [
      { type: 'status', status: { level: 'ok', code: 'ready' } },
      ...events.map((event) => ({ type: 'emit', event }) as const),
      ...next.outputs,
    ],
  };
}

function answered(state: State, { id, result }: HttpExchange): Stepped {
  const { [id]: command, ...open } = state.open;
  if (command === undefined) return { state, outputs: [] };
  const settled = result.ok
    ? result.status === 200
      ? outcome.done('acknowledged')
      : outcome.failed('device-refused')
    : outcome.failed('device-offline', 'unknown');
  return { state: { ...state, open }, outputs: [{ type: 'settle', id: command, outcome: settled }] };
}

function parseEvents(body: string): MicrophoneEvent[] | undefined {
  try {
    const value: unknown = JSON.parse(body);
    if (!Array.isArray(value)) return undefined;
    return value.flatMap((each: { seat?: unknown; open?: unknown }): MicrophoneEvent[] =>
      typeof each.seat === 'number'
        ? [{ type: each.open === true ? 'opened' : 'closed', seat: each.seat }]
        : [],
    );
  } catch {
    return undefined;
  }
}
