/** Which answers there are, and which majority decides: Ja, Nein, Enthaltung, or a list to choose from. */
import { useId } from 'react';
import { useT } from '../../i18n/language.tsx';
import { Icon } from '../icons.tsx';
import { useWords } from '../words.ts';
import { longestLabel, majoritiesFor, mostOptions, type BallotDraft } from './draft.ts';
import { useLeading } from './view.ts';

interface PartProps {
  readonly draft: BallotDraft;
  readonly change: (part: Partial<BallotDraft>) => void;
}

export function MajorityField({ draft, change }: PartProps) {
  const t = useT();
  const words = useWords();
  const id = useId();
  const usual = useLeading((view) => view.ballotRules?.majority);
  const preset = draft.answers === 'list' ? 'most-votes' : usual;
  return (
    <div className="field">
      <label htmlFor={id}>{t('ballot.majority')}</label>
      <select
        id={id}
        value={draft.majority ?? preset}
        onChange={(event) => {
          const chosen = majoritiesFor(draft.answers).find((rule) => rule === event.target.value);
          change({ majority: chosen === undefined || chosen === preset ? null : chosen });
        }}
      >
        {majoritiesFor(draft.answers).map((rule) => (
          <option key={rule} value={rule}>
            {words('majority', rule)}
          </option>
        ))}
      </select>
    </div>
  );
}

export function AnswerFields({
  draft,
  change,
  problem,
}: PartProps & { readonly problem: 'text' | 'options' | 'twice' | null }) {
  const t = useT();
  const group = useId();
  const { answers, labels, canAbstain } = draft;
  const most = canAbstain ? mostOptions - 1 : mostOptions;
  return (
    <>
      <fieldset className="ballot-answers">
        <legend>{t('ballot.answers')}</legend>
        {(['usual', 'list'] as const).map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name={group}
              checked={answers === each}
              onChange={() => change({ answers: each, majority: null })}
            />
            <span>{t(`ballot.answers.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {answers === 'list' && (
        <div className="ballot-labels">
          <ol>
            {labels.map((label, index) => (
              <li key={index}>
                <input
                  type="text"
                  className="ballot-input"
                  aria-label={t('ballot.optionNumber', { number: index + 1 })}
                  placeholder={t('ballot.optionNumber', { number: index + 1 })}
                  maxLength={longestLabel}
                  value={label}
                  autoComplete="off"
                  onChange={(event) =>
                    change({
                      labels: labels.map((old, place) => (place === index ? event.target.value : old)),
                    })
                  }
                />
                <button
                  type="button"
                  className="quiet square"
                  aria-label={t('ballot.dropOption', { number: index + 1 })}
                  disabled={labels.length <= 2}
                  onClick={() => change({ labels: labels.filter((_, place) => place !== index) })}
                >
                  <Icon name="close" />
                </button>
              </li>
            ))}
          </ol>
          <button
            type="button"
            disabled={labels.length >= most}
            onClick={() => change({ labels: [...labels, ''] })}
          >
            <Icon name="add" /> {t('ballot.addOption')}
          </button>
          <label className="choice">
            <input
              type="checkbox"
              checked={canAbstain}
              disabled={!canAbstain && labels.length >= mostOptions}
              onChange={(event) => change({ canAbstain: event.target.checked })}
            />
            <span>{t('ballot.canAbstain')}</span>
          </label>
          {(problem === 'options' || problem === 'twice') && (
            <p className="ballot-problem" role="alert">
              {t(`ballot.lacks.${problem}`)}
            </p>
          )}
        </div>
      )}
    </>
  );
}
