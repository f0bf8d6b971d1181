/**
 * Who could not be shown in close-up while speaking, and what would be shown instead: looked at before a sitting,
 * so that one objection does not mean a slate all night. By consent alone, as if everybody sat where they are
 * expected. Pure.
 */
import type { Reason } from '../../protocols/api/views.ts';
import { shotsOf, widesOf, type Shot } from '../chamber/shots.ts';
import type { Facts } from './facts.ts';
import { consentRefusals } from './consent.ts';

export interface Coverage {
  readonly seat: number;
  readonly best: 'group' | 'wide' | 'slate';
  readonly because: readonly Reason[];
}

/** Seats where somebody is expected and no close-up is permitted, those of the slate first. */
export function coverage(facts: Facts): readonly Coverage[] {
  const order = { slate: 0, wide: 1, group: 2 };
  return Object.keys(facts.hall.seats)
    .map(Number)
    .flatMap((seat) => coverageOf(seat, facts) ?? [])
    .sort((a, b) => order[a.best] - order[b.best] || a.seat - b.seat);
}

function coverageOf(seat: number, facts: Facts): Coverage | null {
  const expected = asExpected(facts, seat);
  if (!expected.consent(seat)) return null;
  const shots = [...shotsOf(facts.hall).values()];
  const closeUps = shots.filter((shot) => shot.kind === 'close-up' && shot.subjects[0] === seat);
  const refused = closeUps.map((shot) => consentRefusals(shot, expected));
  if (refused.some((reasons) => reasons.length === 0)) return null;
  const because = fewest(refused) ?? [{ code: 'no-close-up-taught', params: { seat } }];
  const isPermitted = (shot: Shot): boolean => consentRefusals(shot, expected).length === 0;
  if (shots.some((shot) => shot.kind === 'group' && shot.subjects.includes(seat) && isPermitted(shot)))
    return { seat, best: 'group', because };
  const wides = widesOf(facts.hall).map((shot) => consentRefusals(shot, expected));
  if (wides.some((reasons) => reasons.length === 0)) return { seat, best: 'wide', because };
  const all = [...because, ...(fewest(wides) ?? [])];
  const isFirst = (reason: Reason, index: number): boolean =>
    all.findIndex((other) => JSON.stringify(other) === JSON.stringify(reason)) === index;
  return { seat, best: 'slate', because: all.filter(isFirst) };
}

/** The refusals nearest to none. */
const fewest = (refused: readonly (readonly Reason[])[]): readonly Reason[] | undefined =>
  [...refused].sort((a, b) => a.length - b.length)[0];

/** The facts once everybody expected is confirmed and this one speaks. */
function asExpected(facts: Facts, speaker: number): Facts {
  return {
    ...facts,
    open: [speaker],
    consent(seat) {
      const planned = facts.plannedImage(seat);
      return facts.consent(seat) ?? (planned && { image: planned, sound: false, name: false });
    },
    plannedImage: () => undefined,
  };
}
