/**
 * What can happen in any hall, by the names of the control side: `lose-seat {seat, lost}`, `rename {seat,
 * name}`, `set {mode, maxOpen}` (somebody changes it at the unit), `unknown-seat` (a further unit, which no
 * config knows, speaks). Models try these before their own.
 */
import type { ButtonMode, SimulatedDesk } from './desk.ts';

export const deskFaults = ['lose-seat', 'rename', 'set', 'unknown-seat'] as const;

/** Outside every plan of a room. */
const unknownSeat = 500;

const modes: readonly string[] = ['open', 'override', 'request', 'queue', 'voice'] satisfies ButtonMode[];
const isMode = (value: unknown): value is ButtonMode => typeof value === 'string' && modes.includes(value);

/** True when the fault was one of these. */
export function deskFault(desk: SimulatedDesk, name: string, parameters: Record<string, unknown>): boolean {
  const seat = Number(parameters['seat']);
  switch (name) {
    case 'lose-seat':
      desk.connect(seat, parameters['lost'] === false);
      return true;
    case 'rename':
      desk.rename(seat, typeof parameters['name'] === 'string' ? parameters['name'] : '');
      return true;
    case 'set': {
      const { mode, maxOpen } = parameters;
      desk.set({
        ...(isMode(mode) ? { mode } : {}),
        ...(typeof maxOpen === 'number' ? { maxOpen } : {}),
      });
      return true;
    }
    case 'unknown-seat':
      desk.add({ seat: unknownSeat, name: 'Gast', chair: false });
      desk.open(unknownSeat);
      return true;
    default:
      return false;
  }
}
