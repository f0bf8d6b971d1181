/**
 * A session on a byte stream whose far end is the test itself: what the driver sends is read as text, and
 * the test answers in the bytes of the documents. On a virtual clock, without sockets.
 */
import type { Driver, Health } from '../../drivers/driver.ts';
import { runSession } from '../../drivers/run-session.ts';
import type { Session } from '../../drivers/session.ts';
import { createMemoryTransport } from '../../drivers/transports/memory.ts';
import type { LinkSink } from '../../drivers/transports/transport.ts';
import { createVirtualClock, type VirtualClock } from '../../protocols/clock.ts';
import {
  applyMicrophoneEvent,
  noMicrophones,
  type MicrophoneCommand,
  type MicrophoneEvent,
  type MicrophonesState,
} from '../../protocols/models/microphones.ts';

export interface ScriptedLine {
  readonly clock: VirtualClock;
  readonly driver: Driver<MicrophoneCommand>;
  readonly events: readonly MicrophoneEvent[];
  picture(): MicrophonesState;
  health(): Health;
  /** What the driver sent since the last call, each byte as one character. */
  sent(): string;
  /** The device says this; a string is one byte for each character. */
  says(data: string | Uint8Array): void;
  /** Answers what the driver sends, until told otherwise; undefined or '': silence. */
  answers(to: ((sent: string) => string | undefined) | null): void;
  cut(): void;
  readonly links: number;
}

/** Connects at once; `answer` as for `answers`. */
export async function openScriptedLine<State>(
  session: Session<State, MicrophoneCommand, MicrophoneEvent, Uint8Array, Uint8Array>,
  answer: ((sent: string) => string | undefined) | null = null,
): Promise<ScriptedLine> {
  const clock = createVirtualClock();
  let sink: LinkSink<Uint8Array> | null = null;
  let sent = '';
  let answering = answer;
  let links = 0;
  const bytes = (data: string | Uint8Array): Uint8Array =>
    typeof data === 'string' ? Uint8Array.from(data, (char) => char.charCodeAt(0)) : data;
  const transport = createMemoryTransport<Uint8Array, Uint8Array>({
    opened(opened) {
      links++;
      sink = opened;
      opened.up();
    },
    received(data) {
      const text = String.fromCharCode(...data);
      sent += text;
      const mine = sink;
      const reply = answering?.(text);
      if (reply) queueMicrotask(() => mine?.received(bytes(reply)));
    },
    closed() {
      sink = null;
    },
  });
  const events: MicrophoneEvent[] = [];
  let picture = noMicrophones;
  const driver = runSession({
    session,
    transport,
    clock,
    emit(event: MicrophoneEvent) {
      events.push(event);
      picture = applyMicrophoneEvent(picture, event);
    },
    onHealth: () => undefined,
  });
  driver.start();
  await clock.advance(1);
  return {
    clock,
    driver,
    events,
    picture: () => picture,
    health: () => driver.health(),
    sent() {
      const all = sent;
      sent = '';
      return all;
    },
    says: (data) => sink?.received(bytes(data)),
    answers(to) {
      answering = to;
    },
    cut: () => sink?.down('cable'),
    get links() {
      return links;
    },
  };
}
