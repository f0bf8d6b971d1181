/** beyerdynamic Quinta CU over Telnet, RS-232 or USB. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createLineTransport } from '../transports/line.ts';
import { quintaConfigSchema, type QuintaConfig } from './config.ts';
import { createQuintaSession } from './session.ts';

export const beyerdynamicQuintaKind: MicrophonesKind<QuintaConfig> = {
  kind: 'beyerdynamic-quinta',
  model: 'microphones',
  label: 'beyerdynamic Quinta',
  config: quintaConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: true,
    addRequest: false,
    endRequest: true,
    order: false,
    reorder: false,
    replies: false,
    names: true,
    presence: true,
    priority: false,
    modes: [],
    settings: false,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    order: '7.1: requests are told one by one, and no list of them can be read',
    mode: '7.1: how the control mode is read is on pages that were not readable',
    'set-mode': '7.1: how the control mode is set is on pages that were not readable',
  },
  create: (config, context) =>
    runSession({
      session: createQuintaSession(config),
      transport: createLineTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
