/**
 * Thirty decisions of an evening as a script: what is asked, how, what everybody does, and what must come of it. The
 * truth is made here by counting what the script itself says, with majorities worked out by hand.
 */
import type { BallotKind, MajorityRule } from '../../protocols/api/commands/ballot.ts';

export type Choice = string;

export interface ScriptedOption {
  readonly id: string;
  readonly label: string;
  readonly meaning: 'yes' | 'no' | 'abstain' | null;
}

export interface Decision {
  readonly text: string;
  readonly kind: BallotKind;
  readonly named?: boolean;
  readonly item?: null;
  readonly majority?: MajorityRule;
  readonly options?: readonly ScriptedOption[];
  /** Totals of the room, or of the papers. */
  readonly totals?: Readonly<Record<Choice, number>>;
  readonly invalid?: number;
  /** By way: one letter for each voter in their order, `.` for none. y yes, n no, a abstention, else the option's first letter. */
  readonly pages?: string;
  readonly keypads?: string;
  readonly roll?: string;
  /** Read from a CSV file. */
  readonly csv?: string;
  /** Voided after the count, and asked again. */
  readonly voidedFirst?: boolean;
  readonly lot?: Choice;
  /** What the script says must come of it. */
  readonly outcome: 'carried' | 'rejected' | 'elected' | 'tie' | 'none';
  readonly elected?: readonly Choice[];
}

const people = (...labels: string[]): readonly ScriptedOption[] =>
  labels.map((label) => ({ id: label.toLowerCase(), label, meaning: null }));

