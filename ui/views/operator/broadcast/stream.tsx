/** The stream: where it goes, how it does, and its switch. Stopping restricts; starting needs a live view. */
import { useState } from 'react';
import { CommandKey } from '../../../components/command-key.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { Confirm } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage, useT } from '../../../i18n/language.tsx';
import { useLocked, useOperator } from '../view.ts';
import { delayWords, healthWords, isPoorly } from './words.ts';

export function Stream() {
  const { t, language } = useLanguage();
  const { state, isWanted, host, isEncrypted, delayMs, health } = useOperator(
    (view) => view.broadcast.stream,
  );
  const isOut = state !== 'inactive';
  return (
    <section className="stack" aria-label={t('broadcast.section.stream')}>
      <p className="broadcast-state">
        <Icon name={state === 'unknown' ? 'question' : isOut ? 'onAir' : 'offAir'} /> {t(`stream.${state}`)}
        {isOut && state !== 'unknown' && !isWanted && <span className="dim"> {t('streaming.unwanted')}</span>}
      </p>
      {health === undefined ? (
        <p className="dim">{t('streaming.noHealth')}</p>
      ) : (
        <ul className={isPoorly(health) ? 'broadcast-health is-poor' : 'broadcast-health'}>
          {isPoorly(health) && (
            <li>
              <Icon name="warning" />
            </li>
          )}
          {healthWords(t, language, health).map((words) => (
            <li key={words}>{words}</li>
          ))}
          <li>{t('streaming.used', { percent: Math.round(health.congestion * 100) })}</li>
        </ul>
      )}
      <p>
        {host === undefined ? t('streaming.noTarget') : t('streaming.target', { host })}
        {isEncrypted === true && ` · ${t('streaming.encrypted')}`}
      </p>
      {isEncrypted === false && (
        <p className="broadcast-warning">
          <Icon name="warning" /> {t('streaming.plain')}
        </p>
      )}
      <p>{t('streaming.delay', { delay: delayWords(t, delayMs) })}</p>
      <StreamKeys />
    </section>
  );
}

function StreamKeys() {
  const t = useT();
  const { run, isPending } = useCommands();
  const locked = useLocked();
  const safe = useOperator((view) => view.safeMode !== undefined);
  const publicity = useOperator((view) => view.publicity);
  const state = useOperator((view) => view.broadcast.stream.state);
  const [asking, setAsking] = useState(false);
  const isClosed = publicity === 'non-public';
  const stop = (): void => void run('broadcast/stop-stream', {}, t('streaming.stop'));
  return (
    <>
      {isClosed && <p className="dim">{t('streaming.notPublic')}</p>}
      <div className="dialog-actions">
        {/* As long as nobody knows whether it runs, it can be stopped. */}
        {state !== 'inactive' && (
          <button
            type="button"
            className="danger"
            disabled={safe}
            aria-busy={isPending('broadcast/stop-stream')}
            onClick={() => (publicity === 'public' ? setAsking(true) : stop())}
          >
            {t('streaming.stop')}
          </button>
        )}
        {(state === 'inactive' || state === 'unknown') && (
          <CommandKey
            name="broadcast/start-stream"
            input={{}}
            action={t('streaming.start')}
            className="primary"
            disabled={locked || isClosed || state === 'unknown'}
          />
        )}
      </div>
      {asking && (
        <Confirm
          title={t('streaming.stopTitle')}
          text={t('streaming.stopText')}
          yes={t('streaming.stopYes')}
          danger
          onYes={stop}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
