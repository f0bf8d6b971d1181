/** Bosch DCN-NG over its Open Interface, TCP 9451. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { dcnConfigSchema, layoutOf, type DcnConfig } from './config.ts';
import { createDcnSession } from './session.ts';

export const boschDcnKind: MicrophonesKind<DcnConfig> = {
  kind: 'bosch-dcn',
  model: 'microphones',
  label: 'Bosch DCN-NG (Open Interface)',
  config: dcnConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    replies: false,
    names: false,
    presence: false,
    priority: false,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    // The unit can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    names: '4.3: names are loaded into the unit by a client and not told by it',
    presence: '4.3: the structure of the list of units is not public',
  },
  create: (config, context) =>
    runSession({
      session: createDcnSession(layoutOf(config)),
      transport: createTcpTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
