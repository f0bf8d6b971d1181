/** Every channel that votes come by, joined in memory: a device model, the driver's own session, and its troubles. */
import { coconVotes } from '../../drivers/televic-cocon/voting.ts';
import { createCoConSession } from '../../drivers/televic-cocon/session.ts';
import { createMqttKeypadsSession } from '../../drivers/mqtt-keypads/session.ts';
import { createPlixusSession } from '../../drivers/televic-plixus/session.ts';
import { createSunvoteSession } from '../../drivers/sunvote/session.ts';
import { plixusVotes } from '../../drivers/televic-plixus/voting.ts';
import { withVotes } from '../../drivers/http-votes.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type { VotingCapabilities, VotingCommand, VotingEvent } from '../../protocols/models/voting.ts';
import type { SimulatedDevice } from '../../simulators/device.ts';
import { createCoConDevice } from '../../simulators/televic-cocon/device.ts';
import { createMqttKeypads } from '../../simulators/mqtt-keypads/device.ts';
import { createPlixusDevice } from '../../simulators/televic-plixus/device.ts';
import { createSunvoteBase } from '../../simulators/sunvote/device.ts';
import { joinHttp, joinLink, type Joined, type Listener } from '../conformance/memory.ts';
import { createBroker } from '../drivers/mqtt-keypads/broker.ts';

type Command = MicrophoneCommand | VotingCommand;
type Event = MicrophoneEvent | VotingEvent;
export type JoinedVotes = Joined<VotingCommand, SimulatedDevice> | Joined<Command, SimulatedDevice>;

export interface Trouble {
  readonly name: string;
  parameters(random: () => number): Record<string, unknown>;
  /** What ends it, for what does not end by itself. */
  readonly after?: Record<string, unknown>;
}

export interface VoteChannel {
  readonly isUnits: boolean;
  readonly capabilities: VotingCapabilities;
  join(listener: Listener<Event>): JoinedVotes;
  /** Lost, doubled and re-ordered deliveries, by the names of the simulator. */
  readonly troubles: readonly Trouble[];
}

const some = (name: string): Trouble => ({
  name,
  parameters: (random) => ({ count: 1 + Math.floor(random() * 3) }),
});
const switched = (name: string): Trouble => ({
  name,
  parameters: () => ({ on: true }),
  after: { on: false },
});
const once = (name: string): Trouble => ({ name, parameters: () => ({}) });

const all: VotingCapabilities = {
  individualVotes: true,
  maxOptions: 3,
  changeable: true,
  delivery: 'at-least-once',
  accepted: 'by-device',
  readBack: true,
  forgeable: true,
  externalVotes: false,
};

export const voteChannels: Readonly<Record<string, VoteChannel>> = {
  sunvote: {
    isUnits: false,
    capabilities: all,
    join: (listener) =>
      joinLink(
        listener,
        createSunvoteSession({ counter: 'stable', readMs: 400 }),
        createSunvoteBase(listener.device),
      ),
    troubles: [some('lose'), switched('double'), some('bad-crc'), some('deaf'), switched('noise')],
  },
  'mqtt-keypads': {
    isUnits: false,
    capabilities: { ...all, accepted: 'after-store', readBack: false },
    join(listener) {
      const hall = createMqttKeypads({ ...listener.device, prefix: 'saalregie' });
      const broker = createBroker(hall);
      const session = createMqttKeypadsSession({ prefix: 'saalregie', keys: 3 });
      const joined = joinLink(listener, session, { ...broker, ...handles(hall) });
      return joined;
    },
    troubles: [some('lose'), some('deaf'), switched('double')],
  },
  'televic-plixus': {
    isUnits: true,
    capabilities: { ...all, delivery: 'reported-once', externalVotes: true },
    join: (listener) =>
      joinHttp(
        listener,
        withVotes(createPlixusSession({ badgeIn: 'down' }), plixusVotes),
        createPlixusDevice(listener.device),
      ),
    troubles: [some('lose-votes'), switched('double-votes'), once('swap-votes')],
  },
  'televic-cocon': {
    isUnits: true,
    capabilities: { ...all, delivery: 'reported-once' },
    join: (listener) =>
      joinHttp(
        listener,
        withVotes(createCoConSession({ manual: 'Request', voice: 'activation' }), coconVotes),
        createCoConDevice(listener.device),
      ),
    troubles: [some('lose-votes'), switched('double-votes'), once('swap-votes')],
  },
};

/** Of the keypads: the broker has none. */
const handles = (device: SimulatedDevice): SimulatedDevice => ({
  pressKey: (keypad, key) => device.pressKey?.(keypad, key),
  fault: (name, parameters) => device.fault(name, parameters),
  truth: () => device.truth(),
  coldStart: () => device.coldStart(),
  bootMs: device.bootMs,
});
