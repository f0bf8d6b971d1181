/** Whether a body has its quorum, by the state's rule, in integers. Pure. */
import { fewest, type QuorumRule } from './profile.ts';

export interface Presence {
  /** Members by law, less the seats that cannot be filled again. */
  readonly members: number;
  /** Members with a vote who are here, in the room or remote, and not excluded from the item. */
  readonly present: number;
  /** Members excluded from the item for a conflict of interest. */
  readonly excluded: number;
  readonly isSecondSitting: boolean;
  /** The quorum was found at the start of this sitting. */
  readonly wasFound: boolean;
}

export interface Quorum {
  readonly required: number;
  readonly isQuorate: boolean;
  /** Code of the rule that decided: its sentence is in the message catalogue. */
  readonly rule: 'normal' | 'continues' | 'must-be-found-lost' | 'excluded' | 'second-sitting';
}

export function quorumOf(rule: QuorumRule, presence: Presence): Quorum {
  const { members, present, excluded } = presence;
  const required = fewest(rule.normal, members);
  if (presence.isSecondSitting)
    return { required: rule.secondSitting, isQuorate: present >= rule.secondSitting, rule: 'second-sitting' };
  if (present >= required) return { required, isQuorate: true, rule: 'normal' };

  const { whenExcluded, continuesDownTo } = rule;
  if (whenExcluded && excluded > 0) {
    const isMany = whenExcluded.moreThan === null || excluded >= fewest(whenExcluded.moreThan, members);
    const lower = fewest(whenExcluded.share, members);
    if (isMany) return { required: lower, isQuorate: present >= lower, rule: 'excluded' };
  }
  if (continuesDownTo && presence.wasFound) {
    const lowest = fewest(continuesDownTo, members);
    return present >= lowest
      ? { required, isQuorate: true, rule: 'continues' }
      : { required: lowest, isQuorate: false, rule: 'must-be-found-lost' };
  }
  return { required, isQuorate: false, rule: 'normal' };
}
