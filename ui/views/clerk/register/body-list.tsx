/** The bodies, and the editor of the one that was chosen. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { createId } from '../../../components/ids.ts';
import { byName, useClerk } from '../view.ts';
import { BodyEditor } from './body-editor.tsx';

export function BodyList() {
  const t = useT();
  const bodies = useClerk((view) => view.bodies);
  const [editing, setEditing] = useState<string | null>(null);
  if (editing !== null) return <BodyEditor key={editing} id={editing} onClose={() => setEditing(null)} />;
  const sorted = Object.entries(bodies)
    .map(([id, body]) => ({ id, ...body }))
    .sort(byName);
  return (
    <section className="panel" aria-labelledby="bodies-title">
      <div className="panel-head">
        <h2 id="bodies-title">{t('clerk.bodies')}</h2>
        <button type="button" className="primary" onClick={() => setEditing(createId())}>
          <Icon name="add" /> {t('clerk.newBody')}
        </button>
      </div>
      {sorted.length === 0 && <p className="empty">{t('clerk.noBodies')}</p>}
      <ul className="people-grid">
        {sorted.map((body) => (
          <li key={body.id}>
            <button type="button" className="row-key" onClick={() => setEditing(body.id)}>
              <span className="row-main">
                <b>{body.name}</b>
                <span className="dim">
                  {[
                    t(`clerk.bodyKind.${body.kind}`),
                    t('clerk.membersCount', { count: body.members.length }),
                    t('clerk.seatsByLaw', { count: body.statutorySeats }),
                  ].join(' · ')}
                </span>
              </span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
