/** The members of a body: role, group, vote, rank and time. One is open at a time, so that a hundred stay readable. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { CheckField, NumberField, SelectField, TextField } from '../fields.tsx';
import { byName, useClerk, useNameOf, type Bodies } from '../view.ts';

type Member = Bodies[string]['members'][number];
const roles = ['member', 'chair', 'deputy-chair', 'deputy'] as const;

/** Optional fields out where they are empty. */
function memberOf(member: Member, part: { [Key in keyof Member]?: Member[Key] | undefined }): Member {
  const entries = Object.entries({ ...member, ...part }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return Object.fromEntries(entries) as unknown as Member;
}

export function Members({
  members,
  set,
}: {
  readonly members: readonly Member[];
  readonly set: (members: readonly Member[]) => void;
}) {
  const t = useT();
  const nameOf = useNameOf();
  const people = useClerk((view) => view.people);
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState('');
  const known = new Set(members.map(({ person }) => person));
  const candidates = Object.entries(people)
    .filter(([id]) => !known.has(id))
    .map(([id, { name }]) => ({ id, name }))
    .sort(byName);
  const groups = [...new Set(members.flatMap(({ group }) => group ?? []))];
  const sorted = members.map((member) => ({ member, name: nameOf(member.person) })).sort(byName);
  return (
    <section className="detail-part" aria-labelledby="members-title">
      <h3 id="members-title">{t('clerk.membersCount', { count: members.length })}</h3>
      <ul className="members">
        {sorted.map(({ member, name }) => (
          <li key={member.person}>
            <div className="person-line">
              <button
                type="button"
                className="row-key"
                aria-expanded={open === member.person}
                onClick={() => setOpen(open === member.person ? null : member.person)}
              >
                <span className="row-main">
                  <b>{name}</b>
                  <span className="dim">
                    {[
                      t(`clerk.role.${member.role}`),
                      member.rank === undefined ? undefined : t('clerk.rankOf', { rank: member.rank }),
                      member.group,
                      member.votingRight ? undefined : t('clerk.noVote'),
                      member.from === undefined && member.to === undefined
                        ? undefined
                        : `${member.from ?? ''} – ${member.to ?? ''}`,
                    ]
                      .filter((word) => word !== undefined)
                      .join(' · ')}
                  </span>
                </span>
                <Icon name={open === member.person ? 'up' : 'down'} />
              </button>
              <button
                type="button"
                className="quiet square"
                aria-label={t('clerk.removeOf', { name })}
                onClick={() => set(members.filter(({ person }) => person !== member.person))}
              >
                <Icon name="close" />
              </button>
            </div>
            {open === member.person && (
              <MemberFields
                member={member}
                groups={groups}
                change={(part) =>
                  set(members.map((one) => (one.person === member.person ? memberOf(one, part) : one)))
                }
              />
            )}
          </li>
        ))}
      </ul>
      <div className="field-with-key">
        <SelectField label={t('clerk.addMember')} value={adding} onChange={setAdding}>
          <option value="">{t('clerk.choose')}</option>
          {candidates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <button
          type="button"
          disabled={adding === ''}
          onClick={() => {
            set([...members, { person: adding, role: 'member', votingRight: true }]);
            setOpen(adding);
            setAdding('');
          }}
        >
          {t('clerk.add')}
        </button>
      </div>
    </section>
  );
}

function MemberFields({
  member,
  groups,
  change,
}: {
  readonly member: Member;
  readonly groups: readonly string[];
  readonly change: (part: { [Key in keyof Member]?: Member[Key] | undefined }) => void;
}) {
  const t = useT();
  return (
    <div className="form-grid member-fields">
      <SelectField
        label={t('clerk.roleLabel')}
        value={member.role}
        onChange={(value) => {
          const role = roles.find((one) => one === value);
          if (role) change({ role });
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`clerk.role.${role}`)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t('clerk.group')}
        value={member.group ?? ''}
        maxLength={80}
        offers={groups}
        onChange={(group) => change({ group })}
      />
      <NumberField
        label={t('clerk.rank')}
        hint={t('clerk.rankHint')}
        min={1}
        max={100}
        value={member.rank}
        onChange={(rank) => change({ rank })}
      />
      <CheckField
        label={t('clerk.votingRight')}
        checked={member.votingRight}
        onChange={(votingRight) => change({ votingRight })}
      />
      <TextField
        label={t('clerk.from')}
        type="date"
        value={member.from ?? ''}
        onChange={(from) => change({ from })}
      />
      <TextField
        label={t('clerk.to')}
        type="date"
        value={member.to ?? ''}
        onChange={(to) => change({ to })}
      />
    </div>
  );
}
