/**
 * Who cannot be shown in close-up as things stand, and what is shown instead: to be looked at before a
 * sitting. Folds itself while all is well or the sitting is public; a slate among them keeps it open, because
 * then a speaker leaves nothing but a still picture.
 */
import { useId, useState } from 'react';
import type { CoverageView } from '../../../protocols/api/views/cameras.ts';
import { Icon, type IconName } from '../../components/icons.tsx';
import { useCodes, useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, useNames, useOperator } from './view.ts';

const ranks = { slate: 0, wide: 1, group: 2 } as const;
const icons: Readonly<Record<CoverageView['best'], IconName>> = {
  slate: 'warning',
  wide: 'public',
  group: 'people',
};

export function Coverage() {
  const t = useT();
  const coverage = useOperator((view) => view.coverage);
  const isPublic = useOperator((view) => view.publicity === 'public');
  const hasHall = useOperator(
    ({ seats, cameras }) => Object.keys(seats).length > 0 && Object.keys(cameras).length > 0,
  );
  const list = useId();
  const slates = coverage.filter(({ best }) => best === 'slate').length;
  const unfolds = coverage.length > 0 && (!isPublic || slates > 0);
  /** What somebody wanted, as long as nothing changes what the page would do by itself. */
  const [wish, setWish] = useState({ isOpen: unfolds, unfolds });
  if (wish.unfolds !== unfolds) setWish({ isOpen: unfolds, unfolds });
  if (!hasHall) return null;
  if (coverage.length === 0)
    return (
      <p className="coverage-well">
        <Icon name="ok" /> {t('coverage.allWell')}
      </p>
    );
  const { isOpen } = wish;
  return (
    <section className="coverage" aria-label={t('coverage.title')}>
      <button
        type="button"
        className="quiet coverage-key"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setWish({ isOpen: !isOpen, unfolds })}
      >
        <span>
          {t('coverage.count', { count: coverage.length })}
          {slates > 0 && (
            <b className="coverage-slates">
              {' '}
              · <Icon name="warning" /> {t('coverage.slates', { count: slates })}
            </b>
          )}
        </span>
        <Icon name={isOpen ? 'up' : 'down'} />
      </button>
      <div id={list} hidden={!isOpen} className="coverage-list">
        <h3>{t('coverage.title')}</h3>
        <ul tabIndex={0} aria-label={t('coverage.title')}>
          {[...coverage]
            .sort((left, right) => ranks[left.best] - ranks[right.best] || left.seat - right.seat)
            .map((entry) => (
              <CoverageRow key={entry.seat} entry={entry} />
            ))}
        </ul>
      </div>
    </section>
  );
}

function CoverageRow({ entry }: { readonly entry: CoverageView }) {
  const t = useT();
  const codes = useCodes();
  const nameOf = useNames();
  const seats = useOperator((view) => view.seats);
  const { seat, name, best, because } = entry;
  const where = seatPhrase(t, seatLabel(seats, seat));
  const why = [...new Set(because.map((reason) => codes.reason(reason, nameOf)))];
  return (
    <li className={`best-${best}`}>
      <Icon name={icons[best]} />
      <div>
        <b>{name ?? where}</b> {name !== undefined && <span className="dim">{where} · </span>}
        <span className="coverage-best">{t(`coverage.best.${best}`)}</span>
        <span className="dim coverage-why">
          {why.length === 0 ? t('coverage.noReason') : why.join(' · ')}
        </span>
      </div>
    </li>
  );
}
