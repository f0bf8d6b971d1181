/** The daemon dies in mid-ballot: `npm run soak -- votes-kill` plays a hundred rounds, here are a few, and the bugs that must be found. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../daemon/journal/database.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { createEndings } from '../running.ts';
import { openKillCouncil, playKillRound, type KillRound } from '../votes/kill-rounds.ts';
import {
  acknowledgesFirst,
  countsEveryCast,
  forgetsIds,
  plantedBuild,
  type Plant,
} from '../votes/planted.ts';

const endings = createEndings();
afterEach(() => endings.run());
const seed = Number(process.env['SEED'] ?? 20_261_126);
/** A disk that takes its time: more is under way when the power goes. */
const slowDisk = ['--sync-delay-ms', '25'];

test('a hundred voters on mixed channels lose nothing and count once', { timeout: 120_000 }, async () => {
  const random = createRandom(seed);
  const council = await openKillCouncil(endings, seed, { args: slowDisk });
  const rounds: KillRound[] = [];
  for (let round = 1; round <= 4; round++) {
    rounds.push(await playKillRound(council, round, random));
    const file = await council.resultFile(`b${round}`);
    const fingerprint = (await council.view()).ballot?.fingerprint;
    const { verdict, checks } = verifyResult(Buffer.from(file), { fingerprint });
    expect(verdict, JSON.stringify(checks)).toBe('good');
  }
  expect(
    rounds.flatMap(({ wrong }) => wrong),
    `seed ${seed}`,
  ).toEqual([]);
  for (const { votes } of rounds) expect(votes).toBeGreaterThan(80);
  // Deaths that nobody felt would prove nothing.
  expect(rounds.some(({ acknowledgedBefore }) => acknowledgedBefore > 0)).toBe(true);
  expect(rounds.some(({ underWay }) => underWay > 0)).toBe(true);
  await council.kill('SIGTERM');
  const database = openDatabase(join(council.dataDir, 'journal.sqlite'), () => undefined);
  expect(database.leaves.length).toBeGreaterThan(4 * 100);
  database.close();
});

test('150 browsers come back at once, and each has its answer', { timeout: 120_000 }, async () => {
  const random = createRandom(seed + 1);
  const council = await openKillCouncil(endings, seed + 1, {
    args: slowDisk,
    sizes: { pages: 150, sunvote: 1, mqtt: 1 },
  });
  const { wrong, votes } = await playKillRound(council, 1, random);
  expect(wrong).toEqual([]);
  expect(votes).toBeGreaterThan(120);
});

describe('the harness finds a daemon that', () => {
  const findings = async (plant: Plant, rounds: number): Promise<readonly string[]> => {
    const random = createRandom(seed);
    const dist = plantedBuild(endings, plant);
    const council = await openKillCouncil(endings, seed, {
      dist,
      args: slowDisk,
      sizes: { pages: 40, sunvote: 2, mqtt: 2 },
    });
    for (let round = 1; round <= rounds; round++) {
      const { wrong } = await playKillRound(council, round, random);
      if (wrong.length > 0) return wrong;
    }
    return [];
  };
  test.each([acknowledgesFirst, countsEveryCast, forgetsIds])(
    '$name',
    { timeout: 120_000 },
    async (plant) => {
      expect(await findings(plant, 8)).not.toEqual([]);
    },
  );
});
