/** New and changed entries of one kind with their checkboxes; what is the same is only counted. */
import { useState } from 'react';
import { useT } from '../../../i18n/language.tsx';
import { CheckField } from '../fields.tsx';
import { useWords } from '../view.ts';

export interface ChangeEntry {
  readonly id: string;
  readonly name: string;
  readonly change: 'new' | 'changed' | 'same';
  /** What differs. */
  readonly fields: readonly string[];
}

const shownFirst = 12;

interface ChangeListProps {
  readonly title: string;
  readonly entries: readonly ChangeEntry[];
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly chooseAll: (ids: readonly string[]) => void;
}

export function ChangeList({ title, entries, chosen, toggle, chooseAll }: ChangeListProps) {
  const t = useT();
  const words = useWords();
  const [all, setAll] = useState(false);
  const differing = [...entries]
    .filter(({ change }) => change !== 'same')
    .sort((left, right) => left.change.localeCompare(right.change));
  if (entries.length === 0) return null;
  const newCount = differing.filter(({ change }) => change === 'new').length;
  const shown = all ? differing : differing.slice(0, shownFirst);
  return (
    <fieldset className="difference-part">
      <legend>
        {title}{' '}
        <span className="dim">
          {t('clerk.changeCounts', {
            new: newCount,
            changed: differing.length - newCount,
            same: entries.length - differing.length,
          })}
        </span>
      </legend>
      {differing.length > 1 && (
        <CheckField
          label={<b>{t('clerk.chooseAll')}</b>}
          checked={chosen.size === differing.length}
          onChange={(checked) => chooseAll(checked ? differing.map(({ id }) => id) : [])}
        />
      )}
      {shown.map(({ id, name, change, fields }) => (
        <CheckField
          key={id}
          label={
            <>
              {name}{' '}
              <span className={change === 'new' ? 'mark mark-given' : 'mark mark-next'}>
                {change === 'new'
                  ? t('clerk.changeNew')
                  : t('clerk.changeFields', {
                      fields: fields.map((field) => words('field', field)).join(', '),
                    })}
              </span>
            </>
          }
          checked={chosen.has(id)}
          onChange={() => toggle(id)}
        />
      ))}
      {differing.length > shown.length && (
        <button type="button" className="quiet" onClick={() => setAll(true)}>
          {t('clerk.showMore', { count: differing.length - shown.length })}
        </button>
      )}
    </fieldset>
  );
}
