/** One seat: who sits there, deputies, a second person at the microphone, and changing places. */
import { useState } from 'react';
import type { SeatView } from '../../../../protocols/api/views.ts';
import { useCommands } from '../../../components/commands.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Icon } from '../../../components/icons.tsx';
import { seatTitle } from '../../../components/seat-map/seat-words.ts';
import { useT } from '../../../i18n/language.tsx';
import { SelectField } from '../fields.tsx';
import { CommandKey } from '../keys.tsx';
import { PersonSelect } from '../person-select.tsx';
import { clockOf } from '../times.ts';
import { seatName, useClerk, useLocked, useNameOf } from '../view.ts';
import { occupantOf, type Occupant } from './look.ts';

const nobody = {};

export function SeatDialog({ seat, onClose }: { readonly seat: number; readonly onClose: () => void }) {
  const t = useT();
  const view = useClerk(({ seats }) => seats[String(seat)]);
  const attendance = useClerk(({ detail }) => detail?.attendance) ?? nobody;
  if (view === undefined) return null;
  const occupant = occupantOf(view, seat, attendance);
  const title = occupant === null ? seatTitle(t, view) : `${occupant.name} · ${seatTitle(t, view)}`;
  return (
    <Dialog title={title} onClose={onClose} className="seat-dialog">
      <div className="form stack">
        {occupant?.isContradicted === true && (
          <p className="note">
            <Icon name="warning" /> {t('clerk.contradictionHelp', { name: occupant.name })}
          </p>
        )}
        {occupant !== null && <Presence seat={seat} occupant={occupant} onClose={onClose} />}
        <Seating seat={seat} view={view} occupant={occupant} onClose={onClose} />
        {occupant?.isHere === true && <SecondPerson seat={seat} view={view} person={occupant.person} />}
        <Swap seat={seat} onClose={onClose} />
      </div>
    </Dialog>
  );
}

interface PresenceProps {
  readonly seat: number;
  readonly occupant: Occupant;
  readonly onClose: () => void;
}

function Presence({ seat, occupant, onClose }: PresenceProps) {
  const t = useT();
  const { person, name, attendee } = occupant;
  if (attendee === undefined) return null;
  const since = attendee.sinceAt;
  const action = t('clerk.presentOf1', { name });
  return (
    <div className="row-actions">
      <p className="dim seat-facts">
        {[
          attendee.group,
          since === undefined ? t('clerk.seatPlanned') : t(`clerk.status.${attendee.status}`),
          since === undefined ? undefined : t('clerk.since', { time: clockOf(since) }),
        ]
          .filter((fact) => fact !== undefined)
          .join(' · ')}
      </p>
      {(!occupant.isHere || occupant.isContradicted) && (
        <CommandKey
          name="attendance/set"
          input={{ person, status: 'room', seat }}
          action={action}
          className="primary"
          onDone={onClose}
        >
          <Icon name="check" /> {t('clerk.sitsHere')}
        </CommandKey>
      )}
      {(['left', 'absent', 'excused', 'remote'] as const)
        .filter((status) => status !== attendee.status && (status !== 'left' || attendee.status === 'room'))
        .map((status) => (
          <CommandKey
            key={status}
            name="attendance/set"
            input={{ person, status }}
            action={t(`clerk.status.${status}`)}
            onDone={onClose}
          />
        ))}
    </div>
  );
}

interface SeatingProps {
  readonly seat: number;
  readonly view: SeatView;
  readonly occupant: Occupant | null;
  readonly onClose: () => void;
}

/** A deputy, a guest, whoever speaks at the lectern. Tonight's people become present by it. */
function Seating({ seat, view, occupant, onClose }: SeatingProps) {
  const t = useT();
  const { run } = useCommands();
  const locked = useLocked();
  const attendance = useClerk(({ detail }) => detail?.attendance) ?? nobody;
  const [chosen, setChosen] = useState('');
  const [busy, setBusy] = useState(false);

  async function seatThem(): Promise<void> {
    setBusy(true);
    const action = t('clerk.seatThem');
    const isListed = Object.hasOwn(attendance, chosen);
    // Nobody is pushed off a seat in passing: whoever was confirmed there leaves it first.
    let done =
      !isListed || occupant?.isHere !== true || (await run('people/assign', { seat, person: null }, action));
    if (done)
      done = isListed
        ? await run('attendance/set', { person: chosen, status: 'room', seat }, action)
        : await run('people/assign', { seat, person: chosen }, action);
    setBusy(false);
    if (done) onClose();
  }

  return (
    <>
      <form
        className="field-with-key"
        onSubmit={(event) => {
          event.preventDefault();
          void seatThem();
        }}
      >
        <PersonSelect
          label={t(occupant === null ? 'seat.person' : 'clerk.somebodyElse')}
          value={chosen}
          nobody={t('clerk.choose')}
          without={occupant === null ? [] : [occupant.person]}
          onChange={setChosen}
        />
        <button type="submit" disabled={locked || chosen === ''} aria-busy={busy}>
          {t('clerk.seatThem')}
        </button>
      </form>
      {view.person !== undefined && (
        <CommandKey
          name="people/assign"
          input={{ seat, person: null }}
          action={t('clerk.nobodyHere')}
          className="quiet"
          onDone={onClose}
        />
      )}
    </>
  );
}

function SecondPerson({
  seat,
  view,
  person,
}: {
  readonly seat: number;
  readonly view: SeatView;
  readonly person: string;
}) {
  const t = useT();
  const nameOf = useNameOf();
  const [second, setSecond] = useState('');
  if (view.sharedWith !== undefined)
    return (
      <div className="settled">
        <p>{t('clerk.sharedWith', { name: nameOf(view.sharedWith) })}</p>
        <CommandKey name="people/assign" input={{ seat, person }} action={t('clerk.takeBack')} />
      </div>
    );
  return (
    <div className="field-with-key">
      <PersonSelect
        label={t('clerk.secondPerson')}
        value={second}
        nobody={t('clerk.nobodyElse')}
        without={[person]}
        onChange={setSecond}
      />
      <CommandKey
        name="people/assign"
        input={{ seat, person, with: second }}
        action={t('clerk.add')}
        disabled={second === ''}
      />
    </div>
  );
}

function Swap({ seat, onClose }: { readonly seat: number; readonly onClose: () => void }) {
  const t = useT();
  const seats = useClerk((view) => view.seats);
  const [other, setOther] = useState('');
  return (
    <div className="field-with-key">
      <SelectField label={t('clerk.swapWith')} value={other} onChange={setOther}>
        <option value="">{t('clerk.choose')}</option>
        {Object.entries(seats)
          .filter(([number]) => Number(number) !== seat)
          .map(([number, { name }]) => (
            <option key={number} value={number}>
              {[seatName(t, seats, Number(number)), name].filter((word) => word !== undefined).join(' · ')}
            </option>
          ))}
      </SelectField>
      <CommandKey
        name="people/swap"
        input={{ seats: [seat, Number(other)] }}
        action={t('clerk.swap')}
        disabled={other === ''}
        onDone={onClose}
      />
    </div>
  );
}
