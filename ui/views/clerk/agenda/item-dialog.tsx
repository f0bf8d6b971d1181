/** Adding an item during the sitting, and changing one. */
import { useState } from 'react';
import type { CommandInput } from '../../../../protocols/api/commands.ts';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { CheckField, Segments, SelectField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { createId } from '../../../components/ids.ts';
import { clipped } from '../long-text.tsx';
import { useItems } from '../view.ts';
import { ItemExtras } from './draft-items.tsx';
import { emptyItem, isWebLink, longestTitle, newItemOf, type ItemDraft } from './draft.ts';

function ItemFields({
  item,
  set,
}: {
  readonly item: ItemDraft;
  readonly set: (part: Partial<Omit<ItemDraft, 'id'>>) => void;
}) {
  const t = useT();
  return (
    <>
      <TextField
        label={t('clerk.titleOfItem')}
        value={item.title}
        rows={3}
        maxLength={longestTitle}
        required
        onChange={(title) => set({ title })}
      />
      <div className="form-grid">
        <TextField
          label={t('clerk.number')}
          value={item.number}
          maxLength={20}
          onChange={(number) => set({ number })}
        />
        <div className="field">
          <span className="field-label">{t('clerk.publicity')}</span>
          <Segments
            label={t('clerk.publicity')}
            value={item.isPublic ? 'public' : 'non-public'}
            options={[
              ['non-public', t('clerk.nonPublic')],
              ['public', t('clerk.public')],
            ]}
            onChange={(value) => set({ isPublic: value === 'public' })}
          />
        </div>
      </div>
      <details className="extras">
        <summary>{t('clerk.moreFields')}</summary>
        <ItemExtras item={item} set={set} />
      </details>
    </>
  );
}

const isComplete = (item: ItemDraft): boolean =>
  item.title.trim() !== '' && (item.paper.trim() === '' || isWebLink(item.paper.trim()));

export function AddItemDialog({
  urgent: isUrgent,
  after: behind,
  onClose,
}: {
  readonly urgent: boolean;
  /** Behind the item that runs; else at the end. */
  readonly after: string | undefined;
  readonly onClose: () => void;
}) {
  const t = useT();
  const { run, isPending } = useCommands();
  const items = useItems();
  const [item, setItem] = useState(() => emptyItem(createId()));
  const [urgent, setUrgent] = useState(isUrgent);
  const [after, setAfter] = useState(behind ?? '');
  const input = { ...newItemOf(item), after: after === '' ? null : after, urgent };
  const action = t(isUrgent ? 'clerk.addUrgent' : 'clerk.addItem');
  return (
    <FormDialog
      title={action}
      submit={t('clerk.add')}
      isDirty={item.title !== '' || item.number !== ''}
      busy={isPending('agenda/add', input)}
      disabled={!isComplete(item)}
      onSubmit={() =>
        void run('agenda/add', input, action).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <ItemFields item={item} set={(part) => setItem({ ...item, ...part })} />
      <SelectField label={t('clerk.addAfter')} value={after} onChange={setAfter}>
        <option value="">{t('clerk.atEnd')}</option>
        {items.map(([id, { number, title }]) => (
          <option key={id} value={id}>
            {`${number} ${clipped(title, 60)}`.trim()}
          </option>
        ))}
      </SelectField>
      <CheckField label={t('clerk.urgentItem')} checked={urgent} onChange={setUrgent} />
    </FormDialog>
  );
}

type Edit = CommandInput<'agenda/edit'>;

/** Only what changed: the rest may have been changed by somebody else meanwhile. */
function editOf(id: string, before: ItemDraft, now: ItemDraft): Edit {
  const names = ['number', 'title', 'reporter', 'paper', 'matter'] as const;
  const texts = Object.fromEntries(
    names.filter((name) => before[name] !== now[name]).map((name) => [name, now[name].trim()]),
  );
  return {
    item: id,
    ...texts,
    ...(before.isPublic === now.isPublic ? {} : { isPublic: now.isPublic }),
    ...(before.onStream === now.onStream ? {} : { onStream: now.onStream }),
  };
}

export function EditItemDialog({
  id,
  item: view,
  onClose,
}: {
  readonly id: string;
  readonly item: AgendaItemView;
  readonly onClose: () => void;
}) {
  const t = useT();
  const { run, isPending } = useCommands();
  const [before] = useState<ItemDraft>(() => ({
    ...emptyItem(id),
    number: view.number,
    title: view.title,
    isPublic: view.isPublic,
    onStream: view.onStream,
    reporter: view.reporter ?? '',
    paper: view.paper ?? '',
    matter: view.matter ?? '',
  }));
  const [item, setItem] = useState(before);
  const input = editOf(id, before, item);
  const isDirty = Object.keys(input).length > 1;
  return (
    <FormDialog
      title={t('clerk.editItem')}
      submit={t('clerk.save')}
      isDirty={isDirty}
      busy={isPending('agenda/edit', input)}
      disabled={!isDirty || !isComplete(item)}
      onSubmit={() =>
        void run('agenda/edit', input, t('clerk.editItem')).then((done) => {
          if (done) onClose();
        })
      }
      onClose={onClose}
    >
      <ItemFields item={item} set={(part) => setItem({ ...item, ...part })} />
      <p className="field-hint">{t('clerk.numberStays')}</p>
    </FormDialog>
  );
}
