/** Panasonic AW cameras: commands over HTTP(S), notices on a port of ours. */
import { awNotices } from '../../protocols/panasonic-aw/notices.ts';
import { presetRange } from '../../protocols/panasonic-aw/models.ts';
import type { CameraKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import type { HttpRequest } from '../session.ts';
import { createHttpTransport } from '../transports/http.ts';
import { joinTransports, onlyMain } from '../transports/joined.ts';
import { createPushedTransport } from '../transports/pushed.ts';
import type { Transport } from '../transports/transport.ts';
import { addressKey } from '../transports/address.ts';
import { awConfigSchema, type AwConfig } from './config.ts';
import { isPresetAllowed } from './jobs.ts';
import { createAwSession } from './session.ts';
import type { AwReceived } from './state.ts';

function transportOf(config: AwConfig): Transport<HttpRequest, AwReceived> {
  const { address, certificate } = config;
  const http = createHttpTransport({
    host: address.host,
    port: address.port,
    ...(address.scheme === 'https'
      ? { tls: certificate === undefined ? {} : { fingerprint: certificate } }
      : {}),
  });
  if (!config.notices) return onlyMain(http);
  const notices = createPushedTransport({
    port: config.noticePort,
    host: config.noticeHost,
    from: address.host,
    codec: awNotices,
  });
  // The first thing it says is its port.
  return joinTransports(http, notices, { held: 1 });
}

export const panasonicAwKind: CameraKind<AwConfig> = {
  kind: 'panasonic-aw',
  model: 'camera',
  label: 'Panasonic AW',
  config: awConfigSchema,
  capabilities: ({ presets }) => ({
    presets: Array.from({ length: presetRange.to }, (_, index) => index + presetRange.from).filter((preset) =>
      isPresetAllowed(preset, presets),
    ),
    position: true,
    drive: true,
  }),
  placeOf: (config) => addressKey(config.address),
  targetsOf: ({ presetTargets }) => presetTargets,
  create: (config, context) =>
    runSession({
      session: createAwSession(config),
      transport: transportOf(config),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
