/**
 * One line that several devices hang on, each with a driver of its own: it is opened once, by whoever comes
 * first, and closed with the last. What is sent when, whose a message is and when a device may be spoken to is
 * decided by the line's rules, which are pure and belong to the protocol. Each driver sees a link of its own.
 */
import type { Cancel, Clock, MonotonicMs } from '../../protocols/clock.ts';
import type { Link, LinkSink, Transport } from './transport.ts';

export type LineInput =
  /** The line is open; whoever joined before waits. */
  | { readonly type: 'line-up' }
  | { readonly type: 'received'; readonly data: Uint8Array }
  | { readonly type: 'timer' }
  /** The driver of the device with this number wants its link. */
  | { readonly type: 'joined'; readonly device: number }
  | { readonly type: 'left'; readonly device: number }
  /** Something for this device, from its driver. */
  | { readonly type: 'spoken'; readonly device: number; readonly data: Uint8Array };

export type LineOutput =
  | { readonly type: 'send'; readonly data: Uint8Array }
  /** Sets the one timer, or `afterMs` null: none. */
  | { readonly type: 'arm'; readonly afterMs: number | null }
  /** This device's link is up. */
  | { readonly type: 'admit'; readonly device: number }
  /** This device's link is down; its driver will come again. */
  | { readonly type: 'dismiss'; readonly device: number; readonly reason: string }
  | { readonly type: 'deliver'; readonly device: number; readonly data: Uint8Array };

export interface LineRules<State> {
  readonly initial: State;
  step(
    state: State,
    input: LineInput,
    now: MonotonicMs,
  ): { readonly state: State; readonly outputs: readonly LineOutput[] };
}

export interface SharedLineOptions<State> {
  /** What makes it the same line: the port's path, or host and port. */
  readonly name: string;
  /** How it is opened, e.g. its speed: all who share it must agree. */
  readonly settings: string;
  /** The device's number on the line. */
  readonly device: number;
  readonly rules: LineRules<State>;
  readonly clock: Clock;
  open(): Transport<Uint8Array, Uint8Array>;
}

interface Member {
  readonly sink: LinkSink<Uint8Array>;
  isUp: boolean;
}

interface Line {
  readonly settings: string;
  readonly members: Map<number, Member>;
  feed(input: LineInput): void;
  leave(device: number, member: Member): void;
}

/** Drivers are made one by one and know nothing of each other: here they meet. */
const lines = new Map<string, Line>();

/**
 * A device's link on a shared line. A second driver for the same device, or with other settings of the line,
 * is refused with `address-twice` and what is to be mended.
 */
export function createSharedLineTransport<State>(
  options: SharedLineOptions<State>,
): Transport<Uint8Array, Uint8Array> {
  const { name, settings, device } = options;
  return {
    connect(sink) {
      const line = lines.get(name) ?? openLine(options);
      const mistake =
        line.settings !== settings
          ? `${name}: ${settings} / ${line.settings}`
          : line.members.has(device)
            ? `${name}: deviceAddress ${device} / ${device}`
            : null;
      if (mistake) return refused(sink, mistake);
      const member: Member = { sink, isUp: false };
      line.members.set(device, member);
      queueMicrotask(() => {
        if (line.members.get(device) === member) line.feed({ type: 'joined', device });
      });
      return {
        send(data) {
          if (member.isUp) line.feed({ type: 'spoken', device, data });
        },
        close: () => line.leave(device, member),
      };
    },
  };
}

function refused(sink: LinkSink<Uint8Array>, mistake: string): Link<Uint8Array> {
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    sink.down('two devices with one address, or two settings, on one line', 'address-twice', mistake);
  };
  queueMicrotask(end);
  return { send: () => undefined, close: end };
}

function openLine<State>(options: SharedLineOptions<State>): Line {
  const { name, rules, clock } = options;
  const members = new Map<number, Member>();
  let state = rules.initial;
  let over = false;
  let cancelTimer: Cancel | null = null;
  const inputs: LineInput[] = [];
  let stepping = false;

  function feed(input: LineInput): void {
    inputs.push(input);
    if (stepping) return;
    stepping = true;
    try {
      for (let next = inputs.shift(); next; next = inputs.shift()) {
        if (over) break;
        const step = rules.step(state, next, clock.now());
        state = step.state;
        for (const output of step.outputs) carryOut(output);
      }
    } finally {
      stepping = false;
    }
  }

  function carryOut(output: LineOutput): void {
    if (over) return;
    switch (output.type) {
      case 'send':
        link.send(output.data);
        return;
      case 'arm':
        cancelTimer?.();
        cancelTimer =
          output.afterMs === null ? null : clock.after(output.afterMs, () => feed({ type: 'timer' }));
        return;
      case 'admit': {
        const member = members.get(output.device);
        if (!member || member.isUp) return;
        member.isUp = true;
        member.sink.up();
        return;
      }
      case 'dismiss': {
        const member = members.get(output.device);
        if (member) part(output.device, member, output.reason);
        return;
      }
      case 'deliver': {
        const member = members.get(output.device);
        if (member?.isUp) member.sink.received(output.data);
        return;
      }
    }
  }

  function part(device: number, member: Member, reason: string): void {
    if (members.get(device) !== member) return;
    members.delete(device);
    member.isUp = false;
    feed({ type: 'left', device });
    member.sink.down(reason);
    // Whoever is told may have come back at once.
    if (members.size === 0) end('closed');
  }

  function end(...why: Parameters<LinkSink<Uint8Array>['down']>): void {
    if (over) return;
    over = true;
    cancelTimer?.();
    lines.delete(name);
    link.close();
    const all = [...members.values()];
    members.clear();
    for (const { sink } of all) sink.down(...why);
  }

  const line: Line = {
    settings: options.settings,
    members,
    feed,
    leave: (device, member) => part(device, member, 'closed'),
  };
  lines.set(name, line);
  const link: Link<Uint8Array> = options.open().connect({
    up: () => feed({ type: 'line-up' }),
    down: end,
    received: (data) => feed({ type: 'received', data }),
    unanswered: () => undefined,
  });
  return line;
}
