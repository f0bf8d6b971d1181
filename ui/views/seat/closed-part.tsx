/** A part that is not public: what it asks of somebody at home, and that nobody else is in the room there. */
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { useSeat } from '../../live/seat-context.tsx';
import { Problem, useWish } from './wishes.tsx';

export function ClosedPart() {
  const t = useT();
  const alone = useSeat(({ own }) => own?.alone);
  const isHere = useSeat(({ own }) => own?.status === 'remote' || own?.status === 'room');
  const isRemote = useSeat(({ own }) => own?.status === 'remote');
  const isClosed = useSeat(({ shared }) => shared?.phase === 'non-public');
  const hasItem = useSeat(({ shared }) => shared?.item !== undefined);
  const { ask, waitsFor, problem } = useWish();
  if (alone === undefined && !isClosed) return null;
  const takesPart = isHere && (hasItem || !isClosed);
  return (
    <section className="panel closed-part" aria-labelledby="closed-part-title">
      <h2 id="closed-part-title">
        <Icon name="closed" /> {t('own.closedPart')}
      </h2>
      <p>{t(takesPart || alone !== undefined ? 'own.closedPartText' : 'own.outside')}</p>
      {isRemote && alone === false && (
        <button
          type="button"
          className="big"
          aria-busy={waitsFor !== null}
          onClick={() => void ask('alone', { alone: true })}
        >
          {t('own.alone')}
        </button>
      )}
      {isRemote && alone === true && (
        <div className="alone-done">
          <output>
            <Icon name="ok" /> {t('own.aloneDone')}
          </output>
          <button
            type="button"
            aria-busy={waitsFor !== null}
            onClick={() => void ask('alone', { alone: false })}
          >
            {t('own.notAlone')}
          </button>
        </div>
      )}
      <Problem text={problem} />
    </section>
  );
}
