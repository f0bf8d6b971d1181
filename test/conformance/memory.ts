/**
 * A session and the device's model joined in memory, on a virtual clock: no sockets, so that two hours pass
 * in seconds. The same model and the same session as on the real transport.
 */
import { runSession } from '../../drivers/run-session.ts';
import type { Driver, Health } from '../../drivers/driver.ts';
import type { HttpExchange, HttpRequest, Session } from '../../drivers/session.ts';
import { createMemoryTransport } from '../../drivers/transports/memory.ts';
import type { LinkSink, Transport } from '../../drivers/transports/transport.ts';
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { MicrophoneCommand, MicrophoneEvent } from '../../protocols/models/microphones.ts';
import type {
  Asked,
  DeviceOptions,
  HttpAnswer,
  HttpCall,
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

/** A link in memory, and the cable that can be pulled. */
export interface Wire<Sent, Received> {
  readonly transport: Transport<Sent, Received>;
  /** The link ends, as by a cable. */
  cut(): void;
}

/** What lies between the ends of a stream: hands on what it is given, in order, at once or a little later. */
export interface Ways<Data> {
  there(deliver: (data: Data) => void): (data: Data) => void;
  back(deliver: (data: Data) => void): (data: Data) => void;
  /** The link has ended: what is underway is lost. */
  drop(): void;
}

const shortestWays = <Data>(): Ways<Data> => ({
  there: (deliver) => deliver,
  // Not within the call that caused it: a wire is never that fast.
  back: (deliver) => (data) => queueMicrotask(() => deliver(data)),
  drop: () => undefined,
});

/** For sessions on a byte stream or on text messages. */
export function linkWire<Data>(device: Linked<Data>, ways: Ways<Data> = shortestWays()): Wire<Data, Data> {
  let sink: LinkSink<Data> | null = null;
  let line: Line<Data> | null = null;
  let toDevice = (_data: Data): void => undefined;
  const end = (): void => {
    ways.drop();
    line?.closed();
    [sink, line] = [null, null];
  };
  return {
    transport: createMemoryTransport<Data, Data>({
      opened(opened) {
        sink = opened;
        line = device.accept({
          send: ways.back((data) => opened.received(data)),
          close: () => opened.down('closed by the other side'),
        });
        toDevice = ways.there((data) => line?.received(data));
        if (line) opened.up();
        else opened.down('turned away');
      },
      received: (data) => toDevice(data),
      closed: end,
    }),
    cut() {
      const mine = sink;
      end();
      mine?.down('cable');
    },
  };
}

export interface HttpWay {
  readonly clock: Clock;
  /** Every request, as it leaves; true: the device acts on it, and its answer never comes. */
  isAnswerLost?(call: HttpCall): boolean;
  /** When an answer arrives. */
  later?(deliver: () => void): Cancel;
}

function soon(deliver: () => void): Cancel {
  let isOff = false;
  queueMicrotask(() => {
    if (!isOff) deliver();
  });
  return () => {
    isOff = true;
  };
}

/** For sessions over HTTP: each request ends in an answer or, after its timeout, in none. */
export function httpWire(
  device: Asked,
  { clock, isAnswerLost = () => false, later = soon }: HttpWay,
): Wire<HttpRequest, HttpExchange> {
  let sink: LinkSink<HttpExchange> | null = null;
  const open = new Set<() => void>();
  const closeAll = (): void => {
    for (const abort of open) abort();
    open.clear();
    sink = null;
  };

  function request(sent: HttpRequest, mine: LinkSink<HttpExchange>): void {
    let gone = (): void => undefined;
    let cancelAnswer: Cancel = () => undefined;
    let isAnswered = false;
    const abort = (): void => {
      isAnswered = true;
      cancelTimeout();
      cancelAnswer();
      gone();
      open.delete(abort);
    };
    const cancelTimeout = clock.after(sent.timeoutMs, () => {
      abort();
      mine.unanswered({ id: sent.id, result: { ok: false, reason: 'timeout' } });
    });
    open.add(abort);
    const headers = Object.fromEntries(
      Object.entries(sent.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const call = { method: sent.method, path: sent.path, headers, body: sent.body ?? '' };
    const isLost = isAnswerLost(call);
    gone = device.request(call, ({ status, body = '' }: HttpAnswer) => {
      if (isAnswered || isLost) return;
      isAnswered = true;
      cancelAnswer = later(() => {
        cancelTimeout();
        open.delete(abort);
        mine.received({ id: sent.id, result: { ok: true, status, body } });
      });
    });
  }

  return {
    transport: createMemoryTransport<HttpRequest, HttpExchange>({
      opened(opened) {
        sink = opened;
        opened.up();
      },
      received: (sent) => sink && request(sent, sink),
      closed: closeAll,
    }),
    cut() {
      const mine = sink;
      closeAll();
      mine?.down('cable');
    },
  };
}

export const joinLink = <State, Data, Command, Event, Device extends SimulatedDevice & Linked<Data>>(
  listener: Listener<Event>,
  session: Session<State, Command, Event, Data, Data>,
  device: Device,
): Joined<Command, Device> => run(listener, session, linkWire(device), device);

export const joinHttp = <State, Command, Event, Device extends SimulatedDevice & Asked>(
  listener: Listener<Event>,
  session: Session<State, Command, Event, HttpRequest, HttpExchange>,
  device: Device,
): Joined<Command, Device> => run(listener, session, httpWire(device, { clock: listener.clock }), device);

function run<State, Command, Event, Sent, Received, Device>(
  { clock, emit, onHealth }: Listener<Event>,
  session: Session<State, Command, Event, Sent, Received>,
  { transport, cut }: Wire<Sent, Received>,
  device: Device,
): Joined<Command, Device> {
  // A hall's acknowledgements at once.
  const driver = runSession({ session, transport, clock, emit, onHealth, maxOpenCommands: 256 });
  return { driver, device, cut };
}
