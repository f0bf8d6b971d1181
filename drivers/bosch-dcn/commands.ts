/** What has to be asked of a DCN for a command, given the picture of the desk. Pure. */
import { activeRange, isUnit } from '../../protocols/bosch-dcn/functions.ts';
import type { DcnRequest } from '../../protocols/bosch-dcn/requests.ts';
import type { MicrophoneCommand, MicrophonesState, SeatNumber } from '../../protocols/models/microphones.ts';
import { operationModeFor, type Reading } from './picture.ts';

export interface Plan {
  readonly requests: readonly DcnRequest[];
  /** What shows the effect, or that there was nothing to do. */
  readonly read: readonly Reading[];
}

const lists: readonly Reading[] = ['getSpeakers', 'getRequests'];

/** Undefined: the unit cannot do that. */
export function planFor(command: MicrophoneCommand, picture: MicrophonesState): Plan | undefined {
  const speaks = (seat: SeatNumber): boolean => picture.speakers.includes(seat);
  const waits = (seat: SeatNumber): boolean => picture.requests.includes(seat);
  const isChair = (seat: SeatNumber): boolean => picture.seats[seat]?.chair === true;
  const plan = (requests: readonly DcnRequest[], read: readonly Reading[] = lists): Plan => ({
    requests,
    read,
  });
  const onSeat = (seat: SeatNumber, requests: readonly DcnRequest[]): Plan | undefined =>
    isUnit(seat) ? plan(requests, isChair(seat) ? ['getNotebook'] : lists) : undefined;
  switch (command.type) {
    case 'open': {
      const unit = command.seat;
      if (speaks(unit)) return plan([], ['getSpeakers', 'getNotebook']);
      if (isChair(unit)) return onSeat(unit, [{ type: 'setMicrophone', unit, open: true }]);
      return onSeat(unit, [{ type: waits(unit) ? 'shift' : 'appendSpeaker', unit }]);
    }
    case 'close': {
      const unit = command.seat;
      if (!speaks(unit)) return plan([], ['getSpeakers', 'getNotebook']);
      const off = isChair(unit)
        ? ({ type: 'setMicrophone', unit, open: false } as const)
        : ({ type: 'removeSpeaker', unit } as const);
      return onSeat(unit, [off]);
    }
    case 'close-delegates':
      return plan([{ type: 'clearSpeakers' }]);
    case 'close-all':
      return plan(
        [
          { type: 'clearSpeakers' },
          ...picture.speakers
            .filter(isChair)
            .map((unit): DcnRequest => ({ type: 'setMicrophone', unit, open: false })),
        ],
        ['getSpeakers', 'getNotebook'],
      );
    case 'open-next': {
      const [unit] = picture.requests;
      return plan(unit === undefined ? [] : [{ type: 'shift', unit }]);
    }
    case 'add-request':
      if (waits(command.seat)) return plan([]);
      return onSeat(command.seat, [{ type: 'appendRequest', unit: command.seat }]);
    case 'end-request':
      if (!waits(command.seat)) return plan([]);
      return onSeat(command.seat, [{ type: 'removeRequest', unit: command.seat }]);
    case 'end-all-requests':
      return plan([{ type: 'clearRequests' }]);
    case 'set': {
      const { mode, maxOpen, ...others } = command.settings;
      if (Object.values(others).some((value) => value !== undefined && value !== false)) return undefined;
      if (maxOpen !== undefined && (maxOpen < activeRange[0] || maxOpen > activeRange[1])) return undefined;
      const requests: DcnRequest[] = [];
      if (mode !== undefined) requests.push({ type: 'setMode', mode: operationModeFor[mode] });
      if (maxOpen !== undefined) requests.push({ type: 'setActive', count: maxOpen });
      return plan(requests, ['getSettings']);
    }
    case 'order-requests':
    case 'add-reply':
    case 'end-reply':
    case 'set-priority':
      return undefined;
  }
}
