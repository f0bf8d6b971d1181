/** The sign of a vote beside its word: ✓ for yes, ✕ for no, ○ for an abstention, a number for everything else. */
import type { BallotOptionView } from '../../../protocols/api/views/ballot.ts';
import { Icon, type IconName } from '../icons.tsx';
import './votes.css';

const icons: Readonly<Record<NonNullable<BallotOptionView['meaning']>, IconName>> = {
  yes: 'check',
  no: 'close',
  abstain: 'offAir',
};

/** How an option looks: its meaning, or its place among the others. */
export const lookOf = (options: readonly BallotOptionView[], id: string): string => {
  const meaning = options.find((option) => option.id === id)?.meaning;
  return meaning === undefined ? 'is-other' : `is-${meaning}`;
};

export function VoteSign({
  options,
  id,
}: {
  readonly options: readonly BallotOptionView[];
  readonly id: string;
}) {
  const place = options.findIndex((option) => option.id === id);
  const meaning = options[place]?.meaning;
  if (meaning !== undefined)
    return (
      <span className={`vote-sign is-${meaning}`} aria-hidden="true">
        <Icon name={icons[meaning]} />
      </span>
    );
  return (
    <span className="vote-sign is-other" aria-hidden="true">
      {place + 1}
    </span>
  );
}
