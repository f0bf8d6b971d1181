/**
 * A stream from a real OBS to a real RTMP server: what arrives after a word that nothing may go out. A choice of what
 * `npm run soak -- broadcast` plays fifty times.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasRealObs } from '../real-obs.ts';
import { playEntry, tableOf, wrongOf, type Entry, type Trouble, type Word } from '../transmission/entries.ts';
import { openTransmission, type TransmissionStage } from '../transmission/stage.ts';

const available = hasRealObs();
const missing = available.ok ? '' : ` (skipped, missing: ${available.missing.join(', ')})`;

const chosen: readonly (readonly [Word, Trouble])[] = [
  ['non-public', 'in good order'],
  ['pause', 'during a camera cut'],
  ['withdrawn consent', 'in good order'],
  ['non-public', 'with a frozen OBS'],
  ['non-public', 'with an 8 s delay'],
  ['non-public', 'with somebody pressing Start in OBS'],
  ['non-public', 'with OBS killed'],
];

describe.skipIf(!available.ok)(`a stream that is received${missing}`, () => {
  let stage: TransmissionStage;
  const entries: Entry[] = [];
  beforeAll(async () => {
    stage = await openTransmission();
  }, 120_000);
  afterAll(async () => {
    process.stdout.write(tableOf(entries));
    await stage.stop();
  });

  test.each(chosen)(
    '%s, %s: nothing of the hall arrives that is from after the word',
    { timeout: 120_000 },
    async (word, trouble) => {
      const entry = await playEntry(stage, { word, trouble, seed: 20_261_126 + entries.length });
      entries.push(entry);
      expect(wrongOf([entry])).toEqual([]);
    },
  );
});
