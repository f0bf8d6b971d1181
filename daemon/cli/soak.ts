/**
 * `npm run soak -- NAME [--seed N] [--rounds N]`: longer runs with seeds of their own. Prints each seed; ends with 1
 * when anything went wrong.
 *
 * `safety`: the safety sitting, in good order and with every trouble in turn. `sitting`: the scripted evening, the
 * lists at the unit, clerks at once and 10,000 histories of the list, over and over. `microphones`: two hours of
 * virtual time on every microphone system. `guard`: every order of three events from each of its beginnings, and long
 * ways by chance. `broadcast`: what an RTMP server receives from a real OBS after a word that nothing may go out, 50
 * times for a part that is not public and 24 times for pauses, holds and withdrawn consents. `names`: the lower third
 * of a real OBS in 200 screenshots. `evening`: four hours of virtual time, a change of speaker every few seconds.
 * `obs-evening`: the same for twenty minutes on a real OBS that streams. `votes`: a thousand ballots over every channel
 * and 500 power cuts in mid-ballot, from each seed. `votes-kill`: a hundred deaths of the daemon in a ballot of a
 * hundred voters on mixed channels.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { openDatabase } from '../journal/database.ts';
import { guard } from '../director/guard.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { search, walk, type Searched } from '../../test/daemon/director/search/search.ts';
import { starts } from '../../test/daemon/director/search/world.ts';
import {
  limits,
  playEntry,
  tableOf,
  troubles as troublesOfEntries,
  words,
  wrongOf,
  type Entry,
} from '../../test/transmission/entries.ts';
import { describeRealRun, playRealRun } from '../../test/transmission/long-run.ts';
import { describeLowerThird, playLowerThird } from '../../test/transmission/lower-third.ts';
import { openTransmission, type TransmissionStage } from '../../test/transmission/stage.ts';
import { createEndings } from '../../test/running.ts';
import { openKillCouncil, playKillRound } from '../../test/votes/kill-rounds.ts';
import type { MixedCouncil } from '../../test/votes/mixed-council.ts';
import { playSitting } from '../../test/safety/sitting.ts';
import { troubles } from '../../test/safety/troubles.ts';
import { describeVirtualRun, playVirtualRun } from '../../test/transmission/virtual-run.ts';
import { describeTruth, violations } from '../../test/safety/truth.ts';

const root = join(import.meta.dirname, '..', '..');
const inOrder = ['in good order', () => undefined] as const;

async function safety(seed: number, index: number): Promise<boolean> {
  const [name, trouble] = [inOrder, ...troubles][index % (troubles.length + 1)] ?? inOrder;
  const truth = await playSitting({ seed, events: 1000, lookAhead: true, trouble });
  const wrong = [
    ...violations(truth),
    ...(truth.closeUpCuts >= 300 ? [] : ['fewer than 300 cuts to close-ups']),
  ];
  process.stdout.write(
    `seed ${seed}, ${name}: ${describeTruth(truth)}${wrong.length > 0 ? ` – ${wrong.join(', ')}` : ''}\n`,
  );
  return wrong.length === 0;
}

/** Tests that take their seed from the environment. */
const ofTheSitting = [
  'test/sitting/evening.test.ts',
  'test/sitting/unit-list.test.ts',
  'test/sitting/clerks.test.ts',
  'test/daemon/chamber/floor/histories.test.ts',
];

const guardDepth = 3;
const guardSteps = 300_000;

/** Six beginnings, one each round, and a way by chance. */
async function searchGuard(seed: number, index: number): Promise<boolean> {
  const from = starts.slice(index % starts.length, (index % starts.length) + 1);
  const searched = search(guard, { depth: guardDepth, from });
  process.stdout.write(
    `every order of ${guardDepth} events from beginning ${index % starts.length}: ${describeSearch(searched)}\n`,
  );
  const walked = walk(guard, { steps: guardSteps, random: createRandom(seed) });
  process.stdout.write(`seed ${seed}, ${guardSteps} events by chance: ${describeSearch(walked)}\n`);
  return searched.found === null && walked.found === null;
}

function describeSearch({ states, verdicts, shown, soundOpen, found }: Searched): string {
  const counts = Object.entries({ ...shown, 'sound open': soundOpen }).map(
    ([what, count]) => `${what} ${count}`,
  );
  const wrong = found === null ? '' : ` – ${found.what}:\n  ${found.trace.join('\n  ')}`;
  return `${states} states, ${verdicts} verdicts (${counts.join(', ')})${wrong}`;
}

const stages: TransmissionStage[] = [];
const entries: Entry[] = [];
const closedParts = 50;
const otherWords = words.filter((word) => word !== 'non-public');
/** Moments at which a stream that goes on behind a slate is tried. */
const otherMoments = ['in good order', 'during a fade', 'during a camera cut', 'with an 8 s delay'] as const;

async function transmit(seed: number, index: number): Promise<boolean> {
  // The daemon runs compiled, as in a sitting.
  if (stages.length === 0) build();
  const stage = stages[0] ?? (await openTransmission());
  if (stages.length === 0) stages.push(stage);
  const other = index - closedParts;
  const entry = await playEntry(stage, {
    seed,
    word: other < 0 ? 'non-public' : (otherWords[other % otherWords.length] ?? 'pause'),
    trouble:
      other < 0
        ? (troublesOfEntries[index % troublesOfEntries.length] ?? 'in good order')
        : (otherMoments[Math.floor(other / otherWords.length) % otherMoments.length] ?? 'in good order'),
  });
  entries.push(entry);
  const wrong = wrongOf([entry]);
  process.stdout.write(
    `seed ${seed}: ${JSON.stringify(entry)}${wrong.length > 0 ? ` – ${wrong.join(', ')}` : ''}\n`,
  );
  return wrong.every((each) => each.includes(`later than ${limits.usually}`));
}

