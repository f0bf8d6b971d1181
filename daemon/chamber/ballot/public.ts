/** The ballot on pages that everybody sees: an allow-list. Nothing of a result before the chair announces it. */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import { definedOnly } from '../defined.ts';
import { seatOf } from '../people/state.ts';
import type { ChamberRoot } from '../root.ts';
import { countsSoFar, questionView, resultView } from './project.ts';
import { rollOrder } from './roll-call.ts';
import type { Ballot } from './state.ts';
import { atTag, everyTag } from './tags.ts';

/** The ballot that a public page may show now; a part that is not public shows none of it. */
export function publicBallot(root: ChamberRoot): { ballot?: PublicBallotView } {
  const { current } = root.ballots;
  if (!current?.isPublic || current.sitting !== root.sitting.current?.id) return {};
  if (current.state === 'voided' || current.isCleared) return {};
  const isAnnounced = current.state === 'announced';
  const { result, checkpoint } = current;
  const takesSingle = current.kind === 'device' || current.kind === 'roll-call';
  return {
    ballot: {
      ...questionView(current),
      state: isAnnounced ? 'announced' : current.state === 'open' ? 'open' : 'closed',
      entitled: current.rights.size,
      cast: current.castCount,
      ...(current.live && current.state === 'open' ? { so: countsSoFar(current) } : {}),
      ...(isAnnounced && result ? { result: resultView(result, current.lot) } : {}),
      ...(isAnnounced && takesSingle && current.named
        ? { groups: byGroup(current), names: namesOf(current) }
        : {}),
      ...(takesSingle ? { seats: seatsOf(root, current, isAnnounced && current.named) } : {}),
      // The witness of the close: it says nothing of the result.
      ...(checkpoint ? { fingerprint: checkpoint.fingerprint } : {}),
    },
  };
}

function byGroup(ballot: Ballot): NonNullable<PublicBallotView['groups']> {
  const groups = new Map<string, { counts: Record<string, number>; notCast: number }>();
  for (const { tag, group = '' } of everyTag(ballot.rights)) {
    const entry = groups.get(group) ?? {
      counts: Object.fromEntries(ballot.options.map(({ id }) => [id, 0])),
      notCast: 0,
    };
    const choice = atTag(ballot.votes, tag)?.choice ?? null;
    if (choice === null) entry.notCast++;
    else entry.counts[choice] = (entry.counts[choice] ?? 0) + 1;
    groups.set(group, entry);
  }
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'de'))
    .map(([group, { counts, notCast }]) => ({ group, counts, notCast }));
}

const namesOf = (ballot: Ballot): NonNullable<PublicBallotView['names']> =>
  rollOrder(ballot).map(({ tag, name, group }) => ({
    name,
    ...definedOnly({ group, choice: atTag(ballot.votes, tag)?.choice ?? undefined }),
  }));

/** That a seat has voted everybody may see; how, only in an announced named ballot. */
function seatsOf(
  { hall, people }: ChamberRoot,
  ballot: Ballot,
  withChoices: boolean,
): NonNullable<PublicBallotView['seats']> {
  const seats: NonNullable<PublicBallotView['seats']> = {};
  for (const { tag, person, mode } of everyTag(ballot.rights)) {
    const seat = mode === 'room' ? seatOf(people, person) : undefined;
    const place = seat === undefined ? undefined : hall.seats[seat];
    if (!place) continue;
    const choice = atTag(ballot.votes, tag)?.choice ?? null;
    seats[place.seat] = {
      x: place.x,
      y: place.y,
      label: place.label,
      voted: choice !== null,
      ...(withChoices && choice !== null ? { choice } : {}),
    };
  }
  return seats;
}
