/** The time until a ballot closes by itself: seen and not spoken. */
import { useT } from '../../i18n/language.tsx';
import { formatDuration } from '../../i18n/translate.ts';
import { useServerSecond } from '../../live/context.tsx';
import { Icon } from '../icons.tsx';

export function Countdown({ closesAt }: { readonly closesAt: number }) {
  const t = useT();
  const left = Math.max(0, Math.ceil((closesAt - useServerSecond()) / 1000));
  return (
    <p className="ballot-countdown" role="timer">
      <Icon name="clock" /> {t('result.timeLeft', { time: formatDuration(left) })}
    </p>
  );
}
