/** Asking for the floor: raise a hand, a point of order, the place in the list, taking it back. */
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';
import { Problem, useWish } from './wishes.tsx';

export function Hands() {
  const t = useT();
  const place = useSeat(({ own }) => own?.waiting);
  const isSpeaking = useSeat(({ own }) => own?.speaking === true);
  const isHere = useSeat(({ own }) => own?.status === 'remote' || own?.status === 'room');
  const isListClosed = useSeat(({ shared }) => shared?.listClosed === true);
  const isLost = useSeat(({ link }) => link === 'lost');
  const { ask, waitsFor, problem } = useWish();
  return (
    <section className="panel hands" aria-label={t('own.queue')}>
      <output className="hands-state">
        {isSpeaking ? (
          <b>
            <Icon name="microphone" /> {t('own.youSpeak')}
          </b>
        ) : place !== undefined ? (
          <b>
            <Icon name="hand" /> {t('own.place', { place })}
          </b>
        ) : isListClosed ? (
          <span className="dim">
            <Icon name="closed" /> {t('own.listClosed')}
          </span>
        ) : null}
      </output>
      {place !== undefined ? (
        <button
          type="button"
          disabled={isLost}
          aria-busy={waitsFor === 'lower-hand'}
          onClick={() => void ask('lower-hand')}
        >
          {t('own.takeBack')}
        </button>
      ) : (
        <div className="pair">
          <button
            type="button"
            disabled={isLost || !isHere || isListClosed || isSpeaking}
            aria-busy={waitsFor === 'raise-hand'}
            onClick={() => void ask('raise-hand', { pointOfOrder: false })}
          >
            {t('own.raise')}
          </button>
          <button
            type="button"
            disabled={isLost || !isHere || isSpeaking}
            onClick={() => void ask('raise-hand', { pointOfOrder: true })}
          >
            {t('own.order')}
          </button>
        </div>
      )}
      <Problem text={problem} />
    </section>
  );
}
