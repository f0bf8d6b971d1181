/** Who has which seat of a body's plan. Each change is its own command, one place at a time. */
import { useState } from 'react';
import { useT } from '../../../i18n/language.tsx';
import { SelectField } from '../fields.tsx';
import { CommandKey } from '../keys.tsx';
import { byName, seatName, useClerk, useNameOf, type Bodies } from '../view.ts';

export function SeatPlanEditor({ id, body }: { readonly id: string; readonly body: Bodies[string] }) {
  const t = useT();
  const nameOf = useNameOf();
  const seats = useClerk((view) => view.seats);
  const [seat, setSeat] = useState('');
  const [person, setPerson] = useState('');
  const numbers = [...new Set([...Object.keys(seats), ...Object.keys(body.seatPlan)])].sort(
    (left, right) => Number(left) - Number(right),
  );
  const members = body.members
    .map((member) => ({ id: member.person, name: nameOf(member.person) }))
    .sort(byName);
  const seated = new Set(Object.values(body.seatPlan));
  return (
    <section className="detail-part" aria-labelledby="plan-title">
      <h3 id="plan-title">{t('clerk.seatPlanTitle')}</h3>
      <p className="dim">{t('clerk.seatPlanText', { seated: seated.size, members: body.members.length })}</p>
      <div className="form plan-form">
        <SelectField
          label={t('clerk.seat')}
          value={seat}
          onChange={(value) => {
            setSeat(value);
            setPerson(body.seatPlan[value] ?? '');
          }}
        >
          <option value="">{t('clerk.choose')}</option>
          {numbers.map((number) => {
            const occupant = body.seatPlan[number];
            return (
              <option key={number} value={number}>
                {[seatName(t, seats, Number(number)), occupant === undefined ? undefined : nameOf(occupant)]
                  .filter((word) => word !== undefined)
                  .join(' · ')}
              </option>
            );
          })}
        </SelectField>
        <SelectField label={t('clerk.person')} value={person} onChange={setPerson}>
          <option value="">{t('clerk.seatFree')}</option>
          {members.map((member) => (
            <option key={member.id} value={member.id}>
              {seated.has(member.id) ? `${member.name} ✓` : member.name}
            </option>
          ))}
        </SelectField>
        <CommandKey
          name="register/seat"
          input={{ body: id, seat: Number(seat), person: person === '' ? null : person }}
          action={t('clerk.setSeat')}
          disabled={seat === '' || person === (body.seatPlan[seat] ?? '')}
          onDone={() => {
            // On to the next free seat: a hall is filled one after the other.
            const next = numbers.find(
              (number) => Number(number) > Number(seat) && body.seatPlan[number] === undefined,
            );
            setSeat(next ?? '');
            setPerson('');
          }}
        />
      </div>
      <ul className="seat-plan">
        {numbers
          .filter((number) => body.seatPlan[number] !== undefined)
          .map((number) => (
            <li key={number}>
              <b>{seatName(t, seats, Number(number))}</b> {nameOf(body.seatPlan[number] ?? '')}
            </li>
          ))}
      </ul>
    </section>
  );
}
