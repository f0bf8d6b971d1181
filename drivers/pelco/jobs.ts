/** Camera commands → Pelco frames, outside the numbers that start functions. */
import type { CameraOrder } from '../../protocols/models/camera.ts';
import { isPresetAllowed } from '../../protocols/pelco/presets.ts';
import type { PelcoRequestBody } from '../../protocols/pelco/requests.ts';
import type { PelcoSettings } from './state.ts';

const fastest = 0x3f;

/** The frame of a command, or why there is none: our own rules forbid it, or the protocol cannot. */
export function bodyOf(
  command: Exclude<CameraOrder, { readonly type: 'move' }>,
  { presets, allowReservedPresets }: Pick<PelcoSettings, 'presets' | 'allowReservedPresets'>,
): PelcoRequestBody | 'device-forbidden' {
  switch (command.type) {
    case 'recall':
    case 'store': {
      const { type: action, preset } = command;
      const isListed = !presets || presets.includes(preset);
      if (!isListed || !isPresetAllowed(preset, allowReservedPresets)) return 'device-forbidden';
      return { type: 'preset', action, preset };
    }
    case 'drive': {
      const { pan, tilt, zoom } = command;
      const isSpeed = (speed: number): boolean => speed >= -1 && speed <= 1;
      if (![pan, tilt, zoom].every(isSpeed)) return 'device-forbidden';
      return driveBody(pan, tilt, zoom);
    }
    case 'stop':
      return driveBody(0, 0, 0);
  }
}

/** −1…1 → 0…3F; the slowest speed there is, rather than none. */
const speedOf = (speed: number): number =>
  speed === 0 ? 0 : Math.max(1, Math.round(Math.abs(speed) * fastest));

const driveBody = (pan: number, tilt: number, zoom: number): PelcoRequestBody => ({
  type: 'drive',
  pan: pan === 0 ? 'stop' : pan > 0 ? 'right' : 'left',
  tilt: tilt === 0 ? 'stop' : tilt > 0 ? 'up' : 'down',
  // The zoom has one speed.
  zoom: zoom === 0 ? 'stop' : zoom > 0 ? 'tele' : 'wide',
  panSpeed: speedOf(pan),
  tiltSpeed: speedOf(tilt),
});
