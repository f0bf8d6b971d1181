/** “Ich sehe und höre”: one big key at the start and after each interruption; without it no vote key works. */
import { useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';
import { Problem, useWish } from './wishes.tsx';

export function Confirmation() {
  const t = useT();
  const isConfirmed = useSeat(({ own }) => own?.confirmed === true);
  const isLost = useSeat(({ link }) => link === 'lost');
  const [wasConfirmed, setWasConfirmed] = useState(isConfirmed);
  const { ask, waitsFor, problem } = useWish();
  if (isConfirmed && !wasConfirmed) setWasConfirmed(true);
  if (isConfirmed) return null;
  return (
    <section className="panel confirmation" aria-labelledby="confirm-text">
      <p id="confirm-text">
        {wasConfirmed && <strong>{t('own.confirmAgain')} </strong>}
        {t('own.confirmText')}
      </p>
      <button
        type="button"
        className="primary big"
        disabled={isLost}
        aria-busy={waitsFor !== null}
        onClick={() => void ask('confirm')}
      >
        <Icon name="check" /> {t('own.confirm')}
      </button>
      <Problem text={problem} />
    </section>
  );
}
