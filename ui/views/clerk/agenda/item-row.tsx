/** One line of the agenda: number, title, how it stands, and the key that is most likely wanted. */
import { memo, type ReactNode } from 'react';
import type { AgendaItemView, Phase } from '../../../../protocols/api/views/sitting.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { CommandKey } from '../keys.tsx';
import { clipped } from '../long-text.tsx';
import { clockOf } from '../times.ts';
import { itemName, useWords } from '../view.ts';

interface RowProps {
  readonly id: string;
  readonly item: AgendaItemView;
  readonly isRunning: boolean;
  readonly isNext: boolean;
  readonly isChosen: boolean;
  readonly phase: Phase | undefined;
  readonly choose: (id: string) => void;
  /** One place up or down. */
  readonly move: (id: string, by: 1 | -1) => void;
  /** Below it, where there is no second column. */
  readonly detail: ReactNode;
}

export const ItemRow = memo(function ItemRow(props: RowProps) {
  const { id, item, isRunning, isNext, isChosen, phase, choose, move, detail } = props;
  const t = useT();
  const name = itemName(t, item);
  const isOff = isOffAgenda(item);
  return (
    <li
      className={`agenda-row${isRunning ? ' is-running' : ''}${isChosen ? ' is-chosen' : ''}${isOff ? ' is-off' : ''}`}
    >
      <div className="agenda-line">
        <button
          type="button"
          className="row-key"
          data-item={id}
          aria-expanded={isChosen}
          aria-current={isRunning ? 'step' : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => choose(id)}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            move(id, event.key === 'ArrowUp' ? -1 : 1);
          }}
        >
          <b className="agenda-number">{item.number === '' ? '–' : item.number}</b>
          <span className="row-main">
            <span className="agenda-title">{clipped(item.title)}</span>
            <ItemMarks item={item} isRunning={isRunning} isNext={isNext} />
          </span>
        </button>
        {isRunning ? (
          <CommandKey name="agenda/end" input={{}} action={t('clerk.end')} label={t('clerk.endOf', { name })}>
            {t('clerk.end')}
          </CommandKey>
        ) : (
          phase !== 'closed' &&
          item.outcome === undefined &&
          item.endedAt === undefined && (
            <CommandKey
              name="agenda/begin"
              input={{ item: id }}
              action={t('clerk.beginOf', { name })}
              label={t('clerk.beginOf', { name })}
              disabled={!mayBegin(item, phase)}
              className={isNext ? 'primary' : ''}
            >
              {t('clerk.begin')}
            </CommandKey>
          )
        )}
      </div>
      {detail}
    </li>
  );
});

/** A public item is refused in a non-public part: going public is a step of its own. */
export const mayBegin = (item: AgendaItemView, phase: Phase | undefined): boolean =>
  !isOffAgenda(item) && (phase === 'open' || (phase === 'non-public' && !item.isPublic));

const offOutcomes: readonly AgendaItemView['outcome'][] = [
  'postponed',
  'referred',
  'dropped',
  'withdrawn',
  'joined',
];

const isOffAgenda = ({ outcome }: AgendaItemView): boolean => offOutcomes.includes(outcome);

export function ItemMarks({
  item,
  isRunning,
  isNext,
}: {
  readonly item: AgendaItemView;
  readonly isRunning: boolean;
  readonly isNext: boolean;
}) {
  const t = useT();
  const words = useWords();
  const conflicts = item.excluded.length;
  return (
    <span className="marks">
      {isRunning && (
        <span className="mark mark-running">
          <Icon name="onAir" />
          {item.startedAt === undefined
            ? t('clerk.running')
            : t('clerk.runningSince', { time: clockOf(item.startedAt) })}
        </span>
      )}
      {isNext && <span className="mark mark-next">{t('clerk.nextItem')}</span>}
      <span className={item.isPublic ? 'mark' : 'mark mark-non-public'}>
        <Icon name={item.isPublic ? 'public' : 'closed'} />
        {t(item.isPublic ? 'clerk.public' : 'clerk.nonPublic')}
      </span>
      {!item.onStream && <span className="mark">{t('clerk.notOnStream')}</span>}
      {item.isUrgent && <span className="mark mark-next">{t('clerk.urgent')}</span>}
      {item.outcome === undefined ? (
        item.endedAt !== undefined &&
        !isRunning && (
          <span className="mark mark-outcome">{t('clerk.endedAt', { time: clockOf(item.endedAt) })}</span>
        )
      ) : (
        <span className="mark mark-outcome">
          {words('outcome', item.outcome)}
          {item.outcomeNote === undefined ? '' : ` · ${clipped(item.outcomeNote, 60)}`}
        </span>
      )}
      {conflicts > 0 && <span className="mark">{t('clerk.conflictCount', { count: conflicts })}</span>}
      {item.offered.length > 0 && (
        <span className="mark mark-warning">
          <Icon name="warning" />
          {t('clerk.offeredCount', { count: item.offered.length })}
        </span>
      )}
    </span>
  );
}
