/** What has to be said to a D-Cerno for a command, given the picture of the desk. Pure. */
import type { MicrophoneCommand, MicrophonesState, SeatNumber } from '../../protocols/models/microphones.ts';
import type { DcernoRequest } from '../../protocols/televic-dcerno/requests.ts';
import {
  maxOpenRange,
  type MicrophoneState,
  type ModeSettings,
} from '../../protocols/televic-dcerno/words.ts';
import { idOfSeat, type SeatNumbers } from '../seat-numbers.ts';
import { settingsFor } from './modes.ts';

/** Undefined: the unit cannot do that, or no unit is known for the seat. `mode`: as last told. */
export function requestsOf(
  command: MicrophoneCommand,
  picture: MicrophonesState,
  numbers: SeatNumbers,
  mode: ModeSettings | null,
): readonly DcernoRequest[] | undefined {
  const put = (
    seats: readonly SeatNumber[],
    state: MicrophoneState,
  ): readonly DcernoRequest[] | undefined => {
    const requests: DcernoRequest[] = [];
    for (const seat of seats) {
      const uid = idOfSeat(numbers, seat);
      if (uid === undefined) return undefined;
      requests.push({ type: 'set-microphone', uid, state });
    }
    return requests;
  };
  switch (command.type) {
    case 'open':
      return put([command.seat], 'on');
    case 'close':
      // Off would also end a request: only who speaks is switched off.
      return picture.requests.includes(command.seat) ? [] : put([command.seat], 'off');
    case 'close-delegates':
      return [{ type: 'all-off' }];
    case 'close-all': {
      const chairs = put(
        picture.speakers.filter((seat) => picture.seats[seat]?.chair === true),
        'off',
      );
      return chairs && [{ type: 'all-off' }, ...chairs];
    }
    case 'open-next':
      return put(picture.requests.slice(0, 1), 'on');
    case 'add-request':
      // Who speaks would stop.
      return picture.speakers.includes(command.seat) ? [] : put([command.seat], 'request');
    case 'end-request':
      return picture.requests.includes(command.seat) ? put([command.seat], 'off') : [];
    case 'end-all-requests':
      return put(picture.requests, 'off');
    case 'set': {
      const { mode: wanted, maxOpen, ...others } = command.settings;
      if (Object.values(others).some((value) => value !== undefined && value !== false)) return undefined;
      if (maxOpen !== undefined && (maxOpen < maxOpenRange[0] || maxOpen > maxOpenRange[1])) return undefined;
      if (wanted !== undefined && mode === null) return undefined;
      return [
        ...(wanted !== undefined && mode !== null
          ? [{ type: 'set-mode', ...settingsFor(wanted, mode) } as const]
          : []),
        ...(maxOpen === undefined ? [] : [{ type: 'set-max-open', value: maxOpen } as const]),
      ];
    }
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
    case 'set-priority':
      return undefined;
  }
}
