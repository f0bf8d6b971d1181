/** Shure DIS-CCU / DCS 6000 / MXC over TCP 3142. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { disConfigSchema, type DisConfig } from './config.ts';
import { withLogins } from './logins.ts';
import { createDisSession } from './session.ts';

export const shureDisCcuKind: MicrophonesKind<DisConfig> = {
  kind: 'shure-dis-ccu',
  model: 'microphones',
  label: 'Shure DIS-CCU / DCS 6000 / MXC',
  config: disConfigSchema,
  capabilities: (config) => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: true,
    endRequest: true,
    order: true,
    reorder: false,
    replies: config.firmware === 'new',
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
  notOffered: {},
  create: (config, context) =>
    runSession({
      session: createDisSession({ firmware: config.firmware }),
      transport: createTcpTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(config.cards ? withLogins(event) : event),
      onHealth: (health) => context.onHealth(health),
    }),
};
