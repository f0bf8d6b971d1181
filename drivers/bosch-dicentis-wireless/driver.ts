/** Bosch DICENTIS Wireless (DCNM-WAP) over its REST API, HTTP port 80. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { wapConfigSchema, type WapConfig } from './config.ts';
import { createWapSession } from './session.ts';

export const boschDicentisWirelessKind: MicrophonesKind<WapConfig> = {
  kind: 'bosch-dicentis-wireless',
  model: 'microphones',
  label: 'Bosch DICENTIS Wireless',
  config: wapConfigSchema,
  capabilities: ({ discuss, manualOpen }) => ({
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
    priority: false,
    modes: discuss ? ['auto', 'fifo', ...(manualOpen ? (['manual'] as const) : []), 'voice'] : [],
    settings: discuss,
    hold: false,
    // The unit can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {},
  create: ({ address, ...options }, context) =>
    runSession({
      session: createWapSession(options),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
