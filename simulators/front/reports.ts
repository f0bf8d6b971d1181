/**
 * A HID device offered over TCP instead of USB: what it says are input reports one behind the other, what it is
 * told are output reports of one length, cut out of the stream as they come.
 */
import { concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { Linked, SimulatedDevice } from '../device.ts';

/** `outputBytes`: the length of an output report, its number included; 0: the device takes none. */
export const onStream = <Device extends SimulatedDevice & Linked<Uint8Array>>(
  device: Device,
  outputBytes: number,
): Device => ({
  ...device,
  accept(peer) {
    const line = device.accept(peer);
    if (!line) return null;
    let pending = noBytes;
    return {
      received(data) {
        if (outputBytes === 0) return;
        pending = concat(pending, data);
        while (pending.length >= outputBytes) {
          const report = pending.slice(0, outputBytes);
          pending = pending.slice(outputBytes);
          line.received(report);
        }
      },
      closed: () => line.closed(),
    };
  },
});
