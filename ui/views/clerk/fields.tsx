/** Labelled form fields, each with its label above and its hint or complaint below. */
import { useId, useState, type ReactNode } from 'react';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it. */
  readonly problem?: string | undefined;
}

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'time' | 'search' | 'url' | 'number';
  readonly maxLength?: number;
  readonly required?: boolean;
  /** Taller than a line. */
  readonly rows?: number;
  /** Offered while typing. */
  readonly offers?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

function Below({ id, hint, problem }: FieldProps & { readonly id: string }) {
  if (problem === undefined && hint === undefined) return null;
  return (
    <span id={id} className={problem === undefined ? 'field-hint' : 'field-problem'}>
      {problem ?? hint}
    </span>
  );
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, type = 'text', rows, offers } = props;
  const id = useId();
  const hasBelow = props.hint !== undefined || props.problem !== undefined;
  const shared = {
    id,
    value,
    maxLength: props.maxLength,
    required: props.required,
    'aria-describedby': hasBelow ? `${id}-below` : undefined,
    'aria-invalid': props.problem !== undefined,
    autoComplete: 'off',
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input
          {...shared}
          type={type}
          min={props.min}
          max={props.max}
          list={offers === undefined ? undefined : `${id}-offers`}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.target.value)} />
      )}
      {offers !== undefined && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => (
            <option key={offer} value={offer}>
              {offer}
            </option>
          ))}
        </datalist>
      )}
      <Below id={`${id}-below`} label={label} hint={props.hint} problem={props.problem} />
    </div>
  );
}

interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  /** <option> elements. */
  readonly children: ReactNode;
}

export function SelectField({ label, hint, problem, value, onChange, required, children }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        required={required}
        aria-invalid={problem !== undefined}
        aria-describedby={hint !== undefined || problem !== undefined ? `${id}-below` : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
      <Below id={`${id}-below`} label={label} hint={hint} problem={problem} />
    </div>
  );
}

/** A whole number; while it is being typed it may be none, and the last good one holds. */
export function NumberField({
  label,
  hint,
  value,
  min,
  max,
  onChange,
}: FieldProps & {
  readonly value: number | undefined;
  readonly min: number;
  readonly max: number;
  /** undefined: the field is empty. */
  readonly onChange: (value: number | undefined) => void;
}) {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  return (
    <TextField
      label={label}
      hint={hint}
      type="number"
      min={min}
      max={max}
      value={text}
      onChange={(next) => {
        setText(next);
        const number = Number(next);
        if (next === '') onChange(undefined);
        else if (Number.isInteger(number) && number >= min && number <= max) onChange(number);
      }}
    />
  );
}

/** Yes or no; the whole line takes the press. */
export function CheckField({
  label,
  checked,
  busy = false,
  disabled = false,
  onChange,
}: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-busy={busy}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** One of a few, side by side. */
export function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(([option, words]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {words}
        </button>
      ))}
    </div>
  );
}
