/**
 * A session that votes beside its microphones and the model of its device, joined in memory on a virtual clock:
 * what is said takes 1 to 20 ms, by chance. The link can be cut and comes back by itself, and the driver can be
 * started anew as after a crash of its process. Once for what speaks HTTP and once for byte streams.
 */
import type { Driver } from '../../drivers/driver.ts';
import { maxOpenVotingCommands } from '../../drivers/http-votes.ts';
import { runSession } from '../../drivers/run-session.ts';
import type { HttpExchange, HttpRequest, Session } from '../../drivers/session.ts';
import { createVirtualClock, type Cancel, type VirtualClock } from '../../protocols/clock.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';
import {
  isVotingEvent,
  type BallotOption,
  type Cast,
  type VotingCommand,
  type VotingEvent,
  type VotingState,
} from '../../protocols/models/voting.ts';
import type {
  DeviceOptions,
  HttpCall,
  HttpDevice,
  LinkDevice,
  MicrophoneDevice,
} from '../../simulators/device.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { httpWire, linkWire, type Ways, type Wire } from './memory.ts';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;

export interface VoteHall {
  readonly clock: VirtualClock;
  readonly device: MicrophoneDevice;
  readonly random: () => number;
  /** What was said to the device, one entry for each time; over HTTP method, path and body. */
  readonly said: readonly string[];
  readonly states: readonly VotingState[];
  readonly casts: readonly Cast[];
  /** Casts that came of a ballot which had just been told as drained. */
  readonly lateCasts: readonly Cast[];
  readonly microphones: readonly MicrophoneEvent[];
  /** Every cast is acknowledged at once, as the daemon does; these it was told no for. */
  readonly refusedAcknowledgements: readonly Outcome[];
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
}

export interface HttpVoteHall extends VoteHall {
  readonly calls: readonly HttpCall[];
}

export interface VoteHallOptions {
  readonly seats?: number;
  readonly seed?: number;
  /** Over HTTP: the device acts on what was said, and its answer never comes. */
  readonly losesAnswer?: (said: string) => boolean;
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
export const resuming = (ballot: string): VotingCommand => Object.assign(opening(ballot), { resumed: true });
export const closing = (ballot: string) => ({ type: 'close-ballot', ballot }) as const;
export const done = { ok: true, evidence: 'acknowledged' } as const;
export const idle = { ballot: null, phase: 'idle', totals: null } as const;
export const last = ({ states }: VoteHall): VotingState | undefined => states.at(-1);

/** These seats press these keys, 1 being the first. */
export function press(hall: VoteHall, ...pressed: readonly (readonly [number, number])[]): void {
  for (const [seat, key] of pressed) hall.device.pressKey?.(String(seat), key);
}

/** The device does, or suffers, this; throws if its model cannot. */
export function suffer(
  { device }: VoteHall,
  name: string,
  parameters: Readonly<Record<string, unknown>> = {},
): void {
  const answer = device.fault(name, parameters);
  if (!answer.ok) throw new Error(`there is no ${name}: ${answer.known.join(', ')}`);
}

/** What a hall's wire is made from. */
interface Room<Device> {
  readonly clock: VirtualClock;
  readonly random: () => number;
  readonly device: Device;
  readonly said: string[];
}

/** Seats from 1 to `count`; the first presides. */
export const seatsUpTo = (count: number): DeviceOptions['seats'] =>
  Array.from({ length: count }, (_, index) => ({
    seat: index + 1,
    name: `Platz ${index + 1}`,
    chair: index === 0,
  }));

/** The driver has started and three seconds have passed. */
async function openHall<State, Sent, Received, Device extends MicrophoneDevice>(
  createSession: () => Session<State, Command, Event, Sent, Received>,
  createDevice: (options: DeviceOptions) => Device,
  connect: (room: Room<Device>) => Wire<Sent, Received>,
  { seats = 5, seed = 1 }: VoteHallOptions,
): Promise<VoteHall> {
  const clock = createVirtualClock();
  const random = createRandom(seed);
  const device = createDevice({
    seats: seatsUpTo(seats),
    clock,
    random,
    onMicrophone: () => undefined,
  });
  const said: string[] = [];
  const states: VotingState[] = [];
  const casts: Cast[] = [];
  const lateCasts: Cast[] = [];
  const microphones: MicrophoneEvent[] = [];
  const refusedAcknowledgements: Outcome[] = [];
  const { transport, cut } = connect({ clock, random, device, said });

  function start(): Driver<Command> {
    const driver = runSession<State, Command, Event, Sent, Received>({
      session: createSession(),
      transport,
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
        const { ballot, phase } = states.at(-1) ?? idle;
        if (phase === 'drained' && ballot === event.ballot) lateCasts.push(event);
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
    lateCasts,
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
    cut,
    async restart() {
      driver.stop();
      driver = start();
      await clock.advance(3000);
    },
    stop: () => driver.stop(),
  };
}

const someMs = (random: () => number): number => 1 + Math.floor(random() * 20);

export async function openHttpVoteHall<State>(
  createSession: () => Session<State, Command, Event, HttpRequest, HttpExchange>,
  createDevice: (options: DeviceOptions) => HttpDevice,
  options: VoteHallOptions = {},
): Promise<HttpVoteHall> {
  const calls: HttpCall[] = [];
  const connect = ({ clock, random, device, said }: Room<HttpDevice>) =>
    httpWire(device, {
      clock,
      later: (deliver) => clock.after(someMs(random), deliver),
      isAnswerLost(call) {
        const text = `${call.method} ${call.path} ${call.body}`;
        calls.push(call);
        said.push(text);
        return options.losesAnswer?.(text) ?? false;
      },
    });
  return { ...(await openHall(createSession, createDevice, connect, options)), calls };
}

/** What is said comes in order, and is lost with the link. */
function slowWays({ clock, random, said }: Room<unknown>): Ways<Uint8Array> {
  const underway = new Set<Cancel>();
  function way(deliver: (data: Uint8Array) => void): (data: Uint8Array) => void {
    let freeAt = 0;
    return (data) => {
      freeAt = Math.max(freeAt, clock.now() + someMs(random));
      const cancel = clock.after(freeAt - clock.now(), () => {
        underway.delete(cancel);
        deliver(data);
      });
      underway.add(cancel);
    };
  }
  return {
    there(deliver) {
      const toDevice = way(deliver);
      return (data) => {
        said.push(new TextDecoder().decode(data).trim());
        toDevice(data);
      };
    },
    back: way,
    drop() {
      for (const cancel of underway) cancel();
      underway.clear();
    },
  };
}

export const openStreamVoteHall = <State>(
  createSession: () => Session<State, Command, Event, Uint8Array, Uint8Array>,
  createDevice: (options: DeviceOptions) => LinkDevice<Uint8Array>,
  options: VoteHallOptions = {},
): Promise<VoteHall> =>
  openHall(createSession, createDevice, (room) => linkWire(room.device, slowWays(room)), options);
