/** What everybody is told while a ballot is open, by its kind: on the hall’s screen and in the bar over the picture. */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import type { MessageKey } from '../../i18n/translate.ts';

/** What to do while a ballot of this kind is open. */
export const calls = {
  hands: 'result.hands',
  device: 'result.running',
  'roll-call': 'result.rollCall',
  paper: 'result.paper',
  external: 'result.external',
} as const satisfies Readonly<Record<PublicBallotView['kind'], MessageKey>>;

/** Votes come one by one, so that everybody can see how many have come. */
export const comesSingly = ({ kind }: Pick<PublicBallotView, 'kind'>): boolean =>
  kind === 'device' || kind === 'roll-call';
