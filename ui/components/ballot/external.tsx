/** The result of a system outside of this one: typed, read from a CSV file, or taken over from a device of totals. */
import { useId, useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useCodes, useT } from '../../i18n/language.tsx';
import { readTotals } from '../../live/ballots.ts';
import { CommandKey } from '../command-key.tsx';
import { useCommands } from '../commands.tsx';
import { Icon } from '../icons.tsx';
import { SumSentence, TotalFields } from './total-fields.tsx';
import { nothingTyped, totalsOf, type TypedTotals } from './totals.ts';
import { useLocked } from './view.ts';
import { countsLine } from './words.ts';

/** More is no list of ten lines. */
const largestFile = 20_000;

export function External({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const { run } = useCommands();
  const [typed, setTyped] = useState<TypedTotals>(nothingTyped);
  const [isFromFile, setFromFile] = useState(false);
  const totals = totalsOf(typed, ballot.options, ballot.inRoom);
  const isUnfit = totals.problem === 'not-a-number' || totals.problem === 'too-many';
  const counted = ballot.counted.at(-1);
  const isOpen = ballot.state === 'open';
  return (
    <>
      {ballot.deviceTotals !== undefined && <FromDevice ballot={ballot} counts={ballot.deviceTotals} />}
      <form
        className="ballot-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isUnfit) return;
          void run(
            'ballot/count',
            {
              ballot: ballot.id,
              counts: { ...totals.counts },
              invalid: totals.invalid,
              confirmed: totals.problem === 'too-few',
              source: isFromFile ? 'csv' : 'typed',
            },
            t('ballot.count'),
          );
        }}
      >
        <TotalFields
          options={ballot.options}
          typed={typed}
          change={(next) => {
            setFromFile(false);
            setTyped(next);
          }}
          totals={totals}
          hasInvalid
          disabled={locked}
        />
        {totals.total > 0 || totals.problem === 'not-a-number' ? (
          <SumSentence totals={totals} most={ballot.inRoom} />
        ) : null}
        <FromFile
          ballot={ballot.id}
          take={(read) => {
            setFromFile(true);
            setTyped(read);
          }}
        />
        {counted !== undefined && (
          <p className="ballot-saved" role="status">
            <Icon name="check" />{' '}
            {t('ballot.countSaved', { votes: countsLine(t, ballot.options, counted.counts) })}
          </p>
        )}
        <div className="ballot-keys ballot-main">
          <button
            type="submit"
            className={counted === undefined ? 'primary ballot-main-key' : ''}
            disabled={locked || isUnfit}
          >
            {t('ballot.count')}
          </button>
          {isOpen && (
            <CommandKey
              name="ballot/close"
              input={{ ballot: ballot.id }}
              action={t('ballot.close')}
              className={counted === undefined ? '' : 'primary ballot-main-key'}
              disabled={locked}
            />
          )}
        </div>
      </form>
    </>
  );
}

function FromDevice({
  ballot,
  counts,
}: {
  readonly ballot: BallotView;
  readonly counts: Readonly<Record<string, number>>;
}) {
  const t = useT();
  const locked = useLocked();
  return (
    <div className="ballot-from-device">
      <p>{t('ballot.deviceTotals', { votes: countsLine(t, ballot.options, counts) })}</p>
      <CommandKey
        name="ballot/count"
        input={{ ballot: ballot.id, counts: { ...counts }, invalid: 0, confirmed: true, source: 'device' }}
        action={t('ballot.takeOver')}
        className="primary"
        disabled={locked}
      />
    </div>
  );
}

function FromFile({ ballot, take }: { readonly ballot: string; readonly take: (read: TypedTotals) => void }) {
  const t = useT();
  const codes = useCodes();
  const id = useId();
  const [problem, setProblem] = useState<string | null>(null);

  async function read(file: File): Promise<void> {
    setProblem(null);
    if (file.size > largestFile) return setProblem(codes.error('too-large'));
    const answer = await readTotals(ballot, await file.text());
    if (!answer.ok) return setProblem(codes.error(answer.error));
    const { counts, invalid } = answer.value;
    take({
      texts: Object.fromEntries(Object.entries(counts).map(([option, count]) => [option, String(count)])),
      invalid: String(invalid),
    });
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('ballot.fromFile')}</label>
      <input
        id={id}
        type="file"
        className="ballot-input"
        accept=".csv,text/csv,text/plain"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void read(file);
        }}
      />
      <span id={`${id}-hint`} className="dim">
        {t('ballot.fromFileHint')}
      </span>
      {problem !== null && (
        <span className="ballot-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
