/** Camera commands → requests of the AW protocol, within the camera's ranges. */
import type { CameraOrder } from '../../protocols/models/camera.ts';
import { panDegrees, presetRange, tiltDegrees, toRaw } from '../../protocols/panasonic-aw/models.ts';
import type { AwRequest } from '../../protocols/panasonic-aw/requests.ts';
import type { AwSettings } from './state.ts';

/** The numbers of `presets` that a command may touch. */
export const isPresetAllowed = (preset: number, presets: readonly number[] | undefined): boolean =>
  Number.isInteger(preset) &&
  preset >= presetRange.from &&
  preset <= presetRange.to &&
  (presets === undefined || presets.includes(preset));

/** Ends included; false for what is no number. */
const isWithin = (value: number, { from, to }: { readonly from: number; readonly to: number }): boolean =>
  value >= from && value <= to;

/** The requests of a command in the order to send them, or that our own rules forbid it. */
export function requestsOf(
  command: CameraOrder,
  settings: Pick<AwSettings, 'presets'>,
): readonly AwRequest[] | 'device-forbidden' {
  switch (command.type) {
    case 'recall':
    case 'store':
      if (!isPresetAllowed(command.preset, settings.presets)) return 'device-forbidden';
      return [{ type: command.type, preset: command.preset }];
    case 'move': {
      const { position } = command;
      const isReachable =
        isWithin(position.panDegrees, panDegrees) &&
        isWithin(position.tiltDegrees, tiltDegrees) &&
        isWithin(position.zoom, { from: 0, to: 1 });
      if (!isReachable) return 'device-forbidden';
      const { pan, tilt, zoom } = toRaw(position);
      return [
        { type: 'set-zoom', zoom },
        { type: 'absolute', pan, tilt },
      ];
    }
    case 'drive': {
      const { pan, tilt, zoom } = command;
      if (![pan, tilt, zoom].every((speed) => isWithin(speed, { from: -1, to: 1 })))
        return 'device-forbidden';
      return driveRequests(pan, tilt, zoom);
    }
    case 'stop':
      return driveRequests(0, 0, 0);
  }
}

const stopped = 50;
const fastest = 49;

/** −1…1 → 1…99; the slowest speed there is, rather than none. */
function speedOf(speed: number): number {
  if (speed === 0) return stopped;
  return stopped + Math.sign(speed) * Math.max(1, Math.round(Math.abs(speed) * fastest));
}

const driveRequests = (pan: number, tilt: number, zoom: number): readonly AwRequest[] => [
  { type: 'drive', pan: speedOf(pan), tilt: speedOf(tilt) },
  { type: 'drive-zoom', zoom: speedOf(zoom) },
];
