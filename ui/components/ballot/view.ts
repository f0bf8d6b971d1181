/**
 * What chair and clerk see of decisions: the same parts on both pages, so that one set of components serves both.
 * The role decides whose count on paper is one's own.
 */
import { useMemo } from 'react';
import type { BallotOptionView, BallotView, VoterView } from '../../../protocols/api/views/ballot.ts';
import type { ChairView, ClerkView } from '../../../protocols/api/views.ts';
import { useIsLost, useLive } from '../../live/context.tsx';

type LeadingView = ChairView | ClerkView;

/** A part of the view of whoever leads; `select` must return the same value while nothing changed. */
export function useLeading<T>(select: (view: LeadingView) => T): T {
  return useLive(({ view }) => {
    if (view === null || (view.role !== 'chair' && view.role !== 'clerk'))
      throw new Error('a ballot is led from the pages of chair and clerk only');
    return select(view);
  });
}

/** No command can do anything now: the connection is lost or the house is in safe mode. */
export function useLocked(): boolean {
  const lost = useIsLost();
  const safe = useLeading((view) => view.safeMode !== undefined);
  return lost || safe;
}

export interface Proposal {
  /** Who moved it; absent: the decision as drafted. */
  readonly by?: string | undefined;
  readonly text: string;
}

const nothing: readonly Proposal[] = [];

/** Words of the item that runs which can be voted on: its drafted decision first, then its motions. */
export function useProposals(): readonly Proposal[] {
  const proposals = useLeading((view) => (view.role === 'chair' ? view.proposals : undefined));
  const item = useLeading((view) => {
    const id = view.sitting?.item?.id;
    return view.role === 'chair' || id === undefined ? undefined : view.detail?.items[id];
  });
  return useMemo(() => {
    if (item === undefined) return proposals ?? nothing;
    return [...(item.decision === undefined ? [] : [{ text: item.decision }]), ...item.motions];
  }, [proposals, item]);
}

/** Whoever presides is excluded from the item that runs: somebody else has to take the chair first. */
export const useIsChairExcluded = (): boolean =>
  useLeading((view) => {
    if (view.role === 'chair') return view.isChairExcluded === true;
    const { item, chair } = view.sitting ?? {};
    if (item === undefined || chair === undefined) return false;
    return view.detail?.items[item.id]?.excluded.includes(chair.person) ?? false;
  });

/** Ja, Nein, Enthaltung, and nothing else. */
export const isUsual = (options: readonly BallotOptionView[]): boolean =>
  options.length === 3 && options.every(({ id, meaning }) => meaning !== undefined && meaning === id);

/** Who may vote, in the order of the names. */
export const votersOf = ({
  order,
  voters,
}: Pick<BallotView, 'order' | 'voters'>): readonly (VoterView & { readonly person: string })[] =>
  order.flatMap((person) => {
    const voter = voters[person];
    return voter === undefined ? [] : [{ person, ...voter }];
  });

/** Remote members who could still vote from their pages. */
export const missingRemote = (ballot: Pick<BallotView, 'order' | 'voters'>): readonly string[] =>
  votersOf(ballot).flatMap(({ name, mode, voted, out }) =>
    mode === 'remote' && !voted && out !== true ? [name] : [],
  );
