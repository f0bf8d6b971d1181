/** What is known of a DICENTIS Wireless system, and the picture that it makes. */
import {
  noMicrophones,
  type MicrophoneSeat,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import type {
  Participant,
  Speaker,
  Waiter,
  WapSeat,
} from '../../protocols/bosch-dicentis-wireless/answers.ts';
import {
  microphoneMode,
  type Discuss,
  type PowerState,
} from '../../protocols/bosch-dicentis-wireless/words.ts';

export interface WapMemory {
  /** The session's; null: not logged in. */
  readonly sid: string | null;
  /** We had a session and lost it. */
  readonly wasLoggedIn: boolean;
  readonly seats: readonly WapSeat[];
  readonly speakers: readonly Speaker[];
  readonly waiters: readonly Waiter[];
  readonly participants: readonly Participant[];
  /** null: not told, or not asked for. */
  readonly discuss: Discuss | null;
  readonly power: PowerState;
}

export const noSystem: WapMemory = {
  sid: null,
  wasLoggedIn: false,
  seats: [],
  speakers: [],
  waiters: [],
  participants: [],
  discuss: null,
  power: 0,
};

export interface PictureOptions {
  readonly cards: boolean;
  readonly manualOpen: boolean;
}

export function pictureOf(memory: WapMemory, { cards, manualOpen }: PictureOptions): MicrophonesState {
  const { discuss, participants } = memory;
  const sitting = new Map(participants.flatMap((one) => (one.seat === undefined ? [] : [[one.seat, one]])));
  const seatOf = ({ seat, name, prio, connected }: WapSeat): MicrophoneSeat => {
    const participant = sitting.get(seat);
    const shown = participant?.name || name;
    return {
      present: connected,
      ...(shown === '' ? {} : { name: shown }),
      ...(cards && participant?.nfc !== undefined ? { login: participant.nfc } : {}),
      chair: prio,
    };
  };
  return {
    ...noMicrophones,
    seats: Object.fromEntries(memory.seats.map((seat) => [seat.seat, seatOf(seat)])),
    // Whoever the chair's priority has silenced is in the list, and cannot be heard.
    speakers: memory.speakers.filter(({ micOn }) => micOn).map(({ seat }) => seat),
    requests: memory.waiters.map(({ seat }) => seat),
    mode: discuss && microphoneMode(discuss, manualOpen),
    maxOpen: discuss?.maxOpenMics ?? null,
    maxRequests: discuss?.waitingListSize ?? null,
  };
}
