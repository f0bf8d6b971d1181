/** The seat map: the heart of the operator's page. A tap opens the seat: floor, person, consent. */
import { useMemo, useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { GroupLegend } from '../../components/seat-map/group-legend.tsx';
import { markGroups, type GroupMark } from '../../components/seat-map/groups.ts';
import { SeatMap as SharedSeatMap } from '../../components/seat-map/seat-map.tsx';
import { isUnconfirmed, microphoneLook } from '../../components/seat-map/seat-words.ts';
import { useT } from '../../i18n/language.tsx';
import { Microphones } from './microphones.tsx';
import { SeatDialog } from './seat-dialog.tsx';
import { useOperator } from './view.ts';

export function SeatMap() {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [chosen, setChosen] = useState<number | null>(null);
  const groups = useMemo(() => markGroups(seats), [seats]);
  const list = Object.values(seats);
  const summary = t('map.summary', {
    seats: list.length,
    present: list.filter(({ microphone }) => microphone === 'open' || microphone === 'closed').length,
  });
  const unconfirmed = list.filter(isUnconfirmed).length;
  return (
    <SharedSeatMap
      title={t('map.title')}
      summary={summary}
      beside={<Microphones />}
      empty={t('map.empty')}
      hint={t('map.hint')}
      seats={seats}
      groups={groups}
      lookOf={(seat) => microphoneLook(t, seat, groups.get(seat.group ?? ''))}
      opensDialog
      choose={setChosen}
      above={
        unconfirmed > 0 && (
          <p className="map-unconfirmed">
            <Icon name="attention" /> {t('map.unconfirmed', { count: unconfirmed })}
          </p>
        )
      }
    >
      {list.length > 0 && <Legend groups={groups} />}
      {chosen !== null && seats[String(chosen)] !== undefined && (
        <SeatDialog seat={chosen} onClose={() => setChosen(null)} />
      )}
    </SharedSeatMap>
  );
}

function Legend({ groups }: { readonly groups: ReadonlyMap<string, GroupMark> }) {
  const t = useT();
  const shared = useOperator(({ seats }) =>
    Object.values(seats).some((seat) => seat.sharedWith !== undefined),
  );
  const excluded = useOperator(({ seats }) => Object.values(seats).some((seat) => seat.excluded === true));
  return (
    <div className="legends dim" aria-hidden="true">
      <ul className="legend">
        <li>
          <Icon name="microphone" className="live-text" /> {t('map.legendOpen')}
        </li>
        <li>
          <b className="legend-number">1</b> {t('map.legendQueue')}
        </li>
        <li>
          <Icon name="noImage" /> {t('map.legendNoImage')}
        </li>
        <li>
          <Icon name="question" /> {t('map.legendUnknown')}
        </li>
        <li>
          <Icon name="attention" /> {t('map.legendUnconfirmed')}
        </li>
        {shared && (
          <li>
            <Icon name="people" /> {t('map.legendShared')}
          </li>
        )}
        {excluded && (
          <li>
            <Icon name="barred" /> {t('map.legendExcluded')}
          </li>
        )}
        <li>
          <i className="legend-absent" /> {t('map.legendAbsent')}
        </li>
      </ul>
      <GroupLegend groups={groups} />
    </div>
  );
}
