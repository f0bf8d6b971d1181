/** Words and ranges of the Shure DIS-CCU text protocol that both directions share. */
import type { InterruptMode, MicrophoneMode } from '../models/microphones.ts';

export interface Mode {
  readonly mode: MicrophoneMode;
  readonly withReplies: boolean;
}

const modeWords: Readonly<Record<string, MicrophoneMode>> = {
  auto: 'auto',
  fifo: 'fifo',
  manual: 'manual',
  vox: 'voice',
};
const wordOfMode: Readonly<Record<MicrophoneMode, string>> = {
  auto: 'auto',
  fifo: 'fifo',
  manual: 'manual',
  voice: 'vox',
};

/** `auto|fifo|manual|vox`, and with a second list `auto+reply|manual+reply|vox+reply`. */
export function parseMode(word: string): Mode | undefined {
  const [base = '', suffix, more] = word.toLowerCase().split('+');
  const mode = modeWords[base];
  if (!mode || more !== undefined || (suffix !== undefined && suffix !== 'reply')) return undefined;
  if (suffix && mode === 'fifo') return undefined;
  return { mode, withReplies: suffix === 'reply' };
}

export function modeWord({ mode, withReplies }: Mode): string {
  return wordOfMode[mode] + (withReplies && mode !== 'fifo' ? '+reply' : '');
}

/** New firmware writes `Same|Lower|off`, old firmware `on|off` where on means lower priorities. */
export function parseInterrupt(word: string): InterruptMode | undefined {
  switch (word.toLowerCase()) {
    case 'off':
      return 'none';
    case 'same':
      return 'same-priority';
    case 'lower':
    case 'on':
      return 'lower-priority';
    default:
      return undefined;
  }
}

export type Firmware = 'old' | 'new';

export function interruptWord(interrupt: InterruptMode, firmware: Firmware): string {
  if (interrupt === 'none') return 'off';
  if (firmware === 'old') return 'on';
  return interrupt === 'same-priority' ? 'Same' : 'Lower';
}

/** Lowest and highest value of each limit. */
export const limitRanges = {
  max_total_speakers: [1, 8],
  max_speakers: [1, 8],
  max_requests: [0, 250],
  max_replies: [0, 250],
} as const;
export type Limit = keyof typeof limitRanges;

export const priorityRange = [0, 5] as const;
export const seatRange = [1, 65_535] as const;

export function parseInteger(
  word: string | undefined,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (word === undefined || !/^-?\d{1,6}$/.test(word)) return undefined;
  const value = Number(word);
  return value >= lowest && value <= highest ? value : undefined;
}
