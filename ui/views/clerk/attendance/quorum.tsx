/** Whether the body may decide, in large letters, and what changed it. */
import type { QuorumView } from '../../../../protocols/api/views/sitting.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { clockOf } from '../times.ts';
import { useAttendees, useClerk, useWords } from '../view.ts';

const shownChanges = 4;

export function QuorumPanel() {
  const t = useT();
  const words = useWords();
  const quorum = useClerk((view) => view.sitting?.quorum);
  const quorums = useClerk((view) => view.detail?.quorums) ?? [];
  if (quorum === undefined)
    return (
      <section className="panel" aria-labelledby="quorum-title">
        <h2 id="quorum-title">{t('clerk.quorumTitle')}</h2>
        <p className="empty">{t('clerk.quorumNone')}</p>
      </section>
    );
  const newest = [...quorums].sort((left, right) => right.at - left.at);
  return (
    <section className="panel quorum" aria-labelledby="quorum-title">
      <h2 id="quorum-title" className="visually-hidden">
        {t('clerk.quorumTitle')}
      </h2>
      <p className={quorum.isQuorate ? 'quorum-now is-quorate' : 'quorum-now is-not-quorate'}>
        <Icon name={quorum.isQuorate ? 'ok' : 'warning'} />
        {t(quorum.isQuorate ? 'clerk.quorate' : 'clerk.notQuorate')}
      </p>
      <p className="quorum-numbers">
        <b className="digits">{quorum.present}</b> {t('clerk.quorumOf', { members: quorum.members })} ·{' '}
        {t('clerk.quorumNeeded', { required: quorum.required })}
        <span className="dim"> {words('quorum', quorum.rule)}</span>
      </p>
      {newest.length > 1 && (
        <ol className="quorum-changes">
          {newest.slice(0, shownChanges).map((entry, index) => (
            <Change key={entry.at} entry={entry} before={newest[index + 1]} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Change({ entry, before }: { readonly entry: QuorumView; readonly before: QuorumView | undefined }) {
  const t = useT();
  const attendees = useAttendees();
  const step = before === undefined ? 0 : entry.present - before.present;
  const who = attendees.filter(({ sinceAt }) => sinceAt === entry.at).map(({ name }) => name);
  return (
    <li>
      <span className="digits">{clockOf(entry.at)}</span>{' '}
      <b className="digits">
        {before === undefined ? '' : step > 0 ? `+${step}` : step < 0 ? `−${-step}` : '±0'}
      </b>{' '}
      <span>
        {t('clerk.quorumStep', { present: entry.present })}
        {` · ${who.length > 0 ? who.slice(0, 3).join(', ') : t(`clerk.cause.${entry.cause}`)}`}
        {entry.isQuorate ? '' : ` · ${t('clerk.notQuorate')}`}
      </span>
    </li>
  );
}
