/** What the simulated camera answers to inquiries, read from the head at that moment. */
import {
  lensBlockAnswer,
  panTiltAnswer,
  panTiltStatusAnswer,
  switchAnswer,
  versionAnswer,
  zoomAnswer,
} from '../../protocols/visca/answers.ts';
import type { Inquiry } from '../../protocols/visca/requests.ts';
import type { CameraBody } from '../world/camera.ts';
import type { Profile } from './profile.ts';

export interface Answering {
  readonly camera: CameraBody;
  readonly now: number;
  readonly profile: Profile;
  /** Whether block inquiries are answered, where the profile has them. */
  readonly blocks: boolean;
  readonly powerOn: boolean;
  readonly menuOpen: boolean;
  /** As on the wire; 7F: none yet. */
  readonly lastPreset: number;
  readonly recalling: boolean;
  readonly everMoved: boolean;
}

/** The data of the answer; null: this camera does not know the question. */
export function answerTo(inquiry: Inquiry, device: Answering): Uint8Array | null {
  const { camera, now, profile } = device;
  const position = camera.position();
  const zoom = Math.round(position.zoom * 0x4000);
  const moving = now < camera.motorsStopAt();
  switch (inquiry) {
    case 'version':
      return versionAnswer.encode(profile.version);
    case 'power':
      return switchAnswer.encode(device.powerOn);
    case 'menu':
      return switchAnswer.encode(device.menuOpen);
    case 'pan-tilt-position': {
      const pan = Math.round(position.panDegrees * profile.unitsPerDegree);
      const tilt = Math.round(position.tiltDegrees * profile.unitsPerDegree);
      return panTiltAnswer.encode({ pan, tilt }, profile.width);
    }
    case 'zoom-position':
      return zoomAnswer.encode(zoom);
    case 'last-preset':
      return Uint8Array.of(device.lastPreset);
    case 'max-speed':
      return Uint8Array.of(0x18, 0x17);
    case 'pan-tilt-status': {
      if (!profile.statusLayout) return null;
      const move = moving ? 'running' : device.everMoved ? 'done' : 'none';
      return panTiltStatusAnswer.encode(
        { initialised: 'done', move, panDefect: false, tiltDefect: false },
        profile.statusLayout,
      );
    }
    case 'lens-block':
      if (!profile.lensBlock || !device.blocks) return null;
      return lensBlockAnswer.encode({
        zoom,
        nearLimit: 0x10,
        focus: 0x1000,
        autoFocus: true,
        presetRunning: device.recalling && moving,
        focusRunning: false,
        zoomRunning: now < camera.zoomStopsAt(),
      });
  }
}
