/** A bar over the picture: that a vote is taken, and its result once it is announced. Fetched when there is a ballot, so that the overlay stays small. */
import type { ReactNode } from 'react';
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import { comesSingly } from '../../components/ballot/calls.ts';
import { VoteSign } from '../../components/ballot/sign.tsx';
import { OutcomeWord } from '../../components/ballot/outcome.tsx';
import { optionWord } from '../../components/ballot/words.ts';
import { shortened } from '../../components/words.ts';
import '../../i18n/result-sentences.ts';
import { useT } from '../../i18n/language.tsx';
import './ballot.css';

const textChars = 110;

export default function BallotBar({ ballot }: { readonly ballot: PublicBallotView }): ReactNode {
  const t = useT();
  const { item, text, state, cast, entitled, result, options } = ballot;
  return (
    <div className={`vote-bar-over is-${state}`}>
      <p className="over-text">
        <b>
          {item === undefined
            ? t('result.procedure')
            : item.number === ''
              ? shortened(item.title, 40)
              : t('item.number', { number: item.number })}
        </b>{' '}
        {shortened(text, textChars)}
      </p>
      {state === 'announced' && result !== undefined ? (
        <div className="over-result">
          <OutcomeWord options={options} result={result} />
          <ul>
            {options.map((option) => (
              <li key={option.id}>
                <VoteSign options={options} id={option.id} /> {optionWord(t, option)}{' '}
                <b className="digits">{result.counts[option.id] ?? 0}</b>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="over-state">
          {t(state === 'open' ? 'result.running' : 'result.counting')}
          {comesSingly(ballot) && (
            <span>
              {' · '}
              <b className="digits">{cast}</b> {t('result.castOf', { entitled })}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
