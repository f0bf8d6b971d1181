/** Running times of a view; they stand still while the connection is lost. */
import { useLanguage } from '../i18n/language.tsx';
import { formatClock, formatDuration } from '../i18n/translate.ts';
import { useSecondsSince, useServerSecond } from '../live/context.tsx';

/** How long ago `at` was, `2:41`. */
export function Since({ at }: { readonly at: number }) {
  return <span className="digits">{formatDuration(useSecondsSince(at))}</span>;
}

/** The time of day at the daemon. */
export function WallClock() {
  const { language } = useLanguage();
  return (
    <time className="wall-clock digits" role="timer">
      {formatClock(language, useServerSecond())}
    </time>
  );
}

export type TimeLevel = 'free' | 'ample' | 'short' | 'over';
/** The last part of the speaking time is shown as short, s. */
export const shortSeconds = 60;

/** How speaking time stands; `limitMs` absent: no limit. */
export function timeLevel(spokenSeconds: number, limitMs: number | undefined): TimeLevel {
  if (limitMs === undefined) return 'free';
  const leftSeconds = limitMs / 1000 - spokenSeconds;
  if (leftSeconds < 0) return 'over';
  return leftSeconds <= Math.min(shortSeconds, limitMs / 4000) ? 'short' : 'ample';
}

/** The bar of the speaking time and what is left of it in words. */
export function SpeakingTime({
  sinceAt,
  limitMs,
}: {
  readonly sinceAt: number;
  readonly limitMs: number | undefined;
}) {
  const { t } = useLanguage();
  const spoken = useSecondsSince(sinceAt);
  const level = timeLevel(spoken, limitMs);
  if (limitMs === undefined) return <p className="speaking-time dim">{t('floor.noLimit')}</p>;
  const limitSeconds = Math.round(limitMs / 1000);
  const limit = formatDuration(limitSeconds);
  const words =
    level === 'over'
      ? t('floor.over', { time: formatDuration(spoken - limitSeconds), limit })
      : t('floor.left', { time: formatDuration(limitSeconds - spoken), limit });
  return (
    <div className={`speaking-time level-${level}`}>
      <div className="bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (spoken / limitSeconds) * 100)}%` }} />
      </div>
      <p>{words}</p>
    </div>
  );
}
