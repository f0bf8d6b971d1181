/**
 * A secret ballot on paper, counted by four eyes: each side enters its own numbers before it sees the other's; then
 * both agree, or the lines that differ are shown. Nothing is closed while they disagree.
 */
import { useState } from 'react';
import type { BallotView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { CommandKey } from '../command-key.tsx';
import { useCommands } from '../commands.tsx';
import { Icon } from '../icons.tsx';
import { SumSentence, TotalFields } from './total-fields.tsx';
import { differences, lastBy, nothingTyped, totalsOf, type TypedTotals } from './totals.ts';
import { useLeading, useLocked } from './view.ts';
import { optionWord } from './words.ts';

type Count = BallotView['counted'][number];

export function Paper({ ballot }: { readonly ballot: BallotView }) {
  const t = useT();
  const locked = useLocked();
  const role = useLeading((view) => view.role);
  const own = lastBy(ballot, role);
  const other = lastBy(ballot, role === 'chair' ? 'clerk' : 'chair');
  const [isAgain, setAgain] = useState(false);
  const isEntering = own === undefined || isAgain;
  const differs = own !== undefined && other !== undefined ? differences(own, other, ballot.options) : [];
  const agree = own !== undefined && other !== undefined && differs.length === 0;
  const otherName = role === 'chair' ? t('role.clerk') : t('role.chair');
  return (
    <>
      <p className="ballot-eyes" role="status">
        {own === undefined ? (
          other === undefined ? (
            t('ballot.eyesNobody')
          ) : (
            t('ballot.eyesOther', { other: otherName })
          )
        ) : other === undefined ? (
          t('ballot.eyesOwn', { other: otherName })
        ) : agree ? (
          <span className="ballot-complete">
            <Icon name="check" /> {t('ballot.eyesAgree')}
          </span>
        ) : (
          <span className="ballot-differ">
            <Icon name="warning" /> {t('ballot.eyesDiffer')}
          </span>
        )}
      </p>
      {isEntering && <Entry ballot={ballot} onDone={() => setAgain(false)} />}
      {own !== undefined && !isEntering && (
        <Both ballot={ballot} own={own} other={other} otherName={otherName} differs={differs} />
      )}
      {own !== undefined && !isEntering && (
        <div className="ballot-keys ballot-main">
          <button type="button" disabled={locked} onClick={() => setAgain(true)}>
            {t('ballot.countAgain')}
          </button>
          <CommandKey
            name="ballot/close"
            input={{ ballot: ballot.id }}
            action={t('ballot.close')}
            className="primary ballot-main-key"
            disabled={locked || !agree}
          />
        </div>
      )}
    </>
  );
}

function Entry({ ballot, onDone }: { readonly ballot: BallotView; readonly onDone: () => void }) {
  const t = useT();
  const locked = useLocked();
  const { run } = useCommands();
  const [typed, setTyped] = useState<TypedTotals>(nothingTyped);
  const totals = totalsOf(typed, ballot.options, ballot.inRoom);
  const isUnfit = totals.problem === 'not-a-number' || totals.problem === 'too-many';
  return (
    <form
      className="ballot-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isUnfit) return;
        const input = {
          ballot: ballot.id,
          counts: { ...totals.counts },
          invalid: totals.invalid,
          confirmed: totals.problem === 'too-few',
          source: 'typed' as const,
        };
        void run('ballot/count', input, t('ballot.count')).then((done) => {
          if (done) onDone();
        });
      }}
    >
      <h3>{t('ballot.ownCount')}</h3>
      <TotalFields
        options={ballot.options}
        typed={typed}
        change={setTyped}
        totals={totals}
        hasInvalid
        disabled={locked}
      />
      {totals.total > 0 || totals.problem === 'not-a-number' ? (
        <SumSentence totals={totals} most={ballot.inRoom} />
      ) : null}
      <div className="ballot-keys ballot-main">
        <button type="submit" className="primary ballot-main-key" disabled={locked || isUnfit}>
          {t('ballot.count')}
        </button>
      </div>
    </form>
  );
}

interface BothProps {
  readonly ballot: BallotView;
  readonly own: Count;
  readonly other: Count | undefined;
  readonly otherName: string;
  readonly differs: readonly string[];
}

function Both({ ballot, own, other, otherName, differs }: BothProps) {
  const t = useT();
  const lines = [
    ...ballot.options.map((option) => ({ id: option.id, word: optionWord(t, option) })),
    { id: 'invalid', word: t('vote.invalid') },
  ];
  const numberOf = (count: Count, id: string): number =>
    id === 'invalid' ? count.invalid : (count.counts[id] ?? 0);
  return (
    <table className="ballot-table">
      <thead>
        <tr>
          <th scope="col">{t('ballot.answer')}</th>
          <th scope="col">{t('ballot.own')}</th>
          {other !== undefined && <th scope="col">{otherName}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, word }) => {
          const isOff = differs.includes(id);
          return (
            <tr key={id} className={isOff ? 'is-off' : ''}>
              <th scope="row">
                {isOff && <Icon name="warning" />} {word}
              </th>
              <td className="digits">{numberOf(own, id)}</td>
              {other !== undefined && <td className="digits">{numberOf(other, id)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
