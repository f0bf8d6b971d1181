/** What a person would complain about at first sight, measured in the browser: sideways scrolling, clipped text, keys too small for a finger. */
import type { Page } from 'playwright-core';

/** Complaints about the page as it stands; empty is good. */
export function complaints(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth)
      found.push(`scrolls sideways: ${root.scrollWidth} > ${window.innerWidth}`);
    const dialog = document.querySelector('dialog[open]');
    const scope = dialog ?? document.body;
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 40)}"`;
    const shown = (element: Element): boolean =>
      element.checkVisibility({ checkVisibilityCSS: true }) &&
      element.closest('.visually-hidden, option') === null;

    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || (node.textContent ?? '').trim() === '' || !shown(parent) || parent.closest('select'))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width === 0) continue;
        if (rect.left < -1 || rect.right > window.innerWidth + 1)
          found.push(`text outside the window: ${name(parent)}`);
        for (
          let box: Element | null = parent;
          box && box !== document.body;
          box = box === dialog ? null : box.parentElement
        ) {
          const style = getComputedStyle(box);
          const frame = box.getBoundingClientRect();
          const isKey = box.matches('button, a.button, .badge, .on-air');
          const clipsX = style.overflowX !== 'visible' || isKey;
          const clipsY = style.overflowY === 'hidden' || style.overflowY === 'clip' || isKey;
          if (clipsX && (rect.left < frame.left - 1 || rect.right > frame.right + 1))
            found.push(`text clipped sideways: ${name(parent)} in ${name(box)}`);
          if (clipsY && (rect.top < frame.top - 2 || rect.bottom > frame.bottom + 2))
            found.push(`text clipped above or below: ${name(parent)} in ${name(box)}`);
        }
      }
    }

    for (const element of scope.querySelectorAll(
      'button, a[href], select, input, [role="button"], summary',
    )) {
      if (!shown(element)) continue;
      const target =
        element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')
          ? (element.closest('label') ?? element)
          : (element.querySelector('.seat-hit') ?? element);
      const { width, height } = target.getBoundingClientRect();
      if (width < 43.9 || height < 43.9)
        found.push(`too small to hit (${width.toFixed(0)}×${height.toFixed(0)}): ${name(element)}`);
    }
    return [...new Set(found)];
  });
}
