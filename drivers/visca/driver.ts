/** VISCA cameras over IP (UDP 52381). */
import { isPresetAllowed, unknownViscaModel, viscaModels } from '../../protocols/visca/models.ts';
import type { CameraKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createUdpTransport } from '../transports/udp.ts';
import { viscaConfigSchema, type ViscaConfig } from './config.ts';
import { createViscaSession } from './session.ts';

function presetsOf(config: ViscaConfig): readonly number[] {
  const model = config.model === 'auto' ? unknownViscaModel : viscaModels[config.model];
  const all = config.presets ?? Array.from({ length: model.highestPreset }, (_, index) => index + 1);
  return all.filter((preset) => isPresetAllowed(model, preset, config.allowReservedPresets));
}

export const viscaKind: CameraKind<ViscaConfig> = {
  kind: 'visca',
  model: 'camera',
  label: 'VISCA over IP',
  config: viscaConfigSchema,
  capabilities: (config) => ({ presets: presetsOf(config), position: true, drive: true }),
  create: (config, context) =>
    runSession({
      session: createViscaSession(config),
      transport: createUdpTransport(config.address),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
