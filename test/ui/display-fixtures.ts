/** Views of the public display, which the overlay shows too. */
import type { DisplayView, View } from '../../protocols/api/views.ts';
import { fixtureNow, longGroup, longName, longTitle, speech } from './sitting-fixtures.ts';

const { entry: _entry, ...shown } = speech;

const displaySpeaking: DisplayView = {
  role: 'display',
  publicity: 'public',
  phase: 'open',
  chamber: 'Ratssaal Musterstadt',
  title: 'Stadtvertretung · 14. Sitzung',
  item: { number: '3', title: 'Radwegekonzept' },
  floor: shown,
  queueLength: 4,
};

const displayLong: DisplayView = {
  ...displaySpeaking,
  title: 'Haupt-, Finanz-, Beteiligungs- und Digitalisierungsausschuss · 27. öffentliche Sitzung',
  item: { number: 'Ö 12.3.1', title: longTitle },
  floor: {
    ...shown,
    name: longName,
    group: longGroup,
    kind: 'point-of-order',
    sinceAt: fixtureNow - 3_725_000,
  },
};

/** Nearly over, and the person does not want their name shown. */
const displayShort: DisplayView = {
  ...displaySpeaking,
  floor: {
    seat: 12,
    known: false,
    kind: 'speech',
    sinceAt: fixtureNow - 261_000,
    usedMs: 0,
    held: false,
    limitMs: 300_000,
    amberMs: 60_000,
  },
};

/** A guest without a microphone of their own, the time held. */
const displayHeld: DisplayView = {
  ...displaySpeaking,
  floor: {
    known: false,
    kind: 'residents-question',
    sinceAt: fixtureNow - 10_000,
    usedMs: 62_000,
    held: true,
    limitMs: 180_000,
  },
};

const slate = (part: Pick<DisplayView, 'publicity' | 'phase'>): DisplayView => ({
  role: 'display',
  chamber: 'Ratssaal Musterstadt',
  ...part,
});

export const displayFixtures = {
  displaySpeaking,
  displayLong,
  displayShort,
  displayHeld,
  displayNobody: { ...slate({ publicity: 'public', phase: 'open' }), title: 'Stadtvertretung · 14. Sitzung' },
  displaySlate: slate({ publicity: 'non-public', phase: 'non-public' }),
  displayBefore: slate({ publicity: 'unknown', phase: 'prepared' }),
  displayOpened: slate({ publicity: 'unknown', phase: 'open' }),
  displayInterrupted: slate({ publicity: 'paused', phase: 'interrupted' }),
  displayClosed: slate({ publicity: 'unknown', phase: 'closed' }),
} as const satisfies Record<string, View>;
