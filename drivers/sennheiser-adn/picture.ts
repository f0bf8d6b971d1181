/** What a report of the ADN CU1 changes in the picture of the desk. Pure. */
import {
  applyMicrophoneEvent,
  type MicrophoneEvent,
  type MicrophonesState,
  type SeatNumber,
} from '../../protocols/models/microphones.ts';
import type { AdnReport } from '../../protocols/sennheiser-adn/reports.ts';
import { isOn, modeOf, statusRequest } from '../../protocols/sennheiser-adn/words.ts';
import type { SeatNumbers } from '../seat-numbers.ts';
import { isChairsSerial, numberAdnUnit } from './units.ts';

export function afterReport(
  picture: MicrophonesState,
  numbers: SeatNumbers,
  report: AdnReport,
  chairs: readonly SeatNumber[],
): { readonly picture: MicrophonesState; readonly numbers: SeatNumbers } {
  switch (report.type) {
    case 'MicStatus':
      return withStatus(picture, numbers, String(report.position), report.status, chairs);
    case 'MicStatusSN':
      return withStatus(picture, numbers, report.serial, report.status, chairs);
    case 'attribute':
      return { picture: withAttribute(picture, report), numbers };
    default:
      return { picture, numbers };
  }
}

function withStatus(
  picture: MicrophonesState,
  before: SeatNumbers,
  id: string,
  status: number,
  chairs: readonly SeatNumber[],
): { readonly picture: MicrophonesState; readonly numbers: SeatNumbers } {
  const { numbers, seat } = numberAdnUnit(before, id);
  if (seat === undefined) return { picture, numbers };
  // Whoever named the chairs has named all of them.
  const chair = isChairsSerial(id) ?? (chairs.length > 0 ? chairs.includes(seat) : undefined);
  const events: readonly MicrophoneEvent[] = [
    {
      type: 'seat-changed',
      seat,
      state: {
        present: true,
        // A unit that the config does not know is called by its serial number.
        ...(before.byId.has(id) && picture.seats[seat]?.name === undefined ? {} : { name: id }),
        ...(chair === undefined ? {} : { chair }),
      },
    },
    { type: isOn(status) ? 'opened' : 'closed', seat },
    { type: status === statusRequest ? 'requested' : 'request-ended', seat },
  ];
  return { picture: events.reduce(applyMicrophoneEvent, picture), numbers };
}

/** Nobody answers there: a seat that was known stays as an absent one. */
export function withoutUnit(picture: MicrophonesState, numbers: SeatNumbers, id: string): MicrophonesState {
  const seat = numbers.byId.get(id);
  const known = seat === undefined ? undefined : picture.seats[seat];
  if (seat === undefined || !known) return picture;
  const events: readonly MicrophoneEvent[] = [
    { type: 'seat-changed', seat, state: { ...known, present: false } },
    { type: 'closed', seat },
    { type: 'request-ended', seat },
  ];
  return events.reduce(applyMicrophoneEvent, picture);
}

function withAttribute(
  picture: MicrophonesState,
  { attribute, value }: AdnReport & { readonly type: 'attribute' },
): MicrophonesState {
  switch (attribute) {
    case 'ConferenceMode':
      return { ...picture, mode: modeOf(value) ?? picture.mode };
    case 'MaxOpenMic':
      return { ...picture, maxOpen: value };
    case 'MaxSpeakReqListLength':
      return { ...picture, maxRequests: value };
    default:
      return picture;
  }
}
