/**
 * Names in the Quinta's list: UTF-16BE as hex digits, fifteen characters in a field, padded with zeros.
 * A name longer than a field goes on in a second one, which this program does not read.
 */
const fieldCharacters = 15;

/** undefined: not hex digits, or no whole characters. An empty field is ''. */
export function readName(digits: string): string | undefined {
  if (digits.length % 4 !== 0 || !/^[0-9A-F]*$/i.test(digits)) return undefined;
  let name = '';
  for (let at = 0; at < digits.length; at += 4) {
    const unit = Number.parseInt(digits.slice(at, at + 4), 16);
    if (unit === 0) break;
    name += String.fromCharCode(unit);
  }
  // A half of a character that the field's end cut off.
  return name.isWellFormed() ? name : name.toWellFormed().replaceAll('\ufffd', '');
}

/** The whole field of sixty digits. */
export function nameDigits(name: string): string {
  let digits = '';
  for (const char of name.slice(0, fieldCharacters).split(''))
    digits += char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return digits.padEnd(4 * fieldCharacters, '0');
}
