/** The agenda of the next sitting as an editable list, with quick entry of many lines. */
import { memo, useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { CheckField, TextField } from '../fields.tsx';
import { createId } from '../../../components/ids.ts';
import { parseAgendaLines } from './agenda-lines.ts';
import { emptyItem, isWebLink, longestTitle, type DraftChange, type ItemDraft } from './draft.ts';
import { useDraft } from './draft-store.tsx';

export function DraftItems({ items }: { readonly items: readonly ItemDraft[] }) {
  const t = useT();
  const { change } = useDraft();
  const [pasting, setPasting] = useState(items.length === 0);
  const publicCount = items.filter(({ isPublic }) => isPublic).length;
  return (
    <section className="panel" aria-labelledby="items-title">
      <div className="panel-head">
        <h2 id="items-title">{t('clerk.agendaCount', { count: items.length })}</h2>
        {items.length > 0 && (
          <span className="dim">
            {t('clerk.publicCount', { count: publicCount, rest: items.length - publicCount })}
          </span>
        )}
      </div>
      {items.length > 0 && (
        <div className="row-actions">
          <button type="button" onClick={() => change({ type: 'publicity', isPublic: true })}>
            {t('clerk.allPublic')}
          </button>
          <button type="button" onClick={() => change({ type: 'publicity', isPublic: false })}>
            {t('clerk.allNonPublic')}
          </button>
        </div>
      )}
      <ol className={items.length > 60 ? 'draft-items is-long' : 'draft-items'}>
        {items.map((item, index) => (
          <DraftRow
            key={item.id}
            item={item}
            isFirst={index === 0}
            isLast={index === items.length - 1}
            change={change}
          />
        ))}
      </ol>
      <div className="row-actions">
        <button type="button" onClick={() => change({ type: 'add', items: [emptyItem(createId())] })}>
          <Icon name="add" /> {t('clerk.addItem')}
        </button>
        <button type="button" aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
          {t('clerk.pasteLines')}
        </button>
      </div>
      {pasting && <Paste onDone={() => setPasting(false)} />}
    </section>
  );
}

function Paste({ onDone }: { readonly onDone: () => void }) {
  const t = useT();
  const { change } = useDraft();
  const [text, setText] = useState('');
  const found = parseAgendaLines(text, createId);
  return (
    <div className="paste">
      <TextField
        label={t('clerk.pasteLabel')}
        hint={t('clerk.pasteHint')}
        rows={6}
        value={text}
        onChange={setText}
      />
      <button
        type="button"
        disabled={found.length === 0}
        onClick={() => {
          change({ type: 'add', items: found });
          onDone();
        }}
      >
        {t('clerk.pasteAdd', { count: found.length })}
      </button>
    </div>
  );
}

interface RowProps {
  readonly item: ItemDraft;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly change: (change: DraftChange) => void;
}

const DraftRow = memo(function DraftRow({ item, isFirst, isLast, change }: RowProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { id } = item;
  const set = (part: Partial<Omit<ItemDraft, 'id'>>): void => change({ type: 'item', id, part });
  const name = item.number === '' ? item.title.slice(0, 30) : item.number;
  return (
    <li className={item.isPublic ? 'draft-item' : 'draft-item is-non-public'}>
      <div className="draft-line">
        <input
          className="draft-number"
          aria-label={t('clerk.number')}
          value={item.number}
          maxLength={20}
          placeholder={t('clerk.numberShort')}
          onChange={(event) => set({ number: event.target.value })}
        />
        <textarea
          className="draft-title"
          aria-label={t('clerk.itemTitle', { number: item.number })}
          value={item.title}
          maxLength={longestTitle}
          rows={item.title.length > 70 ? 2 : 1}
          onChange={(event) => set({ title: event.target.value })}
        />
        <button
          type="button"
          className="publicity-key"
          aria-pressed={item.isPublic}
          aria-label={t('clerk.publicOf', { name })}
          onClick={() => set({ isPublic: !item.isPublic })}
        >
          <Icon name={item.isPublic ? 'public' : 'closed'} />
          {t(item.isPublic ? 'clerk.public' : 'clerk.nonPublic')}
        </button>
        <span className="draft-keys">
          <button
            type="button"
            className="quiet square"
            disabled={isFirst}
            aria-label={t('clerk.upOf', { name })}
            onClick={() => change({ type: 'shift', id, by: -1 })}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            className="quiet square"
            disabled={isLast}
            aria-label={t('clerk.downOf', { name })}
            onClick={() => change({ type: 'shift', id, by: 1 })}
          >
            <Icon name="down" />
          </button>
          <button
            type="button"
            className="quiet square"
            aria-expanded={open}
            aria-label={t('clerk.moreOf', { name })}
            onClick={() => setOpen(!open)}
          >
            <Icon name="dots" />
          </button>
          <button
            type="button"
            className="quiet square"
            aria-label={t('clerk.removeOf', { name })}
            onClick={() => change({ type: 'remove', id })}
          >
            <Icon name="close" />
          </button>
        </span>
      </div>
      {open && <ItemExtras item={item} set={set} />}
    </li>
  );
});

/** What most items do not have. */
export function ItemExtras({
  item,
  set,
}: {
  readonly item: Pick<ItemDraft, 'onStream' | 'reporter' | 'paper' | 'matter'>;
  readonly set: (part: Partial<Pick<ItemDraft, 'onStream' | 'reporter' | 'paper' | 'matter'>>) => void;
}) {
  const t = useT();
  const wrongLink = item.paper.trim() !== '' && !isWebLink(item.paper.trim());
  return (
    <div className="form-grid">
      <TextField
        label={t('clerk.reporter')}
        value={item.reporter}
        maxLength={120}
        onChange={(reporter) => set({ reporter })}
      />
      <TextField
        label={t('clerk.matter')}
        hint={t('clerk.matterHint')}
        value={item.matter}
        maxLength={80}
        onChange={(matter) => set({ matter })}
      />
      <TextField
        label={t('clerk.paper')}
        type="url"
        value={item.paper}
        maxLength={2000}
        problem={wrongLink ? t('clerk.paperProblem') : undefined}
        onChange={(paper) => set({ paper })}
      />
      <CheckField
        label={t('clerk.onStream')}
        checked={item.onStream}
        onChange={(onStream) => set({ onStream })}
      />
    </div>
  );
}
