/** What drives, moves and zooms do to the head, and which parameters are refused. */
import type { ViscaBody } from '../../protocols/visca/requests.ts';
import type { CameraBody } from '../world/camera.ts';
import type { Profile } from './profile.ts';

type Motion = Extract<
  ViscaBody,
  { type: 'absolute' | 'relative' | 'home' | 'pan-tilt-reset' | 'drive' | 'zoom' | 'zoom-direct' }
>;

/** Sets the head in motion. `pan-tilt`: the command lasts as long as the motion; `other`: it completes at once. */
export function setInMotion(
  body: Motion,
  camera: CameraBody,
  profile: Profile,
): 'pan-tilt' | 'other' | 'syntax' {
  const speeds = camera.head.degreesPerSecond;
  const speed = (parameter: number): number => speeds[parameter - 1] ?? 0;
  switch (body.type) {
    case 'absolute':
    case 'relative': {
      if (body.width !== profile.width || body.panSpeed < 1 || body.panSpeed > 0x18) return 'syntax';
      if (body.type === 'absolute' && profile.zeroTiltSpeed && body.tiltSpeed !== 0) return 'syntax';
      const from = body.type === 'relative' ? camera.position() : { panDegrees: 0, tiltDegrees: 0 };
      camera.moveTo(
        {
          panDegrees: from.panDegrees + body.pan / profile.unitsPerDegree,
          tiltDegrees: from.tiltDegrees + body.tilt / profile.unitsPerDegree,
        },
        { pan: speed(body.panSpeed), tilt: speed(body.tiltSpeed || body.panSpeed) },
      );
      return 'pan-tilt';
    }
    case 'home':
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0 });
      return 'pan-tilt';
    case 'pan-tilt-reset':
      camera.moveTo({ panDegrees: 0, tiltDegrees: 0 });
      return 'pan-tilt';
    case 'drive': {
      const { panSpeed, tiltSpeed } = body;
      if (panSpeed < 1 || panSpeed > 0x18 || tiltSpeed < 1 || tiltSpeed > 0x17) return 'syntax';
      const pan = body.pan === 'stop' ? 0 : body.pan === 'right' ? speed(panSpeed) : -speed(panSpeed);
      const tilt = body.tilt === 'stop' ? 0 : body.tilt === 'up' ? speed(tiltSpeed) : -speed(tiltSpeed);
      camera.drive(pan, tilt, null);
      // Drives and stops complete at once.
      return 'other';
    }
    case 'zoom': {
      const rate = ((body.speed ?? 3) + 1) / 8 / camera.head.zoomSeconds;
      camera.drive(null, null, body.direction === 'stop' ? 0 : body.direction === 'tele' ? rate : -rate);
      return 'other';
    }
    case 'zoom-direct':
      if (body.zoom > 0x4000) return 'syntax';
      camera.moveTo({ zoom: body.zoom / 0x4000 });
      // Completes right behind its ACK, long before the lens has arrived.
      return 'other';
  }
}
