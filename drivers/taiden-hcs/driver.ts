/** Taiden HCS-3600 class over RS-232, 9600 8N1. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createLineTransport } from '../transports/line.ts';
import { taidenConfigSchema, type TaidenConfig } from './config.ts';
import { createTaidenSession } from './session.ts';

export const taidenHcsKind: MicrophonesKind<TaidenConfig> = {
  kind: 'taiden-hcs',
  model: 'microphones',
  label: 'Taiden HCS-3600',
  config: taidenConfigSchema,
  capabilities: () => ({
    talkOn: true,
    talkOff: true,
    requestList: false,
    addRequest: false,
    endRequest: false,
    order: false,
    reorder: false,
    replies: false,
    names: false,
    presence: false,
    priority: false,
    modes: [],
    settings: false,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    request: '8.1: no requests',
    withdraw: '8.1: no requests',
    order: '8.1: no requests',
    mode: '8.1: the codes of the mode are not given',
    'set-mode': '8.1: no command for it',
    names: '8.1: no names',
    presence: '8.1: no list of units',
    answer: '8.1: no command is answered',
  },
  create: (config, context) =>
    runSession({
      session: createTaidenSession({
        reports: config.reports,
        form: { idBytes: config.statusIdBytes, places: config.statusPlaces },
        lowBits: config.statusLowBits,
        allOff: config.allOff,
        chairs: config.chairs,
      }),
      transport: createLineTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
