/** A seat's state in words, for screen readers and the seat's dialog, and as signs, for the map. */
import type { SeatView } from '../../../protocols/api/views.ts';
import type { SeatLook } from './seat-look.ts';
import type { IconName } from '../icons.tsx';
import type { Translate } from '../../i18n/translate.ts';
import type { GroupMark } from './groups.ts';

/** Everything the map shows of a seat, said in one line. */
export function seatWords(t: Translate, seat: SeatView): string {
  const consent = seat.consent?.image;
  return [
    seatTitle(t, seat),
    seat.name,
    isUnconfirmed(seat) ? t('seat.unconfirmed') : undefined,
    seat.sharedWith === undefined ? undefined : t('seat.shared', { name: seat.sharedWith }),
    seat.excluded === true ? t('seat.excluded') : undefined,
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

/** How a seat looks to those who lead the hall: its microphone, its group, its place in the queue. */
export const microphoneLook = (t: Translate, seat: SeatView, group: GroupMark | undefined): SeatLook => ({
  state: [
    `mic-${seat.microphone}`,
    ...(seat.waiting === undefined ? [] : ['is-waiting']),
    ...(isUnconfirmed(seat) ? ['is-unconfirmed'] : []),
  ].join(' '),
  words: seatWords(t, seat),
  label: tileLabel(t, seat),
  caption: group?.short,
  lead: seat.microphone === 'open' ? 'microphone' : seat.sharedWith === undefined ? undefined : 'people',
  sign: seatSign(seat) ?? undefined,
  number: seat.waiting,
});

/** “Platz 12”, “Platz 41, Vorsitz”, or the label alone where it is a word already. */
export function seatTitle(t: Translate, seat: SeatView): string {
  if (seat.unassigned === true) return t('seat.unassigned', { seat: seat.label });
  if (!isNumber(seat.label)) return seat.label;
  const title = t('seat.name', { seat: seat.label });
  return seat.role === 'delegate' ? title : `${title}, ${t(`seat.role.${seat.role}`)}`;
}

/** What stands on the tile: the number, and for the chair, the lectern or a guest the word. */
export const tileLabel = (t: Translate, seat: SeatView): string =>
  seat.role !== 'delegate' && isNumber(seat.label) ? t(`seat.role.${seat.role}`) : seat.label;

/** Its label is a word, or the long number of a unit without a seat, and needs the room of two. */
export const isWide = (seat: SeatView): boolean => seat.role !== 'delegate' || seat.label.length > 3;

const isNumber = (label: string): boolean => /^\d/.test(label);

/** Somebody belongs here, but nobody has said tonight that they do sit here. */
export const isUnconfirmed = (seat: SeatView): boolean => seat.person !== undefined && !seat.confirmed;

/** The sign in the corner of a tile: why a close-up is not to be had. */
export function seatSign(seat: SeatView): IconName | null {
  if (seat.microphone === 'absent') return null;
  if (seat.excluded === true) return 'barred';
  if (seat.person === undefined) return 'question';
  if (!seat.confirmed) return 'attention';
  const image = seat.consent?.image ?? 'no';
  return image === 'yes' ? null : 'noImage';
}
