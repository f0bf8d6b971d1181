/** What goes wrong in a sitting: called before the first event with 0, then before every event. */
import type { SittingHall } from './sitting-hall.ts';

const onFirstCamera =
  (fault: string, parameters: Record<string, unknown>) => (sitting: SittingHall, event: number) => {
    if (event === 0) sitting.cameras.get('camera-1')?.device.fault(fault, parameters);
  };

export const troubles: readonly (readonly [string, (sitting: SittingHall, event: number) => void])[] = [
  [
    'a tenth of all datagrams of every camera is lost',
    (sitting, event) => {
      if (event === 0)
        for (const { device } of sitting.cameras.values()) device.fault('loss', { probability: 0.1 });
    },
  ],
  ['a camera never completes', onFirstCamera('completion', { policy: 'never' })],
  ['a camera reports completion at once', onFirstCamera('completion', { policy: 'at-once' })],
  ['a camera withholds its acknowledgement', onFirstCamera('completion', { policy: 'withheld-ack' })],
  [
    'OBS is restarted every fifty events',
    ({ obs, clock }, event) => {
      if (event % 50 !== 25) return;
      obs.setOff(true);
      obs.breakLinks('gone');
      obs.model.restarted();
      clock.after(2000, () => obs.setOff(false));
    },
  ],
];
