/** Televic CoCon Room Server, or a Plixus engine with the same API, over HTTP 8890. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { coconConfigSchema, type CoConConfig } from './config.ts';
import { createCoConSession } from './session.ts';

export const televicCoconKind: MicrophonesKind<CoConConfig> = {
  kind: 'televic-cocon',
  model: 'microphones',
  label: 'Televic CoCon / Plixus (CoCon API)',
  config: coconConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    // Reported; the API has no call that puts somebody on that list.
    replies: true,
    names: true,
    presence: true,
    priority: true,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    // The server can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {},
  create: ({ address, manual, voice }, context) =>
    runSession({
      session: createCoConSession({ manual, voice }),
      transport: createHttpTransport({ host: address.host, port: address.port }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
