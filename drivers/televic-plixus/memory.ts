/** What is known of a Plixus room, and the picture that it makes. */
import {
  noMicrophones,
  type MicrophoneSeat,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import {
  delegateName,
  microphoneMode,
  type MeetingDelegate,
  type Role,
  type RoomSeat,
  type SeatState,
  type Settings,
} from '../../protocols/televic-plixus/words.ts';

export interface PlixusMemory {
  /** The connection's id; null: none. */
  readonly client: string | null;
  readonly subscribed: readonly string[];
  readonly seats: ReadonlyMap<number, SeatState>;
  readonly room: ReadonlyMap<number, RoomSeat>;
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly replies: readonly number[];
  readonly settings: Settings | null;
  readonly delegates: readonly MeetingDelegate[];
  /** Badges that are in, by seat. */
  readonly badges: ReadonlyMap<number, string>;
}

export const noRoom: PlixusMemory = {
  client: null,
  subscribed: [],
  seats: new Map(),
  room: new Map(),
  speakers: [],
  requests: [],
  replies: [],
  settings: null,
  delegates: [],
  badges: new Map(),
};

export function pictureOf(memory: PlixusMemory): MicrophonesState {
  const { settings, room, seats } = memory;
  const numbers = new Set([...room.keys(), ...seats.keys()]);
  return {
    ...noMicrophones,
    seats: Object.fromEntries([...numbers].sort((a, b) => a - b).map((seat) => [seat, seatOf(seat, memory)])),
    speakers: memory.speakers,
    requests: memory.requests,
    replies: memory.replies,
    mode: settings && microphoneMode(settings),
    withReplies: settings?.replies ?? false,
    maxOpen: settings?.maxSpeakers ?? null,
  };
}

function seatOf(seat: number, { room, seats, delegates, badges }: PlixusMemory): MicrophoneSeat {
  const place = room.get(seat);
  const badge = badges.get(seat);
  // Whoever put a badge in sits there; else whoever was seated there.
  const delegate =
    (badge === undefined ? undefined : delegates.find((one) => one.badge === badge)) ??
    delegates.find((one) => one.seat === seat);
  const name = (delegate && delegateName(delegate)) ?? (place?.label === '' ? undefined : place?.label);
  const role: Role = seats.get(seat)?.role ?? place?.role ?? 'delegate';
  return {
    present: !(place?.broken ?? false),
    ...(name === undefined ? {} : { name }),
    ...(badge === undefined ? {} : { login: badge }),
    chair: role === 'chairman',
  };
}
