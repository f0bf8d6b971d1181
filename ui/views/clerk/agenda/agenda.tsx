/** Tonight's agenda: the items in order, and beside or below the chosen one everything that can be done with it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { TextField } from '../fields.tsx';
import { useImportDialog } from '../imports/import-store.tsx';
import { useClerk, useItems } from '../view.ts';
import { useIsWide } from '../wide.ts';
import { AddItemDialog } from './item-dialog.tsx';
import { ItemDetail } from './item-detail.tsx';
import { ItemRow } from './item-row.tsx';
import { moveInput, type OrderedItem } from './order.ts';

/** From this many items on it takes looking for one. */
const searchFrom = 20;
/** From this many on not every row is drawn. */
const manyItems = 60;

export function Agenda() {
  const t = useT();
  const items = useItems();
  const phase = useClerk((view) => view.sitting?.phase);
  const running = useClerk((view) => view.sitting?.item?.id);
  const next = useClerk((view) => view.sitting?.next?.id);
  const openImport = useImportDialog();
  const isWide = useIsWide();
  // After the close nothing is called or moved any more; results and texts are still written.
  const isOpen = phase !== 'closed';
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const [search, setSearch] = useState('');
  const { list, move } = useReorder(items);

  const shownId = chosen ?? (isWide ? (running ?? next ?? items[0]?.[0]) : undefined);
  const found = items.filter(([, item]) => matches(item, search));
  const choose = useCallback(
    (id: string) =>
      setChosen((now) => (now === id && !window.matchMedia('(min-width: 1100px)').matches ? null : id)),
    [],
  );
  const shown = items.find(([id]) => id === shownId);
  const detail = shown === undefined ? null : <ItemDetail key={shown[0]} id={shown[0]} item={shown[1]} />;

  return (
    <div className="agenda">
      <section className="panel" aria-labelledby="agenda-title">
        <div className="panel-head">
          <h2 id="agenda-title">{t('clerk.agendaCount', { count: items.length })}</h2>
          <div className="row-actions" hidden={!isOpen}>
            <button type="button" className="primary" aria-haspopup="dialog" onClick={() => setAdding(true)}>
              <Icon name="add" /> {t(phase === 'prepared' ? 'clerk.addItem' : 'clerk.addUrgent')}
            </button>
            <button type="button" aria-haspopup="dialog" onClick={() => openImport()}>
              <Icon name="import" /> {t('clerk.import')}
            </button>
          </div>
        </div>
        {items.length >= searchFrom && (
          <TextField label={t('clerk.searchItem')} type="search" value={search} onChange={setSearch} />
        )}
        {items.length === 0 && <p className="empty">{t('clerk.noItems')}</p>}
        <ol className={items.length > manyItems ? 'agenda-list is-long' : 'agenda-list'} ref={list}>
          {found.map(([id, item]) => (
            <ItemRow
              key={id}
              id={id}
              item={item}
              isRunning={id === running}
              isNext={id === next && running === undefined}
              isChosen={id === shownId}
              phase={phase}
              choose={choose}
              move={move}
              detail={!isWide && id === shownId ? detail : null}
            />
          ))}
        </ol>
        {items.length > 1 && isOpen && <p className="dim keyboard-hint">{t('clerk.reorderHint')}</p>}
      </section>
      {isWide && detail !== null && <div className="agenda-detail">{detail}</div>}
      {adding && (
        <AddItemDialog urgent={phase !== 'prepared'} after={running} onClose={() => setAdding(false)} />
      )}
    </div>
  );
}

function matches(item: { readonly number: string; readonly title: string }, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === '' || `${item.number} ${item.title}`.toLowerCase().includes(wanted);
}

/** An item moves one place, and the focus goes with it. */
function useReorder(items: readonly OrderedItem[]) {
  const t = useT();
  const { run } = useCommands();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  const latest = useRef({ items, run, t });
  const lastOrder = useRef('');
  useEffect(() => {
    latest.current = { items, run, t };
    const order = items.map(([id]) => id).join(' ');
    const changed = order !== lastOrder.current;
    lastOrder.current = order;
    if (!changed || moved.current === null) return;
    const key = list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(moved.current)}"]`);
    // Moving its element may have taken the focus from it.
    if (document.activeElement === document.body) key?.focus();
    moved.current = null;
  });
  const move = useCallback((id: string, by: 1 | -1) => {
    const now = latest.current;
    const input = moveInput(now.items, id, by);
    if (input === null) return;
    moved.current = id;
    void now.run('agenda/move', input, now.t('clerk.move'));
  }, []);
  return { list, move };
}
