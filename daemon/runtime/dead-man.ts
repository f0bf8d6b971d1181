/**
 * Driving by hand needs a hand: a camera that is not told to go on is stopped, because a page that was closed,
 * or a lost network, would let it turn for ever.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';

/** Pages repeat every 250 ms; two may be late. */
export const deadManMs = 700;

export function withDeadMan(
  clock: Clock,
  submit: (command: DeviceCommand) => Promise<Outcome>,
): (command: DeviceCommand) => Promise<Outcome> {
  const pending = new Map<string, Cancel>();
  return (each) => {
    if (each.model === 'camera') {
      const { device, command } = each;
      if (command.type !== 'store' && command.type !== 'use-calibration') {
        pending.get(device)?.();
        pending.delete(device);
      }
      if (command.type === 'drive')
        pending.set(
          device,
          clock.after(deadManMs, () => {
            pending.delete(device);
            void submit({ device, model: 'camera', command: { type: 'stop' } });
          }),
        );
    }
    return submit(each);
  };
}
