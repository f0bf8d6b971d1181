/** Choosing somebody: tonight's people first, then everybody else of the register. */
import { useT } from '../../i18n/language.tsx';
import { SelectField } from './fields.tsx';
import { useEverybody, type NamedPerson } from './view.ts';

const option = ({ id, name, group }: NamedPerson) => (
  <option key={id} value={id}>
    {group === undefined ? name : `${name} · ${group}`}
  </option>
);

export function PersonSelect({
  label,
  value,
  onChange,
  without = [],
  nobody,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (person: string) => void;
  /** Who cannot be chosen. */
  readonly without?: readonly string[];
  /** Words for choosing nobody. */
  readonly nobody: string;
}) {
  const t = useT();
  const { tonight, others } = useEverybody();
  const allowed = ({ id }: NamedPerson): boolean => !without.includes(id);
  return (
    <SelectField label={label} value={value} onChange={onChange}>
      <option value="">{nobody}</option>
      {tonight.length > 0 && (
        <optgroup label={t('clerk.tonight')}>{tonight.filter(allowed).map(option)}</optgroup>
      )}
      {others.length > 0 && (
        <optgroup label={t('clerk.register')}>{others.filter(allowed).map(option)}</optgroup>
      )}
    </SelectField>
  );
}
