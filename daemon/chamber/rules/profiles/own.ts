import { moreThanHalf, type StateProfile } from '../profile.ts';

/** Own rules: the most common quorum, nothing remote, consent for everything. */
export const own: StateProfile = {
  id: 'own',
  name: 'Eigene Regeln',
  validFrom: '1970-01-01',
  readOn: '2026-11-25',
  quorum: { normal: moreThanHalf, continuesDownTo: null, whenExcluded: null, secondSitting: 3 },
  majority: 'simple',
  remote: {
    members: 'no',
    chair: 'no',
    constituentSitting: 'no',
    secretBallot: 'not-in-sitting',
    elections: 'no',
    disturbanceStops: true,
    presumedNotOurs: false,
  },
  consent: { members: 'consent', others: 'consent', recording: 'consent', audience: 'consent' },
  sources: [
    { norm: 'Geschäftsordnung des Gremiums', says: 'Vom Gremium selbst zu prüfen.', certainty: 'general' },
  ],
};
