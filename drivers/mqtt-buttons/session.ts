/**
 * Contact closures and push buttons on MQTT as a pure session. The broker's retained messages are the
 * picture; they have all come when our own echo has come back and nothing has followed for a moment. The
 * same echo, every 5 s, is the sign of life of the broker. Where a hall has bare push buttons (`buttons`),
 * a press is turned into what it means here, because no desk stands behind it.
 */
import type {
  MicrophoneCommand,
  MicrophoneEvent,
  MicrophoneSeat,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import {
  encodeButton,
  parseButton,
  type ButtonMessage,
  type TopicMessage,
} from '../../protocols/mqtt-buttons/topics.ts';
import {
  abandoned,
  commandDeadlineMs,
  emptyDesk,
  settle,
  show,
  showEvents,
  submitted,
  synchronise,
  type Desk,
} from '../desk.ts';
import { createSeatNumbers, idOfSeat, numberUnit, type SeatNumbers } from '../seat-numbers.ts';
import type { CommandId, Input, Output, Session, Step } from '../session.ts';

export const echoIntervalMs = 5000;
/** After our echo, this much quiet: retained messages may come a little behind it. */
const quietMs = 200;

/** What a press of a bare button means: `none`: a controller behind it says what has become of it. */
export type ButtonMeaning = 'none' | 'request' | 'microphone';

export interface MqttButtonsOptions {
  readonly prefix: string;
  readonly units: Readonly<Record<string, number>>;
  readonly buttons: ButtonMeaning;
  /** Seats whose microphone is a chair's. */
  readonly chairs: readonly number[];
}

export interface MqttButtonsState {
  readonly desk: Desk;
  readonly numbers: SeatNumbers;
  readonly echo: number;
  readonly echoed: number;
}

type Stepped = Step<MqttButtonsState, MicrophoneEvent, TopicMessage>;
type Out = Output<MicrophoneEvent, TopicMessage>;

export function createMqttButtonsSession(
  options: MqttButtonsOptions,
): Session<MqttButtonsState, MicrophoneCommand, MicrophoneEvent, TopicMessage, TopicMessage> {
  const initial: MqttButtonsState = {
    desk: emptyDesk,
    numbers: createSeatNumbers(options.units),
    echo: 0,
    echoed: 0,
  };
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options, initial),
  };
}

function step(
  state: MqttButtonsState,
  input: Input<MicrophoneCommand, TopicMessage>,
  options: MqttButtonsOptions,
  initial: MqttButtonsState,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return askEcho(initial, options, [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
      ]);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'timer':
      return input.name === 'quiet' ? allHasCome(state) : echoDue(state, options);
    case 'received':
      return receive(state, input.data, options);
    case 'submitted':
      return submit(state, input.id, input.command, options);
    case 'abandoned':
      return { state: { ...state, desk: abandoned(state.desk, input.id) }, outputs: [] };
  }
}

const send = (options: MqttButtonsOptions, message: ButtonMessage): Out => ({
  type: 'send',
  data: encodeButton(options.prefix, message),
});

function askEcho(state: MqttButtonsState, options: MqttButtonsOptions, outputs: readonly Out[]): Stepped {
  const echo = state.echo + 1;
  return {
    state: { ...state, echo },
    outputs: [
      ...outputs,
      send(options, { type: 'echo', text: `saalregie ${echo}` }),
      { type: 'arm', timer: 'echo', afterMs: echoIntervalMs },
    ],
  };
}

/** A broker passes on in milliseconds: an echo that is not back by now is lost, and other things with it. */
function echoDue(state: MqttButtonsState, options: MqttButtonsOptions): Stepped {
  return state.echoed < state.echo
    ? { state, outputs: [{ type: 'hang-up', reason: 'the broker passes nothing on' }] }
    : askEcho(state, options, []);
}

function allHasCome(state: MqttButtonsState): Stepped {
  const { desk, outputs } = synchronise(state.desk, state.desk.picture);
  return { state: { ...state, desk }, outputs };
}

function receive(state: MqttButtonsState, message: TopicMessage, options: MqttButtonsOptions): Stepped {
  const parsed = parseButton(options.prefix, message);
  if (!parsed.ok) return { state, outputs: [{ type: 'garbage', count: 1 }] };
  if (parsed.message.type === 'echo') return echoed(state, parsed.message.text);
  const { numbers, seat } = numberUnit(state.numbers, parsed.message.unit);
  if (seat === undefined) return { state, outputs: [{ type: 'garbage', count: 1 }] };
  const taken = take({ ...state, numbers }, seat, parsed.message, options);
  // A retained message that comes behind our echo: there may be more. Buttons that are pressed now put off nothing.
  return message.retain && state.echoed > 0 && !state.desk.isKnown
    ? { ...taken, outputs: [...taken.outputs, quiet] }
    : taken;
}

const quiet: Out = { type: 'arm', timer: 'quiet', afterMs: quietMs };

function echoed(state: MqttButtonsState, text: string): Stepped {
  const number = Number(/^saalregie (\d{1,15})$/.exec(text)?.[1] ?? Number.NaN);
  // Somebody else's echo.
  if (!(number >= 1 && number <= state.echo)) return { state, outputs: [] };
  return {
    state: { ...state, echoed: Math.max(state.echoed, number) },
    outputs: [state.desk.isKnown ? { type: 'status', status: { level: 'ok', code: 'ready' } } : quiet],
  };
}

