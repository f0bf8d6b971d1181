/** Boot reports of a keyboard, put together from the USB HID usage tables (page 07); none was recorded. */
import type { KeypadReport } from '../../protocols/hid-keypad/reports.ts';

export const hidKeypadReports: readonly (readonly [hex: string, what: string, report: KeypadReport])[] = [
  ['0000000000000000', 'nothing is down', { modifiers: 0, keys: [] }],
  ['0000590000000000', 'keypad 1', { modifiers: 0, keys: [0x59] }],
  ['0000610000000000', 'keypad 9', { modifiers: 0, keys: [0x61] }],
  ['00001e0000000000', '1 above the letters', { modifiers: 0, keys: [0x1e] }],
  ['00005a5900000000', 'two at once', { modifiers: 0, keys: [0x5a, 0x59] }],
  ['0200580000000000', 'Enter with Shift', { modifiers: 2, keys: [0x58] }],
  ['0000010101010101', 'too many at once', { modifiers: 0, keys: null }],
];
