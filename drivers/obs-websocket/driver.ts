/** OBS Studio from version 28 (obs-websocket 5.x) as a switcher. */
import { eventSubscription } from '../../protocols/obs-websocket/messages.ts';
import type { SwitcherKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createObsTransport } from '../transports/obs-websocket.ts';
import { connectObs } from './caller.ts';
import { obsConfig, type ObsConfig } from './config.ts';
import { createPictures } from './pictures.ts';
import { createProgramWatch } from './program-watch.ts';
import { provision } from './provision.ts';
import { createObsSession, obsRetryMs } from './session.ts';

/** The events the session reads; filters and media are not among them. */
export const wantedEvents =
  eventSubscription.general |
  eventSubscription.config |
  eventSubscription.scenes |
  eventSubscription.inputs |
  eventSubscription.transitions |
  eventSubscription.outputs |
  eventSubscription.sceneItems |
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
  programWatch: createProgramWatch,
  async provision(config, clock, plan) {
    const { call, close } = await connectObs({
      host: config.address.host,
      port: config.address.port,
      clock,
      ...(config.password === undefined ? {} : { password: config.password }),
    });
    try {
      return await provision(call, plan);
    } finally {
      close();
    }
  },
};
