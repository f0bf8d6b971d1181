/**
 * A session and the device's model joined in memory, on a virtual clock: no sockets, so that two hours pass
 * in seconds. The same model and the same session as on the real transport.
 */
import { runSession } from '../../drivers/run-session.ts';
import type { Driver, Health } from '../../drivers/driver.ts';
import type { HttpExchange, HttpRequest, Session } from '../../drivers/session.ts';
import { createMemoryTransport } from '../../drivers/transports/memory.ts';
import type { LinkSink, Transport } from '../../drivers/transports/transport.ts';
import type { Clock } from '../../protocols/clock.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type {
  Asked,
  DeviceOptions,
  HttpAnswer,
  Line,
  Linked,
  MicrophoneDevice,
  SimulatedDevice,
} from '../../simulators/device.ts';

export interface Listener<Event = MicrophoneEvent> {
  readonly clock: Clock;
  readonly device: DeviceOptions;
  emit(event: Event): void;
  onHealth(health: Health): void;
}

export interface Joined<Command = MicrophoneCommand, Device = MicrophoneDevice> {
  readonly driver: Driver<Command>;
  readonly device: Device;
  /** The link ends, as by a cable. */
  cut(): void;
}

/** For sessions on a byte stream or on text messages. */
export function joinLink<State, Data, Command, Event, Device extends SimulatedDevice & Linked<Data>>(
  listener: Listener<Event>,
  session: Session<State, Command, Event, Data, Data>,
  device: Device,
): Joined<Command, Device> {
  let sink: LinkSink<Data> | null = null;
  let line: Line<Data> | null = null;
  const transport = createMemoryTransport<Data, Data>({
    opened(opened) {
      sink = opened;
      line = device.accept({
        // Not within the call that caused it: a wire is never that fast.
        send: (data) => queueMicrotask(() => opened.received(data)),
        close: () => opened.down('closed by the other side'),
      });
      if (line) opened.up();
      else opened.down('turned away');
    },
    received: (data) => line?.received(data),
    closed() {
      line?.closed();
      [sink, line] = [null, null];
    },
  });
  return run(listener, session, transport, device, () => {
    line?.closed();
    sink?.down('cable');
    [sink, line] = [null, null];
  });
}

/** For sessions over HTTP: each request ends in an answer or, after its timeout, in none. */
export function joinHttp<State, Command, Event, Device extends SimulatedDevice & Asked>(
  listener: Listener<Event>,
  session: Session<State, Command, Event, HttpRequest, HttpExchange>,
  device: Device,
): Joined<Command, Device> {
  let sink: LinkSink<HttpExchange> | null = null;
  const open = new Set<() => void>();
  const closeAll = (): void => {
    for (const abort of open) abort();
    open.clear();
    sink = null;
  };
  const transport = createMemoryTransport<HttpRequest, HttpExchange>({
    opened(opened) {
      sink = opened;
      opened.up();
    },
    received(sent) {
      const mine = sink;
      let over = false;
      const end = (result: HttpExchange['result']): void => {
        if (over) return;
        over = true;
        open.delete(abort);
        cancel();
        const exchange = { id: sent.id, result };
        queueMicrotask(() => (result.ok ? mine?.received(exchange) : mine?.unanswered(exchange)));
      };
      const cancel = listener.clock.after(sent.timeoutMs, () => {
        gone();
        end({ ok: false, reason: 'timeout' });
      });
      const headers = Object.fromEntries(
        Object.entries(sent.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
      );
      let gone = (): void => undefined;
      const abort = (): void => {
        over = true;
        cancel();
        gone();
      };
      open.add(abort);
      const call = { method: sent.method, path: sent.path, headers, body: sent.body ?? '' };
      gone = device.request(call, ({ status, body = '' }: HttpAnswer) => end({ ok: true, status, body }));
    },
    closed: closeAll,
  });
  return run(listener, session, transport, device, () => {
    const mine = sink;
    closeAll();
    mine?.down('cable');
  });
}

function run<State, Command, Event, Sent, Received, Device>(
  { clock, emit, onHealth }: Listener<Event>,
  session: Session<State, Command, Event, Sent, Received>,
  transport: Transport<Sent, Received>,
  device: Device,
  cut: () => void,
): Joined<Command, Device> {
  // A hall's acknowledgements at once.
  const driver = runSession({ session, transport, clock, emit, onHealth, maxOpenCommands: 256 });
  return { driver, device, cut };
}
