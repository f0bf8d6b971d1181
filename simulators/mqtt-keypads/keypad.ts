/**
 * The firmware of one vote keypad, as docs/devices/mqtt-keypads.md asks for it: a press is kept and said again
 * every second until it is answered, a newer one takes its place, and after the close it says once that
 * nothing waits in it. It may lose its radio (presses wait, and the retained ballot decides on the return)
 * or its power (a new boot id, and what was not answered is gone).
 */
import type { Cancel, Clock } from '../../protocols/clock.ts';
import type { BallotNotice, KeypadMessage } from '../../protocols/mqtt-keypads/topics.ts';

const repeatMs = 1000;
const statusMs = 30_000;

interface Waiting {
  readonly ballot: string;
  readonly press: number;
  readonly key: number;
}

export interface Keypad {
  /** `anyKey`: firmware that does not look whether the key means an option. */
  pressKey(key: number, anyKey?: boolean): void;
  boot(): string;
  /** The retained message, on coming back and at every change. */
  told(notice: BallotNotice | null): void;
  accepted(message: Extract<KeypadMessage, { readonly type: 'accepted' }>): void;
  /** In reach of the radio, or not. */
  setOnline(isOnline: boolean, notice: BallotNotice | null): void;
  reboot(notice: BallotNotice | null): void;
  status(): KeypadMessage;
  /** The key that this voter has pressed last and that will count; null: none. */
  counted(): number | null;
  end(): void;
}

export function createKeypad(options: {
  readonly id: string;
  readonly clock: Clock;
  random(): number;
  say(message: KeypadMessage): void;
}): Keypad {
  const { id, clock, say } = options;
  const newBoot = (): string =>
    Array.from({ length: 8 }, () => Math.floor(options.random() * 16).toString(16)).join('');
  let boot = newBoot();
  let press = 0;
  let isOnline = true;
  let notice: BallotNotice | null = null;
  let waiting: Waiting | null = null;
  let stored: { readonly ballot: string; readonly key: number } | null = null;
  let repeat: Cancel | null = null;
  let heartbeat: Cancel | null = null;
  const battery = 60 + Math.floor(options.random() * 40);

  const status = (): KeypadMessage => ({ type: 'status', keypad: id, boot, online: isOnline, battery });

  function beat(): void {
    heartbeat?.();
    if (isOnline) say(status());
    heartbeat = clock.after(statusMs, beat);
  }

  function sayPress(): void {
    repeat?.();
    repeat = null;
    if (!waiting || !isOnline) return;
    say({ type: 'press', keypad: id, boot, ...waiting });
    repeat = clock.after(repeatMs, sayPress);
  }

  const settle = (): void => {
    if (notice?.phase === 'closed' && !waiting && isOnline)
      say({ type: 'settled', keypad: id, ballot: notice.ballot, boot });
  };

  function told(next: BallotNotice | null): void {
    notice = next;
    if (stored && stored.ballot !== next?.ballot) stored = null;
    // A press of another ballot is none of this one.
    if (waiting && waiting.ballot !== next?.ballot) waiting = null;
    sayPress();
    settle();
  }

  beat();
  return {
    boot: () => boot,
    pressKey(key, anyKey = false) {
      if (notice?.phase !== 'open' || (!anyKey && key > notice.options.length)) return;
      press++;
      waiting = { ballot: notice.ballot, press, key };
      sayPress();
    },
    told: (next) => {
      if (isOnline) told(next);
    },
    accepted(message) {
      // Another keypad's, or an answer to another press: all three numbers are looked at.
      const isMine = message.boot === boot && message.press === waiting?.press;
      if (!isOnline || !isMine || message.ballot !== waiting?.ballot) return;
      if (message.refused === null) stored = { ballot: message.ballot, key: waiting.key };
      waiting = null;
      sayPress();
      settle();
    },
    setOnline(online, next) {
      isOnline = online;
      if (!online) return;
      beat();
      told(next);
    },
    reboot(next) {
      boot = newBoot();
      [press, waiting] = [0, null];
      isOnline = true;
      beat();
      told(next);
    },
    status,
    counted: () => waiting?.key ?? stored?.key ?? null,
    end() {
      repeat?.();
      heartbeat?.();
    },
  };
}
