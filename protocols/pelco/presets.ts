/**
 * Preset numbers of Pelco receivers. Some start functions instead of a move: 33 turns a Pelco dome by 180°, 34
 * drives its pan to zero (facts A6), and 90 and above open menus, erase, restart or patrol on others (A1).
 */
export const highestPreset = 255;

const turning: readonly number[] = [33, 34];
/** Manuals count from 1, some wires from 0: reserved if either reading is. */
const functionsFrom = 90;

/** Whether this preset may be recalled or stored: a number there is, and not reserved unless the config allows it by name. */
export function isPresetAllowed(preset: number, allowed: readonly number[]): boolean {
  if (!Number.isInteger(preset) || preset < 1 || preset > highestPreset) return false;
  const isReserved = turning.includes(preset) || preset >= functionsFrom;
  return !isReserved || allowed.includes(preset);
}
