/**
 * The name in the lower third on a real OBS belongs to the face above it, in pixels: a short piece of what
 * `npm run soak` plays with 200 screenshots.
 */
import { describe, expect, test } from 'vitest';
import { hasRealObs } from '../real-obs.ts';
import { describeLowerThird, playLowerThird } from '../transmission/lower-third.ts';

const available = hasRealObs();
const missing = available.ok ? '' : ` (skipped, missing: ${available.missing.join(', ')})`;

describe.skipIf(!available.ok)(`names in a picture that goes out${missing}`, () => {
  test(
    'no name stands under the next face for more than 200 ms, and the right one stands under a face that stays',
    { timeout: 180_000 },
    async () => {
      const figures = await playLowerThird({ screenshots: 30, seed: 20_261_126 });
      process.stdout.write(describeLowerThird(figures));
      expect(figures.changes).toBeGreaterThan(4);
      expect(figures.wrong).toEqual([]);
    },
  );
});
