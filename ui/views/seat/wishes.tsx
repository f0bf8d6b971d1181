/** Asking for something on the line: the key shows that it waits, a refusal becomes a sentence beside it. */
import { useState } from 'react';
import type { SeatWish } from '../../../protocols/api/seat.ts';
import { Icon } from '../../components/icons.tsx';
import { useCodes } from '../../i18n/language.tsx';
import { seatStore } from '../../live/seat-context.tsx';

export interface Wishing {
  /** Resolves to whether it was done. */
  readonly ask: (wish: SeatWish, input?: object) => Promise<boolean>;
  readonly waitsFor: SeatWish | null;
  /** Why the last one was refused. */
  readonly problem: string | null;
}

export function useWish(): Wishing {
  const codes = useCodes();
  const [waitsFor, setWaitsFor] = useState<SeatWish | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  return {
    waitsFor,
    problem,
    async ask(wish, input) {
      // A second press while the first waits is impatience, not a second wish.
      if (waitsFor !== null) return false;
      setWaitsFor(wish);
      setProblem(null);
      const answer = await seatStore().wish(wish, input);
      setWaitsFor(null);
      if (!answer.ok) setProblem(codes.error(answer.error));
      return answer.ok;
    },
  };
}

/** The sentence of a refusal; always mounted, so that it is read out when it comes. */
export function Problem({ text }: { readonly text: string | null }) {
  return (
    <div className="problem" role="alert">
      {text !== null && (
        <p>
          <Icon name="warning" /> {text}
        </p>
      )}
    </div>
  );
}
