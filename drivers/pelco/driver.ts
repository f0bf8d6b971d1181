/** Cameras on a Pelco-D or Pelco-P line: serial, or TCP to a converter. */
import { highestPreset, isPresetAllowed } from '../../protocols/pelco/presets.ts';
import type { CameraKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createLineTransport } from '../transports/line.ts';
import { addressKey } from '../transports/address.ts';
import { pelcoConfigSchema, type PelcoConfig } from './config.ts';
import { createPelcoSession } from './session.ts';

export const pelcoKind: CameraKind<PelcoConfig> = {
  kind: 'pelco',
  model: 'camera',
  label: 'Pelco-D / Pelco-P',
  config: pelcoConfigSchema,
  capabilities: ({ presets, allowReservedPresets, position }) => ({
    presets: (presets ?? Array.from({ length: highestPreset }, (_, index) => index + 1)).filter((preset) =>
      isPresetAllowed(preset, allowReservedPresets),
    ),
    position: position !== undefined,
    drive: true,
  }),
  placeOf: (config) => `${addressKey(config.address)}#${config.receiver}`,
  targetsOf: ({ presetTargets }) => presetTargets,
  create: (config, context) =>
    runSession({
      session: createPelcoSession(config),
      transport: createLineTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
