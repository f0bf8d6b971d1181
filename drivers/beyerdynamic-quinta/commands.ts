/** What has to be said to a Quinta CU for a command, given what is known; and which block answers it. Pure. */
import type { QuintaCommand } from '../../protocols/beyerdynamic-quinta/commands.ts';
import type { QuintaReport } from '../../protocols/beyerdynamic-quinta/reports.ts';
import type { MicrophoneCommand, SeatNumber } from '../../protocols/models/microphones.ts';
import { idOfSeat } from '../seat-numbers.ts';
import type { CommandId } from '../session.ts';
import type { Known } from './picture.ts';
import { flagsOf, placeOf } from './units.ts';

/** One message, whose it is, and what its prompt means. */
export interface Saying {
  readonly say: QuintaCommand;
  readonly by: CommandId | null;
  /** With its answer, the picture decides on this command. */
  readonly judges: CommandId | null;
  /** The prompt means that these do not ask any more: the unit keeps no list that could be read back. */
  readonly forgets?: readonly SeatNumber[];
}

export function sayingsOf(
  command: MicrophoneCommand,
  id: CommandId,
  known: Known,
): readonly Saying[] | undefined {
  const { picture } = known;
  const plain = (say: QuintaCommand): Saying => ({ say, by: id, judges: null });
  const look: Saying = { say: { type: 'get-streams' }, by: id, judges: id };
  const speaking = (seats: readonly SeatNumber[], speak: boolean): readonly Saying[] | undefined => {
    const sayings = seats.map((seat) => speakingOf(seat, speak, known));
    if (sayings.includes(undefined)) return undefined;
    return [...sayings.filter((say) => say !== undefined).map(plain), look];
  };
  switch (command.type) {
    case 'open':
      return speaking([command.seat], true);
    case 'close':
      return speaking([command.seat], false);
    case 'close-delegates':
      return speaking(
        picture.speakers.filter((seat) => picture.seats[seat]?.chair !== true),
        false,
      );
    case 'close-all':
      return [plain({ type: 'clear-speaking' }), look];
    case 'end-request':
      return endRequest(command.seat, id, known);
    case 'end-all-requests':
      return [
        plain({ type: 'clear-requests', right: false }),
        { say: { type: 'clear-requests', right: true }, by: id, judges: id, forgets: picture.requests },
      ];
    default:
      return undefined;
  }
}

function speakingOf(seat: SeatNumber, speak: boolean, known: Known): QuintaCommand | undefined {
  const id = idOfSeat(known.numbers, seat);
  if (id === undefined) return undefined;
  const { unit, right } = placeOf(id);
  const flags = known.flags.get(unit) ?? { hardware: 0, zone: 0, role: 'single' };
  return { type: speak ? 'start-speaking' : 'stop-speaking', unit, flags: flagsOf(flags, right) };
}

/** One unit is chosen, and afterwards all of them again: what others say next must not mean that one. */
function endRequest(seat: SeatNumber, id: CommandId, known: Known): readonly Saying[] | undefined {
  const place = idOfSeat(known.numbers, seat);
  if (place === undefined) return undefined;
  const { unit, right } = placeOf(place);
  return [
    { say: { type: 'address', unit }, by: id, judges: null },
    { say: { type: 'clear-requests', right }, by: id, judges: id, forgets: [seat] },
    { say: { type: 'address', unit: null }, by: null, judges: null },
  ];
}

/**
 * Every block ends with a prompt, also one that nobody asked for (a button, a status): it is the answer only
 * if it holds what was asked for, or nothing where nothing was.
 */
export function isAnswer(say: QuintaCommand, block: readonly QuintaReport[]): boolean {
  const has = (type: QuintaReport['type']): boolean => block.some((report) => report.type === type);
  const isEmpty = block.every((report) => report.type === 'other');
  switch (say.type) {
    case 'get-streams':
      return has('stream');
    case 'get-unit':
      return block.some(
        (report) => (report.type === 'unit' || report.type === 'no-unit') && report.position === say.position,
      );
    case 'get-name':
      return block.some((report) => report.type === 'name' && report.position === say.position);
    case 'get-version':
      return has('version');
    case 'get-mode':
      return has('mode');
    case 'start-speaking':
    case 'stop-speaking':
      return (
        block.length === 0 || block.some((report) => report.type === 'allocation' && report.unit === say.unit)
      );
    case 'clear-requests':
      return isEmpty || block.every((report) => 'speak' in report && !report.speak);
    case 'clear-speaking':
      return isEmpty || has('allocation');
    default:
      return isEmpty;
  }
}
