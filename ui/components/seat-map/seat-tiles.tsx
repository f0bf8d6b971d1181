/** The seats in rows of tiles, for fingers where the map is too small to press. */
import { Icon } from '../icons.tsx';
import type { MapSeat } from './seat-map.tsx';
import { shortened } from './seat-shape.tsx';

/** Of a caption at most, so that it stays on its line. */
const tileLetters = 6;

interface TilesProps {
  readonly seats: readonly MapSeat[];
  readonly hint: string;
  readonly opensDialog: boolean;
  readonly choose: (seat: number) => void;
}

export function SeatTiles({ seats, hint, opensDialog, choose }: TilesProps) {
  return (
    <>
      <p className="dim map-hint">{hint}</p>
      <ul className="seat-tiles">
        {seats.map(({ seat, isWide, look, colour }) => (
          <li key={seat} className={isWide ? 'wide-tile' : ''}>
            <button
              type="button"
              className={`seat-tile-button ${look.state}`}
              aria-label={look.words}
              aria-haspopup={opensDialog ? 'dialog' : undefined}
              onClick={() => choose(seat)}
            >
              {colour !== undefined && (
                <svg className="tile-bar" viewBox="0 0 4 10" preserveAspectRatio="none">
                  <rect className={`group-bar group-${colour}`} width="4" height="10" />
                </svg>
              )}
              <span>{look.label}</span>
              <small>
                {look.lead !== undefined && <Icon name={look.lead} />}
                {look.caption !== undefined && (
                  <span className="tile-caption">{shortened(look.caption, tileLetters)}</span>
                )}
                {look.sign !== undefined && <Icon name={look.sign} className="tile-sign" />}
              </small>
              {look.number !== undefined && <b className="tile-number">{look.number}</b>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
