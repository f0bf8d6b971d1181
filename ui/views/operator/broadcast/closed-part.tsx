/** The operator's side of the non-public part: here they say what no machine can see. */
import type { Check } from '../../../../protocols/api/views/broadcast.ts';
import { ClosedPart, useCheckName } from '../../../components/broadcast/closed-part.tsx';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useLocked, useOperator } from '../view.ts';

/** Only while there is a non-public part or one is being prepared. */
export function ClosedPartPanel() {
  const part = useOperator((view) => view.broadcast.closedPart);
  if (part === undefined) return null;
  return <ClosedPart part={part} Tick={Tick} />;
}

function Tick({ check }: { readonly check: Check }) {
  const name = useCheckName()(check);
  const { run, isPending } = useCommands();
  const { id, person } = check;
  const isDone = check.state === 'confirmed';
  switch (id) {
    case 'conference-guests':
    case 'conference-roster':
    case 'conference-recording': {
      const input = { check: id, done: !isDone };
      return (
        <TickBox
          name={name}
          isDone={isDone}
          busy={isPending('broadcast/confirm', input)}
          onChange={() => void run('broadcast/confirm', input, name)}
        />
      );
    }
    case 'alone': {
      if (person === undefined) return null;
      const input = { person, alone: !isDone };
      return (
        <TickBox
          name={name}
          isDone={isDone}
          busy={isPending('broadcast/alone', input)}
          onChange={() => void run('broadcast/alone', input, name)}
        />
      );
    }
    default:
      return null;
  }
}

interface TickBoxProps {
  readonly name: string;
  /** As the daemon says: a press changes it only once that does. */
  readonly isDone: boolean;
  readonly busy: boolean;
  readonly onChange: () => void;
}

function TickBox({ name, isDone, busy, onChange }: TickBoxProps) {
  const t = useT();
  const locked = useLocked();
  const safe = useOperator((view) => view.safeMode !== undefined);
  return (
    <label className="choice check-tick">
      <input
        type="checkbox"
        checked={isDone}
        // To take it back restricts, and may be tried on a lost connection too.
        disabled={isDone ? safe : locked}
        aria-label={`${name}: ${t('closed.tick')}`}
        aria-busy={busy}
        onChange={onChange}
      />
    </label>
  );
}
