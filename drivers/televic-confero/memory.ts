/** What is known of a Confero room, and the picture that it makes. A seat has no name but its participant's. */
import {
  noMicrophones,
  type MicrophoneSeat,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import { participantName, type Participant } from '../../protocols/televic-confero/answers.ts';
import type { RoomSeat, SeatState } from '../../protocols/televic-confero/events.ts';
import { microphoneMode, type Role, type Settings } from '../../protocols/televic-confero/words.ts';

export interface ConferoMemory {
  /** The number of the next event; null: whichever comes. */
  readonly nextEvent: number | null;
  readonly seats: readonly SeatState[];
  /** By seat. */
  readonly room: ReadonlyMap<number, RoomSeat>;
  readonly speakers: readonly number[];
  readonly requests: readonly number[];
  readonly settings: Settings | null;
  readonly participants: readonly Participant[];
}

export const noRoom: ConferoMemory = {
  nextEvent: null,
  seats: [],
  room: new Map(),
  speakers: [],
  requests: [],
  settings: null,
  participants: [],
};

export function pictureOf(memory: ConferoMemory): MicrophonesState {
  const names = new Map(
    memory.participants.flatMap((one) => (one.seat === undefined ? [] : [[one.seat, participantName(one)]])),
  );
  const seatOf = (seat: number, role: Role): MicrophoneSeat => {
    const name = names.get(seat);
    return {
      present: memory.room.get(seat)?.online ?? true,
      ...(name === undefined ? {} : { name }),
      chair: role === 'chairperson',
    };
  };
  const inRoom = [...memory.room.values()].map(({ seat, role }): [number, MicrophoneSeat] => [
    seat,
    seatOf(seat, role),
  ]);
  const inDiscussion = memory.seats.map(({ seat, role }): [number, MicrophoneSeat] => [
    seat,
    seatOf(seat, role),
  ]);
  return {
    ...noMicrophones,
    seats: Object.fromEntries([...inRoom, ...inDiscussion]),
    speakers: memory.speakers,
    requests: memory.requests,
    mode: memory.settings && microphoneMode(memory.settings),
    maxOpen: memory.settings?.maxSpeakers ?? null,
  };
}
