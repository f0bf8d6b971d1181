/** How far a ballot is: “18 von 37”, the time left, and who is missing. */
import { useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { Icon } from '../icons.tsx';
import { Countdown } from './countdown.tsx';

export function Progress({
  ballot: { cast, entitled, closesAt },
}: {
  readonly ballot: Pick<BallotView, 'cast' | 'entitled' | 'closesAt'>;
}) {
  const t = useT();
  return (
    <div className="ballot-progress">
      <p className="ballot-of">
        <b className="digits">{cast}</b> {t('result.castOf', { entitled })}
      </p>
      {closesAt !== undefined && <Countdown closesAt={closesAt} />}
      <span className="vote-track" aria-hidden="true">
        <i style={{ width: `${(cast / Math.max(1, entitled)) * 100}%` }} />
      </span>
    </div>
  );
}

const usualNames = 12;

export function Missing({
  names,
  few = usualNames,
}: {
  readonly names: readonly string[];
  /** So many are said at once. */
  readonly few?: number;
}) {
  const t = useT();
  const [all, setAll] = useState(false);
  if (names.length === 0)
    return (
      <p className="ballot-complete">
        <Icon name="check" /> {t('ballot.nobodyMissing')}
      </p>
    );
  const shown = all ? names : names.slice(0, few);
  return (
    <div className="ballot-missing">
      <h3>{t('ballot.missingTitle', { count: names.length })}</h3>
      <ul>
        {shown.map((name, index) => (
          <li key={`${name} ${index}`}>{name}</li>
        ))}
      </ul>
      {names.length > shown.length && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {t('ballot.showAll', { count: names.length - shown.length })}
        </button>
      )}
    </div>
  );
}
