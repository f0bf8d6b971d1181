/** The seats in rows of tiles, for fingers where the map is too small to press. */
import type { SeatView } from '../../../protocols/api/views.ts';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import type { GroupMark } from './groups.ts';
import { seatClass } from './seat-shape.tsx';
import { isWide, seatSign, seatWords, tileLabel } from './seat-words.ts';

interface TilesProps {
  readonly seats: Readonly<Record<string, SeatView>>;
  readonly groups: ReadonlyMap<string, GroupMark>;
  readonly choose: (seat: number) => void;
}

export function SeatTiles({ seats, groups, choose }: TilesProps) {
  const t = useT();
  return (
    <>
      <p className="dim map-hint">{t('map.hint')}</p>
      <ul className="seat-tiles">
        {Object.entries(seats).map(([seat, view]) => {
          const sign = seatSign(view);
          const group = groups.get(view.group ?? '');
          return (
            <li key={seat} className={isWide(view) ? 'wide-tile' : ''}>
              <button
                type="button"
                className={`seat-tile-button ${seatClass(view)}`}
                aria-label={seatWords(t, view)}
                aria-haspopup="dialog"
                onClick={() => choose(Number(seat))}
              >
                {group !== undefined && (
                  <svg className="tile-bar" viewBox="0 0 4 10" preserveAspectRatio="none">
                    <rect className={`group-bar group-${group.colour}`} width="4" height="10" />
                  </svg>
                )}
                <span>{tileLabel(t, view)}</span>
                <small>
                  {view.microphone === 'open' && <Icon name="microphone" />}
                  {group?.short}
                  {sign !== null && <Icon name={sign} className="tile-sign" />}
                </small>
                {view.waiting !== undefined && <b className="tile-number">{view.waiting}</b>}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
