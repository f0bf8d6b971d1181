/** The picture of the desk from what a DICENTIS server has told: its seats, its one list, its limits. Pure. */
import type { DicentisSeat, DiscussionEntry } from '../../protocols/bosch-dicentis/answers.ts';
import type { SpeakerType } from '../../protocols/bosch-dicentis/words.ts';
import {
  noMicrophones,
  type MicrophoneSeat,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import { numberUnit, type SeatNumbers } from '../seat-numbers.ts';

/** The latest answers; null: not told yet. */
export interface Told {
  readonly seats: readonly DicentisSeat[] | null;
  readonly entries: readonly DiscussionEntry[] | null;
  readonly limits: { readonly maxRequests: number | null; readonly maxReplies: number | null } | null;
}

export const nothingTold: Told = { seats: null, entries: null, limits: null };
export const isWhole = ({ seats, entries, limits }: Told): boolean =>
  seats !== null && entries !== null && limits !== null;

const lists: Readonly<Record<SpeakerType, 'speakers' | 'requests' | 'replies'>> = {
  isSpeaker: 'speakers',
  isPrioritySpeaker: 'speakers',
  isResponder: 'speakers',
  isImportant: 'requests',
  isRequest: 'requests',
  isResponseRequest: 'replies',
};

export function pictureOf(
  { seats, entries, limits }: Told,
  before: SeatNumbers,
): { readonly picture: MicrophonesState; readonly numbers: SeatNumbers } {
  let numbers = before;
  const seatOf = (id: string): SeatNumber | undefined => {
    const numbered = numberUnit(numbers, id);
    numbers = numbered.numbers;
    return numbered.seat;
  };
  const known: Record<SeatNumber, MicrophoneSeat> = {};
  for (const told of seats ?? []) {
    const seat = seatOf(told.seatId);
    if (seat !== undefined) known[seat] = seatState(told);
  }
  const order = { speakers: [], requests: [], replies: [] } as Record<
    'speakers' | 'requests' | 'replies',
    SeatNumber[]
  >;
  for (const entry of entries ?? []) {
    const seat = seatOf(entry.seatId);
    const list = lists[entry.speakerType];
    // A muted speaker keeps the right to speak, but nobody is heard there.
    if (seat !== undefined && (list !== 'speakers' || entry.microphoneState === 'on')) order[list].push(seat);
  }
  const picture: MicrophonesState = {
    ...noMicrophones,
    ...order,
    seats: known,
    withReplies: (limits?.maxReplies ?? 0) > 0 || order.replies.length > 0,
    maxRequests: limits?.maxRequests ?? null,
    maxReplies: limits?.maxReplies ?? null,
  };
  return { picture, numbers };
}

function seatState(told: DicentisSeat): MicrophoneSeat {
  const name = told.screenLine ?? told.seatName ?? told.seatId;
  return {
    // Servers that do not tell a status have the seat in their list, and that is all we know.
    present: told.status === undefined || told.status.toLowerCase() === 'connected',
    name,
    ...(told.seatedParticipantId === undefined ? {} : { login: told.seatedParticipantId }),
    // The right of priority is the chair's; guests of honour with that right count with it.
    chair: told.canPrio,
  };
}
