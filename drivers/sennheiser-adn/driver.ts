/** Sennheiser ADN CU1 over TCP 53252. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { adnConfigSchema, type AdnConfig } from './config.ts';
import { createAdnSession } from './session.ts';

export const sennheiserAdnKind: MicrophonesKind<AdnConfig> = {
  kind: 'sennheiser-adn',
  model: 'microphones',
  label: 'Sennheiser ADN CU1',
  config: adnConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    // The unit never tells who asked first.
    order: false,
    reorder: false,
    replies: false,
    names: false,
    presence: true,
    priority: false,
    modes: ['auto', 'fifo', 'manual'],
    settings: true,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    order: '5.1: requests have a status and no place in a queue',
    names: '5.1: no names',
  },
  create: (config, context) =>
    runSession({
      session: createAdnSession(config),
      transport: createTcpTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
