/** Bosch DICENTIS (wired) over its conference protocol: JSON on a WebSocket with TLS. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createWebSocketTransport } from '../transports/websocket.ts';
import { dicentisConfigSchema, type DicentisConfig } from './config.ts';
import { createDicentisSession } from './session.ts';

export const boschDicentisKind: MicrophonesKind<DicentisConfig> = {
  kind: 'bosch-dicentis',
  model: 'microphones',
  label: 'Bosch DICENTIS',
  config: dicentisConfigSchema,
  capabilities: ({ server }) => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: server === '6.50',
    endRequest: true,
    order: true,
    reorder: false,
    replies: server === '6.50',
    names: true,
    presence: true,
    priority: false,
    // A number is told whose meaning is not public.
    modes: [],
    settings: false,
    hold: false,
    // The server can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    'max-open': '4.1: the limit of open microphones is not told',
    mode: '4.1: the mode is a number whose meaning is not public',
    'set-mode': '4.1: no operation that sets the mode is known',
  },
  create: (config, context) =>
    runSession({
      session: createDicentisSession(config),
      transport: createWebSocketTransport({
        host: config.address.host,
        port: config.address.port,
        path: '/Dicentis/API',
        subprotocol: 'DICENTIS_1_0',
        tls: config.certificate === undefined ? {} : { fingerprint: config.certificate },
      }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
