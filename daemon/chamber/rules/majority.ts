/** Majorities in integers. Abstentions and invalid papers count where the rule's basis says so. Pure. */
import { atLeast, fewest, moreThanHalf, type MajorityId, type Share } from './profile.ts';

export interface Count {
  readonly yes: number;
  readonly no: number;
  readonly abstained: number;
  readonly invalid: number;
  readonly present: number;
  /** Members by law, less the seats that cannot be filled again. */
  readonly members: number;
}

const shares: Readonly<Record<Exclude<MajorityId, 'simple'>, Share>> = {
  'of-voting': moreThanHalf,
  'of-present': moreThanHalf,
  'of-all': moreThanHalf,
  'two-thirds-of-voting': atLeast(2, 3),
  'three-quarters-of-voting': atLeast(3, 4),
  'two-thirds-of-all': atLeast(2, 3),
  'three-quarters-of-all': atLeast(3, 4),
};

/** The yes votes that carry the motion. */
export function votesNeeded(majority: MajorityId, count: Count): number {
  if (majority === 'simple') return count.no + 1;
  return fewest(shares[majority], basisOf(majority, count));
}

export const isCarried = (majority: MajorityId, count: Count): boolean =>
  count.yes > 0 && count.yes >= votesNeeded(majority, count);

function basisOf(majority: Exclude<MajorityId, 'simple'>, count: Count): number {
  switch (majority) {
    case 'of-voting':
    case 'two-thirds-of-voting':
    case 'three-quarters-of-voting':
      return count.yes + count.no + count.abstained;
    case 'of-present':
      return count.present;
    case 'of-all':
    case 'two-thirds-of-all':
    case 'three-quarters-of-all':
      return count.members;
  }
}
