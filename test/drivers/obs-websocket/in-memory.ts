/** The simulator's OBS model behind transports inside the process: no sockets, any clock. */
import { createMemoryTransport } from '../../../drivers/transports/memory.ts';
import type { ObsReceived, ObsSent } from '../../../drivers/transports/obs-websocket.ts';
import type { LinkSink, Refusal, Transport } from '../../../drivers/transports/transport.ts';
import type { Clock } from '../../../protocols/clock.ts';
import { createObsModel, type ObsModel } from '../../../simulators/obs-websocket/model.ts';

export interface JoinedObs {
  readonly model: ObsModel;
  /** Requests in the order they were sent; a batch shows its members. */
  readonly sent: string[];
  /** `meters`: this link also hears the volume meters. */
  transport(options?: { readonly meters: boolean }): Transport<ObsSent, ObsReceived>;
  /** true: nothing is heard any more, in either direction. */
  freeze(frozen: boolean): void;
  /** OBS ends every link. */
  breakLinks(reason: string, refusal?: Refusal): void;
  /** Links are refused while set. */
  setOff(off: boolean): void;
  inject(message: ObsReceived): void;
  /** OBS is running, and somebody is connected to it. */
  isRunning(): boolean;
  isConnected(): boolean;
}

export function joinObs(clock: Clock): JoinedObs {
  const sinks = new Set<LinkSink<ObsReceived>>();
  const sent: string[] = [];
  let frozen = false;
  let off = false;
  const meterSinks = new Set<LinkSink<ObsReceived>>();
  const everybody = (message: ObsReceived): void => {
    if (frozen) return;
    const isMeters = message.type === 'event' && message.eventType === 'InputVolumeMeters';
    for (const sink of isMeters ? meterSinks : sinks) sink.received(message);
  };
  function forget(sink: LinkSink<ObsReceived>): void {
    sinks.delete(sink);
    if (meterSinks.delete(sink)) model.meters.listen(false);
  }
  const model = createObsModel({
    clock,
    emit: (eventType, intent, data) => everybody({ type: 'event', eventType, intent, data }),
  });

  const transport = ({ meters } = { meters: false }): Transport<ObsSent, ObsReceived> => {
    let own: LinkSink<ObsReceived> | null = null;
    return createMemoryTransport<ObsSent, ObsReceived>({
      opened(sink) {
        own = sink;
        if (off) return sink.down('refused');
        if (frozen) {
          // What the real transport's time limit for a connection does.
          clock.after(3000, () => sink.down('no connection in time'));
          return;
        }
        sinks.add(sink);
        if (meters) {
          meterSinks.add(sink);
          model.meters.listen(true);
        }
        sink.up();
      },
      received(message) {
        const sink = own;
        if (message.type === 'request') sent.push(message.request.requestType);
        else sent.push(...message.requests.map((request) => request.requestType));
        if (frozen) return;
        const { id } = message;
        const reply = (received: ObsReceived): void => {
          if (!frozen) sink?.received(received);
        };
        if (message.type === 'request')
          model.request(message.request, (result) => reply({ type: 'response', id, result }));
        else
          model.batch(message.requests, message.haltOnFailure, (results) =>
            reply({ type: 'batch-response', id, results }),
          );
      },
      closed() {
        if (own) forget(own);
      },
    });
  };

  return {
    model,
    sent,
    transport,
    freeze: (value) => {
      frozen = value;
    },
    breakLinks(reason, refusal) {
      const ending = [...sinks];
      for (const sink of ending) forget(sink);
      for (const sink of ending) sink.down(reason, refusal);
    },
    setOff: (value) => {
      off = value;
    },
    inject: everybody,
    isRunning: () => !off,
    isConnected: () => sinks.size > 0,
  };
}
