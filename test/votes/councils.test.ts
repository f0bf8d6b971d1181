/** A thousand seeded ballots over every channel with lost, doubled and re-ordered deliveries, and the bugs that must be found. */
import { describe, expect, test } from 'vitest';
import type { ChamberCommand } from '../../daemon/chamber/root.ts';
import { playCouncil, type CouncilRun } from './virtual-council.ts';
import { voteChannels } from './channels.ts';

const seed = Number(process.env['SEED'] ?? 1);
const runs = Number(process.env['ROUNDS'] ?? 1000);

test(
  `${runs} ballots from seed ${seed} come out as the devices and pages know them`,
  { timeout: 300_000 },
  async () => {
    const played: CouncilRun[] = [];
    for (let run = 0; run < runs; run++) played.push(await playCouncil(seed + run));
    expect(played.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
    const sum = (of: (run: CouncilRun) => number): number => played.reduce((all, run) => all + of(run), 0);
    process.stdout.write(
      `${runs} ballots: ${sum(({ votes }) => votes)} votes, ${sum(({ troubles }) => troubles)} troubles, ${sum(({ deliveries }) => deliveries)} deliveries\n`,
    );
    expect(sum(({ votes }) => votes)).toBeGreaterThan(5 * runs);
    expect(sum(({ troubles }) => troubles)).toBeGreaterThan(3 * runs);
    // Every channel took part often enough.
    for (const channel of [...Object.keys(voteChannels), 'page'])
      expect(played.filter(({ channels }) => channels.includes(channel)).length, channel).toBeGreaterThan(
        runs / 20,
      );
  },
);

describe('the harness finds a daemon that', () => {
  let casts = 0;
  const plants: readonly (readonly [string, (command: ChamberCommand) => ChamberCommand | null])[] = [
    [
      'does not know a cast again',
      (command) =>
        command.name === 'votes/cast' && command.input.from.channel === 'page'
          ? { ...command, input: { ...command.input, cast: `${command.input.cast}-${++casts}` } }
          : command,
    ],
    [
      'loses one vote in fifty',
      (command) => (command.name === 'votes/cast' && ++casts % 50 === 0 ? null : command),
    ],
    [
      'takes the neighbour’s keypad',
      (command) =>
        command.name === 'votes/cast' &&
        command.input.from.channel === 'unit' &&
        command.input.from.keypad === '2'
          ? { ...command, input: { ...command.input, from: { ...command.input.from, keypad: '3' } } }
          : command,
    ],
  ];
  test.each(plants)('%s', async (_name, plant) => {
    let isFound = false;
    for (let run = 0; run < 60 && !isFound; run++)
      isFound = await playCouncil(seed + run, plant).then(
        ({ wrong }) => wrong.length > 0,
        () => true,
      );
    expect(isFound).toBe(true);
  });
});
