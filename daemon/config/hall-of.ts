/** The hall as the domain knows it, from the checked config. */
import { seatPlan } from '../../protocols/models/seating.ts';
import type { Hall, HallPerson, HallSeat } from '../chamber/hall.ts';
import type { ConfigFile } from './schema.ts';

export function hallOf(file: ConfigFile): Hall {
  const { chamber, broadcast, people } = file;
  const chairSeat = chamber.chairSeat ?? null;
  const layout = chairSeat === null ? chamber.layout : { ...chamber.layout, chair: chairSeat };
  const seats: Record<number, HallSeat> = {};
  for (const { seat, x, y } of seatPlan(layout)) {
    const role =
      seat === chairSeat
        ? 'chair'
        : chamber.lecterns.includes(seat)
          ? 'lectern'
          : chamber.guests.includes(seat)
            ? 'guest'
            : 'delegate';
    const person = people.find((other) => other.seat === seat)?.id ?? null;
    seats[seat] = { seat, x, y, label: String(seat), role, person };
  }
  const byId: Record<string, HallPerson> = {};
  for (const { id, name, group, consent } of people)
    byId[id] = { name, consent, ...(group === undefined ? {} : { group }) };

  const labelOf = (id: string): string => file.devices.find((device) => device.id === id)?.label ?? id;
  return {
    title: chamber.title,
    chamber: chamber.name,
    seats,
    chairSeat,
    people: byId,
    microphones: chamber.microphones,
    switcher: broadcast.switcher,
    cameras: broadcast.cameras.map(({ device, scene, shots }) => ({
      device,
      label: labelOf(device),
      scene,
      shots,
    })),
    wides: broadcast.wides.map(({ id, scene, hides }) => ({ id, scene, hides })),
    slateScene: broadcast.slate.scene,
    pauseScene: broadcast.pause.scene,
    soundInputs: broadcast.soundInputs,
    rules: broadcast.direction,
    speakingTimeMs:
      chamber.speakingTimeMinutes === undefined ? null : Math.round(chamber.speakingTimeMinutes * 60_000),
  };
}
