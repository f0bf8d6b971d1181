/** A key that gives one command: it shows that it waits, and is off while no command can do anything. */
import type { ReactNode } from 'react';
import type { CommandInput, CommandName } from '../../../protocols/api/commands.ts';
import { useCommands } from '../../components/commands.tsx';
import { useLocked } from './view.ts';

interface CommandKeyProps<Name extends CommandName> {
  readonly name: Name;
  readonly input: CommandInput<Name>;
  /** In the person's words, for the sentence when it fails; also the key's own text where there are no children. */
  readonly action: string;
  readonly className?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  /** Where the key's text alone does not say what it does, e.g. in a list. */
  readonly label?: string;
  readonly onDone?: () => void;
  readonly children?: ReactNode;
}

export function CommandKey<Name extends CommandName>(props: CommandKeyProps<Name>) {
  const { name, input, action, onDone } = props;
  const { run, isPending } = useCommands();
  const locked = useLocked();
  return (
    <button
      type="button"
      className={props.className}
      disabled={locked || props.disabled === true}
      aria-pressed={props.pressed}
      aria-label={props.label}
      title={props.label}
      aria-busy={isPending(name, input)}
      onClick={() =>
        void run(name, input, action).then((done) => {
          if (done) onDone?.();
        })
      }
    >
      {props.children ?? action}
    </button>
  );
}

/** Sends a form; busy while its command waits. */
export function SubmitKey({
  busy = false,
  disabled = false,
  children,
}: {
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) {
  const locked = useLocked();
  return (
    <button type="submit" className="primary" disabled={locked || disabled} aria-busy={busy}>
      {children}
    </button>
  );
}
