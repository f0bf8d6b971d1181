/** What the daemon asks of an i>clicker base, as changes of the ballot that it runs. Pure. */
import { keyCount } from '../../protocols/iclicker/replies.ts';
import type { VotingCommand } from '../../protocols/models/voting.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import type { CommandId } from '../session.ts';
import { closing, isOnTheWay, replaced, reportAs, type Ballot } from './ballot.ts';
import { forgetBefore, forNewBallot } from './presses.ts';
import { isReady, type IclickerOptions, type IclickerState, type Stepped } from './state.ts';

/** What a command changes; whatever is to be said for it, the session finds out. */
export function submit(
  state: IclickerState,
  id: CommandId,
  command: VotingCommand,
  options: IclickerOptions,
): Stepped {
  const settle = (result: Outcome): Stepped => ({
    state,
    outputs: [{ type: 'settle', id, outcome: result }],
  });
  switch (command.type) {
    case 'acknowledge-cast':
      return settle(outcome.done('sent'));
    case 'external-cast':
      return settle(outcome.failed('device-unsupported'));
    case 'open-ballot': {
      if (command.options.length > keyCount) return settle(outcome.failed('device-unsupported'));
      if (!isReady(state, options)) return settle(outcome.failed('device-offline'));
      const { ballot } = state;
      if (ballot?.ballot === command.ballot) {
        if (ballot.stage === 'open') return settle(outcome.done('read-back'));
        if (isOnTheWay(ballot.stage))
          return { state: { ...state, ballot: { ...ballot, opens: [...ballot.opens, id] } }, outputs: [] };
      }
      const isResumed = command.resumed === true && !ballot;
      const next: Ballot = {
        ballot: command.ballot,
        options: command.options.length,
        // Ours from before a restart: a base v1 still has all records of it.
        stage: isResumed ? 'resuming' : 'starting',
        wasOpen: isResumed,
        opens: [id],
        closes: [],
      };
      const presses = forNewBallot(state.presses);
      return {
        // Resumed: what the base says anew may be what came while we were away.
        state: {
          ...state,
          ballot: next,
          presses: isResumed ? forgetBefore(presses) : presses,
        },
        outputs: replaced(ballot),
      };
    }
    case 'close-ballot':
      return close(state, id, command.ballot, options);
  }
}

function close(state: IclickerState, id: CommandId, name: string, options: IclickerOptions): Stepped {
  if (!state.ballot && !isReady(state, options))
    return { state, outputs: [{ type: 'settle', id, outcome: outcome.failed('device-offline') }] };
  // Nothing is known of it, because this program is new: what the base has is of the last ballot there was.
  const ballot: Ballot = state.ballot ?? {
    ballot: name,
    options: keyCount,
    stage: 'open',
    wasOpen: true,
    opens: [],
    closes: [],
  };
  const isOver = ballot.stage === 'draining' || ballot.stage === 'drained';
  if (ballot.ballot !== name || isOver) {
    const again = ballot.ballot === name && ballot.stage === 'drained' ? [reportAs(ballot, 'drained')] : [];
    return { state, outputs: [...again, { type: 'settle', id, outcome: outcome.done('read-back') }] };
  }
  if (ballot.stage === 'stopping')
    return { state: { ...state, ballot: { ...ballot, closes: [...ballot.closes, id] } }, outputs: [] };
  const stopping = closing(ballot, id);
  return { state: { ...state, ballot: stopping.ballot }, outputs: stopping.outputs };
}
