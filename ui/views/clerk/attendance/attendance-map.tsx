/** The seat map for attendance: a tap on somebody's planned seat says they are here, and sit there. */
import { useMemo, useState } from 'react';
import { useCommands } from '../../../components/commands.tsx';
import { Icon } from '../../../components/icons.tsx';
import { GroupLegend } from '../../../components/seat-map/group-legend.tsx';
import { markGroups } from '../../../components/seat-map/groups.ts';
import { SeatMap } from '../../../components/seat-map/seat-map.tsx';
import { useT } from '../../../i18n/language.tsx';
import { Segments } from '../fields.tsx';
import { useClerk, useLocked } from '../view.ts';
import { attendanceLook, occupantOf } from './look.ts';

const nobody = {};

export function AttendanceMap({ openSeat }: { readonly openSeat: (seat: number) => void }) {
  const t = useT();
  const { run } = useCommands();
  const locked = useLocked();
  const seats = useClerk((view) => view.seats);
  const attendance = useClerk((view) => view.detail?.attendance) ?? nobody;
  const hasSitting = useClerk((view) => view.detail !== undefined);
  const [mode, setMode] = useState<'present' | 'seat'>('present');
  const groups = useMemo(() => markGroups(seats), [seats]);
  const marks = hasSitting && mode === 'present';

  function choose(number: number): void {
    const seat = seats[String(number)];
    const occupant = seat === undefined ? null : occupantOf(seat, number, attendance);
    const oneTap = marks && occupant !== null && !occupant.isHere && !occupant.isContradicted;
    if (!oneTap || occupant.attendee === undefined) openSeat(number);
    else if (!locked)
      void run(
        'attendance/set',
        { person: occupant.person, status: 'room', seat: number },
        t('clerk.presentOf1', { name: occupant.name }),
      );
  }

  const here = Object.entries(seats).filter(
    ([number, seat]) => occupantOf(seat, Number(number), attendance)?.isHere === true,
  ).length;
  const total = Object.keys(seats).length;
  return (
    <SeatMap
      title={t('map.title')}
      summary={t('clerk.mapSummary', { here, seats: total })}
      empty={t('map.empty')}
      hint={t(marks ? 'clerk.mapHint' : 'clerk.mapHintSeat')}
      seats={seats}
      groups={groups}
      lookOf={(seat, number) => attendanceLook(t, seat, occupantOf(seat, number, attendance))}
      opensDialog={!marks}
      choose={choose}
      above={
        hasSitting && total > 0 ? (
          <Segments
            label={t('clerk.tapMeans')}
            value={mode}
            options={[
              ['present', t('clerk.tapPresent')],
              ['seat', t('clerk.tapSeat')],
            ]}
            onChange={setMode}
          />
        ) : undefined
      }
    >
      {total > 0 && (
        <div className="legends dim" aria-hidden="true">
          <ul className="legend">
            <li>
              <Icon name="check" /> {t('clerk.legendHere')}
            </li>
            <li>
              <i className="legend-planned" /> {t('clerk.legendPlanned')}
            </li>
            <li>
              <i className="legend-absent" /> {t('clerk.legendAway')}
            </li>
            <li>
              <Icon name="remote" /> {t('clerk.legendRemote')}
            </li>
            <li>
              <Icon name="question" /> {t('clerk.legendNobody')}
            </li>
            <li>
              <Icon name="warning" /> {t('clerk.legendDoubt')}
            </li>
          </ul>
          <GroupLegend groups={groups} />
        </div>
      )}
    </SeatMap>
  );
}
