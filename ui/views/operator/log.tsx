/** The event log: newest first, each with the time of day at the daemon, in words. */
import { Icon } from '../../components/icons.tsx';
import { useCodes, useLanguage } from '../../i18n/language.tsx';
import { formatClock } from '../../i18n/translate.ts';
import { useNames, useOperator } from './view.ts';

const icons = { info: 'info', warning: 'warning', alarm: 'fault' } as const;

export function EventLog() {
  const { t, language } = useLanguage();
  const codes = useCodes();
  const nameOf = useNames();
  const log = useOperator((view) => view.log);
  return (
    <section className="panel log" aria-labelledby="log-title">
      <h2 id="log-title">{t('log.title')}</h2>
      {log.length === 0 ? (
        <p className="empty">{t('log.none')}</p>
      ) : (
        <ol className="scroll" tabIndex={0} aria-label={t('log.title')}>
          {[...log]
            .sort((left, right) => right.id - left.id)
            .map((entry) => (
              <li key={entry.id} className={`log-${entry.level}`}>
                <time className="digits dim">{formatClock(language, entry.at)}</time>
                <Icon name={icons[entry.level]} />
                <span>{codes.reason(entry, nameOf)}</span>
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}
