/** The minutes to download, of this sitting and of earlier ones; the public part and the non-public one apart. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage } from '../../../i18n/language.tsx';
import { minutesPath } from '../../../live/http.ts';
import { CommandKey } from '../keys.tsx';
import { formatDay } from '../times.ts';
import { useClerk } from '../view.ts';

const formats = ['docx', 'pdf', 'csv', 'json'] as const;
const parts = ['public', 'non-public'] as const;
const shownFirst = 8;

interface Documented {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  /** false: the minutes of an earlier sitting wait for their approval. */
  readonly isApproved?: boolean;
}

export function Documents() {
  const { t } = useLanguage();
  const sitting = useClerk((view) => view.sitting);
  const date = useClerk((view) => view.detail?.date);
  const past = useClerk((view) => view.past);
  const [all, setAll] = useState(false);
  const earlier = past.filter(({ id }) => id !== sitting?.id);
  const shown = all ? earlier : earlier.slice(0, shownFirst);
  return (
    <section className="panel" aria-labelledby="documents-title">
      <h2 id="documents-title">{t('clerk.documentsTitle')}</h2>
      {sitting === undefined && earlier.length === 0 && <p className="empty">{t('clerk.noDocuments')}</p>}
      {sitting !== undefined && (
        <Sitting sitting={{ id: sitting.id, title: sitting.title, date: date ?? '' }} />
      )}
      {shown.length > 0 && (
        <>
          <h3 className="list-kind">{t('clerk.earlier')}</h3>
          {shown.map((one) => (
            <details key={one.id} className="extras">
              <summary>
                <SittingName sitting={one} />
              </summary>
              <Links sitting={one} />
              {!one.isApproved && (
                <CommandKey
                  name="sitting/approve"
                  input={{ sitting: one.id }}
                  action={t('clerk.approve')}
                  label={t('clerk.approveOf', { title: one.title })}
                >
                  {t('clerk.approve')}
                </CommandKey>
              )}
            </details>
          ))}
        </>
      )}
      {earlier.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {t('clerk.showMore', { count: earlier.length - shown.length })}
        </button>
      )}
    </section>
  );
}

function SittingName({ sitting }: { readonly sitting: Documented }) {
  const { t, language } = useLanguage();
  return (
    <span>
      <b>{sitting.title}</b>{' '}
      {sitting.date !== '' && <span className="dim">{formatDay(language, sitting.date)}</span>}
      {sitting.isApproved === false && <span className="mark mark-next">{t('clerk.notApproved')}</span>}
    </span>
  );
}

function Sitting({ sitting }: { readonly sitting: Documented }) {
  return (
    <div className="stack">
      <p>
        <SittingName sitting={sitting} />
      </p>
      <Links sitting={sitting} />
    </div>
  );
}

function Links({ sitting }: { readonly sitting: Documented }) {
  const { t } = useLanguage();
  return (
    <div className="documents">
      {parts.map((part) => (
        <div key={part} className="document-part">
          <span className={part === 'public' ? 'mark' : 'mark mark-non-public'}>
            <Icon name={part === 'public' ? 'public' : 'closed'} />
            {t(part === 'public' ? 'clerk.public' : 'clerk.nonPublic')}
          </span>
          <span className="row-actions">
            {formats.map((format) => (
              <a
                key={format}
                className="button"
                download
                href={minutesPath(sitting.id, part, format)}
                aria-label={t('clerk.download', {
                  title: sitting.title,
                  part: t(part === 'public' ? 'clerk.public' : 'clerk.nonPublic'),
                  format: t(`clerk.format.${format}`),
                })}
              >
                {t(`clerk.format.${format}`)}
              </a>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
