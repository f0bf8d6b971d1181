/**
 * Driving by hand needs a hand: a camera that is not told to go on is stopped, because a page that was closed,
 * or a lost network, would let it turn for ever.
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { DeviceCommand } from '../../protocols/models/commands.ts';
import type { Outcome } from '../../protocols/models/outcome.ts';

/** Pages repeat every 250 ms; two may be late. */
export const deadManMs = 700;
/** A stop that did not get through is sent again. */
const stopTries = 5;
const stopAgainMs = 300;

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
          clock.after(deadManMs, () => stop(device, stopTries)),
        );
    }
    return submit(each);
  };

  function stop(device: string, tries: number): void {
    pending.delete(device);
    void submit({ device, model: 'camera', command: { type: 'stop' } }).then((outcome) => {
      // Somebody has taken it in hand again meanwhile.
      if (outcome.ok || tries <= 1 || pending.has(device)) return;
      pending.set(
        device,
        clock.after(stopAgainMs, () => stop(device, tries - 1)),
      );
    });
  }
}
