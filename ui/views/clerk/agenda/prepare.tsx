/** No sitting yet: how the next one begins, and then its form. */
import type { ClerkView } from '../../../../protocols/api/views.ts';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage } from '../../../i18n/language.tsx';
import { useServerSecond } from '../../../live/context.tsx';
import { createId } from '../../../components/ids.ts';
import { useImportDialog } from '../imports/import-store.tsx';
import { dayOf, formatDay } from '../times.ts';
import { useClerk } from '../view.ts';
import { emptySitting, sittingLike } from './draft.ts';
import { useDraft } from './draft-store.tsx';
import { SittingForm } from './sitting-form.tsx';

export function Prepare() {
  const { draft } = useDraft();
  return draft === null ? <Start /> : <SittingForm draft={draft} />;
}

const mostOffers = 6;

/** The last sitting of each body, newest first. */
function lastOfEachBody(past: ClerkView['past']): ClerkView['past'] {
  const seen = new Set<string>();
  return past.filter(({ bodyId }) => !seen.has(bodyId) && seen.add(bodyId)).slice(0, mostOffers);
}

function Start() {
  const { t, language } = useLanguage();
  const { begin } = useDraft();
  const openImport = useImportDialog();
  const past = useClerk((view) => view.past);
  const bodies = useClerk((view) => view.bodies);
  const today = dayOf(useServerSecond());
  const last = lastOfEachBody(past);
  return (
    <section className="start" aria-labelledby="start-title">
      <h2 id="start-title">{t('clerk.startTitle')}</h2>
      <p className="dim">{t('clerk.startText')}</p>
      <div className="start-ways">
        <button type="button" className="start-way" onClick={() => openImport()}>
          <Icon name="import" />
          <b>{t('clerk.startImport')}</b>
          <span>{t('clerk.startImportHint')}</span>
        </button>
        <button type="button" className="start-way" onClick={() => begin(emptySitting(createId(), today))}>
          <Icon name="add" />
          <b>{t('clerk.startEmpty')}</b>
          <span>{t('clerk.startEmptyHint')}</span>
        </button>
      </div>
      {last.length > 0 && (
        <>
          <h3>{t('clerk.startLike')}</h3>
          <p className="dim">{t('clerk.startLikeHint')}</p>
          <ul className="start-past">
            {last.map((sitting) => (
              <li key={sitting.id}>
                <button
                  type="button"
                  className="row-key"
                  onClick={() => begin(sittingLike(sitting, createId(), today))}
                >
                  <span className="row-main">
                    <b>{sitting.title}</b>
                    <span className="dim">
                      {[
                        bodies[sitting.bodyId]?.name,
                        formatDay(language, sitting.date),
                        sitting.time,
                        sitting.place,
                      ]
                        .filter((word) => word !== undefined)
                        .join(' · ')}
                    </span>
                  </span>
                  <Icon name="next" />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {Object.keys(bodies).length === 0 && <p className="note">{t('clerk.startNoBodies')}</p>}
    </section>
  );
}
