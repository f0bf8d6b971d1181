/**
 * The seat map: the heart of the operator's page. Tiles at their places in the hall, one tab stop, arrow
 * keys from seat to seat, Enter or a tap opens the seat. Where fingers cannot hit, tiles in rows stand below.
 */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { SeatView } from '../../../protocols/api/views.ts';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { legendName, markGroups, type GroupMark } from './groups.ts';
import { SeatDialog } from './seat-dialog.tsx';
import { layoutSeats, neighbour, type Direction, type SeatInPlan, type SeatLayout } from './seat-layout.ts';
import { SeatShape } from './seat-shape.tsx';
import { SeatTiles } from './seat-tiles.tsx';
import { isWide, seatWords } from './seat-words.ts';
import { useOperator } from './view.ts';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

type Seats = Readonly<Record<string, SeatView>>;

type Size = { readonly width: number; readonly height: number };

/** An element's inner size in px, kept as the page changes. */
function useSize(): [(element: HTMLElement | null) => void, Size] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, size];
}

/** The places as a text that changes only when somebody moves a seat, so that not every microphone computes the map anew. */
const placesOf = (seats: Seats): string =>
  JSON.stringify(
    Object.entries(seats).map(([seat, view]): SeatInPlan => ({
      seat: Number(seat),
      x: view.x,
      y: view.y,
      wide: isWide(view),
    })),
  );

export function SeatMap() {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [chosen, setChosen] = useState<number | null>(null);
  // The ruler has the size of the map without tiles below: their coming must not be the reason for their staying.
  const [ruler, rulerSize] = useSize();
  const [place, size] = useSize();
  const placesText = placesOf(seats);
  const whole = useMemo(
    () => layoutSeats(JSON.parse(placesText) as SeatInPlan[], rulerSize.width, rulerSize.height),
    [placesText, rulerSize],
  );
  const layout = useMemo(
    () =>
      whole.pressable ? whole : layoutSeats(JSON.parse(placesText) as SeatInPlan[], size.width, size.height),
    [whole, placesText, size],
  );
  const groups = useMemo(() => markGroups(seats), [seats]);
  const list = Object.values(seats);
  const summary = t('map.summary', {
    seats: list.length,
    present: list.filter(({ microphone }) => microphone === 'open' || microphone === 'closed').length,
    open: list.filter(({ microphone }) => microphone === 'open').length,
  });
  const withTiles = !whole.pressable && rulerSize.width > 0;
  const plan = withTiles ? size : rulerSize;
  return (
    <section className="panel map" aria-labelledby="map-title">
      <div className="panel-head">
        <h2 id="map-title">{t('map.title')}</h2>
        <span className="dim">{summary}</span>
      </div>
      {list.length === 0 ? (
        <p className="empty">{t('map.empty')}</p>
      ) : (
        <>
          <div className={withTiles ? 'map-room with-tiles' : 'map-room'}>
            <div className="map-ruler" ref={ruler} />
            <div className="map-plan" ref={place}>
              {plan.width > 0 && (
                <Plan
                  seats={seats}
                  groups={groups}
                  layout={{ ...layout, pressable: !withTiles }}
                  size={plan}
                  choose={setChosen}
                />
              )}
            </div>
            {withTiles && <SeatTiles seats={seats} groups={groups} choose={setChosen} />}
          </div>
          <Legend groups={groups} />
        </>
      )}
      {chosen !== null && seats[String(chosen)] !== undefined && (
        <SeatDialog seat={chosen} onClose={() => setChosen(null)} />
      )}
    </section>
  );
}

interface PlanProps {
  readonly seats: Seats;
  readonly groups: ReadonlyMap<string, GroupMark>;
  readonly layout: SeatLayout;
  readonly size: Size;
  readonly choose: (seat: number) => void;
}

function Plan({ seats, groups, layout, size, choose }: PlanProps) {
  const t = useT();
  const svg = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const tabStop = stop !== null && seats[String(stop)] ? stop : layout.places[0]?.seat;

  function onKeyDown(event: KeyboardEvent, seat: number): void {
    const direction = arrows[event.key];
    if (direction) {
      event.preventDefault();
      const next = neighbour(layout.places, seat, direction);
      if (next === null) return;
      setStop(next);
      svg.current?.querySelector<SVGGElement>(`[data-seat="${next}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(seat);
    }
  }

  return (
    <svg
      ref={svg}
      className="map-svg"
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
      role={layout.pressable ? 'group' : 'img'}
      aria-label={t('map.title')}
    >
      {layout.places.map(({ seat, x, y, width }) => {
        const view = seats[String(seat)];
        if (!view) return null;
        const group = view.group === undefined ? undefined : groups.get(view.group);
        const shape = (
          <SeatShape seat={view} group={group} x={x} y={y} width={width} height={layout.height} />
        );
        return layout.pressable ? (
          <g
            key={seat}
            role="button"
            className="seat-button"
            data-seat={seat}
            tabIndex={seat === tabStop ? 0 : -1}
            aria-label={seatWords(t, view)}
            aria-haspopup="dialog"
            onClick={() => {
              setStop(seat);
              choose(seat);
            }}
            onKeyDown={(event) => onKeyDown(event, seat)}
          >
            {shape}
          </g>
        ) : (
          <g key={seat}>{shape}</g>
        );
      })}
    </svg>
  );
}

function Legend({ groups }: { readonly groups: ReadonlyMap<string, GroupMark> }) {
  const t = useT();
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
          <i className="legend-absent" /> {t('map.legendAbsent')}
        </li>
      </ul>
      {groups.size > 0 && (
        <ul className="legend">
          {[...groups.values()].map((group) => (
            <li key={group.name}>
              <svg width="4" height="15">
                <rect className={`group-bar group-${group.colour}`} width="4" height="15" rx="2" />
              </svg>
              <b>{group.short}</b> {group.short === group.name ? '' : legendName(group.name)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
