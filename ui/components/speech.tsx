/** Who speaks or wants to, and how: kind and place by sign and word, never by colour alone. */
import type { ListEntryView, Speaker, SpeechKindView } from '../../protocols/api/views/sitting.ts';
import { useT } from '../i18n/language.tsx';
import type { Translate } from '../i18n/translate.ts';
import { Icon, type IconName } from './icons.tsx';
import { useWords } from './words.ts';

const icons: Readonly<Record<SpeechKindView, IconName>> = {
  speech: 'speech',
  contribution: 'speech',
  pro: 'add',
  contra: 'minus',
  'point-of-order': 'hand',
  intervention: 'next',
  'interposed-question': 'question',
  answer: 'reply',
  'residents-question': 'house',
  chair: 'people',
};

/** Their name, else their seat, else that nobody knows them. */
export const speakerName = (t: Translate, { name, seat }: Pick<Speaker, 'name' | 'seat'>): string =>
  name ?? (seat === undefined ? t('floor.unknown') : t('seat.name', { seat }));

interface Marked {
  readonly kind: SpeechKindView;
  readonly where?: ListEntryView['where'];
  readonly note?: string | undefined;
}

/** Sign and word of what is out of the ordinary; an ordinary speech from the room has none. */
export function SpeechMarks({ kind, where = 'room', note }: Marked) {
  const t = useT();
  const words = useWords();
  if (kind === 'speech' && where === 'room' && note === undefined) return null;
  return (
    <span className="speech-marks">
      {kind !== 'speech' && (
        <span className={`speech-mark kind-${kind}`}>
          <Icon name={icons[kind]} /> {words('speech', kind)}
        </span>
      )}
      {where !== 'room' && (
        <span className="speech-mark">
          <Icon name={where === 'remote' ? 'remote' : 'people'} /> {t(`queue.where.${where}`)}
        </span>
      )}
      {note !== undefined && <span className="speech-note">{note}</span>}
    </span>
  );
}
