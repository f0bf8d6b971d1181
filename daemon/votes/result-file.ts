/**
 * The result file of a ballot: its leaves, what they commit to as far as this kind of ballot shows it, and the
 * signed checkpoint they lead to. Everybody can check it offline (docs/results.md); nobody finds in it what the
 * ballot did not promise to show: names only of named ballots, and of every right only the vote that counts.
 */
import { everyTag } from '../chamber/ballot/tags.ts';
import type { Ballot } from '../chamber/ballot/state.ts';
import type { Journal, LeafRecord } from '../journal/store.ts';
import type { Signer } from './note.ts';

export interface ResultFile {
  readonly format: 'saalregie-result';
  readonly version: 1;
  readonly origin: string;
  readonly key: string;
  readonly ballot: string;
  readonly log: {
    readonly size: number;
    readonly before: readonly string[];
    readonly lines: readonly string[];
  };
  readonly openings: readonly { readonly line: number; readonly salt: string; readonly json: string }[];
  readonly checkpoint: string;
}

/** undefined: it is not tallied, not signed, or its personal parts were deleted. */
export async function resultFileOf(
  ballot: Ballot,
  journal: Pick<Journal, 'leaves' | 'votes'>,
  signer: Signer,
): Promise<ResultFile | undefined> {
  const { firstLeaf, lastLeaf, checkpoint } = ballot;
  if (lastLeaf === null || !checkpoint) return undefined;
  const leaves = await journal.leaves(firstLeaf, lastLeaf + 1);
  const shown = linesToOpen(ballot, leaves);
  const openings = shown.flatMap((line) => {
    const payload = leaves[line]?.payload;
    return payload ? [{ line, ...payload }] : [];
  });
  if (openings.length < shown.length) return undefined;
  return {
    format: 'saalregie-result',
    version: 1,
    origin: signer.origin,
    key: signer.verifierKey,
    ballot: ballot.id,
    log: {
      size: checkpoint.size,
      before: journal.votes.peaks(firstLeaf),
      lines: leaves.map(({ line }) => line),
    },
    openings,
    checkpoint: checkpoint.note,
  };
}

/** Lines whose personal part the file shows. */
function linesToOpen(ballot: Ballot, leaves: readonly LeafRecord[]): readonly number[] {
  // A receipt's number counts the log's leaves from 1.
  const effective = new Set(
    everyTag(ballot.votes).flatMap(({ choice, leaf }) =>
      choice === null ? [] : [leaf - 1 - ballot.firstLeaf],
    ),
  );
  return leaves.flatMap(({ line }, index) => {
    const { type } = JSON.parse(line) as { type: string };
    const isShown =
      type === 'ballot/opened' ||
      (type === 'ballot/entitled' && ballot.named) ||
      (type === 'ballot/cast' && effective.has(index));
    return isShown ? [index] : [];
  });
}
