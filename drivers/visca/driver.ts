/** VISCA cameras: over IP with Sony's header, bare on TCP or UDP, or several on one serial line. */
import type { Clock } from '../../protocols/clock.ts';
import { isPresetAllowed, unknownViscaModel, viscaModels } from '../../protocols/visca/models.ts';
import type { CameraKind } from '../driver.ts';
import { runSession } from '../run-session.ts';
import { createLineTransport } from '../transports/line.ts';
import { createSharedLineTransport } from '../transports/shared-line.ts';
import type { Transport } from '../transports/transport.ts';
import { chainRules } from './chain.ts';
import { addressKey } from '../transports/address.ts';
import { viscaConfigSchema, type ViscaConfig } from './config.ts';
import { createViscaSession } from './session.ts';

function presetsOf(config: ViscaConfig): readonly number[] {
  const model = config.model === 'auto' ? unknownViscaModel : viscaModels[config.model];
  const all = config.presets ?? Array.from({ length: model.highestPreset }, (_, index) => index + 1);
  return all.filter((preset) => isPresetAllowed(model, preset, config.allowReservedPresets));
}

function transportOf(config: ViscaConfig, clock: Clock): Transport<Uint8Array, Uint8Array> {
  const { address, deviceAddress: device } = config;
  if (config.framing !== 'chain') return createLineTransport(address);
  const isSerial = 'path' in address;
  return createSharedLineTransport({
    name: isSerial ? address.path : `${address.host}:${address.port}`,
    settings: isSerial ? `baud=${address.baud}` : address.scheme,
    device,
    rules: chainRules,
    clock,
    open: () => createLineTransport(address),
  });
}

export const viscaKind: CameraKind<ViscaConfig> = {
  kind: 'visca',
  model: 'camera',
  label: 'VISCA',
  config: viscaConfigSchema,
  capabilities: (config) => ({ presets: presetsOf(config), position: true, drive: true }),
  placeOf: (config) =>
    config.framing === 'chain'
      ? `${addressKey(config.address)}#${config.deviceAddress}`
      : addressKey(config.address),
  targetsOf: ({ presetTargets }) => presetTargets,
  create: (config, context) =>
    runSession({
      session: createViscaSession(config),
      transport: transportOf(config, context.clock),
      clock: context.clock,
      emit: (event) => context.emit(event),
      onHealth: (health) => context.onHealth(health),
    }),
};
