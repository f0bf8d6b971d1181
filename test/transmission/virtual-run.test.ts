/** A short piece of the hours that `npm run soak` plays on a virtual clock. */
import { expect, test } from 'vitest';
import { describeVirtualRun, playVirtualRun } from './virtual-run.ts';

test('half an hour with everything that happens in four: nobody missed, nothing believed otherwise', async () => {
  const figures = await playVirtualRun({ seed: 20_261_126, hours: 0.5 });
  process.stdout.write(describeVirtualRun(figures));
  expect(figures.wrong).toEqual([]);
  expect(figures.long).toBeGreaterThan(50);
}, 60_000);
