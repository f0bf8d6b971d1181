/**
 * What is known of a CoCon room, and the picture that it makes. Lists, modes, units and logins come from
 * different calls and events; a seat's name is the delegate's who is logged in there, else the seat's own.
 */
import {
  noMicrophones,
  type MicrophoneSeat,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import type { CoConSeat, Login } from '../../protocols/televic-cocon/answers.ts';
import { delegateName, type Delegate } from '../../protocols/televic-cocon/delegates.ts';
import type { Lists } from '../../protocols/televic-cocon/events.ts';
import { microphoneMode, type Mode } from '../../protocols/televic-cocon/words.ts';

/** Who sat down or put a badge in, as events told. */
export interface Sitter {
  readonly delegate: Delegate | null;
  readonly badge?: string;
}

export interface CoConMemory {
  /** The session's; null: not connected. */
  readonly id: string | null;
  readonly roomId: number | null;
  /** A bare Plixus engine knows no delegates, logins and priorities. */
  readonly isPlixus: boolean;
  readonly lists: Lists;
  readonly mode: Mode | null;
  readonly seats: readonly CoConSeat[];
  /** Online, by the unit's id. */
  readonly units: ReadonlyMap<number, boolean>;
  readonly logins: ReadonlyMap<number, Login>;
  readonly delegates: ReadonlyMap<number, Delegate>;
  readonly sitters: ReadonlyMap<number, Sitter>;
  /** The server has its central unit. */
  readonly hasUnit: boolean;
}

export const noRoom: CoConMemory = {
  id: null,
  roomId: null,
  isPlixus: false,
  lists: { speakers: [], requests: [], replies: [] },
  mode: null,
  seats: [],
  units: new Map(),
  logins: new Map(),
  delegates: new Map(),
  sitters: new Map(),
  hasUnit: true,
};

export function pictureOf(memory: CoConMemory): MicrophonesState {
  const { lists, mode } = memory;
  return {
    ...noMicrophones,
    seats: Object.fromEntries(memory.seats.map((seat) => [seat.seat, seatOf(seat, memory)])),
    speakers: lists.speakers,
    requests: lists.requests,
    replies: lists.replies,
    mode: mode && microphoneMode(mode),
    withReplies: mode?.replies ?? false,
    maxOpen: mode?.maxActive ?? null,
  };
}

function seatOf(seat: CoConSeat, memory: CoConMemory): MicrophoneSeat {
  const who = whoSits(seat.seat, memory);
  const name = (who?.delegate && delegateName(who.delegate)) ?? (seat.name === '' ? undefined : seat.name);
  const login = who?.badge ?? who?.delegate?.badge ?? (who?.delegate ? String(who.delegate.id) : undefined);
  // A unit whose state was not told is there; a seat without one is not.
  const present = seat.unitId !== undefined && (memory.units.get(seat.unitId) ?? true);
  return {
    present,
    ...(name === undefined ? {} : { name }),
    ...(login === undefined ? {} : { login }),
    chair: seat.chair,
  };
}

function whoSits(seat: number, { sitters, logins, delegates }: CoConMemory): Sitter | undefined {
  const sitter = sitters.get(seat);
  if (sitter) return sitter;
  const login = logins.get(seat);
  const delegate =
    login?.loggedIn && login.delegateId !== undefined ? delegates.get(login.delegateId) : undefined;
  return delegate && { delegate };
}
