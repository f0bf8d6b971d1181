/** Personal data whose time is over: what is kept how long, and deleting what is due. */
import { useCallback, useEffect, useState } from 'react';
import type { Retention } from '../../../../protocols/api/retention.ts';
import { Confirm } from '../../../components/dialog.tsx';
import { useCodes, useT } from '../../../i18n/language.tsx';
import { deleteDue, readRetention, type PageError } from '../../../live/http.ts';
import { useLocked, useWords } from '../view.ts';

export function RetentionPanel() {
  const t = useT();
  const codes = useCodes();
  const [retention, setRetention] = useState<Retention | null>(null);
  const [error, setError] = useState<PageError | null>(null);
  const [deleted, setDeleted] = useState<number | null>(null);
  const load = useCallback(() => {
    void readRetention().then((answer) => {
      if (answer.ok) setRetention(answer.value);
      setError(answer.ok ? null : answer.error);
    });
  }, []);
  useEffect(load, [load]);
  return (
    <section className="panel" aria-labelledby="retention-title">
      <h2 id="retention-title">{t('clerk.retentionTitle')}</h2>
      <p className="dim">{t('clerk.retentionText')}</p>
      {error !== null && (
        <p className="note" role="alert">
          {codes.error(error)}
        </p>
      )}
      {deleted !== null && <output>{t('clerk.retentionDeleted', { count: deleted })}</output>}
      {retention !== null && <Classes retention={retention} />}
      {retention !== null && (
        <DeleteKey
          due={retention.classes.reduce((sum, { due }) => sum + due, 0)}
          onDeleted={(count) => {
            setDeleted(count);
            load();
          }}
          onError={setError}
        />
      )}
    </section>
  );
}

function Classes({ retention }: { readonly retention: Retention }) {
  const t = useT();
  const words = useWords();
  return (
    <ul className="retention">
      {retention.classes.map(({ id, days, kept, due }) => (
        <li key={id}>
          <b>{words('retention', id)}</b>
          <span className="dim">
            {days === undefined ? t('clerk.retentionByHand') : t('clerk.retentionDays', { days })} ·{' '}
            {t('clerk.retentionKept', { kept })}
          </span>
          {due > 0 && <span className="mark mark-warning">{t('clerk.retentionDue', { due })}</span>}
        </li>
      ))}
    </ul>
  );
}

function DeleteKey({
  due,
  onDeleted,
  onError,
}: {
  readonly due: number;
  readonly onDeleted: (count: number) => void;
  readonly onError: (error: PageError) => void;
}) {
  const t = useT();
  const locked = useLocked();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  async function remove(): Promise<void> {
    setBusy(true);
    const answer = await deleteDue();
    setBusy(false);
    if (answer.ok) onDeleted(answer.value);
    else onError(answer.error);
  }
  return (
    <>
      <button
        type="button"
        className="danger"
        disabled={locked || due === 0}
        aria-busy={busy}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        {t('clerk.retentionDelete', { due })}
      </button>
      {asking && (
        <Confirm
          title={t('clerk.retentionDelete', { due })}
          text={t('clerk.retentionDeleteText')}
          yes={t('clerk.retentionDeleteYes')}
          danger
          onYes={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
