/** Who is seen in a shot: subjects by place or name, who else is recognisable, and zones in the picture. */
import { useId, useState } from 'react';
import type { CameraView } from '../../../../protocols/api/views.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useOperator } from '../view.ts';
import { findSeats, nearestFirst, whoAndWhere, type CameraShot } from './seat-names.ts';

/** As `camera/store` and `camera/describe` take it. */
export interface Shown {
  readonly subjects: number[];
  readonly visible: number[];
  readonly zones: string[];
}

export const nobodyShown: Shown = { subjects: [], visible: [], zones: [] };

/** What a shot says of itself. */
export const shownOf = ({ seats, visible, zones }: CameraShot): Shown => ({
  subjects: seats,
  visible,
  zones,
});

// The limits of the commands.
const mostSubjects = 12;
const mostVisible = 60;
const shownFound = 8;
const nearest = 6;

const toggled = <T,>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

interface ShownFormProps {
  readonly camera: CameraView;
  readonly initial: Shown;
  readonly save: string;
  readonly disabled: boolean;
  /** Why it cannot be saved now. */
  readonly reason?: string | undefined;
  readonly isBusy: (shown: Shown) => boolean;
  readonly onSave: (shown: Shown) => void;
  readonly onCancel?: () => void;
  /** Seats to suggest while nobody is chosen. */
  readonly suggested?: readonly number[];
}

export function ShownForm(props: ShownFormProps) {
  const { camera, reason } = props;
  const t = useT();
  const [shown, setShown] = useState(props.initial);
  const because = shown.subjects.length === 0 ? t('store.chooseFirst') : reason;
  const reasonId = useId();
  return (
    <form
      className="shown-form"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave(shown);
      }}
    >
      <Subjects
        chosen={shown.subjects}
        suggested={props.suggested ?? []}
        onToggle={(seat) =>
          setShown({
            ...shown,
            subjects: toggled(shown.subjects, seat),
            visible: shown.visible.filter((other) => other !== seat),
          })
        }
      />
      {shown.subjects.length > 0 && (
        <Visible
          subjects={shown.subjects}
          chosen={shown.visible}
          onToggle={(seat) => setShown({ ...shown, visible: toggled(shown.visible, seat) })}
        />
      )}
      {camera.zones.length > 0 && (
        <fieldset className="consent">
          <legend>{t('store.zones')}</legend>
          <p className="dim">{t('store.zonesHint')}</p>
          <div className="shown-choices">
            {camera.zones.map(({ id, label }) => (
              <label key={id} className="choice">
                <input
                  type="checkbox"
                  checked={shown.zones.includes(id)}
                  onChange={() => setShown({ ...shown, zones: toggled(shown.zones, id) })}
                />
                <span>{label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {because !== undefined && (
        <p className="setup-note" id={reasonId}>
          {because}
        </p>
      )}
      <div className="dialog-actions">
        {props.onCancel !== undefined && (
          <button type="button" onClick={props.onCancel}>
            {t('dialog.cancel')}
          </button>
        )}
        <button
          type="submit"
          className="primary"
          disabled={props.disabled || because !== undefined}
          aria-busy={props.isBusy(shown)}
          aria-describedby={because === undefined ? undefined : reasonId}
        >
          {props.save}
        </button>
      </div>
    </form>
  );
}

interface SubjectsProps {
  readonly chosen: readonly number[];
  readonly suggested: readonly number[];
  readonly onToggle: (seat: number) => void;
}

function Subjects({ chosen, suggested, onToggle }: SubjectsProps) {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [text, setText] = useState('');
  const id = useId();
  const isFull = chosen.length >= mostSubjects;
  const found = findSeats(seats, text).filter((seat) => !chosen.includes(seat));
  const isSearching = text.trim() !== '';
  const offered = isSearching ? found : chosen.length === 0 ? suggested : [];
  function choose(seat: number): void {
    onToggle(seat);
    setText('');
  }
  return (
    <div className="field">
      <label htmlFor={id}>{t('store.subjects')}</label>
      <p className="dim">{t('store.subjectsHint')}</p>
      {chosen.length > 0 && (
        <ul className="shown-chosen">
          {chosen.map((seat) => {
            const who = whoAndWhere(t, seats, seat);
            return (
              <li key={seat}>
                <button
                  type="button"
                  className="is-lit"
                  aria-label={t('store.remove', { who })}
                  onClick={() => onToggle(seat)}
                >
                  {who} <Icon name="close" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {isFull ? (
        <p className="dim">{t('store.most', { count: mostSubjects })}</p>
      ) : (
        <input
          id={id}
          type="text"
          className="person-search"
          autoComplete="off"
          placeholder={t('store.search')}
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            const [first] = found;
            if (first !== undefined) choose(first);
          }}
        />
      )}
      <output className="visually-hidden">
        {isSearching && found.length === 0 && t('store.nobodyFound')}
      </output>
      {!isSearching && offered.length > 0 && <p className="dim">{t('store.uncovered')}</p>}
      {!isFull && (isSearching || offered.length > 0) && (
        <ul className="person-found" aria-label={isSearching ? t('store.search') : t('store.uncovered')}>
          {offered.slice(0, shownFound).map((seat) => (
            <li key={seat}>
              <button type="button" onClick={() => choose(seat)}>
                {whoAndWhere(t, seats, seat)}
              </button>
            </li>
          ))}
          {offered.length === 0 && (
            <li className="dim" aria-hidden="true">
              {t('store.nobodyFound')}
            </li>
          )}
          {offered.length > shownFound && (
            <li className="dim">{t('store.moreFound', { count: offered.length - shownFound })}</li>
          )}
        </ul>
      )}
    </div>
  );
}

interface VisibleProps {
  readonly subjects: readonly number[];
  readonly chosen: readonly number[];
  readonly onToggle: (seat: number) => void;
}

function Visible({ subjects, chosen, onToggle }: VisibleProps) {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [all, setAll] = useState(false);
  const others = nearestFirst(seats, subjects).filter((seat) => !subjects.includes(seat));
  const listed = all ? others : others.filter((seat, index) => index < nearest || chosen.includes(seat));
  const isFull = chosen.length >= mostVisible;
  return (
    <fieldset className="consent">
      <legend>{t('store.visible')}</legend>
      <p className="dim">{t('store.visibleHint')}</p>
      <div className="shown-choices">
        {listed.map((seat) => (
          <label key={seat} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(seat)}
              disabled={isFull && !chosen.includes(seat)}
              onChange={() => onToggle(seat)}
            />
            <span>{whoAndWhere(t, seats, seat)}</span>
          </label>
        ))}
      </div>
      {isFull && <p className="dim">{t('store.most', { count: mostVisible })}</p>}
      {others.length > nearest && (
        <button type="button" className="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('store.fewerSeats') : t('store.allSeats')}
        </button>
      )}
    </fieldset>
  );
}
