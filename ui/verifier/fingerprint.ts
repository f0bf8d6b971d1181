/** The short name of a checkpoint, for the eye: 60 bits in Crockford's base 32, `K7QF-2M9A-XT4P`. */
import { digestOf } from './bytes.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digits = 12;

/** The fingerprint of a checkpoint's three lines, with their newlines. */
export function fingerprintOf(checkpointText: string): string {
  const bits = Array.from(digestOf(checkpointText), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return spaced(
    Array.from({ length: digits }, (_, index) =>
      alphabet.charAt(Number.parseInt(bits.slice(5 * index, 5 * index + 5), 2)),
    ).join(''),
  );
}

const spaced = (text: string): string => text.replace(/.{4}(?=.)/g, '$&-');

/**
 * What somebody typed as it would be printed: any case, with or without dashes, O for 0 and I or L for 1. null: no
 * whole fingerprint.
 */
export function parseFingerprint(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return plain.length === digits && Array.from(plain).every((digit) => alphabet.includes(digit))
    ? spaced(plain)
    : null;
}
