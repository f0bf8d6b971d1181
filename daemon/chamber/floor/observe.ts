/** What the microphone system's reports mean for the record: the difference between its lists and ours. */
import type { Observed } from '../../../protocols/models/observed.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';
import { barredSeats } from '../sitting/state.ts';

export function observeFloor(root: ChamberRoot, observed: Observed): readonly ChamberEvent[] {
  const { hall, floor } = root;
  const microphones = observed.microphones[hall.microphones];
  // Unknown is not "closed": the record stays until the system is heard again.
  if (!microphones) return [];
  const events: ChamberEvent[] = [];
  for (const { seat } of floor.open)
    if (!microphones.speakers.includes(seat))
      events.push({ type: 'floor/closed', version: 1, data: { seat } });
  for (const seat of microphones.speakers)
    if (!floor.open.some((open) => open.seat === seat))
      events.push({ type: 'floor/opened', version: 1, data: { seat } });

  const waiting = [
    ...microphones.replies.map((seat) => ({ seat, kind: 'reply' as const })),
    ...microphones.requests.map((seat) => ({ seat, kind: 'request' as const })),
  ];
  const onUnit = floor.list.waiting.flatMap(({ id, who }) =>
    floor.onUnit[id] === undefined || who.seat === undefined
      ? []
      : [{ seat: who.seat, kind: floor.onUnit[id] }],
  );
  // Who was given the floor leaves the unit's list a moment before the microphone is heard to be open.
  const calledSeat = floor.list.waiting.find(({ id }) => id === floor.called)?.who.seat;
  for (const seat of floor.dismissed)
    if (!waiting.some((other) => other.seat === seat))
      events.push({ type: 'floor/request-ended', version: 1, data: { seat } });
  for (const { seat, kind } of onUnit)
    if (!waiting.some((other) => other.seat === seat && other.kind === kind) && seat !== calledSeat)
      events.push({ type: 'floor/request-ended', version: 1, data: { seat } });
  // Rules 8 and 9: the unit may take a request that the list does not; it is ended there (wishes.ts).
  const barred = barredSeats(root);
  for (const { seat, kind } of waiting) {
    const isKnown = onUnit.some((other) => other.seat === seat && other.kind === kind);
    const isListed = floor.list.waiting.some(({ who }) => who.seat === seat);
    // Reports come one by one: an open microphone's own request is on its way off the unit's list.
    const isOpen = microphones.speakers.includes(seat);
    const isDismissed = barred.includes(seat) || floor.dismissed.includes(seat);
    if (isKnown || isOpen || isDismissed || (floor.list.isClosed && !isListed)) continue;
    events.push({ type: 'floor/requested', version: 1, data: { seat, kind } });
  }
  return events;
}