async function transmitted(): Promise<boolean> {
  for (const stage of stages) await stage.stop();
  process.stdout.write(tableOf(entries));
  const wrong = wrongOf(entries);
  for (const each of wrong) process.stdout.write(`${each}\n`);
  return wrong.length === 0;
}

function told(seed: number, words: string, wrong: readonly string[]): boolean {
  process.stdout.write(`seed ${seed}: ${words}\n${wrong.map((each) => `  ${each}\n`).join('')}`);
  return wrong.length === 0;
}

async function showNames(seed: number): Promise<boolean> {
  build();
  const figures = await playLowerThird({ seed, screenshots: 200 });
  return told(seed, describeLowerThird(figures), figures.wrong);
}

async function playEvening(seed: number): Promise<boolean> {
  const figures = await playVirtualRun({ seed, hours: 4 });
  return told(seed, describeVirtualRun(figures), figures.wrong);
}

async function playObsEvening(seed: number): Promise<boolean> {
  build();
  const figures = await playRealRun({ seed, minutes: 20 });
  return told(seed, describeRealRun(figures), figures.wrong);
}

const ofMicrophones = ['test/conformance/long-run.test.ts'];

async function seeded(files: readonly string[], seed: number): Promise<boolean> {
  const failed = files.filter((file) => {
    const run = spawnSync(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--retry', '0', file],
      {
        cwd: root,
        env: { ...process.env, SEED: String(seed) },
        encoding: 'utf8',
      },
    );
    if (run.status !== 0) process.stdout.write(`${run.stdout}\n`);
    return run.status !== 0;
  });
  process.stdout.write(
    `seed ${seed}: ${failed.length === 0 ? 'all right' : `FAILED ${failed.join(', ')}`}\n`,
  );
  return failed.length === 0;
}

const ofVotes = ['test/votes/councils.test.ts', 'test/faults/votes-power-cut.test.ts'];

let killCouncil: MixedCouncil | null = null;
const killEndings = createEndings();
let killRandom = createRandom(1);

/** Rounds of one council; a slow disk in every second seed, so that more is under way. */
async function killVotes(seed: number, index: number): Promise<boolean> {
  if (!killCouncil) {
    build();
    killRandom = createRandom(seed);
    const args = seed % 2 === 0 ? ['--sync-delay-ms', '25'] : [];
    killCouncil = await openKillCouncil(killEndings, seed, { args });
    process.stdout.write(`seed ${seed}${args.length > 0 ? ', 25 ms for a sync' : ''}\n`);
  }
  const { wrong, votes, acknowledgedBefore, underWay } = await playKillRound(
    killCouncil,
    index + 1,
    killRandom,
  );
  process.stdout.write(
    `round ${index + 1}: ${votes} votes, ${acknowledgedBefore} acknowledged and ${underWay} under way when it died` +
      `${wrong.length > 0 ? ` – ${wrong.join(', ')}` : ''}\n`,
  );
  return wrong.length === 0;
}

async function endKillVotes(): Promise<boolean> {
  if (!killCouncil) return false;
  await killCouncil.kill('SIGTERM');
  const database = openDatabase(join(killCouncil.dataDir, 'journal.sqlite'), () => undefined);
  process.stdout.write(
    `the journal verifies: ${database.head.seq} records, ${database.leaves.length} of them of ballots\n`,
  );
  database.close();
  await killEndings.run();
  return true;
}

interface Kind {
  play(seed: number, index: number): boolean | Promise<boolean>;
  readonly rounds: number;
  /** What all rounds together must hold. */
  end?(): Promise<boolean>;
}

const kinds = {
  safety: { play: safety, rounds: 20 },
  sitting: { play: (seed: number) => seeded(ofTheSitting, seed), rounds: 5 },
  microphones: { play: (seed: number) => seeded(ofMicrophones, seed), rounds: 10 },
  guard: { play: searchGuard, rounds: 6 },
  broadcast: { play: transmit, rounds: closedParts + 24, end: transmitted },
  names: { play: showNames, rounds: 1 },
  evening: { play: playEvening, rounds: 1 },
  'obs-evening': { play: playObsEvening, rounds: 1 },
  votes: { play: (seed: number) => seeded(ofVotes, seed), rounds: 3 },
  'votes-kill': { play: killVotes, rounds: 100, end: endKillVotes },
} as const satisfies Record<string, Kind>;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, rounds: { type: 'string' } },
});
const [name = ''] = positionals;
if (!Object.hasOwn(kinds, name)) {
  process.stderr.write(`npm run soak -- ${Object.keys(kinds).join('|')} [--seed N] [--rounds N]\n`);
  process.exit(64);
}
const { play, rounds: usual, end }: Kind = kinds[name as keyof typeof kinds];
const rounds = values.rounds === undefined ? usual : Number(values.rounds);
const first = values.seed === undefined ? randomInt(1, 2 ** 31) : Number(values.seed);
let good = 0;
for (let index = 0; index < rounds; index++) if (await play(first + index, index)) good++;
const isRightAtLast = end ? await end() : true;
process.stdout.write(`${good} of ${rounds} rounds of ${name} were right\n`);
process.exit(good === rounds && isRightAtLast ? 0 : 1);
