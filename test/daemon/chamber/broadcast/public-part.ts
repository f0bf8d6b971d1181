/** A public part to begin with, and the moves that its tests share. */
import type { Hall } from '../../../../daemon/chamber/hall.ts';
import { smallHall } from '../../director/small-hall.ts';
import { openBroadcast, type OpenBroadcast } from './hall.ts';

export const { transmission } = smallHall;
export const { lowerThird } = transmission;

export async function open(hall: Partial<Hall> = {}): Promise<OpenBroadcast> {
  const opened = await openBroadcast({ hall });
  await opened.give('broadcast/open', { confirmed: true });
  return opened;
}

export const camera = (hall: OpenBroadcast, device: string, preset: number): void =>
  hall.loop.deviceReported(device, {
    model: 'camera',
    event: {
      type: 'motion',
      motion: { kind: 'still', since: hall.clock.now() - 5000, preset, measured: true },
    },
  });
export const speaks = async (hall: OpenBroadcast, ...seats: readonly number[]): Promise<void> => {
  hall.open(seats);
  await hall.clock.advance(500);
};
export const said = (hall: OpenBroadcast): string => hall.mixer().texts[lowerThird.name] ?? '';
export const consent = (image: 'yes' | 'not-recognisable' | 'no', sound: boolean, name = true) => ({
  name: 'Mitglied',
  consent: { image, sound, name },
});
