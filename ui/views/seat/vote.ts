/** What the page knows about this member and the ballot: may they vote here, what is saved, what is on its way. */
import type { SeatOwn, SeatShared } from '../../../protocols/api/seat.ts';
import { useT } from '../../i18n/language.tsx';
import type { Translate } from '../../i18n/translate.ts';
import { lastOf, type PendingCast } from '../../live/seat-casts.ts';
import { useSeat } from '../../live/seat-context.tsx';
import { savedVote, type RefusedCast } from '../../live/seat-store.ts';

export type SeatBallot = NonNullable<SeatShared['ballot']>;
type Option = SeatBallot['options'][number];

export interface OwnVote {
  readonly saved: ReturnType<typeof savedVote>;
  readonly pending: PendingCast | undefined;
  readonly refused: RefusedCast | undefined;
}

export function useOwnVote(ballot: string): OwnVote {
  const own = useSeat((state) => state.own);
  const receipts = useSeat((state) => state.receipts);
  const pending = useSeat((state) => state.pending);
  const refused = useSeat((state) => state.refused[ballot]);
  return {
    saved: savedVote({ own, receipts }, ballot),
    pending: lastOf(pending, ballot),
    refused,
  };
}

/** That a ballot was declared void, in words; null: none was. */
export function useVoided(): string | null {
  const t = useT();
  const voided = useSeat(({ shared }) => shared?.voided);
  if (voided === undefined) return null;
  return t('own.voided', { number: voided.number, cause: t(`own.cause.${voided.cause}`) });
}

const barredReasons = ['conflict', 'remote-secret', 'remote-election', 'out'] as const;

/** Why this member does not vote on this page; null: they do. */
export function whyNotHere(
  { vote }: Pick<SeatOwn, 'vote'>,
  { id, kind }: Pick<SeatBallot, 'id' | 'kind'>,
): (typeof barredReasons)[number] | 'unit' | 'not-entitled' | SeatBallot['kind'] | null {
  if (vote?.ballot !== id) return 'not-entitled';
  if (vote.barred !== undefined)
    return barredReasons.find((known) => known === vote.barred) ?? 'not-entitled';
  if (vote.channel === 'page') return null;
  return vote.channel === 'unit' ? 'unit' : kind;
}

const usualLabels: Readonly<Record<NonNullable<Option['meaning']>, string>> = {
  yes: 'Ja',
  no: 'Nein',
  abstain: 'Enthaltung',
};

/** The usual three in the page's language; what somebody wrote stays as they wrote it. */
export const optionName = (t: Translate, { label, meaning }: Option): string =>
  meaning !== undefined && label === usualLabels[meaning] ? t(`vote.${meaning}`) : label;

/** The name of a choice by its id. */
export function choiceName(t: Translate, options: readonly Option[], choice: string): string {
  const option = options.find(({ id }) => id === choice);
  return option === undefined ? choice : optionName(t, option);
}
