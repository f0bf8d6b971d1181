/** What the microphone system's reports mean for the record: the difference between its lists and ours. */
import type { Observed } from '../../../protocols/models/observed.ts';
import type { ChamberEvent, ChamberRoot } from '../root.ts';

export function observeFloor({ hall, floor }: ChamberRoot, observed: Observed): readonly ChamberEvent[] {
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
  for (const { seat, kind } of floor.queue)
    if (!waiting.some((other) => other.seat === seat && other.kind === kind))
      events.push({ type: 'floor/request-ended', version: 1, data: { seat } });
  for (const { seat, kind } of waiting)
    if (!floor.queue.some((other) => other.seat === seat && other.kind === kind))
      events.push({ type: 'floor/requested', version: 1, data: { seat, kind } });
  return events;
}
