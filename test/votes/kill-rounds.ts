/**
 * `kill -9` at a random moment of a running ballot, round by round: afterwards no acknowledged vote is missing, none
 * counts twice, every voter's retry settles, and the result is what the voters themselves and the devices say.
 */
import { eventually } from '../running.ts';
import { keys, openMixedCouncil, type MixedCouncil } from './mixed-council.ts';
import type { Endings } from '../running.ts';

export interface KillRound {
  readonly round: number;
  readonly wrong: readonly string[];
  /** Receipts that pages had before the death. */
  readonly acknowledgedBefore: number;
  /** Casts that waited for an answer when it died. */
  readonly underWay: number;
  readonly votes: number;
}

type Random = () => number;

const pick = <Item>(items: readonly Item[], random: Random): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

export async function openKillCouncil(
  endings: Endings,
  seed: number,
  options: {
    readonly dist?: string;
    readonly args?: readonly string[];
    readonly sizes?: { pages: number; sunvote: number; mqtt: number };
  } = {},
): Promise<MixedCouncil> {
  const { sizes = { pages: 60, sunvote: 20, mqtt: 20 }, ...rest } = options;
  const council = await openMixedCouncil(endings, sizes, { seed, ...rest });
  await council.start();
  await council.devicesReady();
  return council;
}

export async function playKillRound(
  council: MixedCouncil,
  round: number,
  random: Random,
): Promise<KillRound> {
  const ballot = `b${round}`;
  await council.command('ballot/open', { id: ballot, text: `Runde ${round}`, kind: 'device', named: true });
  // Keypads that nobody has opened yet take no press: the hall sees when they do.
  await eventually('the keypads take votes', () => council.isOpenOnDevices(ballot), 15_000);

  const presses: Promise<void>[] = [];
  const later = (ms: number, press: () => void): void => void presses.push(pause(ms).then(press));
  for (const page of council.pages) {
    // Some do not vote at all, some change their mind.
    const times = random() < 0.05 ? 0 : random() < 0.3 ? 2 : 1;
    for (let press = 0; press < times; press++)
      later(random() * 600 + press * 200, () => page.press(ballot, pick(keys, random)));
  }
  for (const keypad of council.keypads) {
    if (random() < 0.05) continue;
    later(random() * 600, () => keypad.press(1 + Math.floor(random() * 3)));
    if (random() < 0.2) later(600 + random() * 300, () => keypad.press(1 + Math.floor(random() * 3)));
  }
  await pause(30 + random() * 900);
  const acknowledgedBefore = council.pages.filter((page) => page.acknowledged(ballot) !== undefined).length;
  const underWay = council.pages.filter((page) => !page.isSettled()).length;
  await council.kill();
  await council.start();
  await Promise.all(presses);
  const wrong: string[] = [];
  const settled = (): boolean => council.pages.every((page) => page.isSettled());
  await eventually('every page has an answer', settled, 20_000).catch(() =>
    wrong.push('a retry did not settle'),
  );
  // Deliveries that come late and twice must not be other votes.
  for (const page of council.pages) if (random() < 0.3) page.repeatFirst(ballot);
  await eventually('the keypads are open again', () => council.isOpenOnDevices(ballot), 20_000).catch(() =>
    wrong.push('keypads stayed shut'),
  );

  await council.command('ballot/close', { ballot });
  const view = await eventually(
    'it is counted',
    async () => {
      const { ballot: now } = await council.view();
      return now?.id === ballot && now.result && now.fingerprint ? now : null;
    },
    30_000,
  ).catch(() => null);
  if (view === null)
    return { round, wrong: [await whatHolds(council)], acknowledgedBefore, underWay, votes: 0 };
  const truth = council.truth();
  const expected: Record<string, string> = { ...truth };
  for (const page of council.pages) {
    const choice = page.acknowledged(ballot);
    if (choice !== undefined) expected[page.person] = choice;
    if (page.contradictions > 0) wrong.push(`${page.person} has two receipts for one cast`);
  }
  for (const [person, voter] of Object.entries(view.voters)) {
    if (voter.choice === expected[person]) continue;
    wrong.push(`${person}: ${voter.choice ?? 'nothing'} instead of ${expected[person] ?? 'nothing'}`);
  }
  const votes = Object.keys(expected).length;
  const counts: Record<string, number> = { yes: 0, no: 0, abstain: 0 };
  for (const choice of Object.values(expected)) counts[choice] = (counts[choice] ?? 0) + 1;
  if (JSON.stringify(view.result?.counts) !== JSON.stringify(counts))
    wrong.push(`counts ${JSON.stringify(view.result?.counts)} instead of ${JSON.stringify(counts)}`);
  if (view.result?.cast !== votes) wrong.push(`${view.result?.cast} cast instead of ${votes}`);
  return { round, wrong, acknowledgedBefore, underWay, votes };
}

/** A ballot that is not counted waits for somebody: for whom, and how things stand there. */
async function whatHolds(council: MixedCouncil): Promise<string> {
  const { ballot, ballotRules } = await council.view();
  const waits = ballot?.waitsFor.map(({ device }) => device).join(', ') ?? '';
  const known = JSON.stringify(ballotRules?.devices.map(({ device, ready }) => ({ device, ready })));
  return `not counted: ${ballot?.id} is ${ballot?.state}, waits for “${waits}” of ${known}; ${council.devices()}`;
}
