/**
 * The seat map: the heart of the operator's page. Tiles at their places in the hall, one tab stop, arrow
 * keys from seat to seat, Enter or a tap opens the seat. Where fingers cannot hit, tiles in rows stand below.
 */
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { SeatView } from '../../../protocols/api/views.ts';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import { SeatDialog } from './seat-dialog.tsx';
import { layoutSeats, neighbour, type Direction, type SeatLayout } from './seat-layout.ts';
import { seatSign, seatWords } from './seat-words.ts';
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

export function SeatMap() {
  const t = useT();
  const seats = useOperator((view) => view.seats);
  const [chosen, setChosen] = useState<number | null>(null);
  const [place, size] = useSize();
  const [room, roomSize] = useSize();
  const layout = useMemo(() => {
    const places = Object.entries(seats).map(([seat, { x, y }]) => ({ seat: Number(seat), x, y }));
    // Judged by the room without the tiles below: their coming must not be the reason for their staying.
    const { pressable } = layoutSeats(
      places,
      roomSize.width,
      Math.min(roomSize.height, roomSize.width * 0.7),
    );
    return { ...layoutSeats(places, size.width, size.height), pressable };
  }, [seats, size, roomSize]);
  const list = Object.values(seats);
  const summary = t('map.summary', {
    seats: list.length,
    present: list.filter(({ microphone }) => microphone === 'open' || microphone === 'closed').length,
    open: list.filter(({ microphone }) => microphone === 'open').length,
  });
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
          <div className="map-room" ref={room}>
            <div className={layout.pressable ? 'map-plan' : 'map-plan with-tiles'} ref={place}>
              {size.width > 0 && <Plan seats={seats} layout={layout} size={size} choose={setChosen} />}
            </div>
            {!layout.pressable && size.width > 0 && <Tiles seats={seats} choose={setChosen} />}
          </div>
          <Legend />
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
  readonly layout: SeatLayout;
  readonly size: Size;
  readonly choose: (seat: number) => void;
}

function Plan({ seats, layout, size, choose }: PlanProps) {
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
      {layout.places.map(({ seat, x, y }) => {
        const view = seats[String(seat)];
        if (!view) return null;
        const shape = <SeatShape seat={view} x={x} y={y} width={layout.width} height={layout.height} />;
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

interface ShapeProps {
  readonly seat: SeatView;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SeatShape = memo(function SeatShape({ seat, x, y, width, height }: ShapeProps) {
  const small = height < 30;
  const inset = small ? 1 : 3;
  const sign = small ? null : seatSign(seat);
  const fontPx = small ? Math.max(8, Math.min(12, height * 0.52)) : 15;
  const tall = height - 2 * inset;
  const wide =
    seat.role === 'delegate' ? width : Math.max(width, Math.min(130, seat.label.length * fontPx * 0.68 + 12));
  const mark = small ? Math.max(5, height * 0.3) : 10;
  const markX = x + wide / 2 - (small ? 0 : mark - 1);
  const markY = y - height / 2 + (small ? 0 : mark - 1);
  const liftPx = sign === null && seat.microphone !== 'open' ? 0 : 5;
  return (
    <g className={`seat mic-${seat.microphone}${seat.waiting === undefined ? '' : ' is-waiting'}`}>
      <rect className="seat-hit" x={x - wide / 2} y={y - height / 2} width={wide} height={height} />
      <rect
        className="seat-tile"
        x={x - wide / 2 + inset}
        y={y - height / 2 + inset}
        width={wide - 2 * inset}
        height={tall}
        rx={small ? 3 : 9}
      />
      {(!small || height >= 15) && (
        <text x={x} y={y + fontPx * 0.36 - (small ? 0 : liftPx)} fontSize={fontPx} textAnchor="middle">
          {seat.label}
        </text>
      )}
      {!small && seat.microphone === 'open' && (
        <svg x={x - 7} y={y + 3} width="14" height="14">
          <Icon name="microphone" />
        </svg>
      )}
      {sign !== null && (
        <svg
          className="seat-sign"
          x={seat.microphone === 'open' ? x - wide / 2 + inset + 4 : x - 6}
          y={y + 4}
          width="12"
          height="12"
        >
          <Icon name={sign} />
        </svg>
      )}
      {seat.waiting !== undefined && (
        <g className="seat-number">
          <circle cx={markX} cy={markY} r={mark} />
          <text x={markX} y={markY + mark * 0.42} fontSize={mark * 1.25} textAnchor="middle">
            {seat.waiting}
          </text>
        </g>
      )}
    </g>
  );
});

/** The same seats in rows of tiles, for fingers on a small screen. */
function Tiles({ seats, choose }: { readonly seats: Seats; readonly choose: (seat: number) => void }) {
  const t = useT();
  return (
    <>
      <p className="dim map-hint">{t('map.hint')}</p>
      <ul className="seat-tiles">
        {Object.entries(seats).map(([seat, view]) => {
          const sign = seatSign(view);
          return (
            <li key={seat} className={view.role === 'delegate' ? '' : 'wide-tile'}>
              <button
                type="button"
                className={`seat-tile-button mic-${view.microphone}${view.waiting === undefined ? '' : ' is-waiting'}`}
                aria-label={seatWords(t, view)}
                aria-haspopup="dialog"
                onClick={() => choose(Number(seat))}
              >
                <span>{view.label}</span>
                {view.microphone === 'open' && <Icon name="microphone" />}
                {sign !== null && <Icon name={sign} className="tile-sign" />}
                {view.waiting !== undefined && <b className="tile-number">{view.waiting}</b>}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Legend() {
  const t = useT();
  return (
    <ul className="legend dim" aria-hidden="true">
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
  );
}
