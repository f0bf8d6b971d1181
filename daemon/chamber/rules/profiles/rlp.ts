import { atLeast, moreThanHalf, type StateProfile } from '../profile.ts';

export const rlp: StateProfile = {
  id: 'rlp',
  name: 'Rheinland-Pfalz',
  validFrom: '2021-01-01',
  readOn: '2026-11-25',
  quorum: {
    normal: moreThanHalf,
    continuesDownTo: null,
    // One excluded member is enough for the smaller quorum.
    whenExcluded: { moreThan: null, share: atLeast(1, 3) },
    secondSitting: 3,
  },
  majority: 'simple',
  remote: {
    members: 'statute',
    chair: 'statute',
    constituentSitting: 'no',
    secretBallot: 'not-in-sitting',
    elections: 'no',
    disturbanceStops: true,
    presumedNotOurs: false,
  },
  consent: { members: 'statute', others: 'consent', recording: 'statute', audience: 'consent' },
  sources: [
    {
      norm: '§ 39 GemO',
      says: 'Mehr als die Hälfte der gesetzlichen Zahl bei der Beschlussfassung; bei Ausschließungsgründen ein Drittel; bei zweiter Einladung drei.',
      certainty: 'read',
      place: 'kommunalbrevier.de, Gesetzliche Fallgestaltungen der Beschlussfähigkeit',
    },
    {
      norm: '§ 35a GemO',
      says: 'In hybrider Form keine Satzungen, geheimen Abstimmungen und Wahlen; Störungen aus der Sphäre der Gemeinde hindern die Fortsetzung.',
      certainty: 'secondary',
    },
    {
      norm: '§ 35 Abs. 1 GemO',
      says: 'Film- und Tonübertragung nach Hauptsatzung; alle außer Ratsmitgliedern können der Übertragung widersprechen.',
      certainty: 'secondary',
    },
  ],
};
