/**
 * What chair and clerk may do with the floor. The microphone system owns its microphones: opening and closing
 * are one-shot wishes to it, and what it then reports becomes the record (observe.ts). The list is ours.
 */
import type { CommandInput } from '../../../protocols/api/commands.ts';
import type { ErrorCode } from '../../../protocols/api/errors.ts';
import type { MicrophoneCommand, MicrophonesState } from '../../../protocols/models/microphones.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import { definedOnly } from '../defined.ts';
import { seatOf } from '../people/state.ts';
import type { Hall } from '../hall.ts';
import type { ChamberCommand, ChamberDecision, ChamberRoot } from '../root.ts';
import { barredPersons, barredSeats, chairSeatOf, groupOf, limitsOf } from '../sitting/state.ts';
import type { FloorEvent } from './events.ts';
import { classOf, type Entry } from './entry.ts';
import { mayLevel, refuses, returnable } from './list.ts';
import { whoAt } from './who.ts';
import { entryById, holderOf, waitingOf } from './state.ts';

const refused = (error: ErrorCode): ChamberDecision => ({ ok: false, error });

export function decideFloor(
  root: ChamberRoot,
  observed: Observed,
  command: ChamberCommand,
): ChamberDecision | undefined {
  const { hall, floor } = root;
  const microphones = observed.microphones[hall.microphones] ?? null;
  const issued = (...events: readonly FloorEvent[]): ChamberDecision => ({ ok: true, events });
  const wish = (...commands: MicrophoneCommand[]): ChamberDecision => withWishes(root, [], commands);

  switch (command.name) {
    case 'floor/give': {
      const { seat } = command.input;
      if (!isSeat(hall, microphones, seat)) return refused('unknown-seat');
      if (barredSeats(root).includes(seat)) return refused('person-excluded');
      if (!microphones) return refused('device-offline');
      if (microphones.speakers.includes(seat)) return refused('already-open');
      return wish({ type: 'open', seat });
    }
    case 'floor/withdraw': {
      const { seat } = command.input;
      if (!isSeat(hall, microphones, seat)) return refused('unknown-seat');
      if (!microphones) return refused('device-offline');
      return microphones.speakers.includes(seat) ? wish({ type: 'close', seat }) : refused('not-open');
    }
    case 'floor/next': {
      // The system's own list is heard a moment before ours is on disk.
      const first = floor.list.waiting[0] ?? floor.list.residents[0];
      if (first) return decideStart(root, microphones, first);
      if (!microphones) return refused('device-offline');
      const seat = microphones.replies[0] ?? microphones.requests[0];
      return seat === undefined || barredSeats(root).includes(seat)
        ? refused('nobody-waits')
        : wish({ type: 'open', seat });
    }
    case 'floor/start': {
      const entry = entryById(floor, command.input.entry);
      return entry ? decideStart(root, microphones, entry) : refused('unknown-entry');
    }
    case 'floor/end': {
      const holder = holderOf(floor);
      if (!holder) return refused('nobody-has-the-floor');
      const seat = holder.microphone;
      if (microphones && seat !== undefined && microphones.speakers.includes(seat))
        return wish({ type: 'close', seat });
      return issued({ type: 'floor/ended', version: 1, data: {} });
    }
    case 'floor/drop-request': {
      const { seat } = command.input;
      const entry = floor.list.waiting.find(({ who }) => who.seat === seat);
      return entry ? decideRemove(root, microphones, entry) : refused('not-waiting');
    }
    case 'floor/remove': {
      const entry = entryById(floor, command.input.entry);
      return entry ? decideRemove(root, microphones, entry) : refused('unknown-entry');
    }
    case 'floor/mute-delegates': {
      if (!microphones) return refused('device-offline');
      // One by one where they are known: each can then be proved closed.
      const chairSeat = chairSeatOf(root);
      const delegates = microphones.speakers.filter((seat) => seat !== chairSeat);
      return delegates.length === 0 && chairSeat === hall.chairSeat
        ? wish({ type: 'close-delegates' })
        : wish(...delegates.map((seat): MicrophoneCommand => ({ type: 'close', seat })));
    }
    case 'floor/extend': {
      const holder = holderOf(floor);
      if (!holder) return refused('nobody-has-the-floor');
      const data = { seat: holder.who.seat ?? 0, byMs: command.input.seconds * 1000 };
      return issued({ type: 'floor/extended', version: 1, data });
    }
    case 'floor/hold':
      if (!holderOf(floor)) return refused('nobody-has-the-floor');
      return issued({ type: 'floor/held', version: 1, data: { held: command.input.held } });
    case 'floor/add':
      return decideAdd(root, command.input);
    case 'floor/update': {
      const { entry: id, kind, note } = command.input;
      const entry = entryById(floor, id);
      if (!entry) return refused('unknown-entry');
      const isFixed = entry.kind === 'answer' || entry.kind === 'residents-question';
      const isOther = kind !== undefined && kind !== entry.kind;
      if (isOther && (isFixed || kind === 'answer' || kind === 'residents-question'))
        return refused('invalid-input');
      const isDouble = waitingOf(floor).some(
        (other) =>
          other.id !== id &&
          other.who.person !== undefined &&
          other.who.person === entry.who.person &&
          classOf(other) === classOf({ kind: kind ?? entry.kind }),
      );
      if (isOther && isDouble) return refused('already-waiting');
      const data = { entry: id, ...definedOnly({ kind }) };
      return issued({ type: 'floor/updated', version: 1, data, personal: definedOnly({ note }) });
    }
    case 'floor/move': {
      const { entry, before } = command.input;
      const lists = [floor.list.waiting, floor.list.residents];
      const own = lists.find((list) => list.some(({ id }) => id === entry));
      if (!own || (before !== null && !own.some(({ id }) => id === before))) return refused('unknown-entry');
      return issued({ type: 'floor/moved', version: 1, data: { entry, before } });
    }
    case 'floor/return':
      return returnable(floor.list)
        ? issued({ type: 'floor/returned', version: 1, data: {} })
        : refused('nothing-to-return');
    case 'floor/level':
      return mayLevel(floor.list, command.input.group)
        ? issued({ type: 'floor/levelled', version: 1, data: {}, personal: { group: command.input.group } })
        : refused('not-overdrawn');
    case 'floor/close-list':
      return issued({ type: 'floor/list', version: 1, data: { closed: command.input.closed } });
    case 'floor/close-debate':
      return issued({ type: 'floor/debate-closed', version: 1, data: {} });
    case 'microphones/set':
      if (!microphones) return refused('device-offline');
      return wish({ type: 'set', settings: definedOnly(command.input) });
    default:
      return undefined;
  }
}

