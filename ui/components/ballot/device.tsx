/** A ballot pressed on keypads, conference units and members' own pages: how far it is, more time, the close. */
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { Bars } from './bars.tsx';
import { EnterForOthers } from './enter.tsx';
import { Missing, Progress } from './progress.tsx';
import { useLeading, useLocked, votersOf } from './view.ts';

const moreSeconds = 30;

export function Device({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const role = useLeading((view) => view.role);
  const missing = votersOf(ballot).filter(({ voted, out }) => !voted && out !== true);
  return (
    <>
      <Progress ballot={ballot} />
      {ballot.so !== undefined && (
        <div>
          <h3>{t('ballot.soFar')}</h3>
          <Bars options={ballot.options} counts={ballot.so} />
        </div>
      )}
      <Missing names={missing.map(({ name }) => name)} />
      <div className="ballot-keys ballot-main">
        <CommandKey
          name="ballot/extend"
          input={{ ballot: ballot.id, seconds: moreSeconds }}
          action={t('ballot.moreTime', { count: moreSeconds })}
          disabled={locked}
        />
        {ballot.closesAt !== undefined && (
          <CommandKey
            name="ballot/extend"
            input={{ ballot: ballot.id, seconds: 0 }}
            action={t('ballot.withoutEnd')}
            disabled={locked}
          />
        )}
        <CommandKey
          name="ballot/close"
          input={{ ballot: ballot.id }}
          action={t('ballot.close')}
          className="primary ballot-main-key"
          disabled={locked}
        />
      </div>
      {role === 'clerk' && <EnterForOthers ballot={ballot} />}
    </>
  );
}
