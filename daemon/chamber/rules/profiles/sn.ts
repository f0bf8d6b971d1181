import { atLeast, moreThanHalf, type StateProfile } from '../profile.ts';

export const sn: StateProfile = {
  id: 'sn',
  name: 'Sachsen',
  validFrom: '2018-03-09',
  readOn: '2026-11-25',
  quorum: {
    normal: atLeast(1, 2),
    continuesDownTo: null,
    whenExcluded: { moreThan: moreThanHalf, share: atLeast(1, 4) },
    secondSitting: 3,
  },
  majority: 'simple',
  remote: {
    members: 'emergency',
    chair: 'emergency',
    constituentSitting: 'emergency',
    secretBallot: 'not-in-sitting',
    elections: 'no',
    disturbanceStops: true,
    presumedNotOurs: false,
  },
  consent: { members: 'statute', others: 'consent', recording: 'consent', audience: 'consent' },
  sources: [
    {
      norm: '§ 39 SächsGemO',
      says: 'Mindestens die Hälfte der Mitglieder anwesend und stimmberechtigt; bei Befangenheit von mehr als der Hälfte genügt ein Viertel; in der zweiten Sitzung drei. Der Wortlaut lag nicht vor.',
      certainty: 'general',
    },
    {
      norm: '§ 36a SächsGemO',
      says: 'Sitzung ohne persönliche Anwesenheit nur in Notlagen.',
      certainty: 'secondary',
    },
  ],
};
