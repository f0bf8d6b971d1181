/** What the simulated AW camera answers, and what commands do to its head. Scales from facts A5. */
import type { CameraPosition } from '../../protocols/models/camera.ts';
import type { AwAnswer } from '../../protocols/panasonic-aw/answers.ts';
import type { AwQuestion, AwRequest, HeardAwRequest } from '../../protocols/panasonic-aw/requests.ts';
import type { CameraBody } from '../world/camera.ts';

/** 2D09…D2F5 are −175°…+175°, and a degree of tilt is as long; 8000 is the middle, up is low. */
const perDegree = (0xd2f5 - 0x2d09) / 350;
const middle = 0x8000;
const wide = 0x555;
const tele = 0xfff;

const panOf = (degrees: number): number => Math.round(middle + degrees * perDegree);
const tiltOf = (degrees: number): number => Math.round(middle - degrees * perDegree);
const zoomOf = (zoom: number): number => Math.round(wide + zoom * (tele - wide));

/** Everything said is read from the head at that moment. */
export function answerTo(
  what: AwQuestion,
  device: {
    readonly model: string;
    position(): CameraPosition;
    readonly powerOn: boolean;
    readonly lastPreset: number | null;
  },
): AwAnswer {
  const { panDegrees, tiltDegrees, zoom } = device.position();
  const panTilt = { pan: panOf(panDegrees), tilt: tiltOf(tiltDegrees) };
  switch (what) {
    case 'model':
      return { type: 'model', name: device.model };
    case 'power':
      return { type: 'power', power: device.powerOn ? 'on' : 'off' };
    case 'everything':
      return { type: 'everything', ...panTilt, zoom: zoomOf(zoom), focus: 0x800, iris: 0xfff };
    case 'pan-tilt':
      return { type: 'pan-tilt', ...panTilt };
    case 'zoom':
      return { type: 'zoom', zoom: zoomOf(zoom) };
    case 'last-preset':
      return { type: 'preset', preset: device.lastPreset ?? 1 };
  }
}

type Command = Exclude<
  AwRequest,
  { readonly type: 'ask' } | { readonly port: number } | { readonly type: 'set-power' }
>;

export const isMove = ({ type }: HeardAwRequest): boolean =>
  type === 'recall' ||
  type === 'absolute' ||
  type === 'set-zoom' ||
  type === 'drive' ||
  type === 'drive-zoom';

/** Begins to carry out a command, or says why not. */
export function start(
  command: Command | Extract<HeardAwRequest, { readonly type: 'other' }>,
  camera: CameraBody,
): AwAnswer {
  const outOfRange = (text: string): AwAnswer => ({
    type: 'error',
    from: 'aw_ptz',
    code: 'out-of-range',
    command: text,
  });
  switch (command.type) {
    case 'other':
      return {
        type: 'error',
        from: command.to,
        code: 'unsupported',
        command: command.command.replace('#', ''),
      };
    case 'recall':
      // Of a preset that was never stored the camera accepts the number, and stays.
      camera.recall(command.preset);
      return { type: 'preset', preset: command.preset };
    case 'store':
    case 'delete':
      camera.setPreset(command.preset, command.type === 'store' ? camera.position() : null);
      return { type: 'preset', preset: command.preset };
    case 'absolute': {
      const { pan, tilt } = command;
      if (pan < 0x2d09 || pan > 0xd2f5 || tilt < 0x5555 || tilt > 0x8e38) return outOfRange('APC');
      camera.moveTo({ panDegrees: (pan - middle) / perDegree, tiltDegrees: (middle - tilt) / perDegree });
      return { type: 'pan-tilt', pan, tilt };
    }
    case 'set-zoom': {
      if (command.zoom < wide || command.zoom > tele) return outOfRange('AXZ');
      camera.moveTo({ zoom: (command.zoom - wide) / (tele - wide) });
      return { type: 'zoom-set', zoom: command.zoom };
    }
    case 'drive': {
      const { pan, tilt } = command;
      if (pan < 1 || tilt < 1) return outOfRange('PTS');
      const fastest = camera.head.degreesPerSecond.at(-1) ?? 1;
      camera.drive(((pan - 50) / 49) * fastest, ((tilt - 50) / 49) * fastest, null);
      return { type: 'driving', pan, tilt };
    }
    case 'drive-zoom': {
      if (command.zoom < 1) return outOfRange('Z');
      camera.drive(null, null, (command.zoom - 50) / 49 / camera.head.zoomSeconds);
      return { type: 'zoom-driving', zoom: command.zoom };
    }
  }
}
