/** What the seat map tells about attendance: who is at a seat or belongs there, and how that looks. Pure. */
import type { ClerkView, SeatView } from '../../../../protocols/api/views.ts';
import type { Attendee } from '../../../../protocols/api/views/sitting.ts';
import type { SeatLook } from '../../../components/seat-map/seat-look.ts';
import { seatTitle, tileLabel } from '../../../components/seat-map/seat-words.ts';
import type { Translate } from '../../../i18n/translate.ts';

type Attendance = NonNullable<ClerkView['detail']>['attendance'];

export interface Occupant {
  readonly person: string;
  readonly name: string;
  readonly attendee: Attendee | undefined;
  /** Somebody said that they sit here, and nobody said that they left. */
  readonly isHere: boolean;
  readonly isContradicted: boolean;
}

/** Who sits at a seat, else who has it in the plan and is not seated elsewhere. */
export function occupantOf(seat: SeatView, number: number, attendance: Attendance): Occupant | null {
  const person = seat.person ?? plannedAt(number, attendance);
  if (person === undefined) return null;
  const attendee = attendance[person];
  const away = attendee !== undefined && attendee.status !== 'room';
  return {
    person,
    name: attendee?.name ?? seat.name ?? person,
    attendee,
    isHere: seat.person === person && seat.confirmed && !away,
    isContradicted: attendee?.contradicted === true,
  };
}

function plannedAt(number: number, attendance: Attendance): string | undefined {
  return Object.entries(attendance).find(
    ([, { plannedSeat, seat }]) => plannedSeat === number && (seat === undefined || seat === number),
  )?.[0];
}

/** The last name, as far as one can tell: what fits on a tile. */
const familyName = (name: string): string => name.trim().split(/\s+/).at(-1) ?? name;

export function attendanceLook(t: Translate, seat: SeatView, occupant: Occupant | null): SeatLook {
  const state = stateOf(occupant);
  const words = [
    seatTitle(t, seat),
    occupant?.name,
    seat.sharedWith === undefined ? undefined : t('clerk.shared'),
    seat.group,
    occupant === null
      ? t('clerk.seatNobody')
      : occupant.isHere
        ? t('clerk.seatHere')
        : occupant.attendee?.sinceAt === undefined || occupant.attendee.status === 'room'
          ? t('clerk.seatPlanned')
          : t(`clerk.status.${occupant.attendee.status}`),
    occupant?.isContradicted === true ? t('clerk.contradicted') : undefined,
    seat.excluded === true ? t('clerk.seatExcluded') : undefined,
  ];
  return {
    state: `att-${state}`,
    words: words.filter((word) => word !== undefined).join(', '),
    label: tileLabel(t, seat),
    caption: occupant === null ? undefined : familyName(occupant.name),
    lead: state === 'here' ? 'check' : state === 'remote' ? 'remote' : undefined,
    sign: state === 'doubt' ? 'warning' : state === 'nobody' ? 'question' : undefined,
    number: undefined,
  };
}

function stateOf(occupant: Occupant | null): 'nobody' | 'doubt' | 'here' | 'remote' | 'planned' | 'away' {
  if (occupant === null) return 'nobody';
  if (occupant.isContradicted) return 'doubt';
  if (occupant.isHere) return 'here';
  const status = occupant.attendee?.status;
  if (status === 'remote') return 'remote';
  // Nothing was entered yet: expected, not missing.
  if (occupant.attendee?.sinceAt === undefined || status === 'room') return 'planned';
  return 'away';
}
