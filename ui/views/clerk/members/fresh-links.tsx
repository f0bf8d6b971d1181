/** Links just given out. They are shown once: kept in memory until the clerk hides them, wherever on the page they are. */
import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { useCodes, useT } from '../../../i18n/language.tsx';
import { giveLink, withdrawLink, type MemberLink } from '../../../live/member-links.ts';
import { useUnsaved } from '../unsaved.ts';

export interface FreshLink extends MemberLink {
  readonly person: string;
  readonly name: string;
}

type Somebody = Pick<FreshLink, 'person' | 'name'>;

interface FreshLinksValue {
  readonly links: readonly FreshLink[];
  /** How many of those asked for have been made; null: none is on its way. */
  readonly progress: { readonly done: number; readonly all: number } | null;
  /** Sentences of what was refused. */
  readonly problems: readonly string[];
  /** One after the other; who had a link has only the new one. */
  give(people: readonly Somebody[]): Promise<void>;
  withdraw(somebody: Somebody): Promise<void>;
  hide(): void;
}

const Context = createContext<FreshLinksValue | null>(null);

export function FreshLinksProvider({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const codes = useCodes();
  const [links, setLinks] = useState<readonly FreshLink[]>([]);
  const [progress, setProgress] = useState<FreshLinksValue['progress']>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const isBusy = useRef(false);
  useUnsaved(links.length > 0);
  const value = useMemo<FreshLinksValue>(() => {
    const fail = (name: string, error: string): void =>
      setProblems((all) => [...all, t('members.failed', { name, reason: codes.error(error) })]);
    const drop = (person: string): void => setLinks((all) => all.filter((link) => link.person !== person));
    return {
      links,
      progress,
      problems,
      async give(people) {
        // A second press while links are made is impatience, not a wish for more.
        if (isBusy.current) return;
        isBusy.current = true;
        setProblems([]);
        for (const [done, { person, name }] of people.entries()) {
          setProgress({ done, all: people.length });
          const answer = await giveLink(person);
          if (answer.ok) {
            drop(person);
            setLinks((all) => [...all, { person, name, ...answer.value }]);
            continue;
          }
          fail(name, answer.error);
          // Nobody else's will do any better.
          if (answer.error === 'no-remote-page' || answer.error === 'not-signed-in') break;
        }
        setProgress(null);
        isBusy.current = false;
      },
      async withdraw({ person, name }) {
        setProblems([]);
        const answer = await withdrawLink(person);
        if (answer.ok) drop(person);
        else fail(name, answer.error);
      },
      hide: () => setLinks([]),
    };
  }, [links, progress, problems, t, codes]);
  return <Context value={value}>{children}</Context>;
}

export function useFreshLinks(): FreshLinksValue {
  const value = useContext(Context);
  if (value === null) throw new Error('outside of FreshLinksProvider');
  return value;
}
