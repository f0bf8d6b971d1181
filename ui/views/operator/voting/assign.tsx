/** Whose keypad it is: found by a few letters of the name. */
import { useId, useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useLocked, useOperator } from '../view.ts';
import type { Keypad } from './keypads.tsx';

const mostFound = 24;

export function AssignDialog({
  keypad: { device, keypad, person },
  onClose,
}: {
  readonly keypad: Keypad;
  readonly onClose: () => void;
}) {
  const t = useT();
  const locked = useLocked();
  const id = useId();
  const people = useOperator((view) => view.people);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase('de');
  const found = Object.entries(people)
    .filter(([, { name }]) => name.toLocaleLowerCase('de').includes(wanted))
    .sort(([, a], [, b]) => a.name.localeCompare(b.name, 'de', { numeric: true }));
  const action = t('voting.assignTo', { keypad });
  return (
    <Dialog title={action} onClose={onClose}>
      <div className="field">
        <label htmlFor={id}>{t('voting.search')}</label>
        <input
          id={id}
          className="person-search"
          type="search"
          autoComplete="off"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <ul className="person-found">
        {found.slice(0, mostFound).map(([each, { name }]) => (
          <li key={each}>
            <CommandKey
              name="keypads/assign"
              input={{ device, keypad, person: each }}
              action={action}
              pressed={each === person}
              disabled={locked}
              onDone={onClose}
            >
              {name}
            </CommandKey>
          </li>
        ))}
      </ul>
      {found.length > mostFound && <p className="dim">{t('voting.more')}</p>}
      <div className="dialog-actions">
        <CommandKey
          name="keypads/assign"
          input={{ device, keypad, person: null }}
          action={action}
          disabled={locked || person === undefined}
          onDone={onClose}
        >
          {t('voting.toNobody')}
        </CommandKey>
      </div>
    </Dialog>
  );
}
