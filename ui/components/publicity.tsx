/** What leaves the hall, by sign and word; with the time at which somebody announced that it begins or goes on. */
import type { Publicity } from '../../protocols/api/views.ts';
import type { Phase } from '../../protocols/api/views/sitting.ts';
import { useLanguage } from '../i18n/language.tsx';
import { formatTimeOfDay } from '../i18n/translate.ts';
import { Icon, type IconName } from './icons.tsx';

const icons: Readonly<Record<Publicity, IconName>> = {
  unknown: 'question',
  off: 'offAir',
  pre: 'clock',
  public: 'public',
  paused: 'pause',
  'consent-hold': 'barred',
  'non-public': 'closed',
};

/** What the state of the sitting already says of it. */
const implied: Readonly<Record<Phase, readonly Publicity[]>> = {
  prepared: ['unknown', 'off'],
  open: ['unknown', 'off', 'public'],
  interrupted: ['unknown', 'off', 'paused'],
  'non-public': ['unknown', 'off', 'non-public'],
  closed: ['unknown', 'off', 'non-public'],
  approved: ['unknown', 'off', 'non-public'],
};

/** Whether publicity is worth a word beside the state of the sitting. */
export const saysMoreThan = (phase: Phase, publicity: Publicity): boolean =>
  !implied[phase].includes(publicity);

export function PublicityBadge({
  publicity,
  untilAt,
}: {
  readonly publicity: Publicity;
  /** Wall time, ms. */
  readonly untilAt?: number | undefined;
}) {
  const { t, language } = useLanguage();
  return (
    <output className={`badge publicity-${publicity}`}>
      <Icon name={icons[publicity]} />
      <span>
        {t(`publicity.${publicity}`)}
        {untilAt !== undefined && ` · ${formatTimeOfDay(language, untilAt)}`}
      </span>
    </output>
  );
}
