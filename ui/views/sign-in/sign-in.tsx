/** Signing in: a role and its PIN. Says plainly what was wrong, and goes where the person wanted to go. */
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { goTo, requestedRole, rolePaths } from '../../components/paths.ts';
import { Preferences } from '../../components/preferences.tsx';
import { Icon } from '../../components/icons.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { readSession, signIn, type PageError } from '../../live/http.ts';
import type { Role } from '../../../protocols/api/commands.ts';
import './sign-in.css';

const minPinChars = 4;
const maxPinChars = 32;
const signable = ['operator', 'chair', 'clerk'] as const;

export default function SignInPage() {
  const t = useT();
  const codes = useCodes();
  const wanted = requestedRole(window.location.search);
  const [role, setRole] = useState<Role>(wanted ?? 'operator');
  const [pin, setPin] = useState('');
  const [failed, setFailed] = useState<PageError | 'short' | null>(null);
  const [pending, setPending] = useState(false);
  const [other, setOther] = useState<Role | null>(null);
  const pinField = useRef<HTMLInputElement>(null);
  const ids = { pin: useId(), error: useId(), roles: useId() };
  const title = `${t('signIn.title')} · ${t('app.name')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    void readSession().then((answer) => {
      if (answer.ok && wanted !== null && answer.value !== wanted) setOther(answer.value);
    });
  }, [wanted]);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (pending) return;
    if (pin.length < minPinChars) {
      setFailed('short');
      pinField.current?.focus();
      return;
    }
    setPending(true);
    setFailed(null);
    const answer = await signIn(role, pin);
    if (answer.ok) {
      goTo(rolePaths[role]);
      return;
    }
    setPending(false);
    setFailed(answer.error);
    setPin('');
    pinField.current?.focus();
  }

  const hints = {
    operator: t('signIn.operatorHint'),
    chair: t('signIn.chairHint'),
    clerk: t('signIn.clerkHint'),
  };
  return (
    <div className="sign-in">
      <main className="panel sign-in-card">
        <p className="brand">{t('app.name')}</p>
        <h1>{t('signIn.title')}</h1>
        {other !== null && <p className="note">{t('signIn.otherRole', { role: t(`role.${other}`) })}</p>}
        <form onSubmit={(event) => void submit(event)} noValidate>
          <fieldset className="roles">
            <legend>{t('signIn.intro')}</legend>
            {signable.map((name) => (
              <label key={name} className="role-choice">
                <input
                  type="radio"
                  name={ids.roles}
                  checked={role === name}
                  onChange={() => {
                    setRole(name);
                    setFailed(null);
                  }}
                />
                <b>{t(`role.${name}`)}</b>
                <span className="dim">{hints[name]}</span>
              </label>
            ))}
          </fieldset>
          <div className="field">
            <label htmlFor={ids.pin}>{t('signIn.pin')}</label>
            <input
              id={ids.pin}
              ref={pinField}
              type="password"
              inputMode="numeric"
              autoComplete="current-password"
              maxLength={maxPinChars}
              value={pin}
              aria-invalid={failed !== null}
              aria-describedby={ids.error}
              onChange={(event) => setPin(event.target.value)}
            />
          </div>
          <p className="sign-in-error" id={ids.error} role="alert">
            {failed !== null && (
              <>
                <Icon name="warning" /> {failed === 'short' ? t('signIn.pinShort') : codes.error(failed)}
              </>
            )}
          </p>
          <button type="submit" className="primary" aria-busy={pending}>
            {t('signIn.submit')}
          </button>
        </form>
        <a className="button" href="/display">
          {t('signIn.display')}
        </a>
      </main>
      <Preferences />
    </div>
  );
}
