import { expect, test } from 'vitest';
import { markChapters } from '../../../daemon/stream/mark-chapters.ts';
import { smallHall } from '../director/small-hall.ts';
import { openBroadcast } from '../chamber/broadcast/hall.ts';

test('each chapter is marked in the file once, where the mixer can, and not again after a restart', async () => {
  const { transmission } = smallHall;
  const recording = { isAllowed: true, isInternalAllowed: false };
  const hall = await openBroadcast({ hall: { transmission: { ...transmission, recording } } });
  await hall.give('broadcast/open', { confirmed: true });
  const marks: string[] = [];
  const marker = markChapters((title) => marks.push(title));
  const look = (each = marker): void => each.changed(hall.root(), hall.loop.observed(), hall.clock.wall());
  look();
  await hall.give('broadcast/start-recording', {}, 500);
  // The first to be seen of a recording may have been marked by the daemon before.
  look();
  hall.open([2]);
  await hall.clock.advance(500);
  look();
  look();
  expect(marks).toEqual(['Mitglied 2']);
  await hall.give('broadcast/pause', {}, 500);
  look();
  expect(marks).toEqual(['Mitglied 2', 'Pause']);

  look(markChapters((title) => marks.push(`again: ${title}`)));
  hall.happens({ type: 'snapshot', state: { ...hall.mixer(), lacks: ['chapters'] } });
  await hall.give('broadcast/resume', {}, 500);
  look();
  expect(marks).toEqual(['Mitglied 2', 'Pause']);
});
