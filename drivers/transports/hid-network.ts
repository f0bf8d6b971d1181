/**
 * A HID device that is offered over TCP, for rehearsals: its input reports one behind the other, each of the
 * same length, and ours as they are. There are no frames: a stream that is out of step makes no sense from then
 * on, which the session sees and hangs up for.
 */
import { concat } from '../../protocols/bytes.ts';
import { noBytes } from '../../protocols/codec.ts';
import type { HidAddress, NetworkAddress } from './address.ts';
import { createHidTransport, type HidOptions } from './hid.ts';
import { createTcpTransport } from './tcp.ts';
import type { Transport } from './transport.ts';

/** Reports of a device on USB, or over TCP. */
export function createReportTransport(options: {
  readonly address: HidAddress | NetworkAddress;
  /** Bytes of an input report; needed over TCP only. */
  readonly inputBytes: number;
  readonly usage?: HidOptions['usage'];
}): Transport<Uint8Array, Uint8Array> {
  const { address, inputBytes, usage } = options;
  if ('vendor' in address) return createHidTransport({ address, ...(usage ? { usage } : {}) });
  return cutIntoReports(createTcpTransport(address), inputBytes);
}

/** Reports of `inputBytes` each out of a stream, however it is cut. */
export function cutIntoReports(
  stream: Transport<Uint8Array, Uint8Array>,
  inputBytes: number,
): Transport<Uint8Array, Uint8Array> {
  return {
    connect(sink) {
      let pending = noBytes;
      return stream.connect({
        up: () => sink.up(),
        down: (reason, refusal, detail) => sink.down(reason, refusal, detail),
        unanswered: (data) => sink.unanswered(data),
        received(data) {
          pending = concat(pending, data);
          while (pending.length >= inputBytes) {
            const report = pending.slice(0, inputBytes);
            pending = pending.slice(inputBytes);
            sink.received(report);
          }
        },
      });
    },
  };
}
