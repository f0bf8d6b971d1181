/** Program and further scenes of an OBS as JPEGs, on a connection of their own so that looking never delays a cut. */
import type { Clock } from '../../protocols/clock.ts';
import { eventSubscription } from '../../protocols/obs-websocket/messages.ts';
import type { Driver, PictureScenes, PictureSource } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createObsTransport, type ObsReceived, type ObsSent } from '../transports/obs-websocket.ts';
import type { Transport } from '../transports/transport.ts';
import type { ObsConfig } from './config.ts';
import { createPictureSession, type PictureCommand } from './picture-session.ts';

export interface PictureContext {
  readonly clock: Clock;
  /** A JPEG of 640×360, about eight a second of each kind. */
  onPicture(name: string, jpeg: Uint8Array): void;
}

export function createPictures(config: ObsConfig, context: PictureContext): PictureSource {
  return createPictureSource(
    createObsTransport({
      host: config.address.host,
      port: config.address.port,
      eventSubscriptions: eventSubscription.none,
      ...(config.password === undefined ? {} : { password: config.password }),
    }),
    context,
  );
}

/** The same on any transport. */
export function createPictureSource(
  transport: Transport<ObsSent, ObsReceived>,
  context: PictureContext,
): PictureSource {
  let driver: Driver<PictureCommand> | null = null;
  let scenes: PictureScenes = {};

  // A session starts from scratch at every link: it is told the scenes again.
  const tell = (): void => {
    void driver?.submit({ type: 'watch', scenes });
  };

  return {
    watch(wanted) {
      scenes = wanted;
      if (driver) return tell();
      let wasUp = false;
      driver = runSession({
        session: createPictureSession(),
        transport,
        clock: context.clock,
        emit: ({ channel, base64 }) => {
          const jpeg = Buffer.from(base64, 'base64');
          if (jpeg[0] === 0xff && jpeg[1] === 0xd8) context.onPicture(channel, jpeg);
        },
        onHealth: ({ link }) => {
          const isUp = link === 'up';
          if (isUp && !wasUp) queueMicrotask(tell);
          wasUp = isUp;
        },
      });
      driver.start();
    },
    stop() {
      driver?.stop();
      driver = null;
    },
  };
}
