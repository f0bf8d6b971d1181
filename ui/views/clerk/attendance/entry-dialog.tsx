/** An entry with its true time and its seat: somebody came or left, and nobody wrote it down at once. */
import { useState } from 'react';
import type { Attendee } from '../../../../protocols/api/views/sitting.ts';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { useServerSecond } from '../../../live/context.tsx';
import { SelectField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { latestAt } from '../times.ts';
import { seatName, useClerk } from '../view.ts';
import { statuses } from './attendance-list.tsx';

export function EntryDialog({
  attendee,
  onClose,
}: {
  readonly attendee: Attendee & { readonly id: string };
  readonly onClose: () => void;
}) {
  const t = useT();
  const { run } = useCommands();
  const now = useServerSecond();
  const seats = useClerk((view) => view.seats);
  const [status, setStatus] = useState(attendee.status);
  const [seat, setSeat] = useState(attendee.seat === undefined ? '' : String(attendee.seat));
  const [clock, setClock] = useState('');
  const [busy, setBusy] = useState(false);
  const at = clock === '' ? null : latestAt(clock, now);

  async function save(): Promise<void> {
    setBusy(true);
    const done = await run(
      'attendance/set',
      {
        person: attendee.id,
        status,
        ...(status === 'room' && seat !== '' ? { seat: Number(seat) } : {}),
        ...(at === null ? {} : { at }),
      },
      t('clerk.entryOf', { name: attendee.name }),
    );
    setBusy(false);
    if (done) onClose();
  }

  return (
    <FormDialog
      title={attendee.name}
      submit={t('clerk.enter')}
      isDirty={false}
      busy={busy}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <SelectField
        label={t('clerk.status')}
        value={status}
        onChange={(value) => {
          const chosen = statuses.find((one) => one === value);
          if (chosen) setStatus(chosen);
        }}
      >
        {statuses.map((one) => (
          <option key={one} value={one}>
            {t(`clerk.status.${one}`)}
          </option>
        ))}
      </SelectField>
      {status === 'room' && (
        <SelectField label={t('clerk.atSeat')} hint={t('clerk.atSeatHint')} value={seat} onChange={setSeat}>
          <option value="">{t('clerk.noSeat')}</option>
          {Object.keys(seats).map((number) => (
            <option key={number} value={number}>
              {seatName(t, seats, Number(number))}
              {Number(number) === attendee.plannedSeat ? ` · ${t('clerk.planned')}` : ''}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t('clerk.trueTime')}
        type="time"
        hint={t(at === null ? 'clerk.trueTimeNow' : 'clerk.trueTimeLate')}
        value={clock}
        onChange={setClock}
      />
    </FormDialog>
  );
}
