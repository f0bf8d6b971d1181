/**
 * Two pictures of the same microphone system compared: what has changed between them, as events, and whether
 * a command's effect can be seen in the later one. Pure, and the same for every system.
 */
import {
  microphoneLists,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophoneSeat,
  type MicrophoneSettings,
  type MicrophonesState,
  type SeatNumber,
} from './microphones.ts';

const sameList = (a: readonly SeatNumber[], b: readonly SeatNumber[]): boolean =>
  a === b || (a.length === b.length && a.every((seat, index) => seat === b[index]));

const sameSeat = (a: MicrophoneSeat | undefined, b: MicrophoneSeat): boolean =>
  a === b || (a?.present === b.present && a.name === b.name && a.login === b.login && a.chair === b.chair);

const settingKeys: readonly (keyof MicrophoneSettings)[] = [
  'mode',
  'withReplies',
  'interrupt',
  'maxOpen',
  'maxOpenTotal',
  'maxRequests',
  'maxReplies',
];

/**
 * The events that lead from `before` to `after`; none if nothing changed. A seat that is not there any more,
 * or a setting that is not known any more, needs a whole snapshot.
 */
export function changesBetween(
  before: MicrophonesState,
  after: MicrophonesState,
): readonly MicrophoneEvent[] {
  if (before === after) return [];
  const isForgotten =
    Object.keys(before.seats).some((seat) => after.seats[Number(seat)] === undefined) ||
    settingKeys.some((key) => after[key] === null && before[key] !== null);
  if (isForgotten) return [{ type: 'snapshot', state: after }];

  const events: MicrophoneEvent[] = [];
  for (const [key, state] of Object.entries(after.seats)) {
    const seat = Number(key);
    if (!sameSeat(before.seats[seat], state)) events.push({ type: 'seat-changed', seat, state });
  }
  const settings = settingKeys.filter((key) => before[key] !== after[key]);
  if (settings.length > 0)
    events.push({
      type: 'settings-changed',
      settings: Object.fromEntries(settings.map((key) => [key, after[key]])),
    });
  for (const [key, priority] of Object.entries(after.priorities)) {
    const seat = Number(key);
    if (before.priorities[seat] !== priority) events.push({ type: 'priority-changed', seat, priority });
  }
  const lists = microphoneLists.filter((list) => !sameList(before[list], after[list]));
  if (lists.length > 0)
    events.push({ type: 'lists', ...Object.fromEntries(lists.map((list) => [list, after[list]])) });
  return events;
}

/**
 * Can the command's effect be seen in `now`? null: this picture cannot tell. `before` is the picture when the
 * command was sent.
 */
export function isDone(
  command: MicrophoneCommand,
  now: MicrophonesState,
  before: MicrophonesState,
): boolean | null {
  switch (command.type) {
    case 'open':
      return now.speakers.includes(command.seat);
    case 'close':
      return !now.speakers.includes(command.seat);
    case 'close-all':
      return now.speakers.length === 0;
    case 'close-delegates':
      return delegatesClosed(now);
    case 'open-next': {
      const waited = [...before.replies, ...before.requests];
      return now.speakers.some((seat) => waited.includes(seat) && !before.speakers.includes(seat));
    }
    case 'add-request':
      return now.requests.includes(command.seat);
    case 'end-request':
      return !now.requests.includes(command.seat);
    case 'end-all-requests':
      return now.requests.length === 0;
    case 'order-requests':
      return sameList(now.requests, command.seats);
    case 'add-reply':
      return now.replies.includes(command.seat);
    case 'end-reply':
      return !now.replies.includes(command.seat);
    case 'set':
      return settingsHold(now, command.settings);
    case 'set-priority':
      return now.priorities[command.seat] === undefined
        ? null
        : now.priorities[command.seat] === command.priority;
  }
}

/** The chair's microphone may stay open; where the system does not say which one that is, nobody can tell. */
function delegatesClosed({ speakers, seats }: MicrophonesState): boolean | null {
  if (speakers.length === 0) return true;
  if (speakers.some((seat) => seats[seat]?.chair === undefined)) return null;
  return speakers.every((seat) => seats[seat]?.chair === true);
}

export const settingsHold = (state: MicrophonesState, settings: MicrophoneSettings): boolean =>
  settingKeys.every((key) => settings[key] === undefined || settings[key] === state[key]);
