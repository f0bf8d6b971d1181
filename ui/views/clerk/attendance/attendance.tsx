/** Who is here: the quorum, the seat map for one tap a person, and the list for everybody without a seat. */
import { useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { useT } from '../../../i18n/language.tsx';
import { Segments } from '../fields.tsx';
import { seatName, useClerk } from '../view.ts';
import { useIsWide } from '../wide.ts';
import { AttendanceList } from './attendance-list.tsx';
import { AttendanceMap } from './attendance-map.tsx';
import { GuestDialog } from './guest-dialog.tsx';
import { HandOverDialog } from './hand-over.tsx';
import { QuorumPanel } from './quorum.tsx';
import { SeatDialog } from './seat-dialog.tsx';

export function AttendancePage() {
  const t = useT();
  const isWide = useIsWide();
  const hasSitting = useClerk((view) => view.detail !== undefined);
  const chair = useClerk((view) => view.sitting?.chair?.name);
  const [shown, setShown] = useState<'map' | 'list'>('map');
  const [dialog, setDialog] = useState<'guest' | 'chair' | null>(null);
  const [seat, setSeat] = useState<number | null>(null);
  return (
    <div className="attendance">
      {hasSitting ? <QuorumPanel /> : <p className="note">{t('clerk.attendanceNoSitting')}</p>}
      <Contradictions openSeat={setSeat} />
      <div className="attendance-bar">
        {!isWide && (
          <Segments
            label={t('clerk.attendanceShown')}
            value={shown}
            options={[
              ['map', t('clerk.asMap')],
              ['list', t('clerk.asList')],
            ]}
            onChange={setShown}
          />
        )}
        <div className="row-actions">
          <button type="button" aria-haspopup="dialog" onClick={() => setDialog('guest')}>
            <Icon name="add" /> {t('clerk.addGuest')}
          </button>
          {hasSitting && (
            <button type="button" aria-haspopup="dialog" onClick={() => setDialog('chair')}>
              {t('clerk.handOver')}
            </button>
          )}
        </div>
        {chair !== undefined && <p className="dim">{t('clerk.chairIs', { name: chair })}</p>}
      </div>
      <div className="attendance-columns">
        {(isWide || shown === 'map') && <AttendanceMap openSeat={setSeat} />}
        {(isWide || shown === 'list') && <AttendanceList />}
      </div>
      {seat !== null && <SeatDialog seat={seat} onClose={() => setSeat(null)} />}
      {dialog === 'guest' && <GuestDialog onClose={() => setDialog(null)} />}
      {dialog === 'chair' && <HandOverDialog onClose={() => setDialog(null)} />}
    </div>
  );
}

/** A unit's card says somebody else: nobody is believed until the clerk looked. */
function Contradictions({ openSeat }: { readonly openSeat: (seat: number) => void }) {
  const t = useT();
  const attendance = useClerk((view) => view.detail?.attendance);
  const seats = useClerk((view) => view.seats);
  const doubtful = Object.entries(attendance ?? {}).filter(([, { contradicted }]) => contradicted === true);
  return (
    <div role="alert" className="banner-place">
      {doubtful.map(([person, attendee]) => {
        const seat = attendee.seat ?? attendee.plannedSeat;
        return (
          <div key={person} className="banner banner-offer">
            <Icon name="warning" />
            <p>
              {t('clerk.contradiction', {
                name: attendee.name,
                seat: seat === undefined ? '–' : seatName(t, seats, seat),
              })}
            </p>
            {seat !== undefined && (
              <button type="button" aria-haspopup="dialog" onClick={() => openSeat(seat)}>
                {t('clerk.lookAt')}
              </button>
            )}
          </div>
        );
      })}
    </div>
  );
}
