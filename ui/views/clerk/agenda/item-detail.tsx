/** Everything that can be done with one item. */
import { useState } from 'react';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { SelectField } from '../fields.tsx';
import { CommandKey } from '../keys.tsx';
import { clipped, LongText } from '../long-text.tsx';
import { itemName, useClerk, useItems } from '../view.ts';
import { Conflicts } from './conflicts.tsx';
import { EditItemDialog } from './item-dialog.tsx';
import { ItemMarks, mayBegin } from './item-row.tsx';
import { moveInput } from './order.ts';
import { Settle } from './settle.tsx';
import { ItemTexts } from './texts.tsx';

interface ItemProps {
  readonly id: string;
  readonly item: AgendaItemView;
}

export function ItemDetail({ id, item }: ItemProps) {
  const t = useT();
  const phase = useClerk((view) => view.sitting?.phase);
  const isRunning = useClerk((view) => view.sitting?.item?.id === id);
  const joined = useClerk((view) =>
    item.joinedWith === undefined ? undefined : view.detail?.items[item.joinedWith],
  );
  return (
    <section className="panel item-detail" aria-label={itemName(t, item)}>
      <header className="item-head">
        <h3>
          {item.number !== '' && <span className="agenda-number">{item.number}</span>}{' '}
          <LongText text={item.title} short={280} />
        </h3>
        <ItemMarks item={item} isRunning={isRunning} isNext={false} />
        <p className="dim item-facts">
          {[
            item.reporter === undefined ? undefined : t('clerk.reporterOf', { name: item.reporter }),
            item.matter,
            joined === undefined ? undefined : t('clerk.joinedWith', { item: itemName(t, joined) }),
            item.touched && item.source !== undefined ? t('clerk.touched') : undefined,
          ]
            .filter((word) => word !== undefined)
            .join(' · ')}
        </p>
      </header>
      <div className="row-actions">
        {phase === 'closed' ? null : isRunning ? (
          <CommandKey name="agenda/end" input={{}} action={t('clerk.end')} className="primary" />
        ) : (
          <CommandKey
            name="agenda/begin"
            input={{ item: id }}
            action={t('clerk.begin')}
            className="primary"
            disabled={!mayBegin(item, phase)}
          />
        )}
        {item.paper !== undefined && /^https?:/i.test(item.paper) && (
          <a className="button" href={item.paper} target="_blank" rel="noreferrer">
            {t('clerk.openPaper')}
          </a>
        )}
      </div>
      {phase === 'non-public' && item.isPublic && !isRunning && (
        <p className="field-hint">{t('clerk.publicFirst')}</p>
      )}
      {phase === 'open' && !item.isPublic && !isRunning && (
        <p className="field-hint">{t('clerk.beginsNonPublic')}</p>
      )}
      <Settle id={id} item={item} />
      <ItemTexts id={id} item={item} />
      <Conflicts id={id} item={item} />
      {phase !== 'closed' && <Place id={id} item={item} />}
    </section>
  );
}

/** Where it stands in the order, and its fields. */
function Place({ id, item }: ItemProps) {
  const t = useT();
  const items = useItems();
  const [before, setBefore] = useState('');
  const [editing, setEditing] = useState(false);
  const up = moveInput(items, id, -1);
  const down = moveInput(items, id, 1);
  return (
    <section className="detail-part" aria-labelledby="place-title">
      <h4 id="place-title">{t('clerk.placeTitle')}</h4>
      <div className="row-actions">
        <button type="button" aria-haspopup="dialog" onClick={() => setEditing(true)}>
          {t('clerk.edit')}
        </button>
        <CommandKey
          name="agenda/move"
          input={up ?? { item: id, before: null }}
          action={t('clerk.up')}
          disabled={up === null}
        >
          <Icon name="up" /> {t('clerk.up')}
        </CommandKey>
        <CommandKey
          name="agenda/move"
          input={down ?? { item: id, before: null }}
          action={t('clerk.down')}
          disabled={down === null}
        >
          <Icon name="down" /> {t('clerk.down')}
        </CommandKey>
      </div>
      <div className="field-with-key">
        <SelectField label={t('clerk.moveBefore')} value={before} onChange={setBefore}>
          <option value="">{t('clerk.atEnd')}</option>
          {items
            .filter(([other]) => other !== id)
            .map(([other, { number, title }]) => (
              <option key={other} value={other}>
                {`${number} ${clipped(title, 60)}`.trim()}
              </option>
            ))}
        </SelectField>
        <CommandKey
          name="agenda/move"
          input={{ item: id, before: before === '' ? null : before }}
          action={t('clerk.move')}
        />
      </div>
      {editing && <EditItemDialog id={id} item={item} onClose={() => setEditing(false)} />}
    </section>
  );
}
