/** The sitting that is being prepared, kept while the clerk looks at other parts of the page. */
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useUnsaved } from '../unsaved.ts';
import { changeDraft, type DraftChange, type SittingDraft } from './draft.ts';

interface DraftValue {
  readonly draft: SittingDraft | null;
  readonly begin: (draft: SittingDraft) => void;
  readonly change: (change: DraftChange) => void;
  readonly drop: () => void;
}

const Context = createContext<DraftValue | null>(null);

export function DraftProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setDraft] = useState<SittingDraft | null>(null);
  useUnsaved(draft !== null);
  const change = useCallback(
    (next: DraftChange) => setDraft((now) => (now === null ? null : changeDraft(now, next))),
    [],
  );
  const drop = useCallback(() => setDraft(null), []);
  const value = useMemo(() => ({ draft, begin: setDraft, change, drop }), [draft, change, drop]);
  return <Context value={value}>{children}</Context>;
}

export function useDraft(): DraftValue {
  const value = useContext(Context);
  if (value === null) throw new Error('outside of DraftProvider');
  return value;
}
