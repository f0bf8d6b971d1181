/**
 * D-Cerno's conference modes in our words and back. Its group requests are a list that the chair calls up, as
 * in the operator's mode; direct speaking with the override bit pushes the longest speaker out. Pure.
 */
import type { MicrophoneMode } from '../../protocols/models/microphones.ts';
import { modeOptions, type ModeSettings } from '../../protocols/televic-dcerno/words.ts';

export function modeOf({ mode, options, activation }: ModeSettings): MicrophoneMode {
  if (mode !== 'direct') return 'manual';
  if (activation === 'voice') return 'voice';
  return (options & modeOptions.override) === 0 ? 'auto' : 'fifo';
}

/** What is set for this mode; whatever it does not concern stays as it is. */
export function settingsFor(mode: MicrophoneMode, now: ModeSettings): ModeSettings {
  if (modeOf(now) === mode) return now;
  const { request, override } = modeOptions;
  const activation = now.activation === 'voice' || now.activation === 'none' ? 'toggle' : now.activation;
  const options = now.options & ~override;
  switch (mode) {
    case 'manual':
      return { mode: 'operator', options: options | request, activation };
    case 'auto':
      return { mode: 'direct', options, activation };
    case 'fifo':
      return { mode: 'direct', options: options | override, activation };
    case 'voice':
      return { mode: 'direct', options, activation: 'voice' };
  }
}
