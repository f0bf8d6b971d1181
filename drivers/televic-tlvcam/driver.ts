/** Camera outputs of Televic central units: TLVCAM1 and TLVCAM2 on a serial line, TCP or UDP. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import type { NetworkAddress, SerialAddress } from '../transports/address.ts';
import { createLineTransport } from '../transports/line.ts';
import { createListeningTransport } from '../transports/listening.ts';
import type { Transport } from '../transports/transport.ts';
import { createTlvcamSession } from './announcements.ts';
import { tlvcamConfigSchema, type TlvcamConfig } from './config.ts';

/** Over UDP the unit sends to a port of ours, and nothing is sent back. */
function transportOf(address: NetworkAddress | SerialAddress): Transport<Uint8Array, Uint8Array> {
  if ('path' in address || address.scheme !== 'udp') return createLineTransport(address);
  const listening = createListeningTransport({ port: address.port, from: address.host });
  return {
    connect(sink) {
      const link = listening.connect(sink);
      return { send: () => undefined, close: () => link.close() };
    },
  };
}

export const televicTlvcamKind: MicrophonesKind<TlvcamConfig> = {
  kind: 'televic-tlvcam',
  model: 'microphones',
  label: 'Televic TLVCAM1 / TLVCAM2',
  config: tlvcamConfigSchema,
  capabilities: () => ({
    talkOn: false,
    talkOff: false,
    requestList: false,
    addRequest: false,
    endRequest: false,
    order: false,
    reorder: false,
    replies: false,
    names: false,
    presence: false,
    priority: false,
    modes: [],
    settings: false,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    request: '2.5: no requests',
    withdraw: '2.5: no requests',
    order: '2.5: no requests',
    open: '2.5: no commands',
    close: '2.5: no commands',
    'max-open': '2.5: no limits',
    mode: '2.5: no mode',
    'set-mode': '2.5: no commands',
    names: '2.5: no names',
    presence: '2.5: no list of units',
    answer: '2.5: no commands',
  },
  create: (config, context) =>
    runSession({
      session: createTlvcamSession(config),
      transport: transportOf(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
