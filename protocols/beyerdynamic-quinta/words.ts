/**
 * Numbers and flags of the beyerdynamic Quinta control protocol (edition 3.0) that both directions share.
 * All numbers are hexadecimal ASCII. A microphone unit ("MU") has a serial number as its id; a double unit
 * serves two delegates, told apart by the side in the flags.
 */

/** Ids are printed with eight digits, in a unit's own status with six. */
export const unitRange = [1, 0xff_ff_ff] as const;
/** Places of the list of units. */
export const positionRange = [0, 0x95] as const;

export function parseHex(
  word: string | undefined,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (word === undefined || !/^[0-9A-F]{1,8}$/i.test(word)) return undefined;
  const value = Number.parseInt(word, 16);
  return value >= lowest && value <= highest ? value : undefined;
}

export const hexDigits = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

export type Role = 'single' | 'left' | 'right' | 'chair';

/** Type, zone and role of a unit, as `A`, `q`, `a` and `x` carry them (16 bits). */
export interface UnitFlags {
  /** 0 one button, 1 two, 2 chair, 3 and 4 Revoluto. */
  readonly hardware: number;
  /** 0..7, zones 1..8. */
  readonly zone: number;
  readonly role: Role;
}

const roleBits: Readonly<Record<Role, number>> = {
  single: 0b0000,
  left: 0b0001,
  right: 0b1001,
  chair: 0b0010,
};

/** undefined for a role that the document calls reserved. */
export function readUnitFlags(bits: number): UnitFlags | undefined {
  const role = (Object.keys(roleBits) as Role[]).find((name) => roleBits[name] === (bits & 0x0f));
  return role && { hardware: (bits >> 8) & 0x0f, zone: (bits >> 4) & 0x07, role };
}

export const unitFlagBits = ({ hardware, zone, role }: UnitFlags): number =>
  ((hardware & 0x0f) << 8) | ((zone & 0x07) << 4) | roleBits[role];
