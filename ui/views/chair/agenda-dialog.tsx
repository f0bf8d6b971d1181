/** The agenda in its present order, to call any item, and to take back how one was settled. */
import { CommandKey } from '../../components/command-key.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Icon, type IconName } from '../../components/icons.tsx';
import { shortened, useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { useCallItem } from './call-item.tsx';
import { itemName, useChair, useLocked, type AgendaEntry } from './view.ts';

const titleChars = 160;
const stateIcons: Readonly<Record<AgendaEntry['state'], IconName>> = {
  waiting: 'dots',
  running: 'play',
  done: 'check',
  off: 'barred',
};

export function AgendaDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const agenda = useChair((view) => view.agenda);
  const phase = useChair((view) => view.sitting?.phase);
  const { call, asking } = useCallItem(onClose);
  const hint =
    phase === 'prepared'
      ? t('chair.openFirst')
      : phase === 'interrupted'
        ? t('chair.resumeFirst')
        : phase === 'non-public'
          ? t('chair.publicFirst')
          : undefined;
  return (
    <Dialog title={t('chair.agenda')} onClose={onClose} className="wide-dialog">
      {hint !== undefined && <p className="dim">{hint}</p>}
      {agenda.length === 0 ? (
        <p className="empty">{t('chair.noItems')}</p>
      ) : (
        <ol className="chair-agenda">
          {agenda.map((item) => (
            <Row key={item.id} item={item} call={call} />
          ))}
        </ol>
      )}
      {asking}
    </Dialog>
  );
}

function Row({ item, call }: { readonly item: AgendaEntry; readonly call: (item: AgendaEntry) => void }) {
  const t = useT();
  const words = useWords();
  const locked = useLocked();
  const phase = useChair((view) => view.sitting?.phase);
  const callable =
    (item.state === 'waiting' || item.state === 'done') &&
    (phase === 'open' || (phase === 'non-public' && !item.isPublic));
  const name = itemName(t, item);
  return (
    <li className={`item-${item.state}`}>
      <div className="chair-agenda-words">
        <span>
          <b>{name}</b> {item.number !== '' && shortened(item.title, titleChars)}
        </span>
        <span className="dim">
          <Icon name={stateIcons[item.state]} />{' '}
          {[
            item.outcome === undefined ? t(`item.${item.state}`) : words('outcome', item.outcome),
            item.isPublic ? undefined : t('item.nonPublic'),
          ]
            .filter((word) => word !== undefined)
            .join(' · ')}
        </span>
      </div>
      {item.outcome !== undefined && (
        <CommandKey
          name="agenda/settle"
          input={{ item: item.id, outcome: null }}
          action={t('chair.takeBack')}
          label={t('chair.takeBackItem', { item: name })}
          className="quiet"
          disabled={locked}
        />
      )}
      {callable && (
        <button
          type="button"
          disabled={locked}
          aria-label={t('chair.call', { item: name })}
          onClick={() => call(item)}
        >
          {t('chair.callShort')}
        </button>
      )}
    </li>
  );
}
