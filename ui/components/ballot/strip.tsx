/** A ballot in one line, above everything else of the page: its result until the next one, or that it still runs. */
import { useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icons.tsx';
import { useWords } from '../words.ts';
import { BallotPanel } from './panel.tsx';
import { OutcomeWord } from './outcome.tsx';
import { useLocked } from './view.ts';
import { countsLine } from './words.ts';

export function BallotStrip({
  ballot,
  onShow,
}: {
  readonly ballot: BallotView;
  /** Brings the running ballot back; absent: it is over, and its result opens in a dialog. */
  readonly onShow?: () => void;
}) {
  const t = useT();
  const words = useWords();
  const locked = useLocked();
  const [open, setOpen] = useState(false);
  const { result, state, options, voided, cleared } = ballot;
  return (
    <section className="panel ballot-strip" aria-label={t('ballot.number', { number: ballot.number })}>
      <div className="ballot-strip-words" role="status">
        <span className="dim">{t('ballot.number', { number: ballot.number })}</span>
        {state === 'voided' ? (
          <p className="ballot-strip-void">
            <Icon name="barred" />{' '}
            {voided === undefined ? words('ballotState', state) : t(`ballot.voided.${voided.cause}`)}
          </p>
        ) : result === undefined || state !== 'announced' ? (
          <p>
            <b>{words('ballotState', state)}</b>
          </p>
        ) : (
          <>
            <OutcomeWord options={options} result={result} />
            <p>{countsLine(t, options, result.counts)}</p>
          </>
        )}
      </div>
      <div className="ballot-keys">
        {onShow !== undefined ? (
          <button type="button" className="primary" onClick={onShow}>
            {t('ballot.show')}
          </button>
        ) : (
          <>
            <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
              {t('ballot.details')}
            </button>
            {state === 'announced' && cleared !== true && (
              <CommandKey
                name="ballot/clear"
                input={{ ballot: ballot.id }}
                action={t('ballot.clear')}
                disabled={locked}
              />
            )}
          </>
        )}
      </div>
      {open && (
        <Dialog
          title={t('ballot.number', { number: ballot.number })}
          onClose={() => setOpen(false)}
          className="ballot-dialog"
        >
          <BallotPanel ballot={ballot} />
        </Dialog>
      )}
    </section>
  );
}
