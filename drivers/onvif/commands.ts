/** Camera commands → ONVIF requests, within the head's range and outside the dangerous preset numbers. */
import type { CameraOrder } from '../../protocols/models/camera.ts';
import { genericPtzSpace, toVector } from '../../protocols/onvif/positions.ts';
import type { OnvifRequest } from '../../protocols/onvif/requests.ts';
import type { OnvifSettings, OnvifState } from './state.ts';

/** Numbers that start functions on some cameras (menu on air, erasing all presets, restart), as with VISCA. */
const reservedPresets = { from: 90, to: 128 };
const highestPreset = 256;

/** The presets that may be recalled and stored. */
export function presetsOf(
  settings: Pick<OnvifSettings, 'presets' | 'allowReservedPresets'>,
): readonly number[] {
  const all = settings.presets ?? Array.from({ length: highestPreset }, (_, index) => index + 1);
  return all.filter(
    (preset) =>
      preset < reservedPresets.from ||
      preset > reservedPresets.to ||
      settings.allowReservedPresets.includes(preset),
  );
}

/** What the command is on the wire, or why it is nothing: our own rules forbid it, or the camera cannot. */
export function requestOf(
  command: CameraOrder,
  state: Pick<OnvifState, 'profile' | 'node' | 'presets'>,
  settings: OnvifSettings,
): OnvifRequest | 'device-forbidden' | 'device-unsupported' {
  const profile = state.profile?.token ?? '';
  switch (command.type) {
    case 'recall':
    case 'store': {
      if (!presetsOf(settings).includes(command.preset)) return 'device-forbidden';
      const preset = settings.presetTokens[command.preset] ?? String(command.preset);
      if (command.type === 'recall') return { type: 'goto-preset', profile, preset };
      const name = state.presets.find(({ token }) => token === preset)?.name ?? null;
      return { type: 'set-preset', profile, preset, name };
    }
    case 'move': {
      // A camera that did not tell its spaces is asked in the generic one, which all should have.
      const space = state.node ? state.node.absolute : genericPtzSpace;
      const position = toVector(command.position, space ?? genericPtzSpace, settings);
      if (!position) return 'device-forbidden';
      return space ? { type: 'absolute-move', profile, position } : 'device-unsupported';
    }
    case 'drive': {
      const { pan, tilt, zoom } = command;
      if (![pan, tilt, zoom].every((speed) => speed >= -1 && speed <= 1)) return 'device-forbidden';
      if (pan === 0 && tilt === 0 && zoom === 0) return { type: 'stop', profile };
      return { type: 'continuous-move', profile, velocity: { pan, tilt, zoom } };
    }
    case 'stop':
      return { type: 'stop', profile };
  }
}
