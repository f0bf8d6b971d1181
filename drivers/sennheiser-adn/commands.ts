/** What has to be said to the ADN CU1 for a command, given the picture of the desk. Pure. */
import type {
  MicrophoneCommand,
  MicrophoneSettings,
  MicrophonesState,
  SeatNumber,
} from '../../protocols/models/microphones.ts';
import type { AdnCommand } from '../../protocols/sennheiser-adn/commands.ts';
import { attributeRanges, conferenceModeOf, type Attribute } from '../../protocols/sennheiser-adn/words.ts';
import { idOfSeat, type SeatNumbers } from '../seat-numbers.ts';
import type { Desk } from '../desk.ts';
import type { CommandId } from '../session.ts';
import { askUnit, pressUnit } from './units.ts';

export interface AdnOptions {
  readonly positions: number;
  readonly units: Readonly<Record<string, SeatNumber>>;
  readonly chairs: readonly SeatNumber[];
  readonly openInRequestMode: 'refuse' | 'press';
}

/** `closed`: not open, asking or not; `off`: neither. */
type SeatIs = 'open' | 'asking' | 'closed' | 'off';

/** One message, whose it is, and whose effect is decided once it was answered. */
export interface Saying {
  readonly say: AdnCommand;
  readonly by: CommandId | null;
  readonly judges: CommandId | null;
  /** A press is right only while the picture says this of the seat; who pressed themselves was faster. */
  readonly onlyIf?: { readonly seat: SeatNumber; readonly is: SeatIs };
}

/** Is it still right to say this? */
export function isDue({ by, onlyIf }: Saying, { open, picture }: Desk): boolean {
  if (by !== null && !open.some(({ id }) => id === by)) return false;
  if (!onlyIf) return true;
  const isOpen = picture.speakers.includes(onlyIf.seat);
  const asks = picture.requests.includes(onlyIf.seat);
  return { open: isOpen, asking: asks, closed: !isOpen, off: !isOpen && !asks }[onlyIf.is];
}

/** Presses and settings, and a question that reads back their effect; undefined: the unit cannot do that. */
export function sayingsOf(
  command: MicrophoneCommand,
  id: CommandId,
  picture: MicrophonesState,
  numbers: SeatNumbers,
  options: AdnOptions,
): readonly Saying[] | undefined {
  const press = (seats: readonly SeatNumber[], is: SeatIs): readonly Saying[] | undefined => {
    const presses: Saying[] = [];
    const questions: AdnCommand[] = [];
    for (const seat of seats) {
      const unit = idOfSeat(numbers, seat);
      if (unit === undefined) return undefined;
      presses.push({ say: pressUnit(unit), by: id, judges: null, onlyIf: { seat, is } });
      questions.push(askUnit(unit));
    }
    return [...presses, ...readBack(questions, id)];
  };
  const isOpen = (seat: SeatNumber): boolean => picture.speakers.includes(seat);

  switch (command.type) {
    case 'open':
      if (picture.mode === 'manual' && options.openInRequestMode === 'refuse' && !isOpen(command.seat))
        return undefined;
      return press([command.seat], 'closed');
    case 'close':
      return press([command.seat], 'open');
    case 'close-delegates':
      return press(
        picture.speakers.filter((seat) => picture.seats[seat]?.chair !== true),
        'open',
      );
    case 'close-all':
      return [
        { say: { type: 'AllMicsOff' }, by: id, judges: null },
        ...readBack(
          picture.speakers
            .map((seat) => idOfSeat(numbers, seat))
            .filter((unit) => unit !== undefined)
            .map(askUnit),
          id,
        ),
      ];
    case 'add-request':
      return picture.mode === 'manual' && !isOpen(command.seat) ? press([command.seat], 'off') : undefined;
    case 'end-request':
      return press([command.seat], 'asking');
    case 'end-all-requests':
      return press(picture.requests, 'asking');
    case 'set':
      return settings(command.settings, id);
    default:
      return undefined;
  }
}

/** The last answer decides. */
const readBack = (questions: readonly AdnCommand[], id: CommandId): readonly Saying[] =>
  questions.map((say, index) => ({ say, by: id, judges: index === questions.length - 1 ? id : null }));

function settings(wanted: MicrophoneSettings, id: CommandId): readonly Saying[] | undefined {
  const { mode, maxOpen, maxRequests, ...others } = wanted;
  if (Object.values(others).some((value) => value !== undefined && value !== false)) return undefined;
  const values: (readonly [Attribute, number | undefined])[] = [];
  if (mode !== undefined) values.push(['ConferenceMode', conferenceModeOf(mode)]);
  if (maxOpen !== undefined) values.push(['MaxOpenMic', maxOpen]);
  if (maxRequests !== undefined) values.push(['MaxSpeakReqListLength', maxRequests]);
  const sayings: Saying[] = [];
  for (const [attribute, value] of values) {
    const [lowest, highest] = attributeRanges[attribute];
    if (value === undefined || value < lowest || value > highest) return undefined;
    sayings.push({ say: { type: 'set', attribute, value }, by: id, judges: null });
  }
  return [
    ...sayings,
    ...readBack(
      values.map(([attribute]): AdnCommand => ({ type: 'get', attribute })),
      id,
    ),
  ];
}
