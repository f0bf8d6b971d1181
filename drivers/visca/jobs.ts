/** Camera commands → VISCA frames, within the model's ranges and outside its dangerous preset numbers. */
import type { CameraOrder } from '../../protocols/models/camera.ts';
import { isPresetAllowed, toRaw, type ViscaModel } from '../../protocols/visca/models.ts';
import type { ViscaBody } from '../../protocols/visca/requests.ts';
import type { ViscaSettings } from './state.ts';

/** The frames of a command in the order to send them, or why there are none: our own rules forbid it, or the model cannot. */
export function framesOf(
  command: CameraOrder,
  model: ViscaModel,
  settings: ViscaSettings,
): readonly ViscaBody[] | 'device-forbidden' | 'device-unsupported' {
  switch (command.type) {
    case 'recall':
    case 'store': {
      const { preset } = command;
      const listed = !settings.presets || settings.presets.includes(preset);
      if (!listed || !isPresetAllowed(model, preset, settings.allowReservedPresets))
        return 'device-forbidden';
      return [{ type: 'preset', action: command.type, preset }];
    }
    case 'move': {
      const { panDegrees, tiltDegrees, zoom } = command.position;
      const within =
        panDegrees >= model.panDegrees.from &&
        panDegrees <= model.panDegrees.to &&
        tiltDegrees >= model.tiltDegrees.from &&
        tiltDegrees <= model.tiltDegrees.to &&
        zoom >= 0 &&
        zoom <= 1;
      if (!within) return 'device-forbidden';
      const { width } = model;
      if (width === '5+5') return 'device-unsupported';
      const raw = toRaw(model, command.position);
      return [
        { type: 'zoom-direct', zoom: raw.zoom },
        // Pan and tilt last: theirs is the completion that means something.
        {
          type: 'absolute',
          width,
          panSpeed: Math.min(settings.panSpeed, model.maxPanSpeed),
          tiltSpeed: model.absoluteTiltSpeed ?? Math.min(settings.tiltSpeed, model.maxTiltSpeed),
          pan: raw.pan,
          tilt: raw.tilt,
        },
      ];
    }
    case 'drive': {
      const speeds = [command.pan, command.tilt, command.zoom];
      if (!speeds.every((speed) => speed >= -1 && speed <= 1)) return 'device-forbidden';
      return driveFrames(command.pan, command.tilt, command.zoom, model);
    }
    case 'stop':
      return driveFrames(0, 0, 0, model);
  }
}

function driveFrames(pan: number, tilt: number, zoom: number, model: ViscaModel): readonly ViscaBody[] {
  const parameter = (speed: number, highest: number): number =>
    Math.max(1, Math.round(Math.abs(speed) * highest));
  return [
    {
      type: 'drive',
      panSpeed: parameter(pan, model.maxPanSpeed),
      tiltSpeed: parameter(tilt, model.maxTiltSpeed),
      pan: pan === 0 ? 'stop' : pan > 0 ? 'right' : 'left',
      tilt: tilt === 0 ? 'stop' : tilt > 0 ? 'up' : 'down',
    },
    zoom === 0
      ? { type: 'zoom', direction: 'stop', speed: null }
      : {
          type: 'zoom',
          direction: zoom > 0 ? 'tele' : 'wide',
          speed: Math.min(7, Math.floor(Math.abs(zoom) * 8)),
        },
  ];
}

/** Whether sending it twice does the same as sending it once: not so what starts a motion without an aim. */
export function mayRepeat(body: ViscaBody): boolean {
  switch (body.type) {
    case 'preset':
    case 'absolute':
    case 'zoom-direct':
      return true;
    case 'drive':
      return body.pan === 'stop' && body.tilt === 'stop';
    case 'zoom':
      return body.direction === 'stop';
    default:
      return false;
  }
}
