/** Everybody the house knows, with what they consent to at a glance. */
import { memo, useCallback, useMemo, useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { TextField } from '../fields.tsx';
import { byName, useClerk, type People } from '../view.ts';
import { PersonDialog } from './person-dialog.tsx';

type Person = People[string];

export function PersonList() {
  const t = useT();
  const people = useClerk((view) => view.people);
  const [search, setSearch] = useState('');
  const [editing, setEditing] = useState<{ readonly id: string | null } | null>(null);
  const open = useCallback((id: string) => setEditing({ id }), []);
  const all = useMemo(
    () =>
      Object.entries(people)
        .map(([id, person]) => ({ id, name: person.name, person }))
        .sort(byName),
    [people],
  );
  const wanted = search.trim().toLowerCase();
  const found = all.filter(({ person }) =>
    `${person.name} ${person.position ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <section className="panel" aria-labelledby="people-title">
      <h2 id="people-title">{t('clerk.people')}</h2>
      <div className="list-tools with-key">
        <TextField label={t('clerk.searchPerson')} type="search" value={search} onChange={setSearch} />
        <button
          type="button"
          className="primary"
          aria-haspopup="dialog"
          onClick={() => setEditing({ id: null })}
        >
          <Icon name="add" /> {t('clerk.newPerson')}
        </button>
      </div>
      {found.length === 0 && <p className="empty">{t('clerk.nobodyFound')}</p>}
      <ul className="people-grid">
        {found.map(({ id, person }) => (
          <PersonRow key={id} id={id} person={person} open={open} />
        ))}
      </ul>
      {editing !== null && <PersonDialog id={editing.id} onClose={() => setEditing(null)} />}
    </section>
  );
}

const PersonRow = memo(function PersonRow({
  id,
  person,
  open,
}: {
  readonly id: string;
  readonly person: Person;
  readonly open: (id: string) => void;
}) {
  const t = useT();
  const { consent } = person;
  return (
    <li>
      <button type="button" className="row-key" aria-haspopup="dialog" onClick={() => open(id)}>
        <span className="row-main">
          <b>{person.name}</b>
          <span className="dim">
            {[t(`clerk.personKind.${person.kind}`), person.position]
              .filter((word) => word !== undefined)
              .join(' · ')}
          </span>
        </span>
        <span className="marks">
          <ConsentMark given={consent.image !== 'no'} words={t('clerk.consentImage')} />
          <ConsentMark given={consent.sound} words={t('clerk.consentSound')} />
          <ConsentMark given={consent.name} words={t('clerk.consentName')} />
        </span>
      </button>
    </li>
  );
});

function ConsentMark({ given, words }: { readonly given: boolean; readonly words: string }) {
  const t = useT();
  return (
    <span className={given ? 'mark mark-given' : 'mark mark-not-given'}>
      <Icon name={given ? 'check' : 'noImage'} />
      {words}
      <span className="visually-hidden">{t(given ? 'clerk.given' : 'clerk.notGiven')}</span>
    </span>
  );
}
