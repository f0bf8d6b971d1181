/** One member: how their page stands, and giving out or withdrawing their link. What ends a session asks once more. */
import { useState } from 'react';
import { Confirm } from '../../../components/dialog.tsx';
import { MemberMarks } from '../../../components/members/member-marks.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useLocked } from '../view.ts';
import { useFreshLinks } from './fresh-links.tsx';
import type { Member } from './members.tsx';

export function MemberRow({ member: { id, name, group, page } }: { readonly member: Member }) {
  const t = useT();
  const locked = useLocked();
  const { give, withdraw, progress } = useFreshLinks();
  const [asks, setAsks] = useState<'again' | 'withdraw' | null>(null);
  const somebody = { person: id, name };
  const isGranted = page?.granted === true;
  const isOff = locked || progress !== null;
  return (
    <li>
      <span className="row-main">
        <b>{name}</b>
        {group !== undefined && <span className="dim">{group}</span>}
        {page === undefined ? (
          <span className="member-mark">{t('members.noLink')}</span>
        ) : (
          <MemberMarks page={page} />
        )}
      </span>
      <span className="row-actions">
        {isGranted ? (
          <>
            <button
              type="button"
              disabled={isOff}
              aria-label={t('members.giveAgainOf', { name })}
              aria-haspopup="dialog"
              onClick={() => setAsks('again')}
            >
              {t('members.giveAgain')}
            </button>
            <button
              type="button"
              disabled={isOff}
              aria-label={t('members.withdrawOf', { name })}
              aria-haspopup="dialog"
              onClick={() => setAsks('withdraw')}
            >
              {t('members.withdraw')}
            </button>
          </>
        ) : (
          <button
            type="button"
            disabled={isOff}
            aria-label={t('members.giveOf', { name })}
            onClick={() => void give([somebody])}
          >
            {t('members.give')}
          </button>
        )}
      </span>
      {asks === 'again' && (
        <Confirm
          title={t('members.giveAgainTitle', { name })}
          text={t('members.giveAgainText')}
          yes={t('members.giveAgainYes')}
          onYes={() => void give([somebody])}
          onClose={() => setAsks(null)}
        />
      )}
      {asks === 'withdraw' && (
        <Confirm
          title={t('members.withdrawTitle', { name })}
          text={t('members.withdrawText')}
          yes={t('members.withdrawYes')}
          danger
          onYes={() => void withdraw(somebody)}
          onClose={() => setAsks(null)}
        />
      )}
    </li>
  );
}
