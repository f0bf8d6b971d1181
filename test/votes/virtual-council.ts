/**
 * One ballot of a mixed council on a virtual clock: the daemon's loop and votes, real sessions in front of device
 * models, pages behind a network that loses, doubles and re-orders. Everything comes from one seed; what must come
 * out is what the devices and the pages themselves know.
 */
import { ballotWishes } from '../../daemon/chamber/ballot/wishes.ts';
import {
  chamberFeatures,
  initialRoot,
  restricts,
  type ChamberCommand,
  type ChamberEvent,
  type ChamberRoot,
} from '../../daemon/chamber/root.ts';
import type { FastTrack } from '../../daemon/chamber/feature.ts';
import type { Hall } from '../../daemon/chamber/hall.ts';
import { everyTag } from '../../daemon/chamber/ballot/tags.ts';
import { createLoop } from '../../daemon/runtime/loop.ts';
import { createSigner } from '../../daemon/votes/note.ts';
import { createVotes } from '../../daemon/votes/votes.ts';
import { generateKeyPairSync } from 'node:crypto';
import type { Role } from '../../protocols/api/commands.ts';
import { createVirtualClock } from '../../protocols/clock.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import { outcome, type Outcome } from '../../protocols/models/outcome.ts';
import { isVotingEvent } from '../../protocols/models/voting.ts';
import type { VotesTruth } from '../../simulators/device.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { seatsUpTo } from '../conformance/vote-hall.ts';
import { smallHall } from '../daemon/director/small-hall.ts';
import { voteChannels, type JoinedVotes } from './channels.ts';

export interface CouncilRun {
  readonly seed: number;
  readonly channels: readonly string[];
  readonly wrong: readonly string[];
  readonly votes: number;
  readonly troubles: number;
  /** Casts that were told more than once, or lost on their way. */
  readonly deliveries: number;
}

