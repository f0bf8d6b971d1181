/** Words that leave the hall: on slates, which config and operator may replace, and as titles of chapters. */
import type { ChapterWords } from '../chamber/broadcast/chapters.ts';
import type { SlateKind } from '../../protocols/api/commands/broadcast.ts';

/** `{minutes}` and `{time}` are filled in. */
export const usualSlateTexts: Readonly<Record<'de' | 'en', Readonly<Record<SlateKind, string>>>> = {
  de: {
    off: 'Zurzeit keine Übertragung',
    begin: 'Die Übertragung beginnt in {minutes}',
    break: 'Sitzungspause\n{time}',
    fault: 'Technische Störung\nWir bitten um einen Moment Geduld',
    objection: 'Die Rednerin oder der Redner hat der Übertragung widersprochen',
    'non-public': 'Nichtöffentlicher Teil\nDie Übertragung ist unterbrochen',
    end: 'Die Übertragung ist beendet',
  },
  en: {
    off: 'No transmission at present',
    begin: 'The transmission begins in {minutes}',
    break: 'Break\n{time}',
    fault: 'Technical fault\nPlease bear with us for a moment',
    objection: 'The speaker has objected to the transmission',
    'non-public': 'Non-public part\nThe transmission is interrupted',
    end: 'The transmission has ended',
  },
};

export const chapterWords: Readonly<Record<'de' | 'en', ChapterWords>> = {
  de: {
    item: (number) => `TOP ${number}`,
    unnamed: 'Wortbeitrag',
    interlude: 'Zwischen den Tagesordnungspunkten',
    slates: {
      unknown: 'Keine Übertragung',
      off: 'Ende der Übertragung',
      pre: 'Vor der Übertragung',
      public: 'Öffentlicher Teil',
      paused: 'Pause',
      'consent-hold': 'Wortbeitrag ohne Übertragung',
      'non-public': 'Nichtöffentlicher Teil',
    },
  },
  en: {
    item: (number) => `Item ${number}`,
    unnamed: 'Contribution',
    interlude: 'Between items',
    slates: {
      unknown: 'No transmission',
      off: 'End of the transmission',
      pre: 'Before the transmission',
      public: 'Public part',
      paused: 'Break',
      'consent-hold': 'Contribution without transmission',
      'non-public': 'Non-public part',
    },
  },
};
