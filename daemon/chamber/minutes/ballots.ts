/** Ballots for the minutes: what was announced, and what was declared void; nothing of a vote that is still open. */
import { definedOnly } from '../defined.ts';
import { rollOrder } from '../ballot/roll-call.ts';
import type { Ballot } from '../ballot/state.ts';
import { atTag, everyTag } from '../ballot/tags.ts';
import type { ChamberRoot } from '../root.ts';
import type { MinutesBallot } from './minutes.ts';

/** This sitting's ballots of one part, in their order; `item` null: those on the procedure. */
export function ballotsFor(
  { ballots }: ChamberRoot,
  sitting: string,
  item: string | null,
  isPublic: boolean,
): readonly MinutesBallot[] {
  return [...ballots.past, ...(ballots.current ? [ballots.current] : [])]
    .filter((ballot) => ballot.sitting === sitting && ballot.item === item && ballot.isPublic === isPublic)
    .filter(({ state }) => state === 'announced' || state === 'voided')
    .map(minutesBallot);
}

function minutesBallot(ballot: Ballot): MinutesBallot {
  const { result, voided, checkpoint } = ballot;
  const labelOf = (id: string): string => ballot.options.find((option) => option.id === id)?.label ?? id;
  // What does not count is not counted out in the minutes either.
  const counted = voided ? null : result;
  return {
    number: ballot.number,
    text: ballot.text,
    kind: ballot.kind,
    majority: ballot.majority,
    openedAt: ballot.openedAt,
    entitled: ballot.rights.size,
    remote: everyTag(ballot.rights).filter(({ mode }) => mode === 'remote').length,
    counts: ballot.options.map(({ id, label }) => ({ label, votes: counted?.counts[id] ?? 0 })),
    invalid: counted?.invalid ?? 0,
    notCast: counted?.notCast ?? 0,
    outcome: counted?.outcome ?? null,
    elected: (counted?.elected ?? []).map(labelOf),
    ...(ballot.lot === null ? {} : { lot: labelOf(ballot.lot) }),
    votes:
      ballot.named && counted
        ? rollOrder(ballot).map(({ tag, name, group }) => {
            const choice = atTag(ballot.votes, tag)?.choice ?? null;
            return { name, ...definedOnly({ group, label: choice === null ? undefined : labelOf(choice) }) };
          })
        : [],
    barred: ballot.barred.map(({ name, reason }) => ({ name, reason })),
    isRepeated: ballot.repeats !== null,
    ...(voided ? { voided: voided.cause } : {}),
    ...(checkpoint && !voided ? { fingerprint: checkpoint.fingerprint } : {}),
  };
}
