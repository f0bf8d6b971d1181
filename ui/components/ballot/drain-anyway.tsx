/** Counting without a device that does not answer: what it still holds is lost, so it is asked once more. */
import { useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { useCommands } from '../commands.tsx';
import { Confirm } from '../dialog.tsx';

export function DrainAnyway({
  ballot: { id, waitsFor },
  locked,
}: {
  readonly ballot: Pick<BallotView, 'id' | 'waitsFor'>;
  readonly locked: boolean;
}) {
  const t = useT();
  const { run } = useCommands();
  const [asking, setAsking] = useState<BallotView['waitsFor'][number] | null>(null);
  return (
    <span className="ballot-keys">
      {waitsFor.map((waited) => (
        <button
          key={waited.device}
          type="button"
          className="danger"
          disabled={locked}
          aria-haspopup="dialog"
          onClick={() => setAsking(waited)}
        >
          {waitsFor.length === 1
            ? t('ballot.drainAnyway')
            : t('ballot.drainAnywayOf', { device: waited.label })}
        </button>
      ))}
      {asking !== null && (
        <Confirm
          title={t('ballot.drainTitle')}
          text={t('ballot.drainText', { device: asking.label })}
          yes={t('ballot.drainYes')}
          danger
          onYes={() =>
            void run(
              'ballot/drain-anyway',
              { ballot: id, device: asking.device, confirmed: true },
              t('ballot.drainAnyway'),
            )
          }
          onClose={() => setAsking(null)}
        />
      )}
    </span>
  );
}
