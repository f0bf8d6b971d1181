/** PTZ cameras that speak ONVIF (profile S). */
import type { CameraKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createOnvifTransport } from '../transports/onvif.ts';
import { presetsOf } from './commands.ts';
import { addressKey } from '../transports/address.ts';
import { onvifConfigSchema, type OnvifConfig } from './config.ts';
import { createOnvifSession } from './session.ts';

export const onvifKind: CameraKind<OnvifConfig> = {
  kind: 'onvif',
  model: 'camera',
  label: 'ONVIF (profile S)',
  config: onvifConfigSchema,
  capabilities: (config) => ({ presets: presetsOf(config), position: true, drive: true }),
  placeOf: (config) => addressKey(config.address),
  targetsOf: ({ presetTargets }) => presetTargets,
  create: (config, context) => {
    const { address, username, password, certificate } = config;
    const tls = certificate === undefined ? {} : { fingerprint: certificate };
    return runSession({
      session: createOnvifSession(config),
      transport: createOnvifTransport({
        host: address.host,
        port: address.port,
        username,
        password,
        ...(address.scheme === 'https' ? { tls } : {}),
      }),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    });
  },
};
