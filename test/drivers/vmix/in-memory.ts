/** The simulator's vMix behind transports inside the process, byte by byte: no sockets, any clock. */
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { LinkSink, Transport } from '../../../drivers/transports/transport.ts';
import { createVmixTransport, type VmixReceived } from '../../../drivers/transports/vmix.ts';
import type { Clock } from '../../../protocols/clock.ts';
import type { VmixAnswer } from '../../../protocols/vmix/answers.ts';
import type { VmixRequest } from '../../../protocols/vmix/requests.ts';
import type { Line } from '../../../simulators/device.ts';
import { createVmixDevice } from '../../../simulators/vmix/device.ts';
import type { VmixModel } from '../../../simulators/vmix/model.ts';

export interface JoinedVmix {
  readonly model: VmixModel;
  /** Lines in the order they were sent. */
  readonly sent: string[];
  transport(): Transport<VmixRequest, VmixReceived>;
  /** Every answer comes so much later, ms. */
  setSlow(ms: number): void;
  /** true: nothing is heard any more, in either direction. */
  freeze(frozen: boolean): void;
  /** true: vMix reports no change by itself. */
  loseEvents(lost: boolean): void;
  breakLinks(reason: string): void;
  /** Links are refused while set. */
  setOff(off: boolean): void;
  say(answer: VmixAnswer): void;
  raw(text: string): void;
  isRunning(): boolean;
  isConnected(): boolean;
}

export function joinVmix(clock: Clock): JoinedVmix {
  const sinks = new Set<LinkSink<Uint8Array>>();
  const sent: string[] = [];
  let frozen = false;
  let isMute = false;
  let off = false;
  let slowMs = 0;
  const device = createVmixDevice({ clock });

  const transport = (): Transport<VmixRequest, VmixReceived> => {
    let line: Line<Uint8Array> | null = null;
    let own: LinkSink<Uint8Array> | null = null;
    const bytes = createMemoryTransport<Uint8Array, Uint8Array>({
      opened(sink) {
        if (off) return sink.down('refused');
        own = sink;
        sinks.add(sink);
        // What it says before the link is up stands in the socket.
        let early: Uint8Array[] | null = [];
        const deliver = (data: Uint8Array): void => {
          const isEvent = /^(ACTS|TALLY) /.test(new TextDecoder().decode(data.subarray(0, 6)));
          if (!frozen && !(isMute && isEvent)) sink.received(data);
        };
        line = device.accept({
          send(data) {
            if (early) early.push(data);
            else if (slowMs > 0) clock.after(slowMs, () => deliver(data));
            else deliver(data);
          },
          close: () => sink.down('closed'),
        });
        const greeting = early;
        early = null;
        sink.up();
        for (const data of greeting) deliver(data);
      },
      received(data) {
        sent.push(...new TextDecoder().decode(data).split('\r\n').filter(Boolean));
        if (!frozen) line?.received(data);
      },
      closed() {
        line?.closed();
        if (own) sinks.delete(own);
      },
    });
    return createVmixTransport({ host: 'nowhere', port: 1 }, bytes);
  };

  return {
    model: device.model,
    sent,
    transport,
    setSlow: (ms) => {
      slowMs = ms;
    },
    freeze: (value) => {
      frozen = value;
    },
    loseEvents: (value) => {
      isMute = value;
    },
    breakLinks(reason) {
      const ending = [...sinks];
      sinks.clear();
      for (const sink of ending) sink.down(reason);
    },
    setOff: (value) => {
      off = value;
    },
    say: (answer) => device.everybody(answer),
    raw(text) {
      for (const sink of sinks) sink.received(new TextEncoder().encode(text));
    },
    isRunning: () => !off,
    isConnected: () => sinks.size > 0,
  };
}
