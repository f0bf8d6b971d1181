/** Late entries for the minutes: each with the time it is true for and the time it was written, so that nothing looks as if it had always been there. */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage } from '../../../i18n/language.tsx';
import { useServerSecond } from '../../../live/context.tsx';
import { CheckField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { LongText } from '../long-text.tsx';
import { atOf, clockOf, dayOf, formatDay } from '../times.ts';
import { useClerk } from '../view.ts';

export function Corrections() {
  const { t, language } = useLanguage();
  const detail = useClerk((view) => view.detail);
  const [writing, setWriting] = useState(false);
  if (detail === undefined) return null;
  const newest = [...detail.corrections].sort((left, right) => right.enteredAt - left.enteredAt);
  return (
    <section className="panel" aria-labelledby="corrections-title">
      <div className="panel-head">
        <h2 id="corrections-title">{t('clerk.correctionsTitle')}</h2>
        <button type="button" aria-haspopup="dialog" onClick={() => setWriting(true)}>
          <Icon name="add" /> {t('clerk.writeCorrection')}
        </button>
      </div>
      {newest.length === 0 && <p className="empty">{t('clerk.noCorrections')}</p>}
      <ul className="texts">
        {newest.map((entry) => (
          <li key={`${entry.enteredAt} ${entry.at}`}>
            <span className="mark mark-next">
              {t('clerk.correctionTimes', {
                time: clockOf(entry.at),
                day: formatDay(language, dayOf(entry.at)),
                entered: clockOf(entry.enteredAt),
              })}
            </span>{' '}
            <span className={entry.isPublic ? 'mark' : 'mark mark-non-public'}>
              <Icon name={entry.isPublic ? 'public' : 'closed'} />
              {t(entry.isPublic ? 'clerk.public' : 'clerk.nonPublic')}
            </span>
            <p>
              <LongText text={entry.text} short={300} />
            </p>
          </li>
        ))}
      </ul>
      {writing && <CorrectionDialog day={detail.date} onClose={() => setWriting(false)} />}
    </section>
  );
}

function CorrectionDialog({
  day: sittingDay,
  onClose,
}: {
  readonly day: string;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const { run } = useCommands();
  const now = useServerSecond();
  const [day, setDay] = useState(sittingDay);
  const [clock, setClock] = useState(() => clockOf(now));
  const [text, setText] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [busy, setBusy] = useState(false);
  const at = atOf(day, clock);

  async function save(): Promise<void> {
    if (at === null) return;
    setBusy(true);
    const done = await run('log/correct', { at, text: text.trim(), isPublic }, t('clerk.writeCorrection'));
    setBusy(false);
    if (done) onClose();
  }

  return (
    <FormDialog
      title={t('clerk.writeCorrection')}
      submit={t('clerk.enter')}
      isDirty={text !== ''}
      busy={busy}
      disabled={at === null || text.trim() === ''}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <div className="form-grid">
        <TextField label={t('clerk.date')} type="date" value={day} onChange={setDay} />
        <TextField label={t('clerk.trueTime')} type="time" value={clock} onChange={setClock} />
      </div>
      <TextField
        label={t('clerk.correctionText')}
        value={text}
        rows={5}
        maxLength={2000}
        onChange={setText}
      />
      <CheckField label={t('clerk.correctionPublic')} checked={isPublic} onChange={setPublic} />
    </FormDialog>
  );
}
