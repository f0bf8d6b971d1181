/**
 * The wording of minutes. They are written in German whatever language the pages have, because that is the
 * language they are law in; so the words lie here and not in the catalogues of the pages.
 */
import type { SpeechKindView } from '../../protocols/api/views/sitting.ts';
import { outcomeWords as ballotOutcome } from './ballot-words.ts';
import type { ItemOutcome, Minutes, MinutesItem, MinutesPerson } from '../chamber/minutes/minutes.ts';

export const roleWords: Readonly<Record<MinutesPerson['role'], string>> = {
  chair: 'Vorsitz',
  'deputy-chair': 'stellv. Vorsitz',
  member: 'Mitglied',
  deputy: 'stellv. Mitglied',
  guest: 'Gast',
  staff: 'Verwaltung',
};

export const speechWords: Readonly<Record<SpeechKindView, string>> = {
  speech: 'Rede',
  contribution: 'Wortbeitrag',
  pro: 'Fürrede',
  contra: 'Gegenrede',
  'point-of-order': 'zur Geschäftsordnung',
  intervention: 'Kurzintervention',
  'interposed-question': 'Zwischenfrage',
  answer: 'Antwort',
  'residents-question': 'Einwohnerfrage',
  chair: 'Sitzungsleitung',
};

/** `none` says nothing: no outcome was entered. */
const outcomeWords: Readonly<Record<ItemOutcome, string>> = {
  unanimous: 'einstimmig beschlossen',
  noted: 'zur Kenntnis genommen',
  postponed: 'vertagt',
  referred: 'verwiesen',
  dropped: 'von der Tagesordnung abgesetzt',
  withdrawn: 'zurückgezogen',
  joined: 'gemeinsam beraten',
  done: 'erledigt',
  none: '',
};

/** `verwiesen – Hauptausschuss`; where nothing was entered, what the last ballot on it came to, else empty. */
export function outcomeOf({ outcome, outcomeNote, ballots }: MinutesItem): string {
  const last = ballots.findLast(({ voided }) => voided === undefined);
  // An item that was only treated is told by its ballot.
  const words =
    last && (outcome === 'none' || outcome === 'done') ? ballotOutcome(last) : outcomeWords[outcome];
  return [words, outcomeNote?.trim() ?? ''].filter((part) => part !== '').join(' – ');
}

export const partWords: Readonly<Record<Minutes['part'], string>> = {
  public: 'öffentlicher Teil',
  'non-public': 'nichtöffentlicher Teil',
};

export const modeWords = { room: 'im Saal', remote: 'zugeschaltet' } as const;

export const stateWords = { excused: 'Entschuldigt', absent: 'Abwesend' } as const;

export const interruptionWords = {
  interrupted: 'Sitzung unterbrochen',
  'non-public': 'nichtöffentlicher Teil der Sitzung',
} as const;

export const headings = {
  minutes: 'Niederschrift (Entwurf)',
  presence: 'Anwesenheit',
  quorum: 'Beschlussfähigkeit',
  agenda: 'Tagesordnung',
  course: 'Verlauf der Sitzung',
  procedure: 'Abstimmungen zur Geschäftsordnung',
  interruptions: 'Unterbrechungen',
  interruptionsPublic: 'Unterbrechungen und nichtöffentliche Teile',
  corrections: 'Nachträge',
  speakingTimes: 'Redezeiten',
  journal: 'Grundlage dieses Entwurfs',
} as const;

export const draftNotice =
  'Entwurf, nicht beglaubigt. Dieses Schriftstück hat die Software Saalregie aus dem Journal der Sitzung ' +
  'erstellt. Es ist weder geprüft noch unterzeichnet und ersetzt die Niederschrift nicht.';

export const confidentialNotice =
  'Es enthält Angaben aus nichtöffentlicher Sitzung und ist vertraulich zu behandeln.';

/** `TOP 7.1`; empty for an item without a number. */
export function itemLabel(number: string): string {
  const text = number.trim();
  return text === '' || /^TOP\b/i.test(text) ? text : `TOP ${text}`;
}

type Finding = Minutes['quorum'][number];

/** One finding of the quorum: what was found, and what is different from the finding before. */
export function quorumSentence(finding: Finding, before: Finding | undefined): string {
  const people =
    finding.present === 1 ? '1 stimmberechtigtes Mitglied' : `${finding.present} stimmberechtigte Mitglieder`;
  const difference = before ? finding.present - before.present : 0;
  const change =
    difference === 0 ? '' : ` (${Math.abs(difference)} ${difference > 0 ? 'mehr' : 'weniger'} als zuvor)`;
  const required =
    before && before.required !== finding.required
      ? `erforderlich ${finding.required} (zuvor ${before.required})`
      : `erforderlich ${finding.required}`;
  return `${people} anwesend${change}, ${required}. Die Beschlussfähigkeit ist ${quorumState(finding, before)}.`;
}

function quorumState(finding: Finding, before: Finding | undefined): string {
  if (!before) return finding.isQuorate ? 'gegeben' : 'nicht gegeben';
  if (before.isQuorate) return finding.isQuorate ? 'weiterhin gegeben' : 'nicht mehr gegeben';
  return finding.isQuorate ? 'wieder gegeben' : 'weiterhin nicht gegeben';
}

/** As it begins a sentence. */
export const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase('de') + text.slice(1);
