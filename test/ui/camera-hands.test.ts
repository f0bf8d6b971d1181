/** Driving a camera on the operator's page by stick, thumb, keys and gamepad in a real browser, and the commands that come of it. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { teaching, teachingMoves, withCameras } from './camera-fixtures.ts';
import { onOperatorPage } from './camera-stage.ts';

describe.skipIf(missing)(`driving a camera${skippedNote}`, () => {
  const stage = inBrowser();
  const { sent, names, key, openSetup, expectValid } = onOperatorPage(stage);

  const stop = { camera: 'cam1', pan: 0, tilt: 0, zoom: 0 };
  const drives = () => sent().flatMap(([name, input]) => (name === 'camera/drive' ? [input] : []));
  const last = () => drives().at(-1);
  /** At least `count` commands with these speeds and nothing else, then the stop as the last. */
  async function expectDriven(speeds: object, count: number): Promise<void> {
    await expect.poll(last).toEqual(stop);
    const driven = drives().slice(0, -1);
    expect(driven.length).toBeGreaterThanOrEqual(count);
    for (const one of driven) expect(one).toEqual({ ...stop, ...speeds });
    expectValid();
  }
  async function box(page: Page, selector: string) {
    const found = await page.locator(selector).boundingBox();
    if (!found) throw new Error(`${selector} is not shown`);
    const { x, y, width, height } = found;
    return { x: x + width / 2, y: y + height / 2, width, height };
  }

  test('the stick drives while it is pushed, again and again, and stops when let go', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    const { x, y, width } = await box(page, '.stick');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + width, y);
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(3);
    await page.mouse.up();
    await expectDriven({ pan: 0.45 }, 3);
  });

  test('the slow level is slow, and counts at once', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    await key(page, 'langsam').click();
    const { x, y, height } = await box(page, '.stick');
    await page.mouse.move(x, y - height / 2 + 1);
    await page.mouse.down();
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(1);
    await page.mouse.up();
    await expectDriven({ tilt: 0.15 }, 1);
  });

  test('one thumb on a phone drives too, and the rocker zooms', async () => {
    const page = await openSetup(teaching, 'Kamera 1', undefined, { width: 390, hasTouch: true });
    const touch = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
      });
    const stick = await box(page, '.stick');
    await finger('touchStart', stick.x, stick.y);
    await finger('touchMove', stick.x - stick.width, stick.y);
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(2);
    await finger('touchEnd', 0, 0);
    await expectDriven({ pan: -0.45 }, 2);
    sent().length = 0;
    const rocker = await box(page, '.rocker');
    await finger('touchStart', rocker.x, rocker.y - rocker.height / 2 + 1);
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(1);
    await finger('touchEnd', 0, 0);
    await expectDriven({ zoom: 0.44 }, 1);
  });

  test.each([
    ['the window loses the focus', 'blur'],
    ['the page is hidden', 'hidden'],
  ])('when %s the camera stops, though the finger is still there', async (_words, event) => {
    const page = await openSetup(teaching, 'Kamera 1');
    const { x, y, width } = await box(page, '.stick');
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + width, y);
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(1);
    await page.evaluate((what) => {
      if (what === 'blur') window.dispatchEvent(new Event('blur'));
      else {
        Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }
    }, event);
    await expect.poll(last).toEqual(stop);
    const count = drives().length;
    await page.mouse.move(x + width, y + 3);
    await page.mouse.up();
    expect(drives()).toHaveLength(count);
  });

  test('arrow keys turn while held, plus and minus zoom', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    await page.keyboard.down('ArrowRight');
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(2);
    await page.keyboard.up('ArrowRight');
    await expectDriven({ pan: 0.45 }, 2);
    sent().length = 0;
    await page.keyboard.down('-');
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(1);
    await page.keyboard.up('-');
    await expectDriven({ zoom: -0.45 }, 1);
  });

  test.each(['Escape', ' '])(
    'the key “%s” stops and closes nothing; the arrow held does not go on',
    async (stopKey) => {
      const page = await openSetup(teaching, 'Kamera 1');
      await page.keyboard.down('ArrowUp');
      await expect.poll(() => drives().length).toBeGreaterThanOrEqual(1);
      await page.keyboard.press(stopKey);
      await expectDriven({ tilt: 0.45 }, 1);
      // As a keyboard does while a key is held.
      await page.keyboard.down('ArrowUp');
      await page.keyboard.up('ArrowUp');
      expect(last()).toEqual(stop);
      expect(await page.locator('dialog[open]').count()).toBe(1);
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      expect(names().at(-1)).toBe('camera/release');
    },
  );

  test('Escape stops a camera on its way to a preset too', async () => {
    const page = await openSetup(teachingMoves, 'Kamera 1');
    await page.keyboard.press('Escape');
    await expect.poll(sent).toEqual([['camera/drive', stop]]);
    expect(await page.locator('dialog[open]').count()).toBe(1);
  });

  test('after a click the space bar stops, and does not press the clicked key once more; after Tab it presses', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    await key(page, 'Hinfahren: Nummer 2, Mitglied 2').click();
    await page.keyboard.press(' ');
    await expect.poll(names).toEqual(['camera/visit', 'camera/drive']);
    expect(last()).toEqual(stop);
    await page.keyboard.press('Tab');
    await page.keyboard.press(' ');
    await expect
      .poll(() => key(page, 'Mehr: Nummer 2, Mitglied 2').getAttribute('aria-expanded'))
      .toBe('true');
    expect(names()).toEqual(['camera/visit', 'camera/drive']);
  });

  test('arrows belong to a field that is being filled', async () => {
    const page = await openSetup(teaching, 'Kamera 1', 'Neu speichern');
    await page.getByLabel('Wer wird gezeigt?').fill('12');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press(' ');
    await page.keyboard.type('-');
    expect(await page.getByLabel('Wer wird gezeigt?').inputValue()).toBe('1 -2');
    expect(drives()).toEqual([]);
  });

  test('a gamepad counts once it has rested; pulling it out stops the camera', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    const hold = (axes: readonly number[] | null) =>
      page.evaluate((held) => {
        const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
        const pad = held === null ? null : { connected: true, mapping: 'standard', axes: held, buttons };
        Object.defineProperty(navigator, 'getGamepads', {
          value: () => [null, pad],
          configurable: true,
        });
      }, axes);
    await hold([1, 0, 0, 0]);
    await page.getByText('Gamepad verbunden').waitFor();
    // Held over before anybody looked: no wish.
    expect(drives()).toEqual([]);
    await hold([0, 0, 0, 0]);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await hold([0, 1, 0, -1]);
    await expect.poll(() => drives().length).toBeGreaterThanOrEqual(2);
    await hold(null);
    await page.getByText('Gamepad verbunden').waitFor({ state: 'detached' });
    await expectDriven({ tilt: -0.45, zoom: 0.45 }, 2);
  });

  test('“a little to the left” is one command and a stop', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    await key(page, 'ein wenig nach links').click();
    await expect.poll(drives).toEqual([{ ...stop, pan: -0.45 }, stop]);
    await key(page, 'ein wenig näher heran').click();
    await expect.poll(drives).toEqual([{ ...stop, pan: -0.45 }, stop, { ...stop, zoom: 0.45 }, stop]);
    await key(page, 'Stopp').click();
    await expect.poll(() => drives().length).toBe(5);
    expect(last()).toEqual(stop);
  });

  test('what is refused is said in words, and forgotten with the next success', async () => {
    const page = await openSetup(teaching, 'Kamera 1');
    stage.standIn.answer = { status: 409, body: { error: 'camera-not-reserved' } };
    await key(page, 'ein wenig nach oben').click();
    await page.getByText('Fahren: Diese Kamera ist nicht aus der Regie genommen').waitFor();
    stage.standIn.answer = { status: 200, body: { ok: true } };
    await key(page, 'ein wenig nach oben').click();
    await page.getByText('Fahren: Diese Kamera').waitFor({ state: 'detached' });
  });

  test('a camera that cannot be driven says so and keeps its presets', async () => {
    const page = await openSetup(withCameras(teaching, { cam1: { canDrive: false } }), 'Kamera 1');
    await page.getByText('lässt sich von hier nicht frei fahren').waitFor();
    await page.keyboard.press('ArrowLeft');
    await key(page, 'Hinfahren: Nummer 2, Mitglied 2').click();
    await expect.poll(sent).toEqual([['camera/visit', { camera: 'cam1', preset: 2 }]]);
  });
});
