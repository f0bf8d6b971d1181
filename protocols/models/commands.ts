/** A command for a device of any model, addressed by the device's id in the config. */
import type { CameraCommand } from './camera.ts';
import type { MicrophoneCommand } from './microphones.ts';
import type { SwitcherCommand } from './switcher.ts';
import type { VotingCommand } from './voting.ts';

export type DeviceCommand =
  | { readonly device: string; readonly model: 'microphones'; readonly command: MicrophoneCommand }
  | { readonly device: string; readonly model: 'camera'; readonly command: CameraCommand }
  | { readonly device: string; readonly model: 'switcher'; readonly command: SwitcherCommand }
  /** Also for microphone systems whose units vote. */
  | { readonly device: string; readonly model: 'voting'; readonly command: VotingCommand };
