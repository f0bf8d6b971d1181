/** What has to be asked of a DICENTIS server for a command, given what it has told. Pure. */
import type { DiscussionEntry } from '../../protocols/bosch-dicentis/answers.ts';
import type { DicentisRequest } from '../../protocols/bosch-dicentis/requests.ts';
import type { MicrophoneCommand, MicrophonesState, SeatNumber } from '../../protocols/models/microphones.ts';
import { idOfSeat, type SeatNumbers } from '../seat-numbers.ts';

export type Server = '6.50' | 'older';

/** Undefined: such a server cannot do that, or has no such seat. */
export function requestsOf(
  command: MicrophoneCommand,
  picture: MicrophonesState,
  entries: readonly DiscussionEntry[],
  numbers: SeatNumbers,
  server: Server,
): readonly DicentisRequest[] | undefined {
  const idsOf = (seats: readonly SeatNumber[]): readonly string[] =>
    seats.map((seat) => idOfSeat(numbers, seat)).filter((id) => id !== undefined);
  /** Off the list, whatever they do on it. */
  const remove = (seats: readonly SeatNumber[]): readonly DicentisRequest[] => {
    const seatIds = idsOf(seats);
    if (server === 'older')
      return seatIds.map((seatId) => ({ operation: 'RemoveSeatFromDiscussionList', seatId }));
    return seatIds.length === 0 ? [] : [{ operation: 'RemoveSpeech', seatIds }];
  };
  const give = (seat: SeatNumber): readonly DicentisRequest[] | undefined => {
    const seatId = idOfSeat(numbers, seat);
    if (seatId === undefined) return undefined;
    const entry = entries.find((one) => one.seatId === seatId);
    if (entry?.microphoneState === 'mute') return [{ operation: 'ActivateMicrophone', seatIds: [seatId] }];
    if (server === 'older') return [{ operation: 'AddSeatToSpeakers', seatId }];
    const operation = entry?.speakerType === 'isResponseRequest' ? 'GrantResponse' : 'GrantSpeech';
    return [{ operation, seatIds: [seatId] }];
  };
  const only = (
    operation: 'RequestSpeech' | 'RequestResponse' | 'RemoveResponse',
    seat: SeatNumber,
  ): readonly DicentisRequest[] | undefined => {
    const seatIds = idsOf([seat]);
    return server === 'older' || seatIds.length === 0 ? undefined : [{ operation, seatIds }];
  };

  switch (command.type) {
    case 'open':
      return give(command.seat);
    case 'close':
      return picture.speakers.includes(command.seat) ? remove([command.seat]) : [];
    case 'close-delegates':
      return remove(picture.speakers.filter((seat) => picture.seats[seat]?.chair !== true));
    case 'close-all':
      return remove(picture.speakers);
    case 'open-next': {
      const [next] = [...picture.replies, ...picture.requests];
      return next === undefined ? [] : give(next);
    }
    case 'add-request':
      return only('RequestSpeech', command.seat);
    case 'end-request':
      return picture.requests.includes(command.seat) ? remove([command.seat]) : [];
    case 'end-all-requests':
      return remove(picture.requests);
    case 'add-reply':
      return only('RequestResponse', command.seat);
    case 'end-reply':
      return only('RemoveResponse', command.seat);
    case 'order-requests':
    case 'set':
    case 'set-priority':
      return undefined;
  }
}