function take(
  state: MqttButtonsState,
  seat: number,
  message: Exclude<ButtonMessage, { readonly type: 'echo' }>,
  options: MqttButtonsOptions,
): Stepped {
  const { picture } = state.desk;
  const known = picture.seats[seat] ?? newSeat(seat, message.unit, options);
  switch (message.type) {
    case 'microphone':
    case 'request': {
      const list = message.type === 'microphone' ? 'speakers' : 'requests';
      const others = picture[list].filter((other) => other !== seat);
      const isSame = picture[list].includes(seat) === message.on;
      const shown = show(state.desk, {
        ...picture,
        seats: { ...picture.seats, [seat]: known },
        [list]: isSame ? picture[list] : message.on ? [...others, seat] : others,
      });
      return answer({ ...state, desk: shown.desk }, shown.outputs, seat, message);
    }
    case 'status':
      return withSeat(state, seat, { ...known, present: message.online });
    case 'name':
      return withSeat(state, seat, { ...known, name: message.name ?? message.unit });
    case 'button':
      return pressed(state, seat, message.unit, options);
    default:
      // Our own wish, or somebody else's: what has become of it is told on the topic of the state.
      return { state, outputs: [] };
  }
}

const newSeat = (seat: number, unit: string, { chairs }: MqttButtonsOptions): MicrophoneSeat => ({
  present: true,
  name: unit,
  chair: chairs.includes(seat),
});

function withSeat(state: MqttButtonsState, seat: number, is: MicrophoneSeat): Stepped {
  const shown = showEvents(state.desk, [{ type: 'seat-changed', seat, state: is }]);
  return { state: { ...state, desk: shown.desk }, outputs: shown.outputs };
}

/** A unit answers every wish with its state, changed or not: that settles the wish either way. */
function answer(
  state: MqttButtonsState,
  outputs: readonly Out[],
  seat: number,
  { type, on }: { readonly type: 'microphone' | 'request'; readonly on: boolean },
): Stepped {
  const words = type === 'microphone' ? ['open', 'close'] : ['add-request', 'end-request'];
  const asked = state.desk.open.find(
    ({ command }) => words.includes(command.type) && 'seat' in command && command.seat === seat,
  );
  if (!asked) return { state, outputs };
  const isDone = (asked.command.type === words[0]) === on;
  const settled = settle(
    state.desk,
    asked.id,
    isDone ? outcome.done('acknowledged') : outcome.failed('device-refused'),
  );
  return { state: { ...state, desk: settled.desk }, outputs: [...outputs, ...settled.outputs] };
}

/** A bare button: its press turns its request, or its microphone, over. */
function pressed(state: MqttButtonsState, seat: number, unit: string, options: MqttButtonsOptions): Stepped {
  const { speakers, requests } = state.desk.picture;
  switch (options.buttons) {
    case 'none':
      return { state, outputs: [] };
    case 'microphone':
      return {
        state,
        outputs: [send(options, { type: 'set-microphone', unit, on: !speakers.includes(seat) })],
      };
    case 'request':
      return {
        state,
        outputs: [
          speakers.includes(seat)
            ? send(options, { type: 'set-microphone', unit, on: false })
            : send(options, { type: 'request', unit, on: !requests.includes(seat) }),
        ],
      };
  }
}

function submit(
  state: MqttButtonsState,
  id: CommandId,
  command: MicrophoneCommand,
  options: MqttButtonsOptions,
): Stepped {
  const wishes = wishesOf(state, command, options);
  const fail = (code: 'device-unsupported' | 'device-refused'): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: outcome.failed(code) }],
  });
  if (wishes === 'unsupported') return fail('device-unsupported');
  if (wishes === 'no-such-unit') return fail('device-refused');
  if (wishes.length === 0)
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.done('read-back') }] };
  return {
    state: { ...state, desk: submitted(state.desk, id, command) },
    outputs: wishes.map((wish) => send(options, wish)),
  };
}

function wishesOf(
  { desk, numbers }: MqttButtonsState,
  command: MicrophoneCommand,
  options: MqttButtonsOptions,
): readonly ButtonMessage[] | 'unsupported' | 'no-such-unit' {
  const { speakers, requests } = desk.picture;
  // With bare buttons nobody but us keeps the list: the retained state is ours to write.
  const requestWord = options.buttons === 'request' ? 'request' : 'set-request';
  const wish = (
    type: 'set-microphone' | 'set-request' | 'request',
    seat: number,
    on: boolean,
  ): readonly ButtonMessage[] | 'no-such-unit' => {
    const unit = idOfSeat(numbers, seat);
    return unit === undefined ? 'no-such-unit' : [{ type, unit, on }];
  };
  const offAll = (type: 'set-microphone' | 'set-request' | 'request', seats: readonly number[]) =>
    seats.flatMap((seat): readonly ButtonMessage[] => {
      const one = wish(type, seat, false);
      return one === 'no-such-unit' ? [] : one;
    });
  switch (command.type) {
    case 'open':
      return wish('set-microphone', command.seat, true);
    case 'close':
      return wish('set-microphone', command.seat, false);
    case 'close-all':
      return offAll('set-microphone', speakers);
    case 'close-delegates':
      return offAll(
        'set-microphone',
        speakers.filter((seat) => !options.chairs.includes(seat)),
      );
    case 'open-next': {
      const [first] = requests;
      return first === undefined ? 'no-such-unit' : wish('set-microphone', first, true);
    }
    case 'add-request':
      return wish(requestWord, command.seat, true);
    case 'end-request':
      return wish(requestWord, command.seat, false);
    case 'end-all-requests':
      return offAll(requestWord, requests);
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
    case 'set':
    case 'set-priority':
      return 'unsupported';
  }
}
