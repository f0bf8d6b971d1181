/** Shure Microflex Complete Wireless over TCP 2202. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { mxcwConfigSchema, type MxcwConfig } from './config.ts';
import { createMxcwSession } from './session.ts';

export const shureMxcwKind: MicrophonesKind<MxcwConfig> = {
  kind: 'shure-mxcw',
  model: 'microphones',
  label: 'Shure Microflex Complete Wireless (MXCW)',
  config: mxcwConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    // The unit tells who is on a list, not in which place.
    order: false,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    priority: true,
    modes: ['auto', 'fifo', 'manual', 'voice'],
    settings: true,
    hold: false,
    // The unit can vote; the driver cannot yet.
    voting: false,
    individualVotes: false,
  }),
  notOffered: { order: '3.3: a list is told by membership of each seat, without a position' },
  create: (config, context) =>
    runSession({
      session: createMxcwSession(config),
      transport: createTcpTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