/** 13 members: one presides in the room, 6 are remote, 3 + 3 have keypads. 13 by law. */
export const decisions: readonly Decision[] = [
  { text: 'Einstimmig im Saal', kind: 'hands', totals: { yes: 7 }, pages: 'yyyyyy', outcome: 'carried' },
  {
    text: 'Mit Gegenstimmen',
    kind: 'hands',
    totals: { yes: 4, no: 2, abstain: 1 },
    pages: 'yynnaa',
    outcome: 'carried',
  },
  {
    text: 'Stimmengleichheit',
    kind: 'hands',
    totals: { yes: 4, no: 3 },
    pages: 'ynn...',
    outcome: 'rejected',
  },
  { text: 'Nur Enthaltungen', kind: 'hands', totals: { abstain: 7 }, pages: 'aaaaaa', outcome: 'rejected' },
  {
    text: 'Mehr als die Hälfte aller',
    kind: 'hands',
    majority: 'of-all',
    totals: { yes: 5, no: 2 },
    pages: 'yy....',
    outcome: 'carried',
  },
  {
    text: 'Eine zu wenig von allen',
    kind: 'hands',
    majority: 'of-all',
    totals: { yes: 5, no: 2 },
    pages: 'y.....',
    outcome: 'rejected',
  },
  { text: 'Offen mit Geräten', kind: 'device', keypads: 'yyynna', pages: 'yynnaa', outcome: 'carried' },
  { text: 'Mit Namen', kind: 'device', named: true, keypads: 'nnnnna', pages: 'yyyyyy', outcome: 'carried' },
  {
    text: 'Mit Namen, abgelehnt',
    kind: 'device',
    named: true,
    keypads: 'nnnnnn',
    pages: 'yyyy..',
    outcome: 'rejected',
  },
  {
    text: 'Zwei Drittel der Abstimmenden',
    kind: 'device',
    majority: 'two-thirds-of-voting',
    keypads: 'yyyyyy',
    pages: 'yynnnn',
    outcome: 'carried',
  },
  {
    text: 'Knapp unter zwei Dritteln',
    kind: 'device',
    majority: 'two-thirds-of-voting',
    keypads: 'yyyyyn',
    pages: 'yynnnn',
    outcome: 'rejected',
  },
  {
    text: 'Drei Viertel der Abstimmenden',
    kind: 'device',
    majority: 'three-quarters-of-voting',
    keypads: 'yyyyyy',
    pages: 'yyynnn',
    outcome: 'carried',
  },
  {
    text: 'Zwei Drittel aller',
    kind: 'device',
    majority: 'two-thirds-of-all',
    keypads: 'yyyyyy',
    pages: 'yyy...',
    outcome: 'carried',
  },
  {
    text: 'Zwei Drittel aller verfehlt',
    kind: 'device',
    majority: 'two-thirds-of-all',
    keypads: 'yyyyyy',
    pages: 'yy....',
    outcome: 'rejected',
  },
  {
    text: 'Drei Viertel aller',
    kind: 'device',
    majority: 'three-quarters-of-all',
    keypads: 'yyyyyy',
    pages: 'yyyy..',
    outcome: 'carried',
  },
  {
    text: 'Mehrheit der Anwesenden',
    kind: 'device',
    majority: 'of-present',
    keypads: 'yyyyyy',
    pages: 'y.....',
    outcome: 'carried',
  },
  {
    text: 'Mehrheit der Anwesenden verfehlt',
    kind: 'device',
    majority: 'of-present',
    keypads: 'yyyyyy',
    pages: '......',
    outcome: 'rejected',
  },
  {
    text: 'Mehrheit der Abstimmenden',
    kind: 'device',
    majority: 'of-voting',
    keypads: 'yyyaaa',
    pages: 'y.....',
    outcome: 'carried',
  },
  {
    text: 'Mehrheit der Abstimmenden verfehlt',
    kind: 'device',
    majority: 'of-voting',
    keypads: 'yyyaaa',
    pages: '......',
    outcome: 'rejected',
  },
  {
    text: 'Nach Einspruch wiederholt',
    kind: 'device',
    named: true,
    voidedFirst: true,
    keypads: 'yynnaa',
    pages: 'yyyy..',
    outcome: 'carried',
  },
  {
    text: 'Zur Geschäftsordnung',
    kind: 'hands',
    item: null,
    totals: { yes: 7 },
    pages: 'nnnnnn',
    outcome: 'carried',
  },
  { text: 'Namentlich', kind: 'roll-call', roll: 'yynnaayynnaay', outcome: 'carried' },
  { text: 'Namentlich, gleich', kind: 'roll-call', roll: 'ynynynynynaaa', outcome: 'rejected' },
  {
    text: 'Wer wird es',
    kind: 'device',
    options: people('Ahorn', 'Birke', 'Cassel'),
    keypads: 'AAABBC',
    pages: 'AAABBC',
    outcome: 'elected',
    elected: ['ahorn'],
  },
  {
    text: 'Gleich viele',
    kind: 'device',
    options: people('Ahorn', 'Birke'),
    keypads: 'AAABBB',
    pages: '......',
    lot: 'birke',
    outcome: 'tie',
    elected: ['ahorn', 'birke'],
  },
  {
    text: 'Erster Wahlgang',
    kind: 'device',
    options: people('Ahorn', 'Birke', 'Cassel'),
    majority: 'more-than-half-of-valid',
    keypads: 'AAABBC',
    pages: 'AABBCC',
    outcome: 'none',
    elected: [],
  },
  {
    text: 'Stichwahl',
    kind: 'device',
    options: people('Ahorn', 'Birke'),
    majority: 'more-than-half-of-valid',
    keypads: 'AAABBB',
    pages: 'AAAABB',
    outcome: 'elected',
    elected: ['ahorn'],
  },
  { text: 'Geheim auf Papier', kind: 'paper', totals: { yes: 4, no: 2 }, invalid: 1, outcome: 'carried' },
  {
    text: 'Geheime Wahl',
    kind: 'paper',
    options: people('Ahorn', 'Birke'),
    totals: { ahorn: 2, birke: 5 },
    outcome: 'elected',
    elected: ['birke'],
  },
  {
    text: 'Von außen',
    kind: 'external',
    csv: 'Antwort;Stimmen\r\nJa;8\r\nNein;3\r\nEnthaltung;1\r\nSumme;12\r\n',
    totals: { yes: 8, no: 3, abstain: 1 },
    outcome: 'carried',
  },
];

export const yesNoAbstain: readonly ScriptedOption[] = [
  { id: 'yes', label: 'Ja', meaning: 'yes' },
  { id: 'no', label: 'Nein', meaning: 'no' },
  { id: 'abstain', label: 'Enthaltung', meaning: 'abstain' },
];

export function choiceOf(letter: string, options: readonly ScriptedOption[]): Choice | undefined {
  if (letter === '.') return undefined;
  return options.find(({ id }) => id.startsWith(letter.toLowerCase()))?.id;
}

/** What the script itself counts. */
export function countsOf(decision: Decision): Readonly<Record<Choice, number>> {
  const options = decision.options ?? yesNoAbstain;
  const counts = Object.fromEntries(options.map(({ id }) => [id, decision.totals?.[id] ?? 0]));
  for (const letter of `${decision.pages ?? ''}${decision.keypads ?? ''}${decision.roll ?? ''}`) {
    const choice = choiceOf(letter, options);
    if (choice !== undefined) counts[choice] = (counts[choice] ?? 0) + 1;
  }
  return counts;
}
