/** The operator's broadcast in use: what each key gives, what asks first, and that nothing that opens works on a lost connection. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandCatalogue } from '../../protocols/api/commands.ts';
import type { OperatorView } from '../../protocols/api/views.ts';
import { broadcastFixtures } from './broadcast-fixtures.ts';
import { leading } from './broadcast-stage.ts';
import { inBrowser, missing, skippedNote } from './browser.ts';
import { midSitting, planned } from './fixtures.ts';
import { fixtureNow } from './sitting-fixtures.ts';

const { beforeSitting, paused, onHold, poorly, streamLost, closingPart, prepared } = broadcastFixtures;
const withStream = (
  view: OperatorView,
  part: Partial<OperatorView['broadcast']['stream']>,
): OperatorView => ({
  ...view,
  broadcast: { ...view.broadcast, stream: { ...view.broadcast.stream, ...part } },
});
const withRecording = (
  view: OperatorView,
  part: Partial<OperatorView['broadcast']['recording']>,
): OperatorView => ({
  ...view,
  broadcast: { ...view.broadcast, recording: { ...view.broadcast.recording, ...part } },
});

describe.skipIf(missing)(`the operator’s broadcast in use${skippedNote}`, () => {
  const stage = inBrowser();
  const { open } = stage;
  const { sent, key, lose, expectValid } = leading(stage);
  const big = /^(Pause|Pause beenden|Weiter) P$/;

  describe('the big keys', () => {
    test('out of the non-public part lead two steps: a slate at once, then the question', async () => {
      const page = await open('/operator', closingPart);
      await page.keyboard.press('o');
      await expect.poll(sent).toEqual([['broadcast/prepare', {}]]);
      expect(await page.locator('dialog[open]').count()).toBe(0);
      stage.standIn.show(prepared);
      await key(page, /^Öffentlichen Teil eröffnen/).waitFor();
      await page.keyboard.press('o');
      await page.keyboard.press('Enter');
      expect(sent()).toHaveLength(1);
      await page.keyboard.press('o');
      await key(page, 'Ja, öffentlich – eröffnen').click();
      await expect.poll(() => sent().at(-1)).toEqual(['broadcast/open', { confirmed: true }]);
    });

    test.each([
      ['a pause', paused, 'Pause beenden P'],
      ['an objection', onHold, 'Weiter P'],
    ] as const)('%s ends by the same key with its own words', async (_what, view, name) => {
      const page = await open('/operator', view);
      await key(page, name).click();
      await expect.poll(sent).toEqual([['broadcast/resume', {}]]);
    });

    test.each([
      ['off', beforeSitting],
      ['before the beginning', prepared],
      ['non-public', closingPart],
    ] as const)(
      'there is no pause while it is %s: its end would open without the question',
      async (_what, view) => {
        const page = await open('/operator', view);
        expect(await key(page, big).isDisabled()).toBe(true);
        await page.keyboard.press('p');
        await page.keyboard.press('e');
        await page.keyboard.press('m');
        await expect.poll(sent).toEqual([['broadcast/sound-off', {}]]);
      },
    );
  });

  describe('the keys at hand', () => {
    test('an objection is one press, by hand or by shortcut', async () => {
      const page = await open('/operator', midSitting);
      await key(page, /^Einspruch/).click();
      await expect.poll(sent).toEqual([['broadcast/hold', {}]]);
      await page.keyboard.press('e');
      await expect.poll(() => sent().length).toBe(2);
      expect(sent().at(-1)).toEqual(['broadcast/hold', {}]);
    });

    test('discarding asks and names the delay; its shortcut must be held', async () => {
      const page = await open('/operator', poorly);
      await page.keyboard.press('x');
      await key(page, /^Verwerfen/).click();
      await page.getByText('Verzögerung jetzt: 8 s').waitFor();
      await page.keyboard.press('Enter');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(sent()).toEqual([]);
      await page.keyboard.down('x');
      await expect.poll(sent).toEqual([['broadcast/discard', {}]]);
      await page.keyboard.up('x');
      await key(page, /^Verwerfen/).click();
      await key(page, 'Ja, verwerfen').click();
      await expect.poll(() => sent().length).toBe(2);
    });

    test('a pause tells its cause and when it goes on', async () => {
      const page = await open('/operator', midSitting);
      await key(page, 'Tafel …').click();
      await key(page, 'in 15 min').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click();
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
      await key(page, 'Tafel …').click();
      await key(page, 'Technische Störung').click();
      // Whole minutes: what stands on the slate is what was meant.
      const until = Math.floor((fixtureNow + 900_000) / 60_000) * 60_000;
      await expect.poll(sent).toEqual([
        ['broadcast/pause', { cause: 'break', until }],
        ['broadcast/pause', { cause: 'fault' }],
      ]);
      expectValid('operator');
    });

    test('a time that is over shows no slate, and says so', async () => {
      const page = await open('/operator', midSitting);
      await key(page, 'Tafel …').click();
      const soon = new Date(fixtureNow - 600_000);
      const typed = [soon.getHours(), soon.getMinutes()]
        .map((part) => String(part).padStart(2, '0'))
        .join(':');
      await page.getByLabel('Uhrzeit (freiwillig)').fill(typed);
      await page.getByText('Diese Uhrzeit ist vorbei').waitFor();
      expect(await key(page, 'Technische Störung').isDisabled()).toBe(true);
    });

    test('before the beginning there is a slate with a countdown, and neither pause nor fault', async () => {
      const page = await open('/operator', beforeSitting);
      await key(page, 'Tafel …').click();
      expect(await key(page, 'Technische Störung').isDisabled()).toBe(true);
      await key(page, 'in 5 min').click();
      await key(page, 'Vor dem Beginn').click();
      const beginsAt = Math.floor((fixtureNow + 300_000) / 60_000) * 60_000;
      await expect.poll(sent).toEqual([['broadcast/prepare', { beginsAt }]]);
      expectValid('operator');
    });

    test('the end asks once more', async () => {
      const page = await open('/operator', midSitting);
      await key(page, 'Tafel …').click();
      await key(page, 'Übertragung beenden …').click();
      expect(sent()).toEqual([]);
      await key(page, 'Ja, beenden').click();
      await expect.poll(sent).toEqual([['broadcast/end', {}]]);
    });

    test('slides are released and taken off by one key', async () => {
      const page = await open('/operator', {
        ...midSitting,
        broadcast: { ...midSitting.broadcast, slides: 'ready' },
      });
      await key(page, 'Folien freigeben').click();
      stage.standIn.show(poorly);
      await key(page, 'Folien abnehmen').click();
      await expect.poll(sent).toEqual([
        ['broadcast/slides', { on: true }],
        ['broadcast/slides', { on: false }],
      ]);
    });
  });

  describe('the stream', () => {
    test('starts with one press, and stops after a question while the part is public', async () => {
      const page = await open('/operator', beforeSitting);
      await key(page, 'Einstellen …').click();
      await key(page, 'Stream starten').click();
      await expect.poll(sent).toEqual([['broadcast/start-stream', {}]]);
      stage.standIn.show(paused);
      await key(page, 'Stream beenden').click();
      await expect.poll(() => sent().length).toBe(2);
      stage.standIn.show(midSitting);
      await page.getByText('Stream läuft').last().waitFor();
      await expect.poll(() => page.locator('.publicity-public').count()).toBe(1);
      await key(page, 'Stream beenden').click();
      expect(sent()).toHaveLength(2);
      await key(page, 'Ja, beenden').click();
      await expect
        .poll(() => sent().map(([name]) => name))
        .toEqual(['broadcast/start-stream', 'broadcast/stop-stream', 'broadcast/stop-stream']);
    });

    test('is told in words and numbers: rate, loss, line, target, delay and that it is not encrypted', async () => {
      const page = await open('/operator', poorly);
      await key(page, 'Einstellen …').click();
      const dialog = page.getByRole('dialog');
      for (const words of [
        '1,8 Mbit/s',
        '12,4 % verloren',
        'Leitung überlastet',
        '93 % der Leitung belegt',
        'rtmp.rechenzentrum-obermusterhausen.example:1935',
        'Nicht verschlüsselt',
        'Verzögerung: 8 s',
        'verbindet neu',
      ])
        expect(await dialog.textContent(), words).toContain(words);
    });

    test('does not start in the non-public part, and says why', async () => {
      const page = await open('/operator', withStream(closingPart, { state: 'inactive' }));
      await key(page, 'Einstellen …').click();
      await page.getByText('Im nichtöffentlichen Teil startet kein Stream').waitFor();
      expect(await key(page, 'Stream starten').isDisabled()).toBe(true);
    });

    test('that is unknown can be stopped and not started', async () => {
      const page = await open('/operator', withStream(planned, { state: 'unknown' }));
      await key(page, 'Einstellen …').click();
      expect(await key(page, 'Stream starten').isDisabled()).toBe(true);
      await key(page, 'Stream beenden').click();
      await expect.poll(sent).toEqual([['broadcast/stop-stream', {}]]);
    });

    test('that was lost is offered to go on, but not into the non-public part', async () => {
      const page = await open('/operator', streamLost);
      await page.getByText(/Der Stream ist seit 0:4\d weg/).waitFor();
      await key(page, 'Stream fortsetzen').click();
      await expect.poll(sent).toEqual([['broadcast/start-stream', {}]]);
      stage.standIn.show(withStream(closingPart, { lostAt: fixtureNow - 42_000 }));
      await key(page, 'Stream fortsetzen').waitFor({ state: 'detached' });
    });
  });

  describe('the recording', () => {
    test('says before it starts how many have not consented and what follows', async () => {
      const page = await open('/operator', midSitting);
      await key(page, 'Einstellen …').click();
      await key(page, 'Aufzeichnung').click();
      await key(page, 'Aufzeichnung starten').click();
      await page.getByText('Ohne Einwilligung in die Aufzeichnung im Saal: 3').waitFor();
      await page.getByText('nur zu hören, wer eingewilligt hat').waitFor();
      expect(sent()).toEqual([]);
      await key(page, 'Ja, aufzeichnen').click();
      await expect.poll(sent).toEqual([['broadcast/start-recording', {}]]);
      stage.standIn.show(poorly);
      await key(page, 'Aufzeichnung beenden').click();
      await expect.poll(() => sent().at(-1)).toEqual(['broadcast/stop-recording', {}]);
    });

    test.each([
      [
        'the config does not allow it',
        withRecording(midSitting, { isAllowed: false }),
        'Konfiguration erlaubt keine',
      ],
      [
        'the mixer cannot',
        { ...midSitting, broadcast: { ...midSitting.broadcast, lacks: ['record'] } },
        'kann nicht aufzeichnen',
      ],
    ] as [string, OperatorView, string][])(
      'does not start where %s, and says so',
      async (_why, view, words) => {
        const page = await open('/operator', view);
        await key(page, 'Einstellen …').click();
        await key(page, 'Aufzeichnung').click();
        await page.getByText(words).waitFor();
        expect(await key(page, 'Aufzeichnung starten').isDisabled()).toBe(true);
      },
    );

    test('its chapters and captions are downloads', async () => {
      const page = await open('/operator', poorly);
      await key(page, 'Einstellen …').click();
      await key(page, 'Aufzeichnung').click();
      const links = page.getByRole('dialog').getByRole('link');
      expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(
        ['r2', 'r1'].flatMap((id) =>
          ['chapters.vtt', 'chapters.json', 'chapters.txt', 'captions.vtt'].map(
            (file) => `/api/recordings/${id}/${file}`,
          ),
        ),
      );
    });
  });

  describe('the words of the slates', () => {
    test('are saved one by one, set back, and never lost by what arrives', async () => {
      const page = await open('/operator', midSitting);
      await key(page, 'Einstellen …').click();
      await key(page, 'Tafeln').click();
      expect(await key(page, 'Text speichern: Pause').isDisabled()).toBe(true);
      await page.getByLabel('Pause', { exact: true }).fill('  Kaffeepause\n{time} ');
      stage.standIn.show({ ...midSitting, soundOff: true });
      await page.locator('.is-lit').first().waitFor();
      await key(page, 'Text speichern: Pause').click();
      await key(page, 'Wie in der Konfiguration: Ende').click();
      await expect.poll(sent).toEqual([
        ['broadcast/slate-text', { slate: 'break', text: 'Kaffeepause\n{time}' }],
        ['broadcast/slate-text', { slate: 'end', text: null }],
      ]);
      expectValid('operator');
    });
  });

  describe('the pre-flight', () => {
    test('names each trouble with one remedy, the worst first, and looks for the server on demand', async () => {
      const page = await open('/operator', beforeSitting);
      await key(page, 'Vor der Sendung prüfen: 4').click();
      const rows = page.locator('.preflight li');
      expect(await rows.first().textContent()).toContain('Szenen der Konfiguration fehlen');
      expect(await rows.first().textContent()).toContain('Pause, Folien mit Rednerin');
      expect(await rows.first().textContent()).toContain('npm run obs:provision');
      expect(await rows.count()).toBe(11);
      await page.getByText('Der Bildmischer kann nicht: Kapitel in der Aufzeichnung').waitFor();
      await key(page, 'Server des Streams prüfen').click();
      await expect.poll(sent).toEqual([['broadcast/probe', {}]]);
    });

    test('what nobody knows counts only before the beginning', async () => {
      const { preflight } = beforeSitting.broadcast;
      const page = await open('/operator', {
        ...midSitting,
        broadcast: { ...midSitting.broadcast, preflight },
      });
      await key(page, 'Vor der Sendung prüfen: 3').waitFor();
    });

    test('is folded away once all is well', async () => {
      const page = await open('/operator', midSitting);
      expect(await key(page, /^Vor der Sendung prüfen/).count()).toBe(0);
      await key(page, 'Einstellen …').click();
      await key(page, 'Vorprüfung').click();
      await page.getByText('Alles ist bereit.').waitFor();
      expect(await page.locator('.preflight li:visible').count()).toBe(0);
      await key(page, 'Einzelheiten zeigen').click();
      expect(await page.locator('.preflight li:visible').count()).toBe(11);
    });
  });

  describe('on a lost connection', () => {
    test('what restricts can be tried', async () => {
      const page = await open('/operator', poorly);
      await lose(page);
      await key(page, 'Folien abnehmen').click();
      await page.keyboard.press('e');
      await key(page, 'Einstellen …').click();
      await key(page, 'Stream beenden').click();
      await key(page, 'Ja, beenden').click();
      await key(page, 'Aufzeichnung').click();
      await key(page, 'Aufzeichnung beenden').click();
      await page.keyboard.press('Escape');
      await key(page, 'Tafel …').click();
      await key(page, 'Technische Störung').click();
      await expect
        .poll(() => sent().map(([name]) => name))
        .toEqual([
          'broadcast/slides',
          'broadcast/hold',
          'broadcast/stop-stream',
          'broadcast/stop-recording',
          'broadcast/pause',
        ]);
    });

    test.each([
      ['a hold does not end', onHold, [/^Weiter P/], ''],
      ['the non-public part is not left', closingPart, [/^Zurück: Tafel zeigen/], 'o'],
      ['the public part is not opened', prepared, [/^Öffentlichen Teil eröffnen/], 'o'],
      ['a lost stream does not go on', streamLost, ['Stream fortsetzen'], 'p'],
    ] as const)('%s', async (_what, view, names, pressed) => {
      const page = await open('/operator', view);
      await lose(page);
      for (const name of names) expect(await key(page, name).isDisabled()).toBe(true);
      if (pressed === 'o') await page.keyboard.press('o');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(sent()).toEqual([]);
    });

    test('no stream, no recording, no slide, no text and no slate before the beginning is started', async () => {
      const page = await open('/operator', beforeSitting);
      await lose(page);
      expect(await key(page, 'Folien freigeben').isDisabled()).toBe(true);
      await key(page, 'Einstellen …').click();
      expect(await key(page, 'Stream starten').isDisabled()).toBe(true);
      await key(page, 'Aufzeichnung').click();
      expect(await key(page, 'Aufzeichnung starten').isDisabled()).toBe(true);
      await key(page, 'Tafeln').click();
      expect(await key(page, 'Wie in der Konfiguration: Ende').isDisabled()).toBe(true);
      await key(page, 'Vorprüfung').click();
      expect(await key(page, 'Server des Streams prüfen').isDisabled()).toBe(true);
      await page.keyboard.press('Escape');
      await key(page, 'Tafel …').click();
      expect(await key(page, 'Vor dem Beginn').isDisabled()).toBe(true);
      expect(sent()).toEqual([]);
    });
  });

  test('open microphones stand in view with their age, the one that is open longest first', async () => {
    const seat = midSitting.seats['27'];
    if (!seat) throw new Error('the fixture has no seat 27');
    const view: OperatorView = {
      ...midSitting,
      open: [12, 27],
      seats: {
        ...midSitting.seats,
        27: { ...seat, microphone: 'open', openSinceAt: fixtureNow - 605_000 },
      },
    };
    for (const width of [390, 820, 1440]) {
      const page = await open('/operator', view, { width });
      const list = page.locator('.open-microphones:visible');
      expect(await list.count()).toBe(1);
      expect(await list.textContent()).toMatch(/Platz 27 10:0\d.*Platz 12 2:4\d/);
      await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      const box = await list.boundingBox();
      expect(box?.y, `${width} px`).toBeGreaterThanOrEqual(0);
    }
  });

  test('that microphones are being closed is said, and that nobody can confirm it', async () => {
    const page = await open('/operator', closingPart);
    await page.getByText('Mikrofone werden ausgeschaltet').waitFor();
    stage.standIn.show(paused);
    await page.getByText('Mikrofone: nicht bestätigbar').waitFor();
  });

  test('a check, a slate and an output in alarm and log have names, not codes', async () => {
    const page = await open('/operator', {
      ...midSitting,
      alarms: [
        { code: 'alarm-closed-part-broken', params: { check: 'virtual-camera' } },
        { code: 'alarm-output-not-public', params: { device: 'obs', output: 'replayBuffer' } },
      ],
      log: [{ id: 1, at: fixtureNow, code: 'log-slate-text', params: { slate: 'break' }, level: 'info' }],
    });
    await page.getByText('nicht mehr bestätigt: Virtuelle Kamera: aus').waitFor();
    await page.getByText('OBS: „Wiedergabepuffer“ läuft').waitFor();
    await page.getByText('Text der Tafel geändert: Pause').waitFor();
  });

  test('no command about the broadcast is left without a key', () => {
    const root = join(import.meta.dirname, '../../ui/views');
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('');
    const names = Object.keys(commandCatalogue).filter((name) => name.startsWith('broadcast/'));
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`"${name}"`))).toEqual(
      [],
    );
  });
});
