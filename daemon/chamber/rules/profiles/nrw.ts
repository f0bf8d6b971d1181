import { moreThanHalf, type StateProfile } from '../profile.ts';

export const nrw: StateProfile = {
  id: 'nrw',
  name: 'Nordrhein-Westfalen',
  validFrom: '2022-04-27',
  readOn: '2026-11-25',
  quorum: {
    normal: moreThanHalf,
    // Holds until somebody has it found lost; no share below which it must be found.
    continuesDownTo: { parts: 0, of: 1, strict: false },
    whenExcluded: null,
    secondSitting: 0,
  },
  majority: 'simple',
  remote: {
    members: 'statute',
    chair: 'statute',
    constituentSitting: 'no',
    secretBallot: 'same-system',
    elections: 'statute',
    disturbanceStops: true,
    presumedNotOurs: false,
  },
  consent: { members: 'consent', others: 'consent', recording: 'consent', audience: 'consent' },
  sources: [
    {
      norm: '§ 49 GO NRW',
      says: 'Mehr als die Hälfte der gesetzlichen Mitgliederzahl; gilt als beschlussfähig, solange die Beschlussunfähigkeit nicht festgestellt ist; die Person im Bürgermeisteramt zählt mit.',
      certainty: 'secondary',
    },
    {
      norm: 'OVG NRW, 23.12.1974 – III A 42/73',
      says: 'Wegen Befangenheit Ausgeschlossene und Mitglieder im Zuhörerraum zählen nicht als anwesend.',
      certainty: 'secondary',
    },
    {
      norm: '§ 50 Abs. 1 GO NRW',
      says: 'Stimmenmehrheit; bei Stimmengleichheit ist der Antrag abgelehnt.',
      certainty: 'secondary',
    },
    {
      norm: 'DigiSiVO NRW §§ 2–5, 10',
      says: 'Nur zugelassene Systeme (diese Software ist nicht zugelassen); geheime Abstimmung in hybrider Form nur mit demselben System für alle; bei Störungen unterbrechen und betroffene Schritte wiederholen.',
      certainty: 'read',
      place: 'recht.nrw.de, bes_id=48807',
    },
  ],
};
