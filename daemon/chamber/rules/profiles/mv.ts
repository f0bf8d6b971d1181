import { atLeast, moreThan, moreThanHalf, type StateProfile } from '../profile.ts';

export const mv: StateProfile = {
  id: 'mv',
  name: 'Mecklenburg-Vorpommern',
  validFrom: '2024-06-09',
  readOn: '2026-11-25',
  quorum: {
    normal: moreThanHalf,
    continuesDownTo: atLeast(1, 3),
    whenExcluded: { moreThan: moreThanHalf, share: moreThan(1, 3) },
    secondSitting: 3,
  },
  majority: 'simple',
  remote: {
    members: 'statute',
    chair: 'no',
    constituentSitting: 'no',
    secretBallot: 'not-by-remote',
    elections: 'statute',
    disturbanceStops: true,
    presumedNotOurs: true,
  },
  consent: { members: 'no-objection', others: 'consent', recording: 'statute', audience: 'consent' },
  sources: [
    {
      norm: '§ 30 KV M-V',
      says: 'Mehr als die Hälfte anwesend; gilt fort, bis etwas anderes festgestellt wird; unter einem Drittel ist Beschlussunfähigkeit festzustellen; sind mehr als die Hälfte ausgeschlossen, genügt mehr als ein Drittel; in der Wiederholungssitzung drei Stimmberechtigte.',
      certainty: 'read',
      place: 'haufe.de, HI2740783',
    },
    {
      norm: '§ 31 Abs. 1 KV M-V',
      says: 'Einfache Mehrheit: mehr Ja als Nein; Enthaltungen und ungültige Stimmen zählen nicht. Anteile aller Mitglieder ohne Sitze, die nicht nachbesetzt werden können.',
      certainty: 'secondary',
    },
    {
      norm: '§ 29a KV M-V',
      says: 'Videoteilnahme nur nach Hauptsatzung, nicht in der konstituierenden Sitzung, nicht für die sitzungsleitende Person, nicht an geheimen Abstimmungen; Störung in der Sphäre der Gemeinde hindert die Fortsetzung.',
      certainty: 'read',
      place: 'haufe.de, HI16350486',
    },
    {
      norm: '§ 29 Abs. 5a KV M-V',
      says: 'Widerspruch gegen Film- und Tonaufnahmen; der genaue Wortlaut lag nicht vor.',
      certainty: 'secondary',
    },
  ],
};
