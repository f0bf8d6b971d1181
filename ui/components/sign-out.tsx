/** Leaves the role on this device. */
import { useState } from 'react';
import { useT } from '../i18n/language.tsx';
import { signOut } from '../live/http.ts';
import { goTo } from './paths.ts';

export function SignOut() {
  const t = useT();
  const [leaving, setLeaving] = useState(false);
  return (
    <button
      type="button"
      className="quiet"
      aria-busy={leaving}
      onClick={() => {
        setLeaving(true);
        void signOut().then(() => goTo('/sign-in'));
      }}
    >
      {t('page.signOut')}
    </button>
  );
}
