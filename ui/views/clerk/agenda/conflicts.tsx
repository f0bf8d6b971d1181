/** Who is excluded from an item for a conflict of interest. The reason is sent and never shown again. */
import { useState } from 'react';
import type { AgendaItemView } from '../../../../protocols/api/views/sitting.ts';
import { useT } from '../../../i18n/language.tsx';
import { TextField } from '../fields.tsx';
import { given } from '../given.ts';
import { CommandKey } from '../keys.tsx';
import { PersonSelect } from '../person-select.tsx';
import { useNameOf } from '../view.ts';

export function Conflicts({ id, item }: { readonly id: string; readonly item: AgendaItemView }) {
  const t = useT();
  const nameOf = useNameOf();
  const [adding, setAdding] = useState(false);
  const [person, setPerson] = useState('');
  const [reason, setReason] = useState('');
  return (
    <section className="detail-part" aria-labelledby="conflicts-title">
      <h4 id="conflicts-title">{t('clerk.conflictsTitle')}</h4>
      {item.offered.length > 0 && (
        <ul className="conflicts">
          {item.offered.map((offered) => (
            <li key={offered} className="is-offered">
              <span>{t('clerk.offered', { name: nameOf(offered) })}</span>
              <span className="row-actions">
                <CommandKey
                  name="conflict/set"
                  input={{ item: id, person: offered, excluded: true }}
                  action={t('clerk.exclude')}
                  label={t('clerk.excludeOf', { name: nameOf(offered) })}
                  className="primary"
                >
                  {t('clerk.exclude')}
                </CommandKey>
                <CommandKey
                  name="conflict/set"
                  input={{ item: id, person: offered, excluded: false }}
                  action={t('clerk.notConflicted')}
                  label={t('clerk.notConflictedOf', { name: nameOf(offered) })}
                >
                  {t('clerk.notConflicted')}
                </CommandKey>
              </span>
            </li>
          ))}
        </ul>
      )}
      {item.excluded.length > 0 && (
        <ul className="conflicts">
          {item.excluded.map((excluded) => (
            <li key={excluded}>
              <span>{t('clerk.excluded', { name: nameOf(excluded) })}</span>
              <CommandKey
                name="conflict/set"
                input={{ item: id, person: excluded, excluded: false }}
                action={t('clerk.takeBack')}
                label={t('clerk.takeBackOf', { name: nameOf(excluded) })}
              >
                {t('clerk.takeBack')}
              </CommandKey>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <div className="stack">
          <PersonSelect
            label={t('clerk.conflictPerson')}
            value={person}
            nobody={t('clerk.choose')}
            without={item.excluded}
            onChange={setPerson}
          />
          <TextField
            label={t('clerk.conflictReason')}
            hint={t('clerk.conflictPrivate')}
            value={reason}
            maxLength={500}
            onChange={setReason}
          />
          <div className="row-actions">
            <CommandKey
              name="conflict/set"
              input={{ item: id, person, excluded: true, ...given({ reason }) }}
              action={t('clerk.exclude')}
              className="primary"
              disabled={person === ''}
              onDone={() => {
                setAdding(false);
                setPerson('');
                setReason('');
              }}
            />
            <button type="button" onClick={() => setAdding(false)}>
              {t('dialog.cancel')}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" onClick={() => setAdding(true)}>
          {t('clerk.addConflict')}
        </button>
      )}
    </section>
  );
}
