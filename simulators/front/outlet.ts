/**
 * The way out of a simulated device, with what happens to messages on it: `silent {on}`, `delay {ms}` (in
 * order), `split {bytes}`, `garbage {bytes}`, `cut` (the next message breaks off in its middle and the link
 * ends). The same for every front end; what a piece of a message is, each knows itself.
 */
import type { Clock } from '../../protocols/clock.ts';

export const outletFaults = ['silent', 'delay', 'split', 'garbage', 'cut'] as const;

/** One client's way out. */
export interface Way<Data> {
  write(data: Data): void;
  /** The message's first half, and then nothing any more: the link ends. */
  breakOff(data: Data): void;
  /** Something that is no message. */
  rubbish(bytes: number): void;
}

export interface Outlet<Data> {
  readonly isSilent: boolean;
  /** Pieces that bytes are written in; 0: whole. */
  readonly pieceBytes: number;
  send(way: Way<Data>, data: Data): void;
  /** True when the fault was one of these. */
  fault(name: string, parameters: Record<string, unknown>, ways: Iterable<Way<Data>>): boolean;
}

export function createOutlet<Data>(clock: Clock): Outlet<Data> {
  let silent = false;
  let delayMs = 0;
  let pieceBytes = 0;
  let cutNext = false;

  function deliver(way: Way<Data>, data: Data): void {
    if (silent) return;
    if (cutNext) {
      cutNext = false;
      way.breakOff(data);
    } else way.write(data);
  }

  return {
    get isSilent() {
      return silent;
    },
    get pieceBytes() {
      return pieceBytes;
    },
    send(way, data) {
      if (delayMs > 0) clock.after(delayMs, () => deliver(way, data));
      else deliver(way, data);
    },
    fault(name, parameters, ways) {
      switch (name) {
        case 'silent':
          silent = parameters['on'] !== false;
          return true;
        case 'delay':
          delayMs = Math.max(0, Number(parameters['ms'] ?? 0));
          return true;
        case 'split':
          pieceBytes = Math.max(0, Number(parameters['bytes'] ?? 1));
          return true;
        case 'garbage': {
          const bytes = Math.min(65_536, Number(parameters['bytes'] ?? 100));
          for (const way of ways) way.rubbish(bytes);
          return true;
        }
        case 'cut':
          cutNext = true;
          return true;
        default:
          return false;
      }
    },
  };
}
