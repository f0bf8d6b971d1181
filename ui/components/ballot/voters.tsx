/** Everybody who could vote, by name: with the vote where it is known, and what is out of the ordinary. */
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { lookOf, VoteSign } from './sign.tsx';
import { votersOf } from './view.ts';
import { optionName } from './words.ts';

export function Voters({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const voters = votersOf(ballot);
  return (
    <ol className="voter-grid" aria-label={t('ballot.votersTitle')}>
      {voters.map(({ person, name, group, choice, mode, entered, enteredBecause, out }) => {
        const notes = [
          group,
          mode === 'remote' ? t('ballot.isRemote') : undefined,
          entered === true && ballot.kind !== 'roll-call' ? t('ballot.isEntered') : undefined,
          enteredBecause,
          out === true ? t('ballot.isOut') : undefined,
        ].filter((note) => note !== undefined);
        return (
          <li key={person} className="voter">
            <span className="voter-name">
              {name}
              {notes.length > 0 && <small className="dim">{notes.join(' · ')}</small>}
            </span>
            {choice === undefined ? (
              <span className="dim">{t('vote.notCast')}</span>
            ) : (
              <span className={`voter-choice ${lookOf(ballot.options, choice)}`}>
                <VoteSign options={ballot.options} id={choice} />
                {optionName(t, ballot.options, choice)}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
