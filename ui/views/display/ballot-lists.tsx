/** The votes of an announced named ballot by group and by name. */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import { lookOf, VoteSign } from '../../components/ballot/sign.tsx';
import { optionName, optionWord } from '../../components/ballot/words.ts';
import { useT } from '../../i18n/language.tsx';

interface Options {
  readonly options: PublicBallotView['options'];
}

/** From so many on the sign alone heads a column: sign and word stand together at the bars. */
const manyOptions = 4;

export function Groups({
  groups,
  options,
}: Options & { readonly groups: NonNullable<PublicBallotView['groups']> }) {
  const t = useT();
  return (
    <table className="hall-groups">
      <caption className="visually-hidden">{t('result.groups')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('result.group')}</th>
          {options.map((option) => (
            <th key={option.id} scope="col" className={lookOf(options, option.id)}>
              <VoteSign options={options} id={option.id} />{' '}
              <span className={options.length > manyOptions ? 'visually-hidden' : ''}>
                {optionWord(t, option)}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, counts }) => (
          <tr key={group}>
            <th scope="row">{group === '' ? t('result.noGroup') : group}</th>
            {options.map(({ id }) => (
              <td key={id} className="digits">
                {counts[id] ?? 0}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** From so many names on they are set smaller. */
const manyNames = [24, 60] as const;

export function Names({
  names,
  options,
}: Options & { readonly names: NonNullable<PublicBallotView['names']> }) {
  const t = useT();
  const size = manyNames.filter((count) => names.length > count).length;
  return (
    <ol className={`hall-names many-${size}`} aria-label={t('result.names')}>
      {names.map(({ name, choice }, index) => (
        <li key={`${name} ${index}`} className={choice === undefined ? 'is-none' : lookOf(options, choice)}>
          {choice === undefined ? (
            <span className="vote-sign is-none" aria-hidden="true">
              –
            </span>
          ) : (
            <VoteSign options={options} id={choice} />
          )}
          <span>
            {name}
            <span className="visually-hidden">
              : {choice === undefined ? t('vote.notCast') : optionName(t, options, choice)}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
