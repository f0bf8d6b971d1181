/** The way in: the PIN to the link, or what to do without a link, or after another device took over. */
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Icon } from '../../components/icons.tsx';
import { Preferences } from '../../components/preferences.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import type { PageError } from '../../live/http.ts';
import { signInToSeat } from '../../live/seat-session.ts';

const pinDigits = 6;

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <div className="seat seat-entrance">
      <main className="panel entrance-card">
        <p className="brand">{t('app.name')}</p>
        <h1>{title}</h1>
        {children}
      </main>
      <Preferences />
    </div>
  );
}

/** The field for the PIN. What is pasted may have blanks in it. */
export function Entrance({
  token,
  onEntered,
}: {
  readonly token: string;
  readonly onEntered: (isOtherLink: boolean) => void;
}) {
  const t = useT();
  const codes = useCodes();
  const [pin, setPin] = useState('');
  const [failed, setFailed] = useState<PageError | 'short' | null>(null);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const ids = { pin: useId(), error: useId() };
  const isDead = failed === 'wrong-link' || failed === 'link-unusable';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    if (pin.length !== pinDigits) {
      setFailed('short');
      field.current?.focus();
      return;
    }
    setBusy(true);
    setFailed(null);
    const answer = await signInToSeat(token, pin);
    setBusy(false);
    if (answer.ok) {
      onEntered(answer.value.isOtherLink);
      return;
    }
    setFailed(answer.error);
    setPin('');
    field.current?.focus();
  }

  return (
    <Card title={t('own.signIn')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <p>{t('own.signInIntro')}</p>
        <div className="field">
          <label htmlFor={ids.pin}>{t('own.pin')}</label>
          <input
            id={ids.pin}
            ref={field}
            className="pin digits"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCapitalize="off"
            spellCheck={false}
            value={pin}
            aria-invalid={failed !== null}
            aria-describedby={ids.error}
            onChange={(event) => setPin(event.target.value.replace(/\D/g, '').slice(0, pinDigits))}
          />
        </div>
        <div className="problem" id={ids.error} role="alert">
          {failed !== null && (
            <p>
              <Icon name="warning" /> {failed === 'short' ? t('own.pinShort') : codes.error(failed)}{' '}
              {failed === 'wrong-pin' && t('own.pinHint')}
              {isDead && t('own.askClerk')}
            </p>
          )}
        </div>
        <button type="submit" className="primary" aria-busy={busy}>
          {t('own.signIn')}
        </button>
      </form>
    </Card>
  );
}

export function NoLink({ isDamaged }: { readonly isDamaged: boolean }) {
  const t = useT();
  return (
    <Card title={t('own.linkFirst')}>
      <p>{t(isDamaged ? 'own.linkDamaged' : 'own.linkFirstText')}</p>
    </Card>
  );
}

/** Signed in on another device: this page has stopped, and says so. */
export function Over({ onSignIn }: { readonly onSignIn?: () => void }) {
  const t = useT();
  const codes = useCodes();
  return (
    <Card title={t('own.overTitle')}>
      <p role="alert">{codes.error('signed-in-elsewhere')}</p>
      {onSignIn !== undefined && (
        <>
          <p className="dim">{t('own.signInHereText')}</p>
          <button type="button" onClick={onSignIn}>
            {t('own.signInHere')}
          </button>
        </>
      )}
    </Card>
  );
}
