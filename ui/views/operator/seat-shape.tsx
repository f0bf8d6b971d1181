/** One seat on the map: number, group and state at the seat itself, each by sign, number or word and not by colour alone. */
import { memo } from 'react';
import type { SeatView } from '../../../protocols/api/views.ts';
import { Icon } from '../../components/icons.tsx';
import { useT } from '../../i18n/language.tsx';
import type { GroupMark } from './groups.ts';
import { seatSign, tileLabel } from './seat-words.ts';

interface ShapeProps {
  readonly seat: SeatView;
  readonly group: GroupMark | undefined;
  /** Middle, px. */
  readonly x: number;
  readonly y: number;
  /** Of the area that takes a press, px. */
  readonly width: number;
  readonly height: number;
}

export const seatClass = (seat: SeatView): string =>
  `mic-${seat.microphone}${seat.waiting === undefined ? '' : ' is-waiting'}`;

export const SeatShape = memo(function SeatShape(props: ShapeProps) {
  return props.height < 40 ? <SmallShape {...props} /> : <FullShape {...props} />;
});

/** The second line of a tile, px: as it should be, and where a long group name leaves little room. */
const roomy = { signPx: 13, letterPx: 7.5, gapPx: 3, fontPx: 11.5 };
const tight = { signPx: 10, letterPx: 6.2, gapPx: 1, fontPx: 9.5 };
const insetPx = 3;

function FullShape({ seat, group, x, y, width, height }: ShapeProps) {
  const t = useT();
  const sign = seatSign(seat);
  const left = x - width / 2 + insetPx;
  const top = y - height / 2 + insetPx;
  const isOpen = seat.microphone === 'open';
  // The second line: an open microphone, the group, why there is no picture.
  const signs = [isOpen ? 'open' : null, sign].filter((one) => one !== null);
  const parts = signs.length + (group === undefined ? 0 : 1);
  const lineOf = (sizes: typeof roomy): number =>
    signs.length * sizes.signPx +
    (group?.short.length ?? 0) * sizes.letterPx +
    Math.max(0, parts - 1) * sizes.gapPx;
  const sizes = lineOf(roomy) > width - 2 * insetPx - 14 ? tight : roomy;
  const { signPx, gapPx } = sizes;
  const linePx = lineOf(sizes);
  const hasLine = linePx > 0;
  const start = x + 2 - linePx / 2;
  const letterX = start + (isOpen ? signPx + gapPx : 0);
  const lineY = y + 5;
  return (
    <g className={`seat ${seatClass(seat)}`}>
      <rect className="seat-hit" x={x - width / 2} y={y - height / 2} width={width} height={height} />
      <rect
        className="seat-tile"
        x={left}
        y={top}
        width={width - 2 * insetPx}
        height={height - 2 * insetPx}
        rx={8}
      />
      {group !== undefined && (
        <rect
          className={`group-bar group-${group.colour}`}
          x={left + 4}
          y={top + 6}
          width={4}
          height={height - 2 * insetPx - 12}
          rx={2}
        />
      )}
      <text x={x + 2} y={hasLine ? y + 1 : y + 5.5} fontSize={16} textAnchor="middle">
        {tileLabel(t, seat)}
      </text>
      {isOpen && (
        <svg x={start} y={lineY} width={signPx} height={signPx}>
          <Icon name="microphone" />
        </svg>
      )}
      {group !== undefined && (
        <text className="seat-group" x={letterX} y={lineY + 10.5} fontSize={sizes.fontPx}>
          {group.short}
        </text>
      )}
      {sign !== null && (
        <svg className="seat-sign" x={start + linePx - signPx} y={lineY} width={signPx} height={signPx}>
          <Icon name={sign} />
        </svg>
      )}
      {seat.waiting !== undefined && (
        <QueueNumber number={seat.waiting} x={x + width / 2 - 5} y={y - height / 2 + 6} radius={9.5} />
      )}
    </g>
  );
}

/** Where the map is only a picture. */
function SmallShape({ seat, group, x, y, width, height }: ShapeProps) {
  const fontPx = Math.max(8, Math.min(13, height * 0.52));
  const mark = Math.max(5, height * 0.3);
  return (
    <g className={`seat ${seatClass(seat)}`}>
      <rect
        className="seat-tile"
        x={x - width / 2 + 1}
        y={y - height / 2 + 1}
        width={width - 2}
        height={height - 2}
        rx={3}
      />
      {group !== undefined && height >= 15 && (
        <rect
          className={`group-bar group-${group.colour}`}
          x={x - width / 2 + 2.5}
          y={y - height / 2 + 3}
          width={2}
          height={height - 6}
        />
      )}
      {height >= 15 && (
        <text x={x + 1} y={y + fontPx * 0.36} fontSize={fontPx} textAnchor="middle">
          {/^\d/.test(seat.label) ? seat.label : seat.label.slice(0, 1)}
        </text>
      )}
      {seat.waiting !== undefined && (
        <QueueNumber number={seat.waiting} x={x + width / 2} y={y - height / 2} radius={mark} />
      )}
    </g>
  );
}

function QueueNumber({
  number,
  x,
  y,
  radius,
}: {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}) {
  return (
    <g className="seat-number">
      <circle cx={x} cy={y} r={radius} />
      <text x={x} y={y + radius * 0.42} fontSize={radius * 1.25} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}
