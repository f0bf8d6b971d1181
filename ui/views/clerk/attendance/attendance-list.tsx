/** Everybody by name, each with the five things that can be said about them, one tap each. */
import { memo, useMemo, useState } from 'react';
import type { Attendee } from '../../../../protocols/api/views/sitting.ts';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { Segments, TextField } from '../fields.tsx';
import { CommandKey } from '../keys.tsx';
import { clockOf } from '../times.ts';
import { seatName, useAttendees, useClerk } from '../view.ts';
import { EntryDialog } from './entry-dialog.tsx';

export const statuses = ['room', 'remote', 'excused', 'absent', 'left'] as const;
const isHere = ({ status }: Attendee): boolean => status === 'room' || status === 'remote';

type Named = Attendee & { readonly id: string };
const kinds = ['members', 'deputies', 'others'] as const;

function kindOf({ role }: Attendee): (typeof kinds)[number] {
  if (role === 'deputy') return 'deputies';
  return role === 'guest' || role === 'staff' ? 'others' : 'members';
}

export function AttendanceList() {
  const t = useT();
  const attendees = useAttendees();
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<'all' | 'here' | 'missing'>('all');
  const [entering, setEntering] = useState<string | null>(null);
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return attendees.filter(
      (attendee) =>
        `${attendee.name} ${attendee.group ?? ''}`.toLowerCase().includes(wanted) &&
        (filter === 'all' || isHere(attendee) === (filter === 'here')),
    );
  }, [attendees, search, filter]);
  const hereCount = attendees.filter(isHere).length;
  const entered = attendees.find(({ id }) => id === entering);
  return (
    <section className="panel attendance-list" aria-labelledby="list-title">
      <h2 id="list-title">{t('clerk.listTitle')}</h2>
      <div className="list-tools">
        <TextField label={t('clerk.searchPerson')} type="search" value={search} onChange={setSearch} />
        <Segments
          label={t('clerk.filter')}
          value={filter}
          options={[
            ['all', t('clerk.filterAll', { count: attendees.length })],
            ['here', t('clerk.filterHere', { count: hereCount })],
            ['missing', t('clerk.filterMissing', { count: attendees.length - hereCount })],
          ]}
          onChange={setFilter}
        />
      </div>
      {found.length === 0 && <p className="empty">{t('clerk.nobodyFound')}</p>}
      {kinds.map((kind) => {
        const list = found.filter((attendee) => kindOf(attendee) === kind);
        return list.length === 0 ? null : (
          <div key={kind}>
            <h3 className="list-kind">{t(`clerk.kind.${kind}`)}</h3>
            <ul className="people-list">
              {list.map((attendee) => (
                <Row key={attendee.id} attendee={attendee} open={setEntering} />
              ))}
            </ul>
          </div>
        );
      })}
      {entered !== undefined && <EntryDialog attendee={entered} onClose={() => setEntering(null)} />}
    </section>
  );
}

const Row = memo(
  function Row({ attendee, open }: { readonly attendee: Named; readonly open: (id: string) => void }) {
    const t = useT();
    const seats = useClerk((view) => view.seats);
    const { id, name, group, role, seat, plannedSeat, sinceAt, status } = attendee;
    const facts = [
      role === 'member' ? undefined : t(`clerk.role.${role}`),
      group,
      seat === undefined
        ? plannedSeat === undefined
          ? undefined
          : t('clerk.plannedSeat', { seat: seatName(t, seats, plannedSeat) })
        : seatName(t, seats, seat),
      attendee.votingRight ? undefined : t('clerk.noVote'),
      sinceAt === undefined ? undefined : t('clerk.since', { time: clockOf(sinceAt) }),
      attendee.enteredAt === undefined
        ? undefined
        : t('clerk.lateEntry', { time: clockOf(attendee.enteredAt) }),
      attendee.source === 'unit' ? t('clerk.byCard') : undefined,
    ];
    return (
      <li className={attendee.contradicted === true ? 'person-row is-doubtful' : 'person-row'}>
        <div className="person-line">
          <span className="row-main">
            <b>{name}</b>
            <span className="dim">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
          </span>
          {attendee.contradicted === true && (
            <span className="mark mark-warning">
              <Icon name="warning" /> {t('clerk.contradicted')}
            </span>
          )}
          <button
            type="button"
            className="quiet square"
            aria-haspopup="dialog"
            aria-label={t('clerk.entryOf', { name })}
            title={t('clerk.entryOf', { name })}
            onClick={() => open(id)}
          >
            <Icon name="dots" />
          </button>
        </div>
        <div className="status-chips" role="group" aria-label={t('clerk.statusOf', { name })}>
          {statuses.map((one) => (
            <CommandKey
              key={one}
              name="attendance/set"
              input={{ person: id, status: one }}
              action={t(`clerk.status.${one}`)}
              label={`${name}: ${t(`clerk.status.${one}`)}`}
              className={`status-chip status-${one}`}
              pressed={status === one && sinceAt !== undefined}
            >
              {t(`clerk.status.${one}`)}
            </CommandKey>
          ))}
        </div>
      </li>
    );
  },
  (before, after) =>
    before.open === after.open && JSON.stringify(before.attendee) === JSON.stringify(after.attendee),
);