const perChannel = 4;
const options = ['yes', 'no', 'abstain'] as const;
const signer = createSigner(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
const emptyLog = { size: 0, root: () => '00'.repeat(32), peaks: () => [] };

type Track = FastTrack<ChamberRoot, ChamberEvent, null, null>;
const votesOnly: Track = {
  initial: null,
  run: (_memory, acting, observed) => ({
    memory: null,
    wishes: ballotWishes(acting, observed),
    traces: [],
    wakeAt: null,
    picture: null,
  }),
};

export async function playCouncil(
  seed: number,
  /** A bug planted between the devices and the daemon. */
  plant: (command: ChamberCommand) => ChamberCommand | null = (command) => command,
): Promise<CouncilRun> {
  const random = createRandom(seed);
  const clock = createVirtualClock();
  const names = Object.keys(voteChannels);
  // One conference system and any of the keypads, or not.
  const units = names.filter((name) => voteChannels[name]?.isUnits);
  const unit = units[Math.floor(random() * (units.length + 1))];
  const channels = names.filter((name) => (voteChannels[name]?.isUnits ? name === unit : random() < 0.7));
  const pageCount = random() < 0.9 ? perChannel : 0;
  // Somebody has to be in the room.
  if (channels.length === 0) return playCouncil(seed + 1_000_003, plant);

  const persons: { id: string; channel: string; place: number }[] = [
    ...channels.flatMap((channel) =>
      Array.from({ length: perChannel }, (_none, place) => ({
        id: `${channel}-${place + 1}`,
        channel,
        place: place + 1,
      })),
    ),
    ...Array.from({ length: pageCount }, (_none, place) => ({
      id: `page-${place + 1}`,
      channel: 'page',
      place: place + 1,
    })),
  ];
  const hall = hallOf(channels, persons);
  const links = new Map<string, JoinedVotes>();
  let deliveries = 0;

  const loop = createLoop<ChamberRoot, ChamberEvent, ChamberCommand, null, null>({
    clock,
    features: chamberFeatures,
    initial: initialRoot(hall),
    restricts,
    track: votesOnly,
    append: inOrder(() => 1 + random() * 30, clock),
    submit: (command) => submit(command),
    alarm: (wish) => ({
      type: 'log/alarm',
      version: 1,
      data: { code: 'alarm', params: { device: wish.command.device } },
    }),
    fatal: (error) => {
      throw error;
    },
  });
  const submit = (command: DeviceCommand): Promise<Outcome> => {
    const joined = links.get(command.device);
    return joined && command.model === 'voting'
      ? joined.driver.submit(command.command)
      : Promise.resolve(outcome.failed('device-unsupported'));
  };
  const votes = createVotes({
    clock,
    journal: { votes: emptyLog },
    signer,
    secret: Buffer.alloc(48, seed % 256),
    root: loop.durable,
    command: (command, actor) => {
      const planted = plant(command);
      return planted ? loop.command(planted, actor) : Promise.resolve({ ok: true });
    },
    record: loop.record,
    submit,
    announced: () => undefined,
  });
  loop.onChange(votes.changed);

  for (const channel of channels)
    links.set(
      channel,
      voteChannels[channel]?.join({
        clock,
        device: {
          seats: seatsUpTo(perChannel),
          clock,
          random,
          onMicrophone: () => undefined,
        },
        emit(event) {
          if (!isVotingEvent(event)) return;
          if (event.type === 'cast') {
            deliveries++;
            votes.pressed(channel, event);
          } else loop.deviceReported(channel, { model: 'voting', event });
        },
        onHealth({ link }) {
          if (link !== 'up') loop.deviceLost(channel, 'voting');
        },
      }) as JoinedVotes,
    );

  const command = async (given: ChamberCommand): Promise<void> => {
    const answer = loop.command(given, 'clerk');
    await clock.advance(200);
    const result = await answer;
    if (!result.ok) throw new Error(`${given.name}: ${result.error}`);
  };
  loop.start();
  for (const { driver } of links.values()) driver.start();
  await clock.advance(5000);
  await prepare(command, persons);
  const run = votes.run(
    {
      name: 'ballot/open',
      input: { id: 'b', item: null, text: 'x', kind: 'device', named: true, live: false },
    },
    'clerk' satisfies Role,
  );
  await clock.advance(200);
  const opened = await run;
  if (!opened?.ok) throw new Error(JSON.stringify(opened));
  const votesOn = (channel: string): VotesTruth => {
    const joined = links.get(channel);
    if (!joined) throw new Error(`no ${channel}`);
    return (joined.device.truth() as { votes: VotesTruth }).votes;
  };
  const isOpen = (channel: string): boolean => votesOn(channel).open;
  await until(clock, () => channels.every(isOpen), 'every device takes votes');

  // Presses, troubles and cuts in any order over some seconds; then nothing more is pressed.
  const pages = new Map(
    persons.filter(({ channel }) => channel === 'page').map(({ id }) => [id, createPage(id)]),
  );
  let troubles = 0;
  const both: string[] = [];
  for (let step = 0; step < 40; step++) {
    await clock.advance(20 + random() * 150);
    const chance = random();
    const person = persons[Math.floor(random() * persons.length)];
    if (!person) continue;
    if (chance < 0.7) {
      const option = Math.floor(random() * 3);
      if (person.channel === 'page') pages.get(person.id)?.press(options[option] ?? 'yes');
      else {
        links.get(person.channel)?.device.pressKey?.(String(person.place), option + 1);
        if (random() < 0.2) alsoOnPage(person.id);
      }
    } else if (person.channel !== 'page') {
      troubles++;
      const link = links.get(person.channel);
      if (chance > 0.95) link?.cut();
      else trouble(person.channel);
    }
  }
  // Pages give up on nothing before the close; devices may still hold what was pressed in time.
  await until(
    clock,
    () => [...pages.values()].every((page) => page.isSettled()),
    'every page has its answer',
  );
  for (const [channel, joined] of links)
    for (const each of voteChannels[channel]?.troubles ?? [])
      if (each.after) joined.device.fault(each.name, each.after);
  await command({ name: 'ballot/close', input: { ballot: 'b' } });
  await until(clock, () => loop.durable().ballots.current?.result != null, 'it is tallied');
  await clock.advance(1000);

  const wrong = compare();
  for (const { driver } of links.values()) driver.stop();
  votes.stop();
  await loop.stop();
  return {
    seed,
    channels: [...channels, ...(pageCount > 0 ? ['page'] : [])],
    wrong: [...both, ...wrong.wrong],
    votes: wrong.votes,
    troubles,
    deliveries,
  };

  /** In the same millisecond on a page as well: a right has one way to vote, and it is not this one. */
  function alsoOnPage(person: string): void {
    const cast = `both-${person}-${troubles}-${deliveries}`;
    for (const choice of options)
      void votes.cast(person, { ballot: 'b', cast: `${cast}-${choice}`, choice }).then((answer) => {
        if (answer.ok || answer.error !== 'wrong-channel') both.push(`${person} voted on two ways`);
      });
  }

  function trouble(channel: string): void {
    const known = voteChannels[channel]?.troubles ?? [];
    const each = known[Math.floor(random() * known.length)];
    const joined = links.get(channel);
    if (!each || !joined) return;
    const answer = joined.device.fault(each.name, each.parameters(random));
    if (!answer.ok) throw new Error(`${channel} knows no ${each.name}`);
    const { after } = each;
    if (after) clock.after(300 + random() * 700, () => joined.device.fault(each.name, after));
  }

  /** Behind a network of its own: each sending may be lost, doubled or late, and so may each answer. */
  function createPage(person: string) {
    let pending: { cast: string; choice: string } | null = null;
    let acknowledged: string | null = null;
    let casts = 0;
    const travel = (arrive: () => void): void => {
      if (random() < 0.25) return;
      clock.after(random() * 400, arrive);
      if (random() < 0.2) clock.after(random() * 800, arrive);
    };
    const send = (): void => {
      const mine = pending;
      if (!mine) return;
      travel(() => {
        deliveries++;
        void votes.cast(person, { ballot: 'b', ...mine }).then((answer) =>
          travel(() => {
            if (pending?.cast !== mine.cast || !answer.ok) return;
            pending = null;
            acknowledged = mine.choice;
          }),
        );
      });
      clock.after(500, send);
    };
    return {
      // A page asks for one thing at a time: until there is an answer, its keys wait.
      press(choice: string): void {
        if (pending) return;
        pending = { cast: `${person}-${++casts}`.padEnd(8, '-'), choice };
        send();
      },
      isSettled: () => pending === null,
      acknowledged: () => acknowledged,
    };
  }

  function compare(): { wrong: string[]; votes: number } {
    const expected = new Map<string, string>();
    for (const { id, channel, place } of persons) {
      if (channel === 'page') {
        const choice = pages.get(id)?.acknowledged();
        if (choice != null) expected.set(id, choice);
        continue;
      }
      const key = votesOn(channel).pressed[String(place)];
      const choice = key === undefined ? undefined : options[key - 1];
      if (choice !== undefined) expected.set(id, choice);
    }
    const ballot = loop.durable().ballots.current;
    const found: string[] = [];
    for (const { tag, person } of everyTag(ballot?.rights ?? { rows: [], size: 0 })) {
      const choice = everyTag(ballot?.votes ?? { rows: [], size: 0 })[tag - 1]?.choice ?? undefined;
      if (choice !== expected.get(person))
        found.push(`${person}: ${choice ?? 'nothing'} instead of ${expected.get(person) ?? 'nothing'}`);
    }
    const counts: Record<string, number> = { yes: 0, no: 0, abstain: 0 };
    for (const choice of expected.values()) counts[choice] = (counts[choice] ?? 0) + 1;
    if (JSON.stringify(ballot?.result?.counts) !== JSON.stringify(counts))
      found.push(`${JSON.stringify(ballot?.result?.counts)} instead of ${JSON.stringify(counts)}`);
    return { wrong: found, votes: expected.size };
  }
}

function hallOf(
  channels: readonly string[],
  persons: readonly { id: string; channel: string; place: number }[],
): Hall {
  const isUnit = (channel: string): boolean => voteChannels[channel]?.isUnits === true;
  const seats = Object.fromEntries(
    persons
      .filter(({ channel }) => isUnit(channel))
      .map(({ id, place }) => [
        place,
        { seat: place, x: place / 10, y: 0.5, label: String(place), role: 'delegate' as const, person: id },
      ]),
  );
  const consent = { image: 'yes', sound: true, name: true } as const;
  return {
    ...smallHall,
    seats,
    chairSeat: null,
    seating: 'fixed',
    people: Object.fromEntries(persons.map(({ id }) => [id, { name: id, consent }])),
    voting: channels.flatMap((channel) => {
      const known = voteChannels[channel];
      if (!known) return [];
      const keypads = known.isUnits
        ? {}
        : Object.fromEntries(
            persons.filter((each) => each.channel === channel).map(({ id, place }) => [String(place), id]),
          );
      return [
        {
          device: channel,
          label: channel,
          isUnits: known.isUnits,
          capabilities: known.capabilities,
          keypads,
        },
      ];
    }),
    bodies: [
      {
        id: 'rat',
        name: 'Rat',
        kind: 'council',
        members: persons.map(({ id }, index) => ({
          person: id,
          role: index === 0 ? 'chair' : 'member',
          votingRight: true,
        })),
        profile: 'mv',
        statutorySeats: persons.length,
        unfillableSeats: 0,
        seatPlan: {},
      },
    ],
  };
}

async function prepare(
  command: (given: ChamberCommand) => Promise<void>,
  persons: readonly { readonly id: string; readonly channel: string }[],
): Promise<void> {
  const chair = persons.find(({ channel }) => channel !== 'page')?.id ?? '';
  await command({
    name: 'sitting/prepare',
    input: { id: 's', body: 'rat', title: 'S', date: '2026-11-25', chair, second: false, items: [] },
  });
  for (const { id, channel } of persons)
    await command({
      name: 'attendance/set',
      input: { person: id, status: channel === 'page' ? 'remote' : 'room' },
    });
  await command({ name: 'sitting/open', input: {} });
}

/** Syncs one after the other, each after its own time. */
function inOrder(delay: () => number, clock: ReturnType<typeof createVirtualClock>): () => Promise<void> {
  let readyAt = 0;
  return () => {
    readyAt = Math.max(readyAt, clock.now()) + delay();
    return new Promise((resolve) => void clock.after(readyAt - clock.now(), resolve));
  };
}

async function until(
  clock: ReturnType<typeof createVirtualClock>,
  is: () => boolean,
  what: string,
): Promise<void> {
  for (let waited = 0; waited < 120_000; waited += 250) {
    if (is()) return;
    await clock.advance(250);
  }
  throw new Error(`not within two minutes: ${what}`);
}
