/** The hall as seats: whether each has voted, and after an announced named ballot how, by sign and colour. */
import type { PublicBallotView } from '../../../protocols/api/views/ballot.ts';
import { optionName } from '../../components/ballot/words.ts';
import { useT } from '../../i18n/language.tsx';
import { seatDots, type Dot } from './seat-dots.ts';

const width = 100;
const height = 58;

/** Drawn in the seat's own size: a tick, a cross, a ring, a dash. */
const marks = {
  yes: 'M-.26 .02l.18 .2 .36 -.42',
  no: 'M-.24 -.24l.48 .48m0 -.48l-.48 .48',
  abstain: 'M-.24 0a.24 .24 0 1 0 .48 0a.24 .24 0 1 0 -.48 0',
} as const;

export function SeatDots({
  seats,
  options,
}: {
  readonly seats: NonNullable<PublicBallotView['seats']>;
  readonly options: PublicBallotView['options'];
}) {
  const t = useT();
  const { dots, size } = seatDots(seats, width, height);
  return (
    <svg className="hall-seats" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('result.map')}>
      {dots.map((dot) => {
        const { choice } = dot;
        const place = options.findIndex(({ id }) => id === choice);
        const meaning = options[place]?.meaning;
        const look =
          choice === undefined ? (dot.voted ? 'is-voted' : 'is-waiting') : `is-${meaning ?? 'other'}`;
        const words =
          choice !== undefined
            ? optionName(t, options, choice)
            : t(dot.voted ? 'result.voted' : 'result.open');
        return (
          <g
            key={dot.id}
            className={`hall-seat ${look}`}
            transform={`translate(${dot.x} ${dot.y}) scale(${size})`}
          >
            <title>{t('result.seat', { seat: dot.label, words })}</title>
            <rect x="-.46" y="-.46" width=".92" height=".92" rx=".2" />
            <Mark
              dot={dot}
              meaning={choice === undefined ? (dot.voted ? 'yes' : undefined) : meaning}
              place={place}
            />
          </g>
        );
      })}
    </svg>
  );
}

/** What fits on a seat: its number, or the first letter of a word. */
const shortLabel = (label: string): string => label.slice(0, /^\d/.test(label) ? 3 : 1);

function Mark({
  dot,
  meaning,
  place,
}: {
  readonly dot: Dot;
  readonly meaning: keyof typeof marks | undefined;
  readonly place: number;
}) {
  if (meaning !== undefined) return <path d={marks[meaning]} />;
  return (
    <text y=".14" textAnchor="middle">
      {dot.choice === undefined ? shortLabel(dot.label) : place + 1}
    </text>
  );
}
