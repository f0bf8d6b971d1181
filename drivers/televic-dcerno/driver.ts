/** Televic D-Cerno: over TCP 5011, or listening to its camera output. */
import type { MicrophoneCapabilities } from '../../protocols/models/microphones.ts';
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createListeningTransport } from '../transports/listening.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { createCameraSession } from './camera-session.ts';
import { dcernoConfigSchema, type DcernoConfig } from './config.ts';
import { createDcernoSession } from './session.ts';

const switching: MicrophoneCapabilities = {
  talkOn: true,
  talkOff: true,
  requestList: true,
  addRequest: true,
  endRequest: true,
  // The unit tells the state of each microphone, not the places on a list.
  order: false,
  reorder: false,
  replies: false,
  names: false,
  presence: false,
  priority: false,
  modes: ['auto', 'fifo', 'manual', 'voice'],
  settings: true,
  hold: false,
  voting: false,
  individualVotes: false,
};

const listening: MicrophoneCapabilities = {
  ...switching,
  talkOn: false,
  talkOff: false,
  addRequest: false,
  endRequest: false,
  modes: [],
  settings: false,
};

const isListening = ({ address }: DcernoConfig): boolean => address.scheme === 'udp';

export const televicDcernoKind: MicrophonesKind<DcernoConfig> = {
  kind: 'televic-dcerno',
  model: 'microphones',
  label: 'Televic D-Cerno',
  config: dcernoConfigSchema,
  capabilities: (config) => (isListening(config) ? listening : switching),
  notOffered: {
    order: '2.4: the state of each microphone is told, not the places on a list',
    names: '2.4: units have serial numbers and no names',
    presence: '2.4: units that come and go are not told',
  },
  create(config, context) {
    const common = {
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
    };
    const { host, port } = config.address;
    return isListening(config)
      ? runSession({
          ...common,
          session: createCameraSession(config),
          transport: createListeningTransport({ port, from: host }),
        })
      : runSession({
          ...common,
          session: createDcernoSession(config),
          transport: createTcpTransport(config.address),
        });
  },
};
