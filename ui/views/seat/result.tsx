/** The announced result: the outcome as a word, counts as numbers and bars, the fingerprint, and one's own receipt. */
import { Icon, type IconName } from '../../components/icons.tsx';
import { useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';
import { choiceName, optionName, useOwnVote, type SeatBallot } from './vote.ts';

type BallotResult = NonNullable<SeatBallot['result']>;

const outcomeIcons: Readonly<Record<BallotResult['outcome'], IconName>> = {
  carried: 'ok',
  rejected: 'barred',
  elected: 'ok',
  tie: 'minus',
  none: 'barred',
};

export function Result({ ballot }: { readonly ballot: SeatBallot }) {
  const t = useT();
  const words = useWords();
  const isPage = useSeat(({ own }) => own?.vote?.ballot === ballot.id && own.vote.channel === 'page');
  const { saved } = useOwnVote(ballot.id);
  const { result, options } = ballot;
  if (result === undefined) return null;
  const names = (ids: readonly string[]): string => ids.map((id) => choiceName(t, options, id)).join(', ');
  const most = Math.max(1, ...Object.values(result.counts));
  return (
    <div className="result">
      <p className={`outcome outcome-${result.outcome}`}>
        <Icon name={outcomeIcons[result.outcome]} /> {words('outcome', result.outcome)}
      </p>
      {result.outcome === 'elected' && <p>{t('own.electedNames', { names: names(result.elected) })}</p>}
      {result.outcome === 'tie' && result.elected.length > 0 && (
        <p>{t('own.tieNames', { names: names(result.elected) })}</p>
      )}
      {result.lot !== undefined && <p>{t('own.lotDrawn', { name: choiceName(t, options, result.lot) })}</p>}
      <ul className="counts">
        {options.map((option) => (
          <Count
            key={option.id}
            name={optionName(t, option)}
            meaning={option.meaning ?? 'other'}
            count={result.counts[option.id] ?? 0}
            most={most}
          />
        ))}
        {result.invalid > 0 && (
          <Count name={t('vote.invalid')} meaning="other" count={result.invalid} most={most} />
        )}
      </ul>
      <p className="dim">
        {t('own.votesCast', { cast: result.cast, entitled: result.entitled })}{' '}
        {t('own.majority', { rule: words('majority', ballot.majority) })}
      </p>
      {saved !== undefined ? (
        <p>
          <Icon name="check" /> {t('own.savedChoice', { choice: choiceName(t, options, saved.choice) })}{' '}
          {t('own.yourReceipt', { number: saved.number })}
        </p>
      ) : (
        isPage && <p>{t('own.noReceipt')}</p>
      )}
      <Fingerprint ballot={ballot} />
    </div>
  );
}

function Count({
  name,
  meaning,
  count,
  most,
}: {
  readonly name: string;
  readonly meaning: string;
  readonly count: number;
  readonly most: number;
}) {
  const t = useT();
  return (
    <li className={`means-${meaning}`}>
      <span className="count-name">{name}</span>
      <b>{count === 1 ? t('own.countOne') : t('own.count', { count })}</b>
      <span className="count-bar" aria-hidden="true">
        <i style={{ width: `${(count / most) * 100}%` }} />
      </span>
    </li>
  );
}

/** Tells two copies of a result apart: read out in the hall, it must be the same here. */
export function Fingerprint({ ballot }: { readonly ballot: SeatBallot }) {
  const t = useT();
  if (ballot.fingerprint === undefined) return null;
  return (
    <p className="fingerprint dim">
      {t('vote.fingerprint')} <span className="digits">{ballot.fingerprint}</span>
    </p>
  );
}
