/** A ballot is declared void: why, in a word and if wanted in a sentence, and whether it is repeated at once. */
import { useId, useState } from 'react';
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { useCommands } from '../commands.tsx';
import { Dialog } from '../dialog.tsx';
import { createId } from '../ids.ts';
import { useBallotDesk } from './store.tsx';
import { useLocked } from './view.ts';

const causes = ['objection', 'disturbance', 'mistake'] as const;

export function VoidDialog({
  ballot,
  onClose,
}: {
  readonly ballot: BallotView;
  readonly onClose: () => void;
}) {
  const t = useT();
  const locked = useLocked();
  const { run } = useCommands();
  const { open } = useBallotDesk();
  const ids = useId();
  const [cause, setCause] = useState<(typeof causes)[number]>('objection');
  const [reason, setReason] = useState('');
  const [repeat] = useState(createId);

  async function declare(isRepeated: boolean): Promise<void> {
    const trimmed = reason.trim();
    const input: CommandInput<'ballot/void'> = {
      ballot: ballot.id,
      cause,
      ...(trimmed === '' ? {} : { reason: trimmed }),
      ...(isRepeated ? { repeat } : {}),
    };
    if (isRepeated) open(repeat);
    if (await run('ballot/void', input, t('ballot.voidYes'))) onClose();
  }
  return (
    <Dialog title={t('ballot.voidTitle')} onClose={onClose} closesBeside={false}>
      <p>{t('ballot.voidText')}</p>
      <fieldset className="ballot-answers">
        <legend>{t('ballot.voidCause')}</legend>
        {causes.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name={ids} checked={cause === each} onChange={() => setCause(each)} />
            <span>{t(`ballot.cause.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${ids}r`}>{t('ballot.voidReason')}</label>
        <input
          id={`${ids}r`}
          className="ballot-input"
          type="text"
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="dialog-actions">
        <button type="button" className="danger" disabled={locked} onClick={() => void declare(false)}>
          {t('ballot.voidYes')}
        </button>
        <button type="button" className="primary" disabled={locked} onClick={() => void declare(true)}>
          {t('ballot.voidRepeat')}
        </button>
      </div>
    </Dialog>
  );
}
