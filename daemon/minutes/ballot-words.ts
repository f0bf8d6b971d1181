/** The wording of ballots in minutes: German, as the rest of them. */
import type { BallotKind, MajorityRule } from '../../protocols/api/commands/ballot.ts';
import type { MinutesBallot } from '../chamber/minutes/minutes.ts';
import { cleanLine } from './clean.ts';

export const kindWords: Readonly<Record<BallotKind, string>> = {
  hands: 'offen durch Handzeichen',
  device: 'offen mit Abstimmgerät',
  'roll-call': 'namentlich',
  paper: 'geheim auf Stimmzetteln',
  external: 'Ergebnis von außen übernommen',
};

export const majorityWords: Readonly<Record<MajorityRule, string>> = {
  simple: 'mehr Ja- als Nein-Stimmen',
  'of-voting': 'mehr als die Hälfte der Abstimmenden',
  'of-present': 'mehr als die Hälfte der Anwesenden',
  'of-all': 'mehr als die Hälfte aller Mitglieder',
  'two-thirds-of-voting': 'zwei Drittel der Abstimmenden',
  'three-quarters-of-voting': 'drei Viertel der Abstimmenden',
  'two-thirds-of-all': 'zwei Drittel aller Mitglieder',
  'three-quarters-of-all': 'drei Viertel aller Mitglieder',
  'most-votes': 'die meisten Stimmen',
  'more-than-half-of-valid': 'mehr als die Hälfte der gültigen Stimmen',
};

export const barredWords: Readonly<Record<MinutesBallot['barred'][number]['reason'], string>> = {
  conflict: 'Mitwirkungsverbot',
  'remote-secret': 'zugeschaltet, keine Teilnahme an geheimen Abstimmungen',
  'remote-election': 'zugeschaltet, keine Teilnahme an Wahlen',
};

export const voidWords: Readonly<Record<NonNullable<MinutesBallot['voided']>, string>> = {
  objection: 'Die Abstimmung wurde nach einem Einspruch für ungültig erklärt.',
  disturbance: 'Die Abstimmung wurde wegen einer Störung für ungültig erklärt.',
  mistake: 'Die Abstimmung wurde wegen eines Versehens für ungültig erklärt.',
  secrecy: 'Die geheime Abstimmung wurde abgebrochen, weil während ihr ein Mitglied zugeschaltet wurde.',
};

/** `Ja 18, Nein 12, Enthaltung 2, nicht abgegeben 1: angenommen.` */
export function ballotSentence(ballot: MinutesBallot): string {
  const numbers = [
    ...ballot.counts.map(({ label, votes }) => `${cleanLine(label)} ${votes}`),
    ...(ballot.invalid > 0 ? [`ungültig ${ballot.invalid}`] : []),
    ...(ballot.notCast > 0 ? [`nicht abgegeben ${ballot.notCast}`] : []),
  ].join(', ');
  return `${numbers}: ${outcomeWords(ballot)}.`;
}

/** `einstimmig angenommen`, `gewählt: A`, … */
export function outcomeWords(ballot: MinutesBallot): string {
  const names = ballot.elected.map(cleanLine).join(', ');
  switch (ballot.outcome) {
    case 'carried':
      return isUnanimous(ballot) ? 'einstimmig angenommen' : 'angenommen';
    case 'rejected':
      return 'abgelehnt';
    case 'elected':
      return `gewählt: ${names}`;
    case 'tie':
      return ballot.lot === undefined
        ? `Stimmengleichheit zwischen ${names}`
        : `Stimmengleichheit zwischen ${names}; durch das vom Vorsitz gezogene Los gewählt: ${cleanLine(ballot.lot)}`;
    case 'none':
      return 'niemand gewählt';
    case null:
      return 'ohne Ergebnis';
  }
}

/** Nobody against and nobody abstaining; who did not vote does not stand in its way. */
const isUnanimous = ({ counts, invalid }: MinutesBallot): boolean =>
  invalid === 0 && counts.filter(({ votes }) => votes > 0).length === 1;
