/** The way into the member's page, against its stand-in: link and PIN, and what is said when they do not open it. */
import { describe, expect, test } from 'vitest';
import { missing, skippedNote } from './browser.ts';
import { seatFixtures } from './seat-fixtures.ts';
import { onSeatPage } from './seat-stage.ts';
import { otherToken, seatPin, seatToken } from './seat-stand-in.ts';

describe.skipIf(missing)(`signing in to the member’s page${skippedNote}`, () => {
  const seat = onSeatPage();

  test('takes the token out of the address bar, and link and PIN together open the page', async () => {
    const page = await seat.arrive();
    expect(new URL(page.url()).hash).toBe('');
    const field = page.getByLabel('PIN');
    expect(await field.getAttribute('inputmode')).toBe('numeric');
    expect(await field.getAttribute('autocomplete')).toBe('one-time-code');
    await field.fill(seatPin);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mitglied 31' }).waitFor();
    expect(seat.standIn.pins).toEqual([seatPin]);
  });

  test('takes a PIN that is pasted with blanks, and no more than six digits', async () => {
    const page = await seat.arrive();
    await page.getByLabel('PIN').focus();
    await page.evaluate((pin) => {
      document.execCommand('insertText', false, ` ${pin.slice(0, 3)} ${pin.slice(3)} 99`);
    }, seatPin);
    expect(await page.getByLabel('PIN').inputValue()).toBe(seatPin);
  });

  test.each([
    ['wrong-pin', 'Diese PIN stimmt nicht.'],
    ['wrong-link', 'Dieser Link gilt nicht.'],
    ['link-unusable', 'Dieser Link ist gesperrt.'],
    ['too-many-attempts', 'Zu viele Versuche.'],
  ] as const)('says plainly what is wrong: %s', async (error, words) => {
    const page = await seat.arrive();
    seat.standIn.doorError = error;
    await page.getByLabel('PIN').fill('123456');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: words }).waitFor();
    expect(await page.getByLabel('PIN').inputValue()).toBe('');
    expect(await page.getByLabel('PIN').evaluate((field) => field === document.activeElement)).toBe(true);
  });

  test('asks for six digits before it asks the daemon', async () => {
    const page = await seat.arrive();
    await page.getByLabel('PIN').fill('1234');
    await page.keyboard.press('Enter');
    await page.getByText('Die PIN hat sechs Ziffern.').waitFor();
    expect(seat.standIn.pins).toEqual([]);
  });

  test('without link and session says where the link is to be had', async () => {
    seat.standIn.isSignedIn = false;
    const page = await seat.stage.visit(`${seat.standIn.url}/seat`, { width: 390 });
    await page.getByRole('heading', { name: 'Bitte den persönlichen Link öffnen' }).waitFor();
  });

  test('a link that was cut off says so', async () => {
    const page = await seat.arrive('AbC');
    await page.getByText('Der Link ist unvollständig angekommen').waitFor();
  });

  test('the members’ door sends its root to the page', async () => {
    const page = await seat.stage.visit(`${seat.standIn.url}/`, { width: 390 });
    await page.getByRole('heading', { name: 'Mitglied 31' }).waitFor();
  });

  test('a page opened again with the same link goes straight on, with another one it asks for the PIN', async () => {
    const page = await seat.arrive();
    await page.getByLabel('PIN').fill(seatPin);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Mitglied 31' }).waitFor();
    await page.goto(`${seat.standIn.url}/seat?again#${seatToken}`);
    await page.getByRole('heading', { name: 'Mitglied 31' }).waitFor();
    // Pasted into the open page: only the part behind the # changes.
    await page.goto(`${seat.standIn.url}/seat`);
    await page.goto(`${seat.standIn.url}/seat#${otherToken}`);
    await page.getByLabel('PIN').waitFor();
  });

  test('what somebody else pressed on this device and could not send is not sent for who signs in next', async () => {
    const page = await seat.arrive();
    await page.getByLabel('PIN').fill(seatPin);
    await page.keyboard.press('Enter');
    seat.show(seatFixtures.open);
    await seat.radio(page, 'Ja').waitFor();
    seat.standIn.isDown = true;
    seat.standIn.cut();
    await seat.radio(page, 'Ja').click();
    await page.getByText('noch nicht gespeichert').waitFor();
    seat.standIn.isDown = false;
    seat.standIn.isSignedIn = false;
    await page.goto(`${seat.standIn.url}/seat?other#${otherToken}`);
    await page.getByLabel('PIN').fill(seatPin);
    await page.keyboard.press('Enter');
    await page.getByText('Noch keine Stimme gespeichert').waitFor();
    expect(seat.standIn.casts).toEqual([]);
  });

  test('signing out asks once more, and then the PIN is due again', async () => {
    const page = await seat.arrive();
    await page.getByLabel('PIN').fill(seatPin);
    await page.keyboard.press('Enter');
    await seat.key(page, 'Abmelden').click();
    await seat.key(page, 'Angemeldet bleiben').click();
    await seat.key(page, 'Abmelden').click();
    await seat.key(page, 'Ja, abmelden').click();
    await page.getByLabel('PIN').waitFor();
    expect(seat.standIn.isSignedIn).toBe(false);
  });

  test('on a second device ends the first, which says so and stops', async () => {
    const page = await seat.open(seatFixtures.open);
    seat.standIn.end('signed-in-elsewhere');
    await page.getByRole('alert').filter({ hasText: 'auf einem anderen Gerät angemeldet' }).waitFor();
    expect(await page.getByRole('radio').count()).toBe(0);
    seat.standIn.isSignedIn = true;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    expect(seat.standIn.lines()).toBe(0);
  });
});
