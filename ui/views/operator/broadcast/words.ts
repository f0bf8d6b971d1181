/** Numbers of the stream in words, and times of day that somebody typed. Pure. */
import type { BroadcastView } from '../../../../protocols/api/views/broadcast.ts';
import type { Language, Translate } from '../../../i18n/translate.ts';

type Stream = BroadcastView['stream'];
type Health = NonNullable<Stream['health']>;

/** Above it the line has hardly any room left. */
const busyCongestion = 0.3;
/** Above it frames will be lost. */
const fullCongestion = 0.6;

/** From this share on lost frames are seen by everybody. */
const seenDrops = 0.02;

/** How the line does; `congestion` is 0 (takes everything) to 1 (takes nothing). */
export function lineLevel(congestion: number): 'free' | 'busy' | 'full' {
  if (congestion >= fullCongestion) return 'full';
  return congestion >= busyCongestion ? 'busy' : 'free';
}

const decimal = (language: Language, value: number): string =>
  value.toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });

/** “6,1 Mbit/s”, “0,4 % verloren”, “Leitung frei”. */
export function healthWords(t: Translate, language: Language, health: Health): string[] {
  const { kilobitsPerSecond, droppedShare, congestion, isReconnecting } = health;
  return [
    ...(isReconnecting ? [t('streaming.reconnecting')] : []),
    t('streaming.rate', { rate: decimal(language, kilobitsPerSecond / 1000) }),
    // Rounded to nothing it would still be something.
    droppedShare > 0
      ? t('streaming.dropped', { percent: decimal(language, Math.max(0.1, droppedShare * 100)) })
      : t('streaming.droppedNone'),
    t(`streaming.line.${lineLevel(congestion)}`),
  ];
}

/** Whether the numbers are a reason to look. */
export const isPoorly = ({ droppedShare, congestion, isReconnecting }: Health): boolean =>
  isReconnecting || droppedShare >= seenDrops || lineLevel(congestion) === 'full';

/** “8 s”, or that there is none. */
export const delayWords = (t: Translate, delayMs: number | undefined): string =>
  delayMs === undefined || delayMs === 0
    ? t('broadcast.noDelay')
    : t('streaming.seconds', { seconds: Math.round(delayMs / 100) / 10 });

const dayMs = 24 * 3_600_000;
/** Further ahead nobody announces anything: it was a time already over. */
const furthestMs = 12 * 3_600_000;

/** The next `HH:MM` of this browser's clock after `nowMs`, wall time in ms; null: none within twelve hours. */
export function nextTimeOfDay(nowMs: number, text: string): number | null {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (parts === null) return null;
  const today = new Date(nowMs);
  today.setHours(Number(parts[1]), Number(parts[2]), 0, 0);
  const at = today.getTime() > nowMs ? today.getTime() : today.getTime() + dayMs;
  return at - nowMs <= furthestMs ? at : null;
}

/** `HH:MM` of this browser's clock, for a field of type time. */
export function timeField(wallMs: number): string {
  const date = new Date(wallMs);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
