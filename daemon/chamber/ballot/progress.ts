/** How far the ballot is, for who serves the hall: whose vote is missing, and no choice. */
import type { OperatorView } from '../../../protocols/api/views.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { ChamberRoot } from '../root.ts';
import { ballotView } from './project.ts';

export function ballotProgress(root: ChamberRoot, observed: Observed): Pick<OperatorView, 'ballot'> {
  const { ballot } = ballotView(root, observed);
  if (!ballot) return {};
  const { id, number, text, kind, state, entitled, cast, waitsFor, rejected, interrupted, closesAt } = ballot;
  return {
    ballot: {
      id,
      number,
      text,
      kind,
      state,
      entitled,
      cast,
      waitsFor,
      rejected,
      interrupted,
      ...(closesAt === undefined ? {} : { closesAt }),
      missing: ballot.order.flatMap((person) => {
        const voter = ballot.voters[person];
        return voter && !voter.voted && !voter.out && voter.channel !== 'none' ? [voter.name] : [];
      }),
    },
  };
}
