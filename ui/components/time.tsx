/** Running times of a view; they stand still while the connection is lost. */
import type { Floor } from '../../protocols/api/views.ts';
import { useLanguage } from '../i18n/language.tsx';
import { formatClock, formatDuration } from '../i18n/translate.ts';
import { useSecondsSince, useServerSecond } from '../live/context.tsx';
import { Icon, type IconName } from './icons.tsx';

/** The time of day at the daemon. */
export function WallClock() {
  const { language } = useLanguage();
  return (
    <time className="wall-clock digits" role="timer">
      {formatClock(language, useServerSecond())}
    </time>
  );
}

/** What a speech's time is reckoned from. */
export type SpeechTime = Pick<Floor, 'sinceAt' | 'usedMs' | 'held' | 'limitMs' | 'amberMs'>;

/** Whole seconds of speaking time used so far; held time does not count. */
export function useSpokenSeconds({ sinceAt, usedMs, held }: SpeechTime): number {
  const running = useSecondsSince(sinceAt - usedMs);
  return held ? Math.floor(usedMs / 1000) : running;
}

export type TimeLevel = 'free' | 'ample' | 'short' | 'over';
/** The last part of the speaking time is short, where the house does not say from when, ms. */
const usualAmberMs = 60_000;

/** How speaking time stands; `limitMs` absent: no limit. */
export function timeLevel(
  spokenSeconds: number,
  { limitMs, amberMs }: Pick<SpeechTime, 'limitMs' | 'amberMs'>,
): TimeLevel {
  if (limitMs === undefined) return 'free';
  const leftMs = limitMs - spokenSeconds * 1000;
  if (leftMs <= 0) return 'over';
  return leftMs <= (amberMs ?? Math.min(usualAmberMs, limitMs / 4)) ? 'short' : 'ample';
}

/** The time a speech has taken, `2:41`. */
export function Spoken({ time }: { readonly time: SpeechTime }) {
  return <span className="digits">{formatDuration(useSpokenSeconds(time))}</span>;
}

const signs: Readonly<Record<TimeLevel, IconName | null>> = {
  free: null,
  ample: null,
  short: 'warning',
  over: 'fault',
};

/** The bar of the speaking time and what is left of it in words; a sign says what the colour says. */
export function SpeakingTime({ time }: { readonly time: SpeechTime }) {
  const { t } = useLanguage();
  const spoken = useSpokenSeconds(time);
  const level = timeLevel(spoken, time);
  const limitSeconds = Math.round((time.limitMs ?? 0) / 1000);
  const leftSeconds = limitSeconds - spoken;
  const limit = formatDuration(limitSeconds);
  const words =
    level === 'free'
      ? t('floor.noLimit')
      : level !== 'over'
        ? t('floor.left', { time: formatDuration(leftSeconds), limit })
        : leftSeconds === 0
          ? t('floor.up', { limit })
          : t('floor.over', { time: formatDuration(-leftSeconds), limit });
  const sign = time.held ? 'pause' : signs[level];
  return (
    <div className={`speaking-time level-${level}`}>
      {level !== 'free' && (
        <div className="bar" aria-hidden="true">
          <i style={{ width: `${Math.min(100, (spoken / limitSeconds) * 100)}%` }} />
        </div>
      )}
      <p>
        {sign !== null && <Icon name={sign} />} {time.held ? `${t('floor.held')} · ${words}` : words}
      </p>
    </div>
  );
}
