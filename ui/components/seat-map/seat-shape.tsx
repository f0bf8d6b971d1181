/** One seat on the map: number, group and state at the seat itself, each by sign, number or word and not by colour alone. */
import { memo } from 'react';
import { Icon } from '../icons.tsx';
import type { GroupMark } from './groups.ts';
import type { SeatLook } from './seat-look.ts';

interface ShapeProps extends Omit<SeatLook, 'words'> {
  /** Colour of the group's bar. */
  readonly colour: GroupMark['colour'] | undefined;
  /** Middle, px. */
  readonly x: number;
  readonly y: number;
  /** Of the area that takes a press, px. */
  readonly width: number;
  readonly height: number;
}

/** Compared by its plain values, so that one microphone does not draw the whole hall anew. */
export const SeatShape = memo(function SeatShape(props: ShapeProps) {
  return props.height < 40 ? <SmallShape {...props} /> : <FullShape {...props} />;
});

/** The second line of a tile, px: as it should be, and where a long group name leaves little room. */
const roomy = { signPx: 13, letterPx: 7.5, gapPx: 3, fontPx: 11.5 };
const tight = { signPx: 10, letterPx: 6.2, gapPx: 1, fontPx: 9.5 };
const insetPx = 3;

function FullShape({ state, label, caption, lead, sign, number, colour, x, y, width, height }: ShapeProps) {
  const left = x - width / 2 + insetPx;
  const top = y - height / 2 + insetPx;
  // The second line: an open microphone, the group, why there is no picture.
  const signs = (lead === undefined ? 0 : 1) + (sign === undefined ? 0 : 1);
  const parts = signs + (caption === undefined ? 0 : 1);
  const roomPx = width - 2 * insetPx - 14;
  const withoutCaption = (sizes: typeof roomy): number =>
    signs * sizes.signPx + Math.max(0, parts - 1) * sizes.gapPx;
  const lineOf = (sizes: typeof roomy, letters: number): number =>
    withoutCaption(sizes) + letters * sizes.letterPx;
  const sizes = lineOf(roomy, caption?.length ?? 0) > roomPx ? tight : roomy;
  const fitting = Math.max(2, Math.floor((roomPx - withoutCaption(sizes)) / sizes.letterPx));
  const shown = caption === undefined ? '' : shortened(caption, fitting);
  const { signPx, gapPx } = sizes;
  const linePx = lineOf(sizes, shown.length);
  const hasLine = linePx > 0;
  const start = x + 2 - linePx / 2;
  const letterX = start + (lead === undefined ? 0 : signPx + gapPx);
  const lineY = y + 5;
  return (
    <g className={`seat ${state}`}>
      <rect className="seat-hit" x={x - width / 2} y={y - height / 2} width={width} height={height} />
      <rect
        className="seat-tile"
        x={left}
        y={top}
        width={width - 2 * insetPx}
        height={height - 2 * insetPx}
        rx={8}
      />
      {colour !== undefined && (
        <rect
          className={`group-bar group-${colour}`}
          x={left + 4}
          y={top + 6}
          width={4}
          height={height - 2 * insetPx - 12}
          rx={2}
        />
      )}
      <text x={x + 2} y={hasLine ? y + 1 : y + 5.5} fontSize={16} textAnchor="middle">
        {label}
      </text>
      {lead !== undefined && (
        <svg className="seat-lead" x={start} y={lineY} width={signPx} height={signPx}>
          <Icon name={lead} />
        </svg>
      )}
      {caption !== undefined && (
        <text className="seat-group" x={letterX} y={lineY + 10.5} fontSize={sizes.fontPx}>
          {shown}
        </text>
      )}
      {sign !== undefined && (
        <svg className="seat-sign" x={start + linePx - signPx} y={lineY} width={signPx} height={signPx}>
          <Icon name={sign} />
        </svg>
      )}
      {number !== undefined && (
        <QueueNumber number={number} x={x + width / 2 - 5} y={y - height / 2 + 6} radius={9.5} />
      )}
    </g>
  );
}

/** At most so many letters, the last one an ellipsis where some are missing. */
export const shortened = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;

/** Where the map is only a picture. */
function SmallShape({ state, label, number, colour, x, y, width, height }: ShapeProps) {
  const fontPx = Math.max(8, Math.min(13, height * 0.52));
  const mark = Math.max(5, height * 0.3);
  return (
    <g className={`seat ${state}`}>
      <rect
        className="seat-tile"
        x={x - width / 2 + 1}
        y={y - height / 2 + 1}
        width={width - 2}
        height={height - 2}
        rx={3}
      />
      {colour !== undefined && height >= 15 && (
        <rect
          className={`group-bar group-${colour}`}
          x={x - width / 2 + 2.5}
          y={y - height / 2 + 3}
          width={2}
          height={height - 6}
        />
      )}
      {height >= 15 && (
        <text x={x + 1} y={y + fontPx * 0.36} fontSize={fontPx} textAnchor="middle">
          {/^\d/.test(label) ? label : label.slice(0, 1)}
        </text>
      )}
      {number !== undefined && (
        <QueueNumber number={number} x={x + width / 2} y={y - height / 2} radius={mark} />
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
