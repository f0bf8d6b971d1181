/** The time until the ballot closes by itself. For the eye only: a screen reader hears the closing time, not every second. */
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useSecondsUntil } from '../../live/seat-context.tsx';

/** From then on the time is short. */
export const shortSeconds = 10;

export function Countdown({ at }: { readonly at: number }) {
  const t = useT();
  const seconds = useSecondsUntil(at);
  const isShort = seconds <= shortSeconds;
  return (
    <span className={`countdown digits${isShort ? ' is-short' : ''}`} aria-hidden="true">
      <Icon name={isShort ? 'warning' : 'clock'} />{' '}
      {seconds > 0 ? t('own.left', { time: formatDuration(seconds) }) : t('own.timeUp')}
    </span>
  );
}
