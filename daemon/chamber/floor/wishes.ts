/**
 * Where the unit's lists and ours must agree, and where a microphone must stay closed: differences between
 * what the system should report and what it does, as wishes for it.
 */
import type { MicrophoneCommand } from '../../../protocols/models/microphones.ts';
import type { Observed } from '../../../protocols/models/observed.ts';
import type { Wish } from '../feature.ts';
import type { ChamberRoot } from '../root.ts';
import { barredSeats } from '../sitting/state.ts';
import type { Entry } from './entry.ts';

export function floorWishes(root: ChamberRoot, observed: Observed): readonly Wish[] {
  const { hall, floor } = root;
  const microphones = observed.microphones[hall.microphones];
  if (!microphones) return [];
  const wish = (seat: number, wanted: string, reported: string, command: MicrophoneCommand): Wish => ({
    key: `${hall.microphones}/seat-${seat}-${command.type}`,
    wanted,
    reported,
    command: { device: hall.microphones, model: 'microphones', command },
    insist: false,
  });

  const barred = barredSeats(root);
  // What the system cannot do is not asked of it again and again: the pages say that it cannot.
  const { talkOff, endRequest, addRequest } = hall.microphoneCapabilities;
  const wishes = (talkOff ? barred : [])
    .filter((seat) => microphones.speakers.includes(seat))
    .map((seat) => wish(seat, 'closed', 'open', { type: 'close', seat }));
  const listed = new Set(floor.list.waiting.map(({ who }) => who.seat));
  const isOurs = (seat: number): boolean =>
    !barred.includes(seat) && !floor.dismissed.includes(seat) && (!floor.list.isClosed || listed.has(seat));
  for (const seat of endRequest ? microphones.requests : [])
    if (!isOurs(seat)) wishes.push(wish(seat, 'not-waiting', 'waiting', { type: 'end-request', seat }));
  for (const seat of microphones.replies)
    if (!isOurs(seat)) wishes.push(wish(seat, 'not-waiting', 'waiting', { type: 'end-reply', seat }));

  // The lamp at the unit shows who is on the list, where the system keeps one and the press does not open. What
  // stood on the unit and is gone from it was taken back there: nobody asks again in their name.
  if (
    !addRequest ||
    (microphones.mode !== null && microphones.mode !== 'manual' && microphones.mode !== 'fifo')
  )
    return wishes;
  const onUnit = [...microphones.requests, ...microphones.replies, ...microphones.speakers];
  const isMissing = ({ id, who: { seat } }: Entry): boolean =>
    id !== floor.called &&
    floor.onUnit[id] === undefined &&
    seat !== undefined &&
    !onUnit.includes(seat) &&
    microphones.seats[seat]?.present === true;
  for (const entry of floor.list.waiting.filter(isMissing)) {
    const { seat = 0 } = entry.who;
    wishes.push(wish(seat, 'waiting', 'not-waiting', { type: 'add-request', seat }));
  }
  return wishes;
}
