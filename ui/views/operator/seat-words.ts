/** A seat's state in words, for screen readers and the seat's dialog, and as signs, for the map. */
import type { SeatView } from '../../../protocols/api/views.ts';
import type { IconName } from '../../components/icons.tsx';
import type { Translate } from '../../i18n/translate.ts';

/** Everything the map shows of a seat, said in one line. */
export function seatWords(t: Translate, seat: SeatView): string {
  const consent = seat.consent?.image;
  return [
    seatTitle(t, seat),
    seat.name,
    seat.group,
    t(`seat.${seat.microphone}`),
    seat.waiting === undefined ? undefined : t('seat.waiting', { number: seat.waiting }),
    seat.person === undefined ? t('seat.nobody') : undefined,
    consent === 'no' ? t('seat.noImage') : undefined,
    consent === 'not-recognisable' ? t('seat.notRecognisable') : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(', ');
}

/** “Platz 12”, or the role where the label is a word already. */
export const seatTitle = (t: Translate, seat: SeatView): string =>
  /^\d/.test(seat.label) ? t('seat.name', { seat: seat.label }) : seat.label;

/** The sign in the corner of a tile: why a close-up is not to be had. */
export function seatSign(seat: SeatView): IconName | null {
  if (seat.microphone === 'absent') return null;
  if (seat.person === undefined) return 'question';
  const image = seat.consent?.image ?? 'no';
  return image === 'yes' ? null : 'noImage';
}
