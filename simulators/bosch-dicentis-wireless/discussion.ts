/** What the settings of a DICENTIS Wireless discussion mean for the buttons, and how the unit starts. */
import { discussionMode, type Discuss } from '../../protocols/bosch-dicentis-wireless/words.ts';
import type { ButtonMode } from '../desk.ts';

export const coldDiscuss: Discuss = {
  mode: discussionMode.open,
  maxOpenMics: 4,
  waitingListSize: 20,
  autoShift: true,
  rest: {
    allowCancelRTS: true,
    participantMicOff: true,
    priorityOption: 0,
    ambient: true,
    autoMicOff: false,
  },
};

export function buttonMode({ mode, autoShift }: Discuss): ButtonMode {
  if (mode === discussionMode.override) return 'override';
  if (mode === discussionMode.voice) return 'voice';
  return autoShift || mode === discussionMode.pushToTalk ? 'queue' : 'request';
}

/** The settings under which a button does this. */
export function discussOf(button: ButtonMode, before: Discuss): Discuss {
  if (button === 'override') return { ...before, mode: discussionMode.override };
  if (button === 'voice') return { ...before, mode: discussionMode.voice };
  return { ...before, mode: discussionMode.open, autoShift: button !== 'request' };
}
