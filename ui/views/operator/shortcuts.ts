/**
 * Keyboard shortcuts of the big keys. They keep quiet in text fields, lists and dialogs, and with Ctrl, Alt
 * or Meta. The space bar belongs to a button reached by keyboard; after a click it is the shortcut again.
 */
import { useEffect, useRef } from 'react';

export interface Shortcut {
  /** `KeyboardEvent.key`, lower case. */
  readonly key: string;
  readonly disabled: boolean;
  /** Must be held this long, ms; 0: at once. */
  readonly holdMs: number;
  readonly run: () => void;
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
const takesSpace = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a, summary, [role="button"]') !== null;

/** Listens while mounted; `onHold` tells which key is being held, null when none. */
export function useShortcuts(shortcuts: readonly Shortcut[], onHold: (key: string | null) => void): void {
  const latest = useRef({ shortcuts, onHold });
  useEffect(() => {
    latest.current = { shortcuts, onHold };
  });
  useEffect(() => {
    let byPointer = true;
    let held: { readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | null = null;
    let swallowed: string | null = null;

    function letGo(): void {
      if (held === null) return;
      clearTimeout(held.timer);
      held = null;
      latest.current.onHold(null);
    }
    function find(key: string): Shortcut | undefined {
      return latest.current.shortcuts.find((shortcut) => shortcut.key === key && !shortcut.disabled);
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) byPointer = false;
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (takesText(event.target) || document.querySelector('dialog[open]') !== null) return;
      const key = event.key.toLowerCase();
      if (key === ' ' && !byPointer && takesSpace(event.target)) return;
      const shortcut = find(key);
      if (!shortcut) return;
      // Else the space bar would also press what was clicked last, or scroll.
      event.preventDefault();
      event.stopPropagation();
      swallowed = key;
      if (event.repeat) return;
      if (shortcut.holdMs === 0) {
        shortcut.run();
        return;
      }
      letGo();
      held = {
        key,
        timer: setTimeout(() => {
          letGo();
          find(key)?.run();
        }, shortcut.holdMs),
      };
      latest.current.onHold(key);
    }
    function onKeyUp(event: KeyboardEvent): void {
      const key = event.key.toLowerCase();
      if (held?.key === key) letGo();
      if (swallowed !== key) return;
      swallowed = null;
      event.preventDefault();
    }
    const onPointerDown = (): void => {
      byPointer = true;
    };
    window.addEventListener('keydown', onKeyDown, true);
    window.addEventListener('keyup', onKeyUp, true);
    window.addEventListener('pointerdown', onPointerDown, true);
    window.addEventListener('blur', letGo);
    return () => {
      letGo();
      window.removeEventListener('keydown', onKeyDown, true);
      window.removeEventListener('keyup', onKeyUp, true);
      window.removeEventListener('pointerdown', onPointerDown, true);
      window.removeEventListener('blur', letGo);
    };
  }, []);
}
