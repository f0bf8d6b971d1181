/** The pages of chair and clerk with a ballot, and with those before it. */
import type { BallotView, PastBallotView } from '../../protocols/api/views/ballot.ts';
import type { ChairView, ClerkView } from '../../protocols/api/views.ts';
import { announced, elected, handsRemoteCounted, longText, text, voided } from './ballot-fixtures.ts';
import { chairFixtures } from './chair-fixtures.ts';
import { clerkSitting } from './clerk-fixtures.ts';
import { fixtureNow, longName } from './sitting-fixtures.ts';

export const rules: NonNullable<ChairView['ballotRules']> = {
  majority: 'simple',
  forbidden: [{ kind: 'paper', code: 'secret-not-with-remote', norm: '§ 29a Abs. 5 KV M-V' }],
  devices: [],
};

const past = (
  { id, text: words, kind, state, options, result: found, fingerprint: code }: BallotView,
  number: number,
  item?: string,
): PastBallotView => ({
  id: `${id}-${number}`,
  number,
  ...(item === undefined ? {} : { item }),
  text: words,
  kind,
  state,
  at: fixtureNow - (20 - number) * 60_000,
  options,
  ...(found === undefined ? {} : { result: found }),
  ...(code === undefined ? {} : { fingerprint: code }),
});

/** Two amendments and the item itself, a motion on the procedure, one that is void, an election. */
export const pastBallots: readonly PastBallotView[] = [
  past({ ...announced, text: 'Antrag zur Geschäftsordnung: Ende der Debatte' }, 1),
  past(
    { ...announced, text: 'Änderungsantrag der Gruppe B: Die Nordroute wird vorgezogen geplant.' },
    2,
    '5',
  ),
  past({ ...handsRemoteCounted, state: 'announced', text: longText }, 3, '5'),
  past(voided, 4, '5'),
  past({ ...announced, text: 'Das Radwegekonzept wird in der geänderten Fassung beschlossen.' }, 5, '5'),
  past(elected, 6, '7'),
];

/** The chair's page with a ballot. */
export const chairWith = (ballot?: BallotView, part: Partial<ChairView> = {}): ChairView => ({
  ...chairFixtures.chairSitting,
  ballotRules: rules,
  proposals: [
    { text },
    { by: 'Gruppe B', text: 'Die Nordroute wird vorgezogen geplant.' },
    { by: longName, text: longText },
  ],
  ...(ballot === undefined ? {} : { ballot }),
  ...part,
});

/** The clerk's page with a ballot and those before it. */
export const clerkWith = (ballot?: BallotView, part: Partial<ClerkView> = {}): ClerkView => ({
  ...clerkSitting,
  ballotRules: rules,
  ballots: [...pastBallots],
  ...(ballot === undefined ? {} : { ballot }),
  ...part,
});
