/** The watch over what goes out, on a connection of its own. Pictures end here: what leaves is their digest. */
import { createHash } from 'node:crypto';
import type { Clock } from '../../protocols/clock.ts';
import { eventSubscription } from '../../protocols/obs-websocket/messages.ts';
import type { Driver, ProgramWatch } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createObsTransport, type ObsReceived, type ObsSent } from '../transports/obs-websocket.ts';
import type { Transport } from '../transports/transport.ts';
import type { ObsConfig } from './config.ts';
import { createWatchSession } from './watch-session.ts';

export interface WatchContext {
  readonly clock: Clock;
  /** Decibels below full scale, ≤ 0, about once a second. */
  onSound(peakDecibels: number): void;
  /** The same for the same picture, every other second. */
  onPicture(fingerprint: string): void;
}

export function createProgramWatch(config: ObsConfig, context: WatchContext): ProgramWatch {
  return watchProgram(
    createObsTransport({
      host: config.address.host,
      port: config.address.port,
      eventSubscriptions: eventSubscription.inputVolumeMeters,
      ...(config.password === undefined ? {} : { password: config.password }),
    }),
    context,
  );
}

/** The same on any transport. */
export function watchProgram(
  transport: Transport<ObsSent, ObsReceived>,
  { clock, onSound, onPicture }: WatchContext,
): ProgramWatch {
  let driver: Driver<never> | null = null;
  return {
    start() {
      if (driver) return;
      driver = runSession({
        session: createWatchSession(),
        transport,
        clock,
        emit: (event) =>
          event.type === 'sound' ? onSound(event.peakDecibels) : onPicture(digestOf(event.base64)),
        onHealth: () => undefined,
      });
      driver.start();
    },
    stop() {
      driver?.stop();
      driver = null;
    },
  };
}

const digestOf = (base64: string): string => createHash('sha256').update(base64).digest('base64url');
