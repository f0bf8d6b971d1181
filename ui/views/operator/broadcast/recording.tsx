/** The recording: a switch of its own, and a question before it that says who has not consented and what follows. */
import { useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage, useT } from '../../../i18n/language.tsx';
import { formatTimeOfDay } from '../../../i18n/translate.ts';
import { recordingPath } from '../../../live/http.ts';
import { useLocked, useOperator } from '../view.ts';
import { RecordedFor } from './recorded-for.tsx';

export function Recording() {
  const t = useT();
  const { run, isPending } = useCommands();
  const locked = useLocked();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const cannot = useOperator((view) => view.broadcast.lacks.includes('record'));
  const { state, sinceAt, isAllowed, withoutConsent } = useOperator((view) => view.broadcast.recording);
  const [asking, setAsking] = useState(false);
  const why = cannot ? t('recording.cannot') : isAllowed ? undefined : t('recording.notAllowed');
  return (
    <section className="stack" aria-label={t('broadcast.section.recording')}>
      <p className="broadcast-state">
        <Icon name={state === 'unknown' ? 'question' : state === 'inactive' ? 'offAir' : 'onAir'} />{' '}
        {state === 'active' && sinceAt !== undefined ? <RecordedFor at={sinceAt} /> : t(`recording.${state}`)}
      </p>
      <p>{t('recording.text')}</p>
      {why !== undefined && (
        <p className="broadcast-warning">
          <Icon name="barred" /> {why}
        </p>
      )}
      <div className="dialog-actions">
        {state !== 'inactive' && (
          <CommandKey
            name="broadcast/stop-recording"
            input={{}}
            action={t('recording.stop')}
            className="danger"
            disabled={safe}
          />
        )}
        {(state === 'inactive' || state === 'unknown') && (
          <button
            type="button"
            className="primary"
            disabled={locked || why !== undefined || state === 'unknown'}
            aria-haspopup="dialog"
            aria-busy={isPending('broadcast/start-recording')}
            onClick={() => setAsking(true)}
          >
            {t('recording.start')}
          </button>
        )}
      </div>
      <Chapters />
      {asking && (
        <Confirm
          title={t('recording.startTitle')}
          text={[
            withoutConsent === 0
              ? t('recording.everybody')
              : t('recording.without', { count: withoutConsent }),
            t('recording.follows'),
          ].join(' ')}
          yes={t('recording.startYes')}
          danger={withoutConsent > 0}
          onYes={() => void run('broadcast/start-recording', {}, t('recording.start'))}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

const files = [
  ['chapters.vtt', 'recording.chaptersAs', 'WebVTT'],
  ['chapters.json', 'recording.chaptersAs', 'JSON'],
  ['chapters.txt', 'recording.chaptersAs', 'Text'],
  ['captions.vtt', 'recording.captionsAs', 'WebVTT'],
] as const;

function Chapters() {
  const { t, language } = useLanguage();
  const chapters = useOperator((view) => view.broadcast.recording.chapters);
  if (chapters.length === 0) return null;
  return (
    <>
      <h3>{t('recording.chapters')}</h3>
      <ul className="stack">
        {chapters.map(({ id, startedAt, endedAt }) => {
          const from = formatTimeOfDay(language, startedAt);
          return (
            <li key={id} className="recording-files">
              <b>
                {endedAt === undefined
                  ? t('recording.from', { time: from })
                  : t('recording.fromTo', { from, to: formatTimeOfDay(language, endedAt) })}
              </b>
              {files.map(([file, key, format]) => (
                <a key={file} className="button" href={recordingPath(id, file)} download>
                  {t(key, { format })}
                </a>
              ))}
            </li>
          );
        })}
      </ul>
    </>
  );
}
