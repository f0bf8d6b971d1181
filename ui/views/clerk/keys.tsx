/** The clerk's keys: off while no command can do anything. */
import type { ReactNode } from 'react';
import type { CommandName } from '../../../protocols/api/commands.ts';
import { CommandKey as PlainCommandKey, type CommandKeyProps } from '../../components/command-key.tsx';
import { useLocked } from './view.ts';

type ClerkKeyProps<Name extends CommandName> = Omit<CommandKeyProps<Name>, 'disabled' | 'hasTitle'> & {
  readonly disabled?: boolean;
};

export function CommandKey<Name extends CommandName>(props: ClerkKeyProps<Name>) {
  const locked = useLocked();
  return <PlainCommandKey {...props} disabled={locked || props.disabled === true} hasTitle />;
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
