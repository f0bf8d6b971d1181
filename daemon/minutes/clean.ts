/**
 * Text as it may stand in a document. What people typed can hold characters that break XML (half a surrogate
 * pair, control characters) or that make a line read differently from what it says (direction overrides);
 * none of them carries a word. Right-to-left writing itself and emoji stay.
 */

const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;
// oxlint-disable-next-line eslint/no-control-regex -- these are what must go
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFDD0-\uFDEF\uFEFF\uFFFE\uFFFF]/g;
const directionOverrides = /[\u202A-\u202E\u2066-\u2069]/g;

/** Text of several lines, `\n` between them. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(/\t/g, ' ')
    .replace(unprintable, '')
    .replace(directionOverrides, '')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Text of one line: names, titles, cells. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');
