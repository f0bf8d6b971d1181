/**
 * A session over HTTP and the model of its device joined in memory on a virtual clock, with what was asked on
 * the wire and what a listener to the driver knows. Time passes only when the test says so.
 */
import type { HttpExchange, HttpRequest, Session } from '../../drivers/session.ts';
import type { Health } from '../../drivers/driver.ts';
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';
import type { DeviceOptions, HttpAnswer, HttpCall, HttpDevice } from '../../simulators/device.ts';
import { createRandom } from '../../simulators/world/random.ts';
import { joinHttp, type Joined } from '../conformance/memory.ts';

export interface HttpHall extends Joined {
  readonly clock: VirtualClock;
  readonly calls: readonly HttpCall[];
  readonly events: readonly MicrophoneEvent[];
  picture(): MicrophonesState;
  health(): Health;
  /** Submits and lets this much time pass (3 s unless told); the outcome, or `open` if there is none yet. */
  command(command: MicrophoneCommand, waitMs?: number): Promise<Outcome | 'open'>;
  /** Paths asked since the last time, e.g. `GET /api/seats`. */
  asked(): readonly string[];
}

export interface HttpHallOptions {
  readonly seats?: DeviceOptions['seats'];
  /** Answers in the device's place; undefined: the device answers. */
  readonly intercept?: (call: HttpCall) => HttpAnswer | undefined;
  /** The device never answers these. */
  readonly isMute?: (call: HttpCall) => boolean;
}

export const threeSeats: DeviceOptions['seats'] = [
  { seat: 1, name: 'Vorsitz', chair: true },
  { seat: 2, name: 'Jörg Weiß', chair: false },
  { seat: 3, name: 'Eva Muster', chair: false },
];

/** The driver has started and two seconds have passed. */
export async function openHttpHall<State>(
  session: Session<State, MicrophoneCommand, MicrophoneEvent, HttpRequest, HttpExchange>,
  createDevice: (options: DeviceOptions) => HttpDevice,
  options: HttpHallOptions = {},
): Promise<HttpHall> {
  const clock = createVirtualClock();
  const calls: HttpCall[] = [];
  const events: MicrophoneEvent[] = [];
  let picture = noMicrophones;
  let seen = 0;
  const device = createDevice({
    seats: options.seats ?? threeSeats,
    clock,
    random: createRandom(20_261_125),
    onMicrophone: () => undefined,
  });
  const listened: HttpDevice = {
    ...device,
    request(call, answer) {
      calls.push(call);
      if (options.isMute?.(call)) return () => undefined;
      const instead = options.intercept?.(call);
      if (!instead) return device.request(call, answer);
      answer(instead);
      return () => undefined;
    },
  };
  const joined = joinHttp(
    {
      clock,
      device: { seats: [], clock, random: () => 0, onMicrophone: () => undefined },
      emit(event) {
        events.push(event);
        picture = applyMicrophoneEvent(picture, event);
      },
      onHealth: () => undefined,
    },
    session,
    listened,
  );
  joined.driver.start();
  await clock.advance(2000);
  return {
    ...joined,
    clock,
    calls,
    events,
    picture: () => picture,
    health: () => joined.driver.health(),
    async command(command, waitMs = 3000) {
      let settled: Outcome | 'open' = 'open';
      void joined.driver.submit(command).then((outcome) => {
        settled = outcome;
      });
      await clock.advance(waitMs);
      return settled;
    },
    asked() {
      const fresh = calls.slice(seen).map(({ method, path }) => `${method} ${path}`);
      seen = calls.length;
      return fresh;
    },
  };
}

/** Something with HTTP at this address that is no conference system. */
export const webServer = (): HttpAnswer => ({ status: 200, body: '<html>It works!</html>' });
