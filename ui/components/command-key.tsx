/** A key that gives one command: it shows that it waits, and is off while its page says that no command can do anything. */
import type { ReactNode } from 'react';
import type { CommandInput, CommandName } from '../../protocols/api/commands.ts';
import { useCommands } from './commands.tsx';

export interface CommandKeyProps<Name extends CommandName> {
  readonly name: Name;
  readonly input: CommandInput<Name>;
  /** In the person's words: begins the sentence when it fails; also the key's own text where there are no children. */
  readonly action: string;
  readonly disabled: boolean;
  readonly pressed?: boolean | undefined;
  /** A pointer sees the label too. */
  readonly hasTitle?: boolean;
  readonly className?: string;
  /** Where the key's text alone does not say what it does, e.g. in a list. */
  readonly label?: string;
  readonly onDone?: () => void;
  readonly children?: ReactNode;
}

export function CommandKey<Name extends CommandName>(props: CommandKeyProps<Name>) {
  const { name, input, action, onDone } = props;
  const { run, isPending } = useCommands();
  return (
    <button
      type="button"
      className={props.className}
      disabled={props.disabled}
      aria-pressed={props.pressed}
      aria-label={props.label}
      title={props.hasTitle === true ? props.label : undefined}
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
