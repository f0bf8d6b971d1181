/** Televic Confero Customer API (Plixus with Confero, WAP G4) over HTTP 9080 or HTTPS 9443. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { conferoConfigSchema, type ConferoConfig } from './config.ts';
import { createConferoSession } from './session.ts';

export const televicConferoKind: MicrophonesKind<ConferoConfig> = {
  kind: 'televic-confero',
  model: 'microphones',
  label: 'Televic Confero (Plixus, WAP G4)',
  config: conferoConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    // Roles can be changed; the driver cannot yet.
    priority: false,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    // The controller can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {},
  create: ({ address, certificate, token, manual, minimumKey }, context) =>
    runSession({
      session: createConferoSession({ token, manual, minimumKey }),
      transport: createHttpTransport({
        host: address.host,
        port: address.port,
        ...(address.scheme === 'https'
          ? { tls: certificate === undefined ? {} : { fingerprint: certificate } }
          : {}),
      }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
