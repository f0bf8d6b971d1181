/** Who sits at a seat tonight: the planned person confirmed by one tap, somebody else, a second one, or changed places. */
import { useId, useState, type ReactNode } from 'react';
import type { SeatView } from '../../../protocols/api/views.ts';
import { CommandKey } from '../../components/command-key.tsx';
import { useCommands } from '../../components/commands.tsx';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { seatLabel, seatPhrase, useOperator } from './view.ts';

interface SeatProps {
  readonly seat: number;
  readonly view: SeatView;
}

/** Until somebody says so, nothing of the planned person may be shown. */
export function Confirmation({ seat, view: { person, name } }: SeatProps) {
  const t = useT();
  if (person === undefined) return null;
  const who = name ?? person;
  return (
    <div className="stack seat-unconfirmed">
      <p>
        <Icon name="attention" /> {t('seat.unconfirmedText', { name: who })}
      </p>
      <CommandKey
        name="people/assign"
        input={{ seat, person }}
        action={t('seat.confirm', { name: who })}
        className="primary"
        disabled={false}
      >
        <Icon name="check" /> {t('seat.confirm', { name: who })}
      </CommandKey>
    </div>
  );
}

/** From so many people on a list to choose from is too long to scroll. */
const listedPeople = 40;
const shownFound = 12;

/** Everybody by name, without one. */
function usePeople(without?: string): readonly { readonly id: string; readonly words: string }[] {
  const people = useOperator((operator) => operator.people);
  return Object.entries(people)
    .filter(([id]) => id !== without)
    .sort(([, left], [, right]) => left.name.localeCompare(right.name, undefined, { numeric: true }))
    .map(([id, { name, group }]) => ({ id, words: group === undefined ? name : `${name} · ${group}` }));
}

export function Occupant({ seat, view }: SeatProps) {
  const t = useT();
  const { run, isPending } = useCommands();
  const [chosen, setChosen] = useState(view.person ?? '');
  const isLong = useOperator(({ people }) => Object.keys(people).length > listedPeople);
  const person = chosen === '' ? null : chosen;
  const assign = (whom: string | null): void =>
    void run('people/assign', { seat, person: whom }, t('seat.assign'));
  if (isLong)
    return (
      <PersonSearch
        label={t('seat.person')}
        without={view.confirmed ? view.person : undefined}
        choose={assign}
      >
        {view.person !== undefined && (
          <CommandKey
            name="people/assign"
            input={{ seat, person: null }}
            action={t('seat.assign')}
            className="quiet"
            disabled={false}
          >
            {t('seat.nobodyKnown')}
          </CommandKey>
        )}
      </PersonSearch>
    );
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        assign(person);
      }}
    >
      <PersonChoice
        label={t('seat.person')}
        nobody={t('seat.nobodyKnown')}
        value={chosen}
        onChange={setChosen}
      >
        <button
          type="submit"
          disabled={chosen === (view.person ?? '')}
          aria-busy={isPending('people/assign', { seat, person })}
        >
          {t('seat.assign')}
        </button>
      </PersonChoice>
    </form>
  );
}

interface PersonChoiceProps {
  readonly label: string;
  readonly nobody: string;
  readonly value: string;
  readonly without?: string;
  readonly onChange: (person: string) => void;
  /** The key beside it. */
  readonly children: ReactNode;
}

function PersonChoice({ label, nobody, value, without, onChange, children }: PersonChoiceProps) {
  const id = useId();
  const people = usePeople(without);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="field-row">
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{nobody}</option>
          {people.map((one) => (
            <option key={one.id} value={one.id}>
              {one.words}
            </option>
          ))}
        </select>
        {children}
      </div>
    </div>
  );
}

interface PersonSearchProps {
  readonly label: string;
  readonly without: string | undefined;
  readonly choose: (person: string) => void;
  readonly children?: ReactNode;
}

/** Names narrowed down by typing; a tap on one says who it is. */
function PersonSearch({ label, without, choose, children }: PersonSearchProps) {
  const t = useT();
  const { isPending } = useCommands();
  const [text, setText] = useState('');
  const id = useId();
  const people = usePeople(without);
  const wanted = text.trim().toLocaleLowerCase();
  const found = wanted === '' ? [] : people.filter(({ words }) => words.toLocaleLowerCase().includes(wanted));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        className="person-search"
        autoComplete="off"
        placeholder={t('seat.search')}
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <output className="visually-hidden">
        {wanted !== '' && found.length === 0 && t('seat.nobodyFound')}
      </output>
      {wanted !== '' && (
        <ul className="person-found" aria-label={t('seat.search')}>
          {found.slice(0, shownFound).map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-busy={isPending('people/assign', { person: one.id })}
                onClick={() => {
                  choose(one.id);
                  setText('');
                }}
              >
                {one.words}
              </button>
            </li>
          ))}
          {found.length === 0 && (
            <li className="dim" aria-hidden="true">
              {t('seat.nobodyFound')}
            </li>
          )}
          {found.length > shownFound && (
            <li className="dim">{t('seat.moreFound', { count: found.length - shownFound })}</li>
          )}
        </ul>
      )}
      {children}
    </div>
  );
}

export function SecondPerson({ seat, view, person }: SeatProps & { readonly person: string }) {
  const t = useT();
  const { run } = useCommands();
  const [second, setSecond] = useState('');
  const isLong = useOperator(({ people }) => Object.keys(people).length > listedPeople);
  if (view.sharedWith !== undefined)
    return (
      <div className="field">
        <p>
          <Icon name="people" /> {t('seat.shared', { name: view.sharedWith })}. {t('seat.secondText')}
        </p>
        <CommandKey name="people/assign" input={{ seat, person }} action={t('seat.alone')} disabled={false} />
      </div>
    );
  if (isLong)
    return (
      <PersonSearch
        label={t('seat.second')}
        without={person}
        choose={(chosen) => void run('people/assign', { seat, person, with: chosen }, t('seat.add'))}
      />
    );
  return (
    <PersonChoice
      label={t('seat.second')}
      nobody={t('seat.choose')}
      value={second}
      without={person}
      onChange={setSecond}
    >
      <CommandKey
        name="people/assign"
        input={{ seat, person, with: second }}
        action={t('seat.add')}
        disabled={second === ''}
      />
    </PersonChoice>
  );
}

export function Swap({ seat, onClose }: { readonly seat: number; readonly onClose: () => void }) {
  const t = useT();
  const seats = useOperator((operator) => operator.seats);
  const [other, setOther] = useState('');
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('seat.swapWith')}</label>
      <div className="field-row">
        <select id={id} value={other} onChange={(event) => setOther(event.target.value)}>
          <option value="">{t('seat.choose')}</option>
          {Object.entries(seats)
            .filter(([number]) => Number(number) !== seat)
            .map(([number, { name }]) => (
              <option key={number} value={number}>
                {[seatPhrase(t, seatLabel(seats, number)), name]
                  .filter((word) => word !== undefined)
                  .join(' · ')}
              </option>
            ))}
        </select>
        <CommandKey
          name="people/swap"
          input={{ seats: [seat, Number(other)] }}
          action={t('seat.swap')}
          disabled={other === ''}
          onDone={onClose}
        />
      </div>
    </div>
  );
}
