/** Audio-Technica ATUC-50 and ATUC-IR over TCP 17300, with notices by multicast. */
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { joinTransports, onlyMain } from '../transports/joined.ts';
import { createListeningTransport } from '../transports/listening.ts';
import { createTcpTransport } from '../transports/tcp.ts';
import { atucConfigSchema, type AtucConfig } from './config.ts';
import { createAtucSession, pollIntervalMs } from './session.ts';

export const audioTechnicaAtucKind: MicrophonesKind<AtucConfig> = {
  kind: 'audio-technica-atuc',
  model: 'microphones',
  label: 'Audio-Technica ATUC-50 / ATUC-IR',
  config: atucConfigSchema,
  capabilities: () => ({
    // By a request that is permitted at once: the protocol has no "talk on".
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
    modes: ['auto', 'fifo', 'manual'],
    settings: true,
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {},
  imposedMs: ({ notifications }) => (notifications === 'none' ? pollIntervalMs : 0),
  create(config, context) {
    const main = createTcpTransport(config.address);
    const side = createListeningTransport({
      port: config.notificationPort,
      group: config.group,
      from: config.address.host,
      ...(config.interface === undefined ? {} : { host: config.interface }),
    });
    return runSession({
      session: createAtucSession({
        layout: {
          unitFields: config.unitFields,
          talkFields: config.talkFields,
          talkStates: config.talkStates,
        },
        units: config.units,
        chairs: config.chairs,
        notifications: config.notifications,
      }),
      transport: config.notifications === 'none' ? onlyMain(main) : joinTransports(main, side),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    });
  },
};
