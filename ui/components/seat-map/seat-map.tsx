/**
 * The seat map, as operator and clerk have it. Tiles at their places in the hall, one tab stop, arrow keys
 * from seat to seat, Enter or a tap chooses the seat. Where fingers cannot hit, tiles in rows stand below.
 * What a seat looks like and what choosing it does is the page's business.
 */
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { SeatView } from '../../../protocols/api/views.ts';
import type { GroupMark } from './groups.ts';
import { layoutSeats, neighbour, type Direction, type SeatInPlan, type SeatLayout } from './seat-layout.ts';
import type { SeatLook } from './seat-look.ts';
import { SeatShape } from './seat-shape.tsx';
import { SeatTiles } from './seat-tiles.tsx';
import { isWide } from './seat-words.ts';
import './map.css';

const arrows: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

type Seats = Readonly<Record<string, SeatView>>;

export interface MapSeat {
  readonly seat: number;
  /** Its label is a word and needs the room of two. */
  readonly isWide: boolean;
  readonly look: SeatLook;
  /** Of the group's bar. */
  readonly colour: number | undefined;
}

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

interface SeatMapProps {
  readonly title: string;
  readonly summary: string;
  /** In the head, between title and summary. */
  readonly beside?: ReactNode;
  /** Where there are no seats yet. */
  readonly empty: string;
  /** Above the tiles: what a tap does. */
  readonly hint: string;
  readonly seats: Seats;
  readonly groups: ReadonlyMap<string, GroupMark>;
  readonly lookOf: (seat: SeatView, number: number) => SeatLook;
  /** Choosing opens a dialog, always. */
  readonly opensDialog: boolean;
  readonly choose: (seat: number) => void;
  /** Between head and map. */
  readonly above?: ReactNode;
  /** Legend and dialogs. */
  readonly children?: ReactNode;
}

export function SeatMap(props: SeatMapProps) {
  const { title, summary, seats, groups, lookOf, opensDialog, choose } = props;
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
  const list = Object.entries(seats).map(([seat, view]): MapSeat => ({
    seat: Number(seat),
    isWide: isWide(view),
    look: lookOf(view, Number(seat)),
    colour: groups.get(view.group ?? '')?.colour,
  }));
  const withTiles = !whole.pressable && rulerSize.width > 0;
  const plan = withTiles ? size : rulerSize;
  return (
    <section className="panel map" aria-labelledby="map-title">
      <div className="panel-head">
        <h2 id="map-title">{title}</h2>
        {props.beside}
        <span className="dim">{summary}</span>
      </div>
      {props.above}
      {list.length === 0 ? (
        <p className="empty">{props.empty}</p>
      ) : (
        <div className={withTiles ? 'map-room with-tiles' : 'map-room'}>
          <div className="map-ruler" ref={ruler} />
          <div className="map-plan" ref={place}>
            {plan.width > 0 && (
              <Plan
                title={title}
                seats={list}
                layout={{ ...layout, pressable: !withTiles }}
                size={plan}
                opensDialog={opensDialog}
                choose={choose}
              />
            )}
          </div>
          {withTiles && (
            <SeatTiles seats={list} hint={props.hint} opensDialog={opensDialog} choose={choose} />
          )}
        </div>
      )}
      {props.children}
    </section>
  );
}

interface PlanProps {
  readonly title: string;
  readonly seats: readonly MapSeat[];
  readonly layout: SeatLayout;
  readonly size: Size;
  readonly opensDialog: boolean;
  readonly choose: (seat: number) => void;
}

function Plan({ title, seats, layout, size, opensDialog, choose }: PlanProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const bySeat = new Map(seats.map((one) => [one.seat, one]));
  const tabStop = stop !== null && bySeat.has(stop) ? stop : layout.places[0]?.seat;

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
      aria-label={title}
    >
      {layout.places.map(({ seat, x, y, width }) => {
        const shown = bySeat.get(seat);
        if (!shown) return null;
        const { words, ...look } = shown.look;
        const shape = (
          <SeatShape {...look} colour={shown.colour} x={x} y={y} width={width} height={layout.height} />
        );
        return layout.pressable ? (
          <g
            key={seat}
            role="button"
            className="seat-button"
            data-seat={seat}
            tabIndex={seat === tabStop ? 0 : -1}
            aria-label={words}
            aria-haspopup={opensDialog ? 'dialog' : undefined}
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
