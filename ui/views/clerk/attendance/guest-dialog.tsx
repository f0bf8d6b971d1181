/** A guest in one step: into the register, onto tonight's list, and to a seat where one is chosen. */
import { useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { useT } from '../../../i18n/language.tsx';
import { SelectField, TextField } from '../fields.tsx';
import { FormDialog } from '../form-dialog.tsx';
import { given } from '../given.ts';
import { createId } from '../../../components/ids.ts';
import { seatName, useClerk } from '../view.ts';

export function GuestDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { run } = useCommands();
  const seats = useClerk((view) => view.seats);
  const hasSitting = useClerk((view) => view.detail !== undefined);
  const [id] = useState(createId);
  const [name, setName] = useState('');
  const [position, setPosition] = useState('');
  const [seat, setSeat] = useState('');
  const [busy, setBusy] = useState(false);
  const free = Object.entries(seats).filter(([, { person }]) => person === undefined);

  async function save(): Promise<void> {
    setBusy(true);
    const action = t('clerk.addGuest');
    let done = await run(
      'register/person',
      { id, name: name.trim(), kind: 'guest', ...given({ position }) },
      action,
    );
    const place = seat === '' ? {} : { seat: Number(seat) };
    if (done && hasSitting)
      done = await run('attendance/set', { person: id, status: 'room', ...place }, action);
    else if (done && seat !== '')
      done = await run('people/assign', { seat: Number(seat), person: id }, action);
    setBusy(false);
    if (done) onClose();
  }

  return (
    <FormDialog
      title={t('clerk.addGuest')}
      submit={t('clerk.add')}
      isDirty={name !== ''}
      busy={busy}
      disabled={name.trim() === ''}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField label={t('clerk.name')} value={name} maxLength={120} required onChange={setName} />
      <TextField label={t('clerk.position')} value={position} maxLength={120} onChange={setPosition} />
      <SelectField label={t('clerk.atSeat')} value={seat} onChange={setSeat}>
        <option value="">{t('clerk.noSeat')}</option>
        {free.map(([number]) => (
          <option key={number} value={number}>
            {seatName(t, seats, Number(number))}
          </option>
        ))}
      </SelectField>
      <p className="field-hint">{t('clerk.guestConsent')}</p>
    </FormDialog>
  );
}
