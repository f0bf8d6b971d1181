/** How an item ends without a ballot: one tap opens this, a second one writes it down. */
import { CommandKey } from '../../components/command-key.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../components/words.ts';
import { useT } from '../../i18n/language.tsx';
import { itemLine, useChair, useLocked, type AgendaEntry } from './view.ts';

const outcomes = ['unanimous', 'noted', 'postponed', 'referred', 'dropped', 'withdrawn'] as const;

export function SettleDialog({
  item,
  onClose,
}: {
  readonly item: Pick<AgendaEntry, 'id' | 'number' | 'title'>;
  readonly onClose: () => void;
}) {
  const t = useT();
  const words = useWords();
  const locked = useLocked();
  const outcome = useChair((view) => view.agenda.find(({ id }) => id === item.id)?.outcome);
  return (
    <Dialog title={t('chair.settleTitle')} onClose={onClose}>
      <p>{itemLine(t, item)}</p>
      <div className="chair-choices chair-outcomes">
        {outcomes.map((choice) => (
          <CommandKey
            key={choice}
            name="agenda/settle"
            input={{ item: item.id, outcome: choice }}
            action={words('outcome', choice)}
            className={choice === outcome ? 'is-lit' : ''}
            disabled={locked}
            onDone={onClose}
          />
        ))}
      </div>
      {outcome !== undefined && (
        <CommandKey
          name="agenda/settle"
          input={{ item: item.id, outcome: null }}
          action={t('chair.takeBack')}
          disabled={locked}
          onDone={onClose}
        >
          {t('chair.takeBackOf', { outcome: words('outcome', outcome) })}
        </CommandKey>
      )}
      <p className="dim">{t('chair.settleHint')}</p>
    </Dialog>
  );
}
