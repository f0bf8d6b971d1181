/**
 * Captions from any transcriber: taken only while the hall may be heard, shown for a while, kept only with a
 * recording. A transcriber lags behind the sound, so what it says just after the sound came back may still be
 * somebody's who must not be quoted.
 */
import type { Cancel, Clock, MonotonicMs } from '../../protocols/clock.ts';

export interface CaptionsOptions {
  readonly clock: Clock;
  /** How far the transcriber lags behind, ms. */
  readonly lagMs: number;
  /** Lines to show, oldest first; null: none. */
  show(lines: readonly string[] | null): void;
  /** A finished line, for the stream and the recording. */
  said(line: string): void;
}

export interface Captions {
  /** Text of what is being said; `isFinal` false: it may still change. false: it was not taken, because nothing may be heard now. */
  say(text: string, isFinal: boolean): boolean;
  /** Told of every change whether the hall's sound may go out. */
  allowed(is: boolean): void;
  stop(): void;
}

const shownMs = 8000;
const shownLines = 2;
/** Two lines of this length fit under a picture. */
const lineLength = 64;

export function createCaptions({ clock, lagMs, show, said }: CaptionsOptions): Captions {
  let allowedSince: MonotonicMs | null = null;
  let finished: readonly string[] = [];
  let cancel: Cancel | null = null;

  function clear(): void {
    cancel?.();
    cancel = null;
    finished = [];
    show(null);
  }

  return {
    say(text, isFinal) {
      if (allowedSince === null || clock.now() - allowedSince < lagMs) return false;
      const lines = wrapped(text);
      if (lines.length === 0) return true;
      show([...finished, ...lines].slice(-shownLines));
      cancel?.();
      cancel = clock.after(shownMs, clear);
      if (isFinal) {
        finished = [...finished, ...lines].slice(-shownLines);
        for (const line of lines) said(line);
      }
      return true;
    },
    allowed(is) {
      if (is === (allowedSince !== null)) return;
      allowedSince = is ? clock.now() : null;
      if (!is) clear();
    },
    stop: () => cancel?.(),
  };
}

/** Lines of at most `lineLength` characters, broken between words. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.toWellFormed().replaceAll(/\s+/gu, ' ').trim().split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (Array.from(longer).length <= lineLength) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const letters = Array.from(word);
    while (letters.length > lineLength) lines.push(letters.splice(0, lineLength).join(''));
    line = letters.join('');
  }
  return line === '' ? lines : [...lines, line];
}
