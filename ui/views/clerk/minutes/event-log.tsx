/** What happened, newest first, in words. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useCodes, useLanguage } from '../../../i18n/language.tsx';
import { formatClock } from '../../../i18n/translate.ts';
import { useClerk, useLogNames } from '../view.ts';

const icons = { info: 'info', warning: 'warning', alarm: 'fault' } as const;
const shownFirst = 30;

export function EventLog() {
  const { t, language } = useLanguage();
  const codes = useCodes();
  const nameOf = useLogNames();
  const log = useClerk((view) => view.log);
  const [all, setAll] = useState(false);
  const newest = [...log].sort((left, right) => right.id - left.id);
  const shown = all ? newest : newest.slice(0, shownFirst);
  return (
    <section className="panel log" aria-labelledby="log-title">
      <h2 id="log-title">{t('log.title')}</h2>
      {log.length === 0 && <p className="empty">{t('log.none')}</p>}
      <ol className="clerk-log">
        {shown.map((entry) => (
          <li key={entry.id} className={`log-${entry.level}`}>
            <time className="digits dim">{formatClock(language, entry.at)}</time>
            <Icon name={icons[entry.level]} />
            <span>{codes.reason(entry, nameOf)}</span>
          </li>
        ))}
      </ol>
      {newest.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {t('clerk.showMore', { count: newest.length - shown.length })}
        </button>
      )}
    </section>
  );
}
