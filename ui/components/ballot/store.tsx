/**
 * The page's ballot desk: the dialog that opens a ballot, from wherever it is asked for, and the one key for
 * “einstimmig”, which is a row of commands that goes on as the view says that the last one holds.
 */
import {
  createContext,
  lazy,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { useCommands } from '../commands.tsx';
import type { BallotDraft } from './draft.ts';
import { nextStep } from './unanimous.ts';
import { useLeading } from './view.ts';
import './counting.css';
import './opening.css';
import './ballot.css';

/** Not needed before the page is there, and there before it is needed. */
const loadDialog = () => import('./open-dialog.tsx');
const OpenBallot = lazy(loadDialog);

interface Desk {
  /** Asks for a new ballot, with some of it filled in. */
  readonly ask: (filled?: Partial<BallotDraft>) => void;
  /** The ballot that was opened from this page: it may take the focus. */
  readonly opened: string | null;
  /** Said of a ballot that this page opens without asking, as the repetition of another. */
  readonly open: (id: string) => void;
}

const Context = createContext<Desk | null>(null);

export function useBallotDesk(): Desk {
  const value = useContext(Context);
  if (value === null) throw new Error('outside of BallotDesk');
  return value;
}

export function BallotDesk({ children }: { readonly children: ReactNode }) {
  const [filled, setFilled] = useState<Partial<BallotDraft> | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [unanimous, setUnanimous] = useState<string | null>(null);
  useEffect(() => void loadDialog(), []);
  useUnanimous(
    unanimous,
    useCallback(() => setUnanimous(null), []),
  );
  const value = useMemo<Desk>(
    () => ({ ask: (part = {}) => setFilled(part), opened, open: setOpened }),
    [opened],
  );
  return (
    <Context value={value}>
      {children}
      {filled !== null && (
        <Suspense fallback={null}>
          <OpenBallot
            filled={filled}
            onClose={() => setFilled(null)}
            onOpen={(id, isUnanimous) => {
              setOpened(id);
              setUnanimous(isUnanimous ? id : null);
            }}
          />
        </Suspense>
      )}
    </Context>
  );
}

/** Takes the ballot `id` from step to step; `end` once there is none left, one failed, or a person has to go on. */
function useUnanimous(id: string | null, end: () => void): void {
  const t = useT();
  const { run } = useCommands();
  const ballot = useLeading((view) => view.ballot);
  const last = useRef('');
  useEffect(() => {
    if (id === null || ballot?.id !== id) return;
    const step = nextStep(ballot);
    if (step === 'end') return end();
    if (step === 'wait' || last.current === `${id} ${step}`) return;
    last.current = `${id} ${step}`;
    void give(step, ballot).then((done) => {
      if (!done) end();
    });

    function give(
      command: 'count' | 'close' | 'announce',
      { inRoom, options }: BallotView,
    ): Promise<boolean> {
      const input = { ballot: ballot?.id ?? '' };
      const action = t('ballot.unanimous');
      if (command === 'close') return run('ballot/close', input, action);
      if (command === 'announce') return run('ballot/announce', input, action);
      const counts = Object.fromEntries(
        options.map(({ id: option }) => [option, option === 'yes' ? inRoom : 0]),
      );
      return run('ballot/count', { ...input, counts, invalid: 0, confirmed: false, source: 'typed' }, action);
    }
  }, [id, ballot, run, t, end]);
}
