/** Big fields for totals, in the order in which they are asked; Enter goes on to the next one that is empty. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { BallotOptionView } from '../../../protocols/api/views/ballot.ts';
import { useT } from '../../i18n/language.tsx';
import { VoteSign } from './sign.tsx';
import type { Totals, TypedTotals } from './totals.ts';
import { optionWord } from './words.ts';

interface FieldsProps {
  readonly options: readonly BallotOptionView[];
  readonly typed: TypedTotals;
  readonly change: (typed: TypedTotals) => void;
  readonly totals: Totals;
  /** The option that takes what is left: asked last, filled by itself. */
  readonly rest?: string | null;
  readonly hasInvalid?: boolean;
  /** The first field takes the focus. */
  readonly takesFocus?: boolean;
  readonly disabled: boolean;
}

export function TotalFields(props: FieldsProps) {
  const { options, typed, change, totals, rest = null, hasInvalid = false, takesFocus = false } = props;
  const t = useT();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    const focus = (): void => place.current?.querySelector('input')?.focus();
    focus();
    // News of the ballot may come before the answer to the command that opened it: the dialog still holds the focus,
    // and when it closes gives it back to the key that is gone.
    const dialog = document.querySelector('dialog[open]');
    if (dialog === null || dialog.contains(place.current)) return;
    dialog.addEventListener('close', focus);
    return () => dialog.removeEventListener('close', focus);
  }, [takesFocus]);
  const asked = [...options.filter(({ id }) => id !== rest), ...options.filter(({ id }) => id === rest)];
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter') return;
    const inputs = [...(place.current?.querySelectorAll('input') ?? [])];
    const next = inputs[inputs.indexOf(event.currentTarget) + 1];
    // The rest fills itself: from the field before it Enter sends.
    if (next === undefined || next.dataset['rest'] === 'true') return;
    event.preventDefault();
    next.focus();
    next.select();
  };
  return (
    <div className="ballot-fields" ref={place}>
      {asked.map((option) => (
        <NumberField
          key={option.id}
          label={optionWord(t, option)}
          sign={<VoteSign options={options} id={option.id} />}
          value={typed.texts[option.id] ?? ''}
          filled={option.id === rest ? String(totals.counts[option.id] ?? 0) : undefined}
          disabled={props.disabled}
          onKeyDown={onKeyDown}
          onChange={(text) => change({ ...typed, texts: { ...typed.texts, [option.id]: text } })}
        />
      ))}
      {hasInvalid && (
        <NumberField
          label={t('vote.invalid')}
          value={typed.invalid}
          disabled={props.disabled}
          onKeyDown={onKeyDown}
          onChange={(text) => change({ ...typed, invalid: text })}
        />
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly sign?: ReactNode;
  readonly value: string;
  /** Fills itself with this while nothing is typed. */
  readonly filled?: string | undefined;
  readonly disabled: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onChange: (text: string) => void;
}

function NumberField({ label, sign, value, filled, disabled, onKeyDown, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div className={filled !== undefined && value === '' ? 'ballot-field is-filled' : 'ballot-field'}>
      <label htmlFor={id}>
        {sign} {label}
      </label>
      <input
        id={id}
        className="ballot-input digits"
        // Wheels and arrows must not change a count: a text field that shows the number keys.
        type="text"
        inputMode="numeric"
        pattern="[0-9]*"
        maxLength={5}
        autoComplete="off"
        data-rest={filled !== undefined}
        value={value === '' ? (filled ?? '') : value}
        disabled={disabled}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** Whether the sum fits, in a sentence; announced as it changes. */
export function SumSentence({ totals, most }: { readonly totals: Totals; readonly most: number }) {
  const t = useT();
  const { problem, total, off } = totals;
  const sentence =
    problem === null
      ? t('ballot.sumFits', { total, most })
      : problem === 'not-a-number'
        ? t('ballot.sumUnreadable')
        : problem === 'too-many'
          ? t('ballot.sumTooMany', { total, most, off })
          : t('ballot.sumTooFew', { total, most, off });
  return <output className={problem === null ? 'ballot-sum' : `ballot-sum is-${problem}`}>{sentence}</output>;
}
