/**
 * A session that votes over HTTP and the model of its device, joined in memory on a virtual clock: answers take
 * 1 to 20 ms, by chance. The link can be cut and comes back by itself, and the driver can be started anew as
 * after a crash of its process.
 */
import type { Driver } from '../../../drivers/driver.ts';
import { maxOpenVotingCommands } from '../../../drivers/http-votes.ts';
import { runSession } from '../../../drivers/run-session.ts';
import type { HttpExchange, HttpRequest, Session } from '../../../drivers/session.ts';
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink } from '../../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../../protocols/clock.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../../protocols/models/microphones.ts';
import type { Outcome } from '../../../protocols/models/outcome.ts';
import {
  isVotingEvent,
  type BallotOption,
  type Cast,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../../../protocols/models/voting.ts';
import type { DeviceOptions, HttpCall, HttpDevice } from '../../../simulators/device.ts';
import { createRandom } from '../../../simulators/world/random.ts';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;

export interface VoteHall {
  readonly clock: VirtualClock;
  readonly device: HttpDevice;
  readonly random: () => number;
  readonly calls: readonly HttpCall[];
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
  /** Called with every cast, as the daemon answers them. */
  readonly refusedAcknowledgements: readonly Outcome[];
}

export const yesNoAbstain: readonly BallotOption[] = [
  { label: 'Ja', meaning: 'yes' },
  { label: 'Nein', meaning: 'no' },
  { label: 'Enthaltung', meaning: 'abstain' },
];

export const opening = (ballot: string, options = yesNoAbstain): VotingCommand => ({
  type: 'open-ballot',
  ballot,
  title: 'Haushalt 2027',
  options,
});

export const seatsUpTo = (count: number): DeviceOptions['seats'] =>
  Array.from({ length: count }, (_, index) => ({
    seat: index + 1,
    name: `Platz ${index + 1}`,
    chair: index === 0,
  }));

export interface VoteHallOptions {
  readonly seats?: number;
  readonly seed?: number;
  /** The device acts, and its answer never comes. */
  readonly losesAnswer?: (call: HttpCall) => boolean;
}

/** The driver has started and three seconds have passed. */
export async function openVoteHall<State>(
  createSession: () => Session<State, Command, Event, HttpRequest, HttpExchange>,
  createDevice: (options: DeviceOptions) => HttpDevice,
  options: VoteHallOptions = {},
): Promise<VoteHall> {
  const clock = createVirtualClock();
  const random = createRandom(options.seed ?? 1);
  const device = createDevice({
    seats: seatsUpTo(options.seats ?? 5),
    clock,
    random,
    onMicrophone: () => undefined,
  });
  const calls: HttpCall[] = [];
  const states: VotingState[] = [];
  const casts: Cast[] = [];
  const microphones: MicrophoneEvent[] = [];
  const refusedAcknowledgements: Outcome[] = [];
  let sink: LinkSink<HttpExchange> | null = null;
  const open = new Set<() => void>();
  const closeAll = (): void => {
    for (const abort of open) abort();
    open.clear();
    sink = null;
  };

  function request(sent: HttpRequest, mine: LinkSink<HttpExchange>): void {
    const call = { method: sent.method, path: sent.path, headers: {}, body: sent.body ?? '' };
    calls.push(call);
    let gone = (): void => undefined;
    let cancelAnswer = (): void => undefined;
    const over = (): void => {
      cancelTimeout();
      cancelAnswer();
      gone();
      open.delete(over);
    };
    const cancelTimeout = clock.after(sent.timeoutMs, () => {
      over();
      mine.unanswered({ id: sent.id, result: { ok: false, reason: 'timeout' } });
    });
    open.add(over);
    const isLost = options.losesAnswer?.(call) ?? false;
    const headers = Object.fromEntries(
      Object.entries(sent.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    gone = device.request({ ...call, headers }, ({ status, body = '' }) => {
      if (isLost) return;
      cancelAnswer = clock.after(1 + Math.floor(random() * 20), () => {
        over();
        mine.received({ id: sent.id, result: { ok: true, status, body } });
      });
    });
  }

  function start(): Driver<Command> {
    const driver = runSession<State, Command, Event, HttpRequest, HttpExchange>({
      session: createSession(),
      transport: createMemoryTransport({
        opened(opened) {
          sink = opened;
          opened.up();
        },
        received: (sent) => sink && request(sent, sink),
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
    calls,
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

/** What the device itself counts, in the casts' terms: options instead of keys. */
export function counted(device: HttpDevice): Readonly<Record<string, number>> {
  const pressed = device.truth().votes?.pressed ?? {};
  return Object.fromEntries(Object.entries(pressed).map(([keypad, key]) => [keypad, key - 1]));
}
