/**
 * A session that votes on a byte stream and the model of its device, joined in memory on a virtual clock: what is
 * said takes 1 to 20 ms, by chance, and comes in order. The link can be cut and comes back by itself, and the
 * driver can be started anew as after a crash of its process.
 */
import type { Driver } from '../../../drivers/driver.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { Session } from '../../../drivers/session.ts';
import { maxOpenVotingCommands } from '../../../drivers/stream-votes.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type Cancel, type VirtualClock } from '../../../protocols/clock.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../../protocols/models/microphones.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import {
  isVotingEvent,
  type Cast,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../../../protocols/models/voting.ts';
import type { DeviceOptions, Line, LinkDevice } from '../../../simulators/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';
import { seatsUpTo } from '../televic-plixus/vote-hall.ts';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;

export interface StreamVoteHall {
  readonly clock: VirtualClock;
  readonly device: LinkDevice<Uint8Array>;
  readonly random: () => number;
  /** What was said to the device, as text, one entry for each time. */
  readonly said: readonly string[];
  readonly states: readonly VotingState[];
  readonly casts: readonly Cast[];
  readonly microphones: readonly MicrophoneEvent[];
  /** The option that counts, by keypad, from the casts of this ballot. */
  votes(ballot: string): Readonly<Record<string, number | null>>;
  /** Submits and lets this much time pass; the outcome, or `open` if there is none yet. */
  command(command: Command, waitMs?: number): Promise<Outcome | 'open'>;
  submit(command: Command): Promise<Outcome>;
  /** The link ends, as by a cable; it is back after a quarter of a second. */
  cut(): void;
  /** As after a crash: another driver, which knows nothing. */
  restart(): Promise<void>;
  stop(): void;
  /** Acknowledgements of casts that were refused. */
  readonly refusedAcknowledgements: readonly Outcome[];
}

export interface StreamVoteHallOptions {
  readonly seats?: number;
  readonly seed?: number;
}

/** The driver has started and three seconds have passed. */
export async function openStreamVoteHall<State>(
  createSession: () => Session<State, Command, Event, Uint8Array, Uint8Array>,
  createDevice: (options: DeviceOptions) => LinkDevice<Uint8Array>,
  options: StreamVoteHallOptions = {},
): Promise<StreamVoteHall> {
  const clock = createVirtualClock();
  const random = createRandom(options.seed ?? 1);
  const device = createDevice({
    seats: seatsUpTo(options.seats ?? 5),
    clock,
    random,
    onMicrophone: () => undefined,
  });
  const said: string[] = [];
  const states: VotingState[] = [];
  const casts: Cast[] = [];
  const microphones: MicrophoneEvent[] = [];
  const refusedAcknowledgements: Outcome[] = [];
  let sink: LinkSink<Uint8Array> | null = null;
  let line: Line<Uint8Array> | null = null;
  const underway = new Set<Cancel>();

  /** Carries in order, each a little later than it was said. */
  function way(deliver: (data: Uint8Array) => void): (data: Uint8Array) => void {
    let freeAt = 0;
    return (data) => {
      freeAt = Math.max(freeAt, clock.now() + 1 + Math.floor(random() * 20));
      const cancel = clock.after(freeAt - clock.now(), () => {
        underway.delete(cancel);
        deliver(data);
      });
      underway.add(cancel);
    };
  }

  function closeAll(): void {
    for (const cancel of underway) cancel();
    underway.clear();
    line?.closed();
    [sink, line] = [null, null];
  }

  function start(): Driver<Command> {
    let toDevice = (_data: Uint8Array): void => undefined;
    const driver = runSession<State, Command, Event, Uint8Array, Uint8Array>({
      session: createSession(),
      transport: createMemoryTransport({
        opened(opened) {
          sink = opened;
          line = device.accept({ send: way((data) => opened.received(data)), close: () => opened.down('') });
          toDevice = way((data) => line?.received(data));
          opened.up();
        },
        received(data) {
          said.push(new TextDecoder().decode(data).trim());
          toDevice(data);
        },
        closed: closeAll,
      }),
      clock,
      maxOpenCommands: maxOpenVotingCommands,
      emit(event) {
        if (!isVotingEvent(event)) {
          microphones.push(event);
          return;
        }
        if (event.type === 'voting') {
          states.push(event.state);
          return;
        }
        casts.push(event);
        const { receipt } = event;
        void driver.submit({ type: 'acknowledge-cast', receipt, stored: true }).then((outcome) => {
          if (!outcome.ok) refusedAcknowledgements.push(outcome);
        });
      },
      onHealth: () => undefined,
    });
    driver.start();
    return driver;
  }

  let driver = start();
  await clock.advance(3000);
  return {
    clock,
    device,
    random,
    said,
    states,
    casts,
    microphones,
    refusedAcknowledgements,
    votes: (ballot) =>
      Object.fromEntries(
        casts.filter((cast) => cast.ballot === ballot).map(({ keypad, option }) => [keypad, option]),
      ),
    submit: (command) => driver.submit(command),
    async command(command, waitMs = 3000) {
      let settled: Outcome | 'open' = 'open';
      void driver.submit(command).then((outcome) => {
        settled = outcome;
      });
      await clock.advance(waitMs);
      return settled;
    },
    cut() {
      const mine = sink;
      closeAll();
      mine?.down('cable');
    },
    async restart() {
      driver.stop();
      driver = start();
      await clock.advance(3000);
    },
    stop: () => driver.stop(),
  };
}
