/** Halls for the fixtures: seats in a hemicycle, changed one by one. */
import type { SeatView } from '../../protocols/api/views.ts';

const groups = ['Gruppe A', 'Gruppe B', 'Gruppe C', 'Gruppe D', 'Gruppe E'];

/** Seats of a hemicycle, innermost row first; the chair's desk at the bottom is the last seat. */
export function hemicycle(rows: readonly number[]): Record<string, SeatView> {
  const seats: Record<string, SeatView> = {};
  const total = rows.reduce((sum, count) => sum + count, 0);
  let number = 1;
  for (const [row, count] of rows.entries()) {
    const radius = 0.5 * ((row + 2.2) / (rows.length + 1.2));
    for (let index = 0; index < count; index++) {
      const angle = Math.PI * (1 - (index + 0.5) / count);
      seats[String(number)] = {
        x: 0.5 + radius * Math.cos(angle),
        y: 0.86 - radius * 1.72 * Math.sin(angle),
        label: String(number),
        role: 'delegate',
        microphone: 'closed',
        person: `m${number}`,
        name: `Mitglied ${number}`,
        group: groups[Math.floor(((number - 1) * groups.length) / total)] ?? 'Gruppe A',
        consent: { image: 'yes', sound: true, name: true },
        confirmed: true,
      };
      number++;
    }
  }
  seats[String(number)] = {
    x: 0.5,
    y: 1,
    label: 'Vorsitz',
    role: 'chair',
    microphone: 'closed',
    person: 'chair',
    name: 'Vorsitzendes Mitglied',
    consent: { image: 'yes', sound: true, name: true },
    confirmed: true,
  };
  return seats;
}

/** Some seats changed. */
export function alter(
  seats: Record<string, SeatView>,
  changes: Readonly<Record<number, Partial<SeatView>>>,
): Record<string, SeatView> {
  const altered = { ...seats };
  for (const [seat, change] of Object.entries(changes)) {
    const old = altered[seat];
    if (old) altered[seat] = { ...old, ...change };
  }
  return altered;
}

/** Without its person: an unassigned seat. */
export function nobody(
  seats: Record<string, SeatView>,
  ...numbers: readonly number[]
): Record<string, SeatView> {
  const altered = { ...seats };
  for (const number of numbers) {
    const {
      person: _person,
      name: _name,
      group: _group,
      consent: _consent,
      ...rest
    } = altered[number] as SeatView;
    altered[String(number)] = { ...rest, confirmed: false };
  }
  return altered;
}

/** Planned, but nobody has said that they sit there: nothing is known of what they allow. */
export function unconfirmed(
  seats: Record<string, SeatView>,
  ...numbers: readonly number[]
): Record<string, SeatView> {
  const altered = { ...seats };
  for (const number of numbers) {
    const { consent: _consent, ...rest } = altered[number] as SeatView;
    altered[String(number)] = { ...rest, confirmed: false };
  }
  return altered;
}
