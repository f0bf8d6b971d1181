/** The calibration of a camera: what happens and how long, how far it is, and what it found out, in a technician's words. */
import { useId } from 'react';
import type { CalibrationView } from '../../../../protocols/api/views/cameras.ts';
import { CommandKey } from '../../../components/command-key.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useLanguage, useT } from '../../../i18n/language.tsx';
import { formatDuration } from '../../../i18n/translate.ts';
import { useOperator } from '../view.ts';
import type { SetupProps } from './camera-setup.tsx';

/** Before the daemon has planned the run: about three visits of five seconds to each preset. */
const secondsPerPreset = 6;
const fewestPresets = 2;

export function Calibration({ id, camera, disabled }: SetupProps & { readonly disabled: boolean }) {
  const t = useT();
  const isPublic = useOperator((view) => view.publicity === 'public');
  const { calibration } = camera;
  const state = calibration?.state;
  const isTooFew = camera.shots.length < fewestPresets;
  const isOff = disabled || isPublic || isTooFew;
  const minutes = Math.max(1, Math.ceil((camera.shots.length * secondsPerPreset) / 60));
  const key = (action: string, afresh: boolean, className: string) => (
    <CommandKey
      name="camera/calibrate"
      input={{ camera: id, afresh }}
      action={action}
      className={className}
      disabled={isOff}
    />
  );
  return (
    <section className="stack">
      <p>{t('calibrate.text')}</p>
      {state === 'running' ? (
        <>
          <Progress calibration={calibration} />
          <CommandKey
            name="camera/stop-calibration"
            input={{ camera: id }}
            action={t('calibrate.stop')}
            className="danger"
            disabled={disabled}
          />
        </>
      ) : (
        <>
          <p>{t('calibrate.about', { minutes })}</p>
          {isPublic && <p className="setup-note">{t('calibrate.public')}</p>}
          {isTooFew && <p className="setup-note">{t('calibrate.nothing')}</p>}
          {state === 'interrupted' && calibration !== undefined && (
            <p>{t('calibrate.interrupted', { done: calibration.done, total: calibration.total })}</p>
          )}
          <div className="dialog-actions">
            {state === 'interrupted' ? (
              <>
                {key(t('calibrate.afresh'), true, '')}
                {key(t('calibrate.resume'), false, 'primary')}
              </>
            ) : state === 'done' ? (
              key(t('calibrate.again'), true, 'primary')
            ) : (
              key(t('calibrate.start'), false, 'primary')
            )}
          </div>
        </>
      )}
      <Findings calibration={calibration} />
    </section>
  );
}

function Progress({ calibration }: { readonly calibration: CalibrationView | undefined }) {
  const t = useT();
  const label = useId();
  if (calibration === undefined) return null;
  const { done, total, restMs } = calibration;
  return (
    <div className="calibration-progress">
      <span id={label} className="visually-hidden">
        {t('calibrate.progressLabel')}
      </span>
      <progress aria-labelledby={label} value={done} max={Math.max(total, 1)} />
      <p>
        <b className="digits">{t('calibrate.progress', { done, total })}</b>
        {restMs !== undefined && (
          <span className="dim">
            {' '}
            · {t('calibrate.rest', { time: formatDuration(Math.round(restMs / 1000)) })}
          </span>
        )}
      </p>
    </div>
  );
}

const seconds = (language: 'de' | 'en', ms: number): string =>
  (ms / 1000).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });

/** What the last run found out, and which presets it did not reach. */
export function Findings({ calibration }: { readonly calibration: CalibrationView | undefined }) {
  const { t, language } = useLanguage();
  const { result, doneAt, failed } = calibration ?? { failed: [] };
  return (
    <>
      {failed.length > 0 && (
        <p className="setup-note">
          <Icon name="warning" /> {t('calibrate.failed', { presets: failed.join(', ') })}
        </p>
      )}
      {result === undefined ? (
        <p className="dim">{t('calibrate.never')}</p>
      ) : (
        <div className="calibration-result">
          <h3>{t('calibrate.result')}</h3>
          {doneAt !== undefined && (
            <p className="dim">
              {t('calibrate.doneAt', {
                date: new Date(doneAt).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
                  dateStyle: 'long',
                  timeStyle: 'short',
                }),
              })}
            </p>
          )}
          <ul>
            <Finding isGood={result.completion === 'after-motion'}>
              {t(`calibrate.completion.${result.completion}`)}
            </Finding>
            <Finding isGood={result.status === 'after-motion'}>
              {t(`calibrate.status.${result.status}`)}
            </Finding>
            <Finding isGood={result.position}>
              {result.position ? t('calibrate.position') : t('calibrate.noPosition')}
            </Finding>
            {result.timedMs !== undefined && (
              <Finding isGood={false}>
                {t('calibrate.timed', { seconds: seconds(language, result.timedMs) })}
              </Finding>
            )}
            <Finding isGood>
              {t('calibrate.travel', {
                fastest: seconds(language, result.fastestMs),
                slowest: seconds(language, result.slowestMs),
              })}
            </Finding>
            <Finding isGood={result.videoLatencyMs !== undefined}>
              {result.videoLatencyMs === undefined
                ? t('calibrate.noLatency')
                : t('calibrate.latency', { ms: Math.round(result.videoLatencyMs) })}
            </Finding>
          </ul>
        </div>
      )}
    </>
  );
}

function Finding({ isGood, children }: { readonly isGood: boolean; readonly children: string }) {
  return (
    <li className={isGood ? 'is-good' : ''}>
      <Icon name={isGood ? 'check' : 'minus'} />
      <span>{children}</span>
    </li>
  );
}
