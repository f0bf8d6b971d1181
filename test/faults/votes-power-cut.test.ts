/**
 * The power goes in mid-ballot: 500 images of the disk at random moments of a hundred voters, each opened with the
 * real journal and folded by the chamber. What was acknowledged counts; nothing counts twice.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { atTag } from '../../daemon/chamber/ballot/tags.ts';
import {
  chamberFeatures,
  initialRoot,
  type ChamberEvent,
  type ChamberRoot,
} from '../../daemon/chamber/root.ts';
import { openDatabase } from '../../daemon/journal/database.ts';
import { recover } from '../../daemon/journal/recover.ts';
import type { NewRecord } from '../../daemon/journal/store.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { createCouncil } from '../daemon/chamber/ballot/council.ts';
import { smallHall } from '../daemon/director/small-hall.ts';
import { recordGroups, writeImage, type Operation, type Planted } from './power-cut.ts';

const seed = Number(process.env['SEED'] ?? 20_261_126);
const images = Number(process.env['ROUNDS'] ?? 500);
const voters = 100;
const hasStrace = spawnSync('strace', ['-V']).status === 0;
if (!hasStrace && process.env['CI'] === 'true') throw new Error('missing for the power-cut tests: strace');
const folder = mkdtempSync(join(tmpdir(), 'saalregie-votes-power-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Plan {
  readonly groups: readonly (readonly NewRecord[])[];
  /** By the number of its record: whose vote it is, and which. */
  readonly casts: ReadonlyMap<number, { readonly tag: number; readonly choice: string }>;
}

/** A ballot as the chamber decides it, in the groups in which a busy disk takes it. */
function planBallot(): Plan {
  const random = createRandom(seed);
  const council = createCouncil({ size: voters });
  council.open({ named: true });
  const before = council.events.length;
  for (let press = 0; press < 3 * voters; press++)
    council.press(1 + Math.floor(random() * voters), Math.floor(random() * 3), `press-${press}`);
  const records = council.events.map((event, index): NewRecord => ({
    seq: index + 1,
    wallMs: index,
    monoMs: index,
    actor: 'device',
    type: event.type,
    version: event.version,
    data: event.data,
    ...('personal' in event && event.personal ? { personal: event.personal } : {}),
  }));
  const groups: NewRecord[][] = [records.slice(0, before)];
  for (let from = before; from < records.length;) {
    const size = 1 + Math.floor(random() * 12);
    groups.push(records.slice(from, from + size));
    from += size;
  }
  const casts = new Map(
    council.events.flatMap((event, index) =>
      event.type === 'ballot/cast' && event.personal
        ? [[index + 1, { tag: event.data.tag, choice: event.personal?.choice ?? '' }] as const]
        : [],
    ),
  );
  return { groups, casts };
}

/** How many images lost an acknowledged vote, count one twice or wrongly, or could not be opened. */
function cutPower(operations: readonly Operation[], { casts }: Plan, name: string) {
  const random = createRandom(seed + 1);
  let [lost, wrong, damaged] = [0, 0, 0];
  for (let image = 0; image < images; image++) {
    const place = join(folder, `${name}-${image}`);
    mkdirSync(place);
    const acknowledged = writeImage(operations, 1 + Math.floor(random() * operations.length), random, place);
    try {
      let root: ChamberRoot = initialRoot(smallHall);
      const database = openDatabase(join(place, 'journal.sqlite'), (records) => {
        for (const record of records)
          root = chamberFeatures.reduce(
            (state, feature) => feature.reduce(state, recover<ChamberEvent>(record)),
            root,
          );
      });
      const { seq } = database.head;
      database.close();
      if (seq < acknowledged) lost++;
      const expected = new Map<number, string>();
      for (const [number, { tag, choice }] of casts) if (number <= seq) expected.set(tag, choice);
      const ballot = root.ballots.current;
      const isRight =
        (ballot?.castCount ?? 0) === expected.size &&
        [...expected].every(([tag, choice]) => ballot && atTag(ballot.votes, tag)?.choice === choice);
      if (!isRight) wrong++;
    } catch {
      damaged++;
    }
    rmSync(place, { recursive: true });
  }
  return { lost, wrong, damaged };
}

describe.skipIf(!hasStrace)(
  `a ballot after ${images} power cuts${hasStrace ? '' : ' (skipped, missing: strace)'}`,
  () => {
    const plan = planBallot();
    const record = (planted: Planted): Operation[] => {
      const place = join(folder, planted.replaceAll(/\W/g, '-'));
      mkdirSync(place);
      return recordGroups(place, plan.groups, planted);
    };

    test('has every acknowledged vote, once', { timeout: 180_000 }, () => {
      const operations = record('nothing');
      expect(operations.filter(({ type }) => type === 'acknowledged')).toHaveLength(plan.groups.length);
      expect(plan.casts.size).toBeGreaterThan(2 * voters);
      expect(cutPower(operations, plan, 'honest'), `seed ${seed}`).toEqual({ lost: 0, wrong: 0, damaged: 0 });
    });

    test.each(['synchronous=NORMAL', 'answers first'] as const)(
      'and a journal with %s is found',
      { timeout: 180_000 },
      (planted) => {
        expect(cutPower(record(planted), plan, planted.replaceAll(/\W/g, '-')).lost).toBeGreaterThan(
          images / 20,
        );
      },
    );
  },
);
