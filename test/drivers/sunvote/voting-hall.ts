/**
 * A voting session and a model of its device joined in memory on a virtual clock, and a stand-in for the
 * daemon's disk: every cast is stored after a moment, acknowledged, and counted by the rule of the contract
 * (a known id is the same press; without ids the same option again is a repetition; the last press counts).
 */
import type { Driver, Health } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { Session } from '../../../drivers/session.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import {
  applyVotingEvent,
  notVoting,
  type Cast,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../../../protocols/models/voting.ts';
import type { Linked } from '../../../simulators/device.ts';
import { linkWire } from '../../conformance/memory.ts';

/** What the votes of one ballot come to. */
export interface Count {
  take(cast: Cast): void;
  /** By keypad; null: none of the options. */
  result(): Readonly<Record<string, number | null>>;
}

export function createCount(ballot: string): Count {
  const ids = new Set<string>();
  const last = new Map<string, number | null>();
  return {
    take(cast) {
      if (cast.ballot !== ballot) return;
      if (cast.id !== null) {
        const id = `${cast.keypad} ${cast.id}`;
        if (ids.has(id)) return;
        ids.add(id);
      }
      last.set(cast.keypad, cast.option);
    },
    result: () =>
      Object.fromEntries([...last].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))),
  };
}

export interface VotingHall {
  readonly clock: VirtualClock;
  readonly driver: Driver<VotingCommand>;
  readonly events: readonly VotingEvent[];
  readonly casts: readonly Cast[];
  state(): VotingState;
  health(): Health;
  /** Whether the disk answers, and after how long. */
  disk: { works: boolean; delayMs: number };
  result(ballot: string): Readonly<Record<string, number | null>>;
  /** The link ends, as by a cable. */
  cut(): void;
  /** While true nobody answers a connection. */
  refuse(isRefusing: boolean): void;
  /** The program starts anew and knows nothing. */
  restart(): void;
  /** Runs the clock until it is so; throws after `withinMs`. */
  until(condition: () => boolean, withinMs?: number): Promise<void>;
  open(ballot: string, options?: number): Promise<void>;
  close(ballot: string): Promise<void>;
}

export function optionsOf(count: number) {
  const labels = ['Ja', 'Nein', 'Enthaltung', 'A', 'B', 'C', 'D', 'E', 'F', 'G'];
  return labels.slice(0, count).map((label) => ({ label, meaning: null }));
}

export async function openVotingHall<State, Data>(
  session: Session<State, VotingCommand, VotingEvent, Data, Data>,
  device: Linked<Data>,
  clock: VirtualClock = createVirtualClock(),
): Promise<VotingHall> {
  let isRefusing = false;
  const { transport, cut } = linkWire<Data>({
    accept: (peer) => (isRefusing ? null : device.accept(peer)),
  });
  const events: VotingEvent[] = [];
  const casts: Cast[] = [];
  const counts = new Map<string, Count>();
  const disk = { works: true, delayMs: 5 };
  let state: VotingState = notVoting;

  const count = (ballot: string): Count => {
    const known = counts.get(ballot) ?? createCount(ballot);
    counts.set(ballot, known);
    return known;
  };
  const make = (): Driver<VotingCommand> => {
    const mine: Driver<VotingCommand> = runSession({
      session,
      transport,
      clock,
      emit(event: VotingEvent) {
        events.push(event);
        state = applyVotingEvent(state, event);
        if (event.type !== 'cast') return;
        casts.push(event);
        clock.after(disk.delayMs, () => {
          if (!disk.works || mine !== driver) return;
          count(event.ballot).take(event);
          void mine.submit({ type: 'acknowledge-cast', receipt: event.receipt, stored: true });
        });
      },
      onHealth: () => undefined,
      maxOpenCommands: 256,
    });
    return mine;
  };
  let driver = make();

  const hall: VotingHall = {
    clock,
    get driver() {
      return driver;
    },
    events,
    casts,
    state: () => state,
    health: () => driver.health(),
    disk,
    result: (ballot) => count(ballot).result(),
    cut,
    refuse(refusing) {
      isRefusing = refusing;
    },
    restart() {
      const old = driver;
      driver = make();
      old.stop();
      state = notVoting;
      driver.start();
    },
    async until(condition, withinMs = 60_000) {
      const end = clock.now() + withinMs;
      while (!condition()) {
        if (clock.now() >= end) throw new Error(`not within ${withinMs} ms`);
        await clock.advance(10);
      }
    },
    async open(ballot, options = 3) {
      const command = {
        type: 'open-ballot',
        ballot,
        title: 'Haushalt',
        options: optionsOf(options),
      } as const;
      await settled(hall, driver.submit(command));
    },
    async close(ballot) {
      await settled(hall, driver.submit({ type: 'close-ballot', ballot }));
    },
  };
  driver.start();
  await hall.until(() => driver.health().status?.code === 'ready');
  return hall;
}

/** Runs the clock until the command is settled; throws unless it is done. */
async function settled(
  hall: VotingHall,
  submitted: ReturnType<Driver<VotingCommand>['submit']>,
): Promise<void> {
  let isOver = false;
  void submitted.then(() => (isOver = true));
  await hall.until(() => isOver, 20_000);
  const result = await submitted;
  if (!result.ok) throw new Error(`${result.code}, effect ${result.effect}`);
}
