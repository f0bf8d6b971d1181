/**
 * One side of a conversation: a camera output that tells who speaks and takes no commands, as a pure session
 * (drivers/session.ts). Where it repeats the whole truth every 5 s, that is the first picture, heals what
 * was lost and is the sign of life; where it does not, nobody speaks until we hear otherwise.
 */
import { noBytes, type StreamCodec } from '../../protocols/codec.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { outcome } from '../../protocols/models/outcome.ts';
import { commandDeadlineMs, emptyDesk, show, synchronise, type Desk } from '../desk.ts';
import type { Input, Output, Session, Step } from '../session.ts';

/** A line that names more microphones than any system has is not believed. */
const maxSeats = 2000;
/** Two repetitions of 5 s were missed, and a bit. */
export const silenceMs = 12_000;

export type Announcement =
  /** `chair`: absent where the message does not tell. */
  | { readonly type: 'on' | 'off'; readonly seat: SeatNumber; readonly chair?: boolean }
  | { readonly type: 'all-off' }
  | { readonly type: 'whole'; readonly seats: readonly SeatNumber[] };

export interface AnnouncedOptions<Message> {
  readonly codec: StreamCodec<Message>;
  /** undefined: the message says nothing of microphones. */
  readonly read: (message: Message) => Announcement | undefined;
  /** The whole truth comes every 5 s. */
  readonly repeats: boolean;
  /** Sent for every message. */
  readonly acknowledgement: Uint8Array | null;
  readonly chairs: readonly SeatNumber[];
}

export interface AnnouncedState {
  readonly pending: Uint8Array;
  readonly desk: Desk;
}

const initial: AnnouncedState = { pending: noBytes, desk: emptyDesk };

type Out = Output<MicrophoneEvent, Uint8Array>;
type Stepped = Step<AnnouncedState, MicrophoneEvent, Uint8Array>;

export function createAnnouncedSession<Message>(
  options: AnnouncedOptions<Message>,
): Session<AnnouncedState, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array> {
  return {
    initial,
    deadlineMs: () => commandDeadlineMs,
    step: (state, input) => step(state, input, options),
  };
}

function step<Message>(
  state: AnnouncedState,
  input: Input<MicrophoneCommand, Uint8Array>,
  options: AnnouncedOptions<Message>,
): Stepped {
  switch (input.type) {
    case 'link-up':
      return begin(options);
    case 'link-down':
      return { state: initial, outputs: [] };
    case 'received':
      return receive(state, input.data, options);
    case 'timer':
      return { state, outputs: [{ type: 'hang-up', reason: 'no repetition of who speaks' }] };
    case 'submitted':
      return {
        state,
        outputs: [{ type: 'settle', id: input.id, outcome: outcome.failed('device-unsupported') }],
      };
    case 'abandoned':
      return { state, outputs: [] };
  }
}

function begin<Message>({ repeats }: AnnouncedOptions<Message>): Stepped {
  if (repeats)
    return {
      state: initial,
      outputs: [
        { type: 'status', status: { level: 'warning', code: 'synchronising' } },
        { type: 'arm', timer: 'silence', afterMs: silenceMs },
      ],
    };
  const { desk, outputs } = synchronise(emptyDesk, noMicrophones);
  return { state: { ...initial, desk }, outputs };
}

function receive<Message>(
  state: AnnouncedState,
  data: Uint8Array,
  options: AnnouncedOptions<Message>,
): Stepped {
  const decoded = options.codec.decode(state.pending, data);
  const outputs: Out[] = [{ type: 'garbage', count: decoded.garbage }];
  let { desk } = state;
  for (const message of decoded.messages) {
    if (options.acknowledgement) outputs.push({ type: 'send', data: options.acknowledgement });
    if (options.repeats) outputs.push({ type: 'arm', timer: 'silence', afterMs: silenceMs });
    const said = options.read(message);
    if (!said) continue;
    const picture = after(desk.picture, said, options.chairs);
    const shown = said.type === 'whole' ? synchronise(desk, picture) : show(desk, picture);
    desk = shown.desk;
    outputs.push(...shown.outputs);
  }
  return { state: { pending: decoded.pending, desk }, outputs };
}

function after(
  picture: MicrophonesState,
  said: Announcement,
  chairs: readonly SeatNumber[],
): MicrophonesState {
  switch (said.type) {
    case 'all-off':
      return applyMicrophoneEvent(picture, { type: 'all-closed' });
    case 'on':
    case 'off': {
      const known = withSeat(picture, said.seat, said.chair, chairs);
      if (!known.seats[said.seat]) return picture;
      return applyMicrophoneEvent(known, { type: said.type === 'on' ? 'opened' : 'closed', seat: said.seat });
    }
    case 'whole': {
      // Who speaks already keeps the place: the message is in the unit's order, not in that of time.
      const stay = picture.speakers.filter((seat) => said.seats.includes(seat));
      const speakers = [...stay, ...said.seats.filter((seat) => !stay.includes(seat))];
      const known = speakers.reduce((seen, seat) => withSeat(seen, seat, undefined, chairs), picture);
      return { ...known, speakers: speakers.filter((seat) => known.seats[seat]) };
    }
  }
}

/** Only who has spoken is known to be there. */
function withSeat(
  picture: MicrophonesState,
  seat: SeatNumber,
  told: boolean | undefined,
  chairs: readonly SeatNumber[],
): MicrophonesState {
  const known = picture.seats[seat];
  const chair = told ?? known?.chair ?? (chairs.length > 0 ? chairs.includes(seat) : undefined);
  if (known && known.chair === chair) return picture;
  if (!known && Object.keys(picture.seats).length >= maxSeats) return picture;
  const state = { present: true, ...(chair === undefined ? {} : { chair }) };
  return { ...picture, seats: { ...picture.seats, [seat]: state } };
}
