/** Sennheiser SDC 8000 / SDC 8200 on COM 2, 19200 8N1. */
import { createSdcReports } from '../../protocols/sennheiser-sdc/reports.ts';
import type { MicrophonesKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { ofTlvcam1 } from '../televic-tlvcam/announcements.ts';
import { createAnnouncedSession } from '../televic-tlvcam/session.ts';
import { createLineTransport } from '../transports/line.ts';
import { sdcConfigSchema, type SdcConfig } from './config.ts';
import { createSdcSession } from './session.ts';

export const sennheiserSdcKind: MicrophonesKind<SdcConfig> = {
  kind: 'sennheiser-sdc',
  model: 'microphones',
  label: 'Sennheiser SDC 8000 / SDC 8200',
  config: sdcConfigSchema,
  capabilities: ({ port, switchOff }) => ({
    talkOn: port === 'panel',
    talkOff: port === 'panel' && switchOff !== 'never',
    requestList: port === 'panel',
    addRequest: false,
    endRequest: false,
    order: false,
    reorder: false,
    replies: false,
    names: false,
    presence: false,
    priority: false,
    // It can be set and is never told.
    modes: [],
    settings: port === 'panel',
    hold: false,
    voting: false,
    individualVotes: false,
  }),
  notOffered: {
    order: '5.2: requests are told one by one, without places',
    'max-open': '5.2: the limit is not told',
    mode: '5.2: the mode is not told',
    names: '5.2: no names',
    presence: '5.2: no list of units',
    answer: '5.2: no command is answered',
  },
  create(config, context) {
    const common = {
      transport: createLineTransport(config.address),
      clock: context.clock,
      emit: context.emit.bind(context),
      onHealth: context.onHealth.bind(context),
    };
    if (config.port === 'panel') return runSession({ ...common, session: createSdcSession(config) });
    const session = createAnnouncedSession({
      codec: createSdcReports(),
      read: ofTlvcam1,
      repeats: true,
      acknowledgement: null,
      chairs: config.chairs,
    });
    return runSession({ ...common, session });
  },
};
