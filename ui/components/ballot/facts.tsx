/** What whoever leads has to know of a ballot besides its votes: a restart, who may not vote, who came and went, refused presses. */
import type { ReactNode } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useCodes, useLanguage, useT } from '../../i18n/language.tsx';
import { formatClock } from '../../i18n/translate.ts';
import { Icon } from '../icons.tsx';

export function Facts({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const { interrupted, barred, changes, state } = ballot;
  return (
    <>
      {interrupted && state === 'open' && (
        <p className="ballot-warning">
          <Icon name="warning" /> <span>{t('ballot.interrupted')}</span>
        </p>
      )}
      {barred.length > 0 && (
        <ul className="ballot-facts" aria-label={t('ballot.barredTitle')}>
          {barred.map(({ name, reason }) => (
            <li key={name}>
              <Icon name="barred" /> <span>{t(`ballot.barred.${reason}`, { name })}</span>
            </li>
          ))}
        </ul>
      )}
      <Changes changes={changes} isOpen={state === 'open'} />
    </>
  );
}

/** Who came and went meanwhile; folded once nobody can vote any more. */
function Changes({ changes, isOpen }: { readonly changes: BallotView['changes']; readonly isOpen: boolean }) {
  const { t, language } = useLanguage();
  if (changes.length === 0) return null;
  const list = (
    <ul className="ballot-facts" aria-label={t('ballot.changesTitle')}>
      {changes.map(({ at, name, change }, index) => (
        <li key={index}>
          <Icon name="people" />{' '}
          <span>
            <span className="digits">{formatClock(language, at)}</span>{' '}
            {t(`ballot.change.${change}`, { name })}
          </span>
        </li>
      ))}
    </ul>
  );
  if (isOpen) return list;
  return (
    <details className="ballot-more">
      <summary>
        {t('ballot.changesTitle')}: {changes.length}
      </summary>
      {list}
    </details>
  );
}

type Rejections = BallotView['rejected'];

/** Presses that did not count, in words; folded, for most evenings have none that matter. */
export function Rejected({ rejected }: { readonly rejected: Rejections }) {
  const { t, language } = useLanguage();
  const codes = useCodes();
  if (rejected.length === 0) return null;
  return (
    <details className="ballot-more">
      <summary>
        <Icon name="attention" /> {t('ballot.rejected', { count: rejected.length })}
      </summary>
      <ul className="ballot-facts">
        {rejected.map(({ at, code, channel, who }, index) => (
          <li key={index}>
            <span className="digits">{formatClock(language, at)}</span>
            <span>
              <b>{who ?? t('ballot.unknownKeypad')}</b> ({t(`ballot.channel.${channel}`)}):{' '}
              {codes.error(code)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Devices that have not said that all has come. */
export function WaitsFor({
  waitsFor,
  children,
}: {
  readonly waitsFor: BallotView['waitsFor'];
  readonly children?: ReactNode;
}) {
  const t = useT();
  if (waitsFor.length === 0) return null;
  return (
    <div className="ballot-warning" role="status">
      <Icon name="clock" />
      <span>
        {t('ballot.waitsFor', { devices: waitsFor.map(({ label }) => label).join(', ') })}
        {children}
      </span>
    </div>
  );
}
