/** Seats in words for those who set up cameras: who sits there, and where. */
import type { CameraView, OperatorView, SeatView } from '../../../../protocols/api/views.ts';
import type { Translate } from '../../../i18n/translate.ts';
import { seatLabel, seatPhrase } from '../view.ts';

type Seats = OperatorView['seats'];
export type CameraShot = CameraView['shots'][number];

/** “Mitglied 12 · Platz 12”, or the place alone where nobody is known. */
export function whoAndWhere(t: Translate, seats: Seats, seat: number): string {
  const where = seatPhrase(t, seatLabel(seats, seat));
  const name = seats[String(seat)]?.name;
  return name === undefined ? where : `${name} · ${where}`;
}

/** The name, or the place where nobody is known. */
export const whoOrWhere = (t: Translate, seats: Seats, seat: number): string =>
  seats[String(seat)]?.name ?? seatPhrase(t, seatLabel(seats, seat));

/** “Platz 3, 4”: the places of a shot. */
export const places = (t: Translate, seats: Seats, numbers: readonly number[]): string =>
  seatPhrase(t, numbers.map((seat) => seatLabel(seats, seat)).join(', '));

/** Who a shot shows; a shot of nobody in particular is named after its camera. */
export function subjectWords(t: Translate, seats: Seats, shot: CameraShot, camera: CameraView): string {
  if (shot.seats.length === 0) return camera.label;
  return shot.seats.map((seat) => whoOrWhere(t, seats, seat)).join(', ');
}

/** Seats by how near they are to `from` in the plan; without one, in the order of their labels. */
export function nearestFirst(seats: Seats, from: readonly number[]): readonly number[] {
  const [first] = from;
  const centre = first === undefined ? undefined : seats[String(first)];
  const distance = ({ x, y }: SeatView): number =>
    // A plan is about twice as wide as it is high.
    centre === undefined ? 0 : Math.hypot((x - centre.x) * 2, y - centre.y);
  return Object.entries(seats)
    .map(([seat, view]) => ({ seat: Number(seat), label: view.label, distance: distance(view) }))
    .sort(
      (left, right) =>
        left.distance - right.distance || left.label.localeCompare(right.label, undefined, { numeric: true }),
    )
    .map(({ seat }) => seat);
}

/** Seats whose label, name or group has `text` in it; an exact label first, then those that begin with it. */
export function findSeats(seats: Seats, text: string): readonly number[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return [];
  const rank = (view: SeatView): number | null => {
    const label = view.label.toLocaleLowerCase();
    if (label === wanted) return 0;
    if (label.startsWith(wanted)) return 1;
    const words = `${view.name ?? ''} ${view.group ?? ''}`.toLocaleLowerCase();
    return words.includes(wanted) ? 2 : null;
  };
  return Object.entries(seats)
    .flatMap(([seat, view]) => {
      const place = rank(view);
      return place === null ? [] : [{ seat: Number(seat), label: view.label, place }];
    })
    .sort(
      (left, right) =>
        left.place - right.place || left.label.localeCompare(right.label, undefined, { numeric: true }),
    )
    .map(({ seat }) => seat);
}