const withWishes = (
  { hall }: ChamberRoot,
  events: readonly FloorEvent[],
  commands: readonly MicrophoneCommand[],
): ChamberDecision => ({
  ok: true,
  events,
  effects: commands.map((command) => ({ device: hall.microphones, model: 'microphones', command })),
});

function decideStart(root: ChamberRoot, microphones: MicrophonesState | null, entry: Entry): ChamberDecision {
  const { floor, hall } = root;
  const { who } = entry;
  if (who.person !== undefined && barredPersons(root).includes(who.person)) return refused('person-excluded');
  if (classOf(entry) === 3 && floor.list.started.length === 0) return refused('nothing-started');
  const seat = (who.person === undefined ? undefined : seatOf(root.people, who.person)) ?? who.seat;
  const started: FloorEvent = { type: 'floor/started', version: 1, data: { entry: entry.id } };
  // Who speaks now has had the floor; their microphone closes, but for an interposed question.
  const holder = holderOf(floor);
  const holderSeat = holder?.microphone;
  const closing: MicrophoneCommand[] =
    holderSeat !== undefined &&
    holderSeat !== seat &&
    holderSeat !== chairSeatOf(root) &&
    classOf(entry) !== 3 &&
    hall.microphoneCapabilities.talkOff &&
    microphones?.speakers.includes(holderSeat)
      ? [{ type: 'close', seat: holderSeat }]
      : [];
  // Remote, at no unit, or the system is not heard: the speech begins by the chair's word alone.
  if (seat === undefined || !microphones || microphones.speakers.includes(seat))
    return withWishes(root, [started], closing);
  const called: FloorEvent = { type: 'floor/called', version: 1, data: { entry: entry.id } };
  // Where we cannot open, the person called presses the button.
  const opening: MicrophoneCommand[] = hall.microphoneCapabilities.talkOn ? [{ type: 'open', seat }] : [];
  return withWishes(root, [called], [...closing, ...opening]);
}

/** What stands on the unit's list leaves it there; its report takes it off ours. */
function decideRemove(
  { floor, hall }: ChamberRoot,
  microphones: MicrophonesState | null,
  entry: Entry,
): ChamberDecision {
  const { id, who } = entry;
  const kind = floor.onUnit[id];
  // Where we cannot end it there, ours forgets it, and it is not believed again until it has gone.
  if (microphones && kind !== undefined && who.seat !== undefined && hall.microphoneCapabilities.endRequest) {
    const command: MicrophoneCommand =
      kind === 'reply' ? { type: 'end-reply', seat: who.seat } : { type: 'end-request', seat: who.seat };
    return { ok: true, events: [], effects: [{ device: hall.microphones, model: 'microphones', command }] };
  }
  return { ok: true, events: [{ type: 'floor/removed', version: 1, data: { entry: id } }] };
}

/** One of the hall's, or a unit that the system has and the config does not. */
const isSeat = (hall: Hall, microphones: MicrophonesState | null, seat: number): boolean =>
  hall.seats[seat] !== undefined ||
  microphones?.seats[seat] !== undefined ||
  microphones?.speakers.includes(seat) === true;

function decideAdd(root: ChamberRoot, input: CommandInput<'floor/add'>): ChamberDecision {
  const { hall, floor } = root;
  const { kind, answerTo, rank, note, guest } = input;
  if (input.seat !== undefined && !hall.seats[input.seat]) return refused('unknown-seat');
  if (input.person !== undefined && !Object.hasOwn(root.register.persons, input.person))
    return refused('unknown-person');
  const seat = input.person === undefined ? input.seat : (seatOf(root.people, input.person) ?? input.seat);
  const person = input.person ?? (seat === undefined ? undefined : whoAt(root, seat).person);
  if (seat === undefined && person === undefined && guest === undefined) return refused('invalid-input');
  if (person !== undefined && barredPersons(root).includes(person)) return refused('person-excluded');
  const who = definedOnly({ seat, person, guest });
  const addition = { kind, who, ...definedOnly({ answerTo, rank, note }) };
  const refusal = refuses(floor.list, addition, limitsOf(root), true);
  if (refusal) return refused(refusal);
  const group = person === undefined ? undefined : groupOf(root, person);
  const data = { kind, ...definedOnly({ seat, answerTo, rank }) };
  const personal = definedOnly({ person, guest, group, note });
  return { ok: true, events: [{ type: 'floor/added', version: 1, data, personal }] };
}
