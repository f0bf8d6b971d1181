/** The item that runs: its title, how it ends, and the next one with one key. */
import { useState } from 'react';
import { Confirm, Dialog } from '../../components/dialog.tsx';
import { Icon } from '../../components/icons.tsx';
import { shortened, useWords } from '../../components/words.ts';
import { useCommands } from '../../components/commands.tsx';
import { CommandKey } from '../../components/command-key.tsx';
import { useT } from '../../i18n/language.tsx';
import { VoteKey } from './ballot.tsx';
import { AgendaDialog } from './agenda-dialog.tsx';
import { useCallItem, useWaiting } from './call-item.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { itemLine, itemName, useChair, useLocked } from './view.ts';

/** About two lines on a tablet. */
const titleChars = 130;
/** From here on a title wants the whole width, and the keys stand below it. */
const longChars = 60;

export function ItemPanel() {
  const t = useT();
  const sitting = useChair((view) => view.sitting);
  const count = useChair((view) => view.agenda.length);
  if (sitting === undefined)
    return (
      <section className="panel chair-item" aria-label={t('chair.item')}>
        <p className="dim">{t('chair.noSitting')}</p>
      </section>
    );
  const isOver = sitting.phase === 'closed' || sitting.phase === 'approved';
  return (
    <section className="panel chair-item" aria-labelledby="item-title">
      {sitting.item === undefined ? (
        <div className="chair-item-words">
          <h2 id="item-title">{t('chair.item')}</h2>
          <p className="dim">
            {isOver
              ? t('chair.sittingOver')
              : sitting.phase === 'prepared'
                ? t('chair.prepared', { count })
                : t('chair.noItem')}
          </p>
        </div>
      ) : (
        <Running />
      )}
      <ItemKeys />
    </section>
  );
}

function Running() {
  const t = useT();
  const words = useWords();
  const locked = useLocked();
  const item = useChair((view) => view.sitting?.item);
  const outcome = useChair((view) => view.agenda.find(({ id }) => id === view.sitting?.item?.id)?.outcome);
  const [whole, setWhole] = useState(false);
  if (item === undefined) return null;
  const title = shortened(item.title, titleChars);
  return (
    <div className={title.length > longChars ? 'chair-item-words is-long' : 'chair-item-words'}>
      <h2 id="item-title">
        {item.number === '' ? t('chair.item') : t('item.number', { number: item.number })}
        {!item.isPublic && (
          <span className="chair-mark">
            <Icon name="closed" /> {t('item.nonPublic')}
          </span>
        )}
        {!item.onStream && (
          <span className="chair-mark">
            <Icon name="pause" /> {t('item.offStream')}
          </span>
        )}
      </h2>
      <p className="chair-item-title">
        {title}{' '}
        {title !== item.title && (
          <button type="button" className="quiet chair-more" onClick={() => setWhole(true)}>
            {t('chair.more')}
          </button>
        )}
      </p>
      {outcome !== undefined && (
        <p className="chair-outcome">
          <Icon name="check" /> {t('chair.settledAs', { outcome: words('outcome', outcome) })}{' '}
          <CommandKey
            name="agenda/settle"
            input={{ item: item.id, outcome: null }}
            action={t('chair.takeBack')}
            className="quiet"
            disabled={locked}
          />
        </p>
      )}
      {whole && (
        <Dialog title={itemName(t, item)} onClose={() => setWhole(false)} className="wide-dialog">
          <p className="chair-whole-title" tabIndex={0}>
            {item.title}
          </p>
        </Dialog>
      )}
    </div>
  );
}

function ItemKeys() {
  const t = useT();
  const { run, isPending } = useCommands();
  const locked = useLocked();
  const item = useChair((view) => view.sitting?.item);
  const next = useChair((view) => view.sitting?.next);
  const phase = useChair((view) => view.sitting?.phase);
  const waiting = useWaiting();
  const { call, asking: callAsking } = useCallItem();
  const [asking, setAsking] = useState<'end' | 'settle' | 'agenda' | null>(null);
  const runs = phase === 'open' || phase === 'non-public';
  const nextBarred = phase === 'non-public' && next?.isPublic === true;
  const end = (): void => void run('agenda/end', {}, t('chair.endItem'));
  return (
    <div className="chair-item-keys">
      <VoteKey />
      {item !== undefined && (
        <>
          <button type="button" disabled={locked} aria-haspopup="dialog" onClick={() => setAsking('settle')}>
            {t('chair.settle')}
          </button>
          <button
            type="button"
            disabled={locked || !runs}
            aria-busy={isPending('agenda/end')}
            onClick={() => (waiting === 0 ? end() : setAsking('end'))}
          >
            {t('chair.endItem')}
          </button>
        </>
      )}
      <button type="button" aria-haspopup="dialog" onClick={() => setAsking('agenda')}>
        <Icon name="list" /> {t('chair.agenda')}
      </button>
      {next !== undefined && phase !== 'closed' && phase !== 'approved' && (
        <button
          type="button"
          className="chair-next-item"
          disabled={locked || !runs || nextBarred}
          aria-busy={isPending('agenda/begin', { item: next.id })}
          onClick={() => call(next)}
        >
          <span>
            {t('chair.nextItem', { item: itemLine(t, next) })}
            {!next.isPublic && <small>{t('item.nonPublic')}</small>}
            {nextBarred && <small>{t('chair.publicFirst')}</small>}
            {phase === 'interrupted' && <small>{t('chair.resumeFirst')}</small>}
          </span>
        </button>
      )}
      {callAsking}
      {asking === 'end' && (
        <Confirm
          title={t('chair.endItemTitle')}
          text={t('chair.waitingLeave', { count: waiting })}
          yes={t('chair.endItemYes')}
          onYes={end}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'settle' && item !== undefined && (
        <SettleDialog item={item} onClose={() => setAsking(null)} />
      )}
      {asking === 'agenda' && <AgendaDialog onClose={() => setAsking(null)} />}
    </div>
  );
}
