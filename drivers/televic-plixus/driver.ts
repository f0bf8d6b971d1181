/** Televic Plixus central unit over its Core REST API. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { plixusConfigSchema, type PlixusConfig } from './config.ts';
import { createPlixusSession } from './session.ts';

export const televicPlixusKind: MicrophonesKind<PlixusConfig> = {
  kind: 'televic-plixus',
  model: 'microphones',
  label: 'Televic Plixus (Core API)',
  config: plixusConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: true,
    replies: true,
    names: true,
    presence: true,
    // Roles can be changed; the driver cannot yet.
    priority: false,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    // The unit can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {},
  create: ({ address, badgeIn }, context) =>
    runSession({
      session: createPlixusSession({ badgeIn }),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
