/** How a member's page stands, by signs and words: link, line, what they have confirmed, and what they report. */
import type { MemberPageView } from '../../../protocols/api/views/members.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { formatTimeOfDay } from '../../i18n/translate.ts';
import { Icon, type IconName } from '../icons.tsx';

interface Mark {
  readonly look: 'good' | 'warning' | 'fault' | 'plain';
  readonly icon: IconName;
  readonly words: string;
}

/** What a disturbance is, and the note beside it. */
export function useDisturbanceWords(): (disturbance: NonNullable<MemberPageView['disturbance']>) => string {
  const { t } = useLanguage();
  return ({ kind, note }) => {
    const words = t(`members.kind.${kind}`);
    return note === undefined ? words : `${words} – ${note}`;
  };
}

export function MemberMarks({ page }: { readonly page: MemberPageView }) {
  const { t, language } = useLanguage();
  const disturbanceWords = useDisturbanceWords();
  const time = (at: number): string => formatTimeOfDay(language, at);
  const { granted, locked, signedIn, link, sinceAt, confirmed, tookOverAt, disturbance } = page;
  const marks: Mark[] = [];
  const add = (look: Mark['look'], icon: IconName, words: string): void =>
    void marks.push({ look, icon, words });

  if (disturbance !== undefined)
    add(
      'fault',
      'warning',
      t('members.disturbed', { time: time(disturbance.sinceAt), kind: disturbanceWords(disturbance) }),
    );
  if (locked) add('fault', 'closed', t('members.locked'));
  if (!granted) add('plain', 'offAir', t('members.noLink'));
  else if (!signedIn) add('plain', 'offAir', t(link === 'never' ? 'members.notOpened' : 'members.signedOut'));
  else if (link === 'never' || sinceAt === undefined) add('plain', 'offAir', t('members.link.never'));
  else if (link === 'down') add('fault', 'fault', t('members.link.down', { time: time(sinceAt) }));
  else {
    add('good', 'onAir', t('members.link.up', { time: time(sinceAt) }));
    if (confirmed) add('good', 'check', t('members.confirmed'));
    else add('warning', 'question', t('members.notConfirmed'));
  }
  if (tookOverAt !== undefined) add('warning', 'people', t('members.second', { time: time(tookOverAt) }));

  return (
    <span className="member-marks">
      {marks.map(({ look, icon, words }) => (
        <span key={words} className={`member-mark is-${look}`}>
          <Icon name={icon} /> {words}
        </span>
      ))}
    </span>
  );
}
