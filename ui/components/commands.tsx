/**
 * Giving commands from a page: each key shows that it waits, a failure becomes a sentence in the live
 * region, and nothing is shown as done before the view says so.
 */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { CommandInput, CommandName } from '../../protocols/api/commands.ts';
import { useCodes, useT } from '../i18n/language.tsx';
import { sendCommand } from '../live/http.ts';
import { Icon } from './icons.tsx';

const toastMs = 12_000;
const maxToasts = 3;

interface Toast {
  readonly id: number;
  readonly text: string;
}

export type RunCommand = <Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  /** What the person pressed, in their words: begins the sentence when it fails. */
  action: string,
) => Promise<boolean>;

interface CommandsValue {
  readonly run: RunCommand;
  /** `name` and input of the commands that wait for their outcome. */
  readonly pending: ReadonlySet<string>;
}

const Context = createContext<CommandsValue | null>(null);
/** The key under which a command counts as pending. */
export const commandKey = (name: CommandName, input: unknown): string => `${name} ${JSON.stringify(input)}`;

/** Provides `useCommands`, and shows failures. */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const codes = useCodes();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Set<string>());
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const nextId = useRef(1);
  const dismiss = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const run = useCallback<RunCommand>(
    async (name, input, action) => {
      const key = commandKey(name, input);
      // A second press while the first waits is impatience, not a second wish.
      if (waiting.current.has(key)) return false;
      waiting.current.add(key);
      setPending(new Set(waiting.current));
      const answer = await sendCommand(name, input);
      waiting.current.delete(key);
      setPending(new Set(waiting.current));
      if (answer.ok) return true;
      const text = t('toast.failed', { action, reason: codes.error(answer.error) });
      const id = nextId.current++;
      setToasts((all) => [...all.filter((toast) => toast.text !== text), { id, text }].slice(-maxToasts));
      return false;
    },
    [t, codes],
  );
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In the top layer and shown anew with each message, so that it also covers an open dialog.
    const element = place.current;
    if (element === null || typeof element.showPopover !== 'function') return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  }, [toasts]);
  const value = useMemo(() => ({ run, pending }), [run, pending]);
  return (
    <Context value={value}>
      {children}
      <div className="toasts" role="alert" popover="manual" ref={place}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </div>
    </Context>
  );
}

function ToastCard({ toast, dismiss }: { readonly toast: Toast; readonly dismiss: (id: number) => void }) {
  const t = useT();
  useEffect(() => {
    const timer = setTimeout(() => dismiss(toast.id), toastMs);
    return () => clearTimeout(timer);
  }, [toast.id, dismiss]);
  return (
    <div className="toast">
      <Icon name="warning" />
      <p>{toast.text}</p>
      <button
        type="button"
        className="quiet square"
        aria-label={t('toast.close')}
        onClick={() => dismiss(toast.id)}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** `run` gives a command, `isPending` tells whether it still waits for its outcome. */
export function useCommands(): {
  readonly run: RunCommand;
  readonly isPending: (name: CommandName, input?: unknown) => boolean;
} {
  const value = useContext(Context);
  if (value === null) throw new Error('outside of CommandsProvider');
  return {
    run: value.run,
    isPending: (name, input = {}) => value.pending.has(commandKey(name, input)),
  };
}
