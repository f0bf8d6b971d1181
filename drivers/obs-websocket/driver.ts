/** OBS Studio from version 28 (obs-websocket 5.x) as a switcher. */
import { eventSubscription } from '../../protocols/obs-websocket/messages.ts';
import type { SwitcherKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createObsTransport } from '../transports/obs-websocket.ts';
import { obsConfig, type ObsConfig } from './config.ts';
import { createPictures } from './pictures.ts';
import { createObsSession, obsRetryMs } from './session.ts';

/** The events the session reads; scene items and media are not among them. */
export const wantedEvents =
  eventSubscription.general |
  eventSubscription.config |
  eventSubscription.scenes |
  eventSubscription.inputs |
  eventSubscription.transitions |
  eventSubscription.outputs |
  eventSubscription.ui;

export const obsWebsocketKind: SwitcherKind<ObsConfig> = {
  kind: 'obs-websocket',
  model: 'switcher',
  label: 'OBS Studio',
  config: obsConfig,
  capabilities: () => null,
  create: (config, context) =>
    runSession({
      session: createObsSession(),
      transport: createObsTransport({
        host: config.address.host,
        port: config.address.port,
        eventSubscriptions: wantedEvents,
        ...(config.password === undefined ? {} : { password: config.password }),
      }),
      clock: context.clock,
      emit: context.emit,
      onHealth: context.onHealth,
      retryMs: obsRetryMs,
    }),
  pictures: createPictures,
};
