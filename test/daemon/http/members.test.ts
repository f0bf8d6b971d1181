/** The members' door: who comes in, what they see, and what becomes of their votes. Over TLS, from the outside. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castId, personOf, receiptOf, startCouncil, type Council } from '../../council.ts';
import { createEndings, eventually } from '../../running.ts';

const endings = createEndings();
afterAll(() => endings.run());
let council: Council;
beforeAll(async () => {
  council = await startCouncil(endings, { size: 12, inRoom: [11] });
});

const closeAndTally = async (ballot: string): Promise<void> => {
  await council.command('ballot/close', { ballot });
  await eventually('it is counted and signed', async () => (await council.view()).ballot?.fingerprint);
};

describe('the door', () => {
  test('has a certificate of the daemon’s own authority, which devices can install', async () => {
    const pem = await (await fetch(`${council.daemon.url}/api/members/authority.pem`)).text();
    expect(pem).toBe(readFileSync(join(council.dataDir, 'authority.pem'), 'utf8'));
    // The agent trusts nothing but it.
    expect((await council.door('GET', '/api/health')).status).toBe(200);
  });

  test('has nothing of the house behind it', async () => {
    for (const path of [
      '/api/views/operator',
      '/api/views/display',
      '/api/commands/sitting/close',
      '/api/session',
      '/operator',
      '/api/docs',
    ])
      expect((await council.door('GET', path, undefined, { cookie: council.clerk })).status, path).toBe(404);
    expect(
      (
        await council.door(
          'POST',
          '/api/commands/sitting/close',
          { confirmed: true },
          { cookie: council.clerk },
        )
      ).status,
    ).toBe(404);
  });

  test('opens to link and PIN together, and to nothing less', async () => {
    const { token, pin } = await council.link(personOf(1));
    const attempt = (body: unknown, headers = {}) => council.door('POST', '/api/seat/session', body, headers);
    expect((await attempt({ token: 'A'.repeat(22), pin })).body).toEqual({ error: 'wrong-link' });
    expect((await attempt({ token, pin: pin === '000000' ? '000001' : '000000' })).body).toEqual({
      error: 'wrong-pin',
    });
    expect((await attempt({ token })).status).toBe(400);
    expect((await attempt({ token, pin }, { origin: 'https://elsewhere.example' })).body).toEqual({
      error: 'foreign-origin',
    });
    const { status, cookie } = await attempt({ token, pin });
    expect(status).toBe(200);
    expect(cookie).toMatch(/^saalregie-seat=/);
    const page = await council.page(cookie);
    expect(page.own()).toMatchObject({ name: 'Mitglied 1', status: 'remote', confirmed: false });
  });

  test('locks a link after ten wrong PINs; the clerk sees it and gives out another', async () => {
    const person = personOf(2);
    const { token, pin } = await council.link(person);
    const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0');
    const answers: unknown[] = [];
    for (let attempt = 0; attempt < 12; attempt++)
      answers.push((await council.door('POST', '/api/seat/session', { token, pin: wrong })).body['error']);
    expect(answers.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 'wrong-pin'));
    expect(answers.slice(9)).toEqual(['link-unusable', 'link-unusable', 'link-unusable']);
    // Also for who knows it.
    expect((await council.door('POST', '/api/seat/session', { token, pin })).body).toEqual({
      error: 'link-unusable',
    });
    expect((await council.view()).memberPages.find((page) => page.person === person)).toMatchObject({
      locked: true,
    });
    expect(await council.enter(person)).not.toBe('');
  });

  test('takes no forged and no replayed session', async () => {
    const cookie = await council.enter(personOf(3));
    const { token } = await council.link(personOf(3));
    expect(token).not.toBe('');
    // A new link ends what was signed in with the one before.
    expect(await (await council.page(cookie)).ended).toBe('not-signed-in');
    const forged = [
      '',
      'saalregie-seat=mitglied-3%7C1%7C99999999999999',
      cookie.replace('mitglied-3', 'mitglied-4'),
      `${cookie.slice(0, -4)}AAAA`,
      council.clerk,
    ];
    for (const bad of forged) expect(await (await council.page(bad)).ended, bad).toBe('not-signed-in');
    const put = await council.door(
      'PUT',
      '/api/seat/ballots/b/casts/cast-0001',
      { choice: 'yes' },
      { cookie },
    );
    expect([put.status, put.body]).toEqual([401, { error: 'not-signed-in' }]);
  });

  test('ends a page when the same link is used on a second device, and says so to both sides', async () => {
    const person = personOf(4);
    const link = await council.link(person);
    const enter = async () =>
      (await council.door('POST', '/api/seat/session', { token: link.token, pin: link.pin })).cookie;
    const first = await council.page(await enter());
    const second = await council.page(await enter());
    expect(await first.ended).toBe('signed-in-elsewhere');
    expect(second.own()).toMatchObject({ name: 'Mitglied 4' });
    expect(
      (await council.view()).memberPages.find((page) => page.person === person)?.tookOverAt,
    ).toBeGreaterThan(0);
  });

  test('ends a page that sends what is no message, and one that sends without end', async () => {
    const page = await council.page(await council.enter(personOf(5)));
    page.send('{"type":"cast","ballot":"x"}');
    expect(await page.ended).toBe('invalid-input');
    const flood = await council.page(await council.enter(personOf(5)));
    for (let message = 0; message < 50; message++)
      flood.send(JSON.stringify({ type: 'wish', id: `${message}`, wish: 'confirm', input: {} }));
    expect(await flood.ended).toBe('too-many-attempts');
  });

  test('guessing a thousand PINs opens nothing', async () => {
    const { token, pin } = await council.link(personOf(6));
    const guesses = Array.from({ length: 1000 }, (_none, index) =>
      String((index * 997) % 1_000_000).padStart(6, '0'),
    ).filter((guess) => guess !== pin);
    const answers = new Map<unknown, number>();
    for (const guess of guesses) {
      const { body, cookie } = await council.door('POST', '/api/seat/session', { token, pin: guess });
      expect(cookie).toBe('');
      answers.set(body['error'], (answers.get(body['error']) ?? 0) + 1);
    }
    expect(answers.get('wrong-pin') ?? 0).toBeLessThanOrEqual(9);
    expect(answers.get('too-many-attempts')).toBeGreaterThan(800);
  });
});

describe('a vote', () => {
  let cookies: string[];
  beforeAll(async () => {
    // The attempts of the tests before count for this address: the other loopback addresses are free.
    cookies = [];
    for (let index = 1; index <= 10; index++) {
      const { token, pin } = await council.link(personOf(index));
      const { status, cookie } = await enterFrom(`127.0.2.${index}`, token, pin);
      expect(status).toBe(200);
      cookies.push(cookie);
    }
  });
  const enterFrom = (from: string, token: string, pin: string) =>
    council.doorFrom(from, 'POST', '/api/seat/session', { token, pin });
  const cookieOf = (member: number): string => cookies[member - 1] ?? '';

  test('has a receipt, is idempotent, and can be changed until the close', async () => {
    const ballot = await council.openBallot({ named: true });
    const page = await council.page(cookieOf(1));
    expect(page.shared()?.ballot).toMatchObject({ id: ballot, state: 'open', entitled: 12 });
    expect(page.own()?.vote).toEqual({ ballot, channel: 'page' });
    const cast = castId();
    const first = receiptOf(await page.cast({ ballot, cast, choice: 'yes' }));
    expect(first).toMatchObject({ ballot, cast, choice: 'yes' });
    expect(receiptOf(await page.cast({ ballot, cast, choice: 'yes' }))).toEqual(first);
    expect(await page.cast({ ballot, cast, choice: 'no' })).toMatchObject({
      type: 'refused',
      error: 'cast-reused',
    });
    const changed = receiptOf(await page.cast({ ballot, cast: castId(), choice: 'no' }));
    expect(changed.number).toBeGreaterThan(first.number);
    await eventually('the page shows it', () => page.own()?.vote?.choice === 'no');

    // The same by plain HTTP, and from another device of the same session.
    const put = (choice: string) =>
      council.door('PUT', `/api/seat/ballots/${ballot}/casts/${cast}`, { choice }, { cookie: cookieOf(1) });
    expect(await put('yes')).toMatchObject({ status: 200, body: { receipt: first } });
    expect(await put('no')).toMatchObject({ status: 409, body: { error: 'cast-reused' } });

    await closeAndTally(ballot);
    const view = (await council.view()).ballot;
    expect(view?.result).toMatchObject({ counts: { yes: 0, no: 1, abstain: 0 }, entitled: 12, notCast: 11 });
    expect(view?.voters[personOf(1)]).toMatchObject({ choice: 'no' });
  });

  test('after the close is gone for good, with the signed checkpoint of the close', async () => {
    const ballot = await council.openBallot();
    const page = await council.page(cookieOf(2));
    const before = castId();
    const receipt = receiptOf(await page.cast({ ballot, cast: before, choice: 'yes' }));
    await council.command('ballot/close', { ballot });
    const late = await page.cast({ ballot, cast: castId(), choice: 'no' });
    expect(late).toMatchObject({ type: 'refused', error: 'ballot-closed' });
    expect(late.type === 'refused' && late.checkpoint).toMatch(
      /^saalregie\/[0-9a-f]{16}\n\d+\n[A-Za-z0-9+/=]{44}\n\n— saalregie\//,
    );
    const put = await council.door(
      'PUT',
      `/api/seat/ballots/${ballot}/casts/${castId()}`,
      { choice: 'no' },
      { cookie: cookieOf(2) },
    );
    expect([put.status, put.body['error'], typeof put.body['checkpoint']]).toEqual([
      410,
      'ballot-closed',
      'string',
    ]);
    // What was stored before has its receipt for ever.
    expect(receiptOf(await page.cast({ ballot, cast: before, choice: 'yes' }))).toEqual(receipt);
  });

  test('before the opening, for a stale ballot, by somebody in the room or excluded does not count', async () => {
    const page = await council.page(cookieOf(3));
    expect(await page.cast({ ballot: 'noch-nicht', cast: castId(), choice: 'yes' })).toMatchObject({
      error: 'unknown-ballot',
    });
    await council.command('conflict/set', { item: 'top', person: personOf(3), excluded: true });
    const ballot = await council.openBallot({ item: 'top' });
    expect(await page.cast({ ballot, cast: castId(), choice: 'yes' })).toMatchObject({
      error: 'person-excluded',
    });
    await eventually('the page says why', () => page.own()?.vote?.barred === 'conflict');
    await council.command('attendance/set', { person: personOf(4), status: 'left' });
    const left = await council.page(cookieOf(4));
    expect(await left.cast({ ballot, cast: castId(), choice: 'yes' })).toMatchObject({
      error: 'not-entitled',
    });
    await council.command('attendance/set', { person: personOf(4), status: 'remote' });
    await council.command('conflict/set', { item: 'top', person: personOf(3), excluded: false });
    await closeAndTally(ballot);
    const next = await council.openBallot();
    expect(await page.cast({ ballot, cast: castId(), choice: 'yes' })).toMatchObject({
      error: 'ballot-closed',
    });
    expect((await council.view()).ballot?.cast).toBe(0);
    await closeAndTally(next);
  });

  test('is settled by repeating it over a death of the daemon', async () => {
    const ballot = await council.openBallot();
    const cast = castId();
    const before = await council.page(cookieOf(5));
    const receipt = receiptOf(await before.cast({ ballot, cast, choice: 'abstain' }));
    await council.restart('SIGKILL');
    const after = await council.page(cookieOf(5));
    expect(after.shared()?.ballot).toMatchObject({ id: ballot, state: 'open' });
    expect(after.own()).toMatchObject({
      confirmed: false,
      vote: { choice: 'abstain', number: receipt.number },
    });
    expect(receiptOf(await after.cast({ ballot, cast, choice: 'abstain' }))).toEqual(receipt);
    expect((await council.view()).ballot).toMatchObject({ cast: 1, interrupted: true });
    await closeAndTally(ballot);
    expect((await council.view()).ballot?.result?.counts).toEqual({ yes: 0, no: 0, abstain: 1 });
  });

  test('in a result that is announced has a file everybody can fetch; before, only who leads', async () => {
    const ballot = await council.openBallot();
    const page = await council.page(cookieOf(6));
    const { number } = receiptOf(await page.cast({ ballot, cast: castId(), choice: 'yes' }));
    await closeAndTally(ballot);
    const fetchFile = (cookie = '') =>
      fetch(`${council.daemon.url}/api/ballots/${ballot}/result.json`, { headers: { cookie } });
    expect((await fetchFile()).status).toBe(401);
    expect((await fetchFile(council.clerk)).status).toBe(200);
    expect(page.shared()?.ballot?.result).toBeUndefined();
    await council.command('ballot/announce', { ballot });
    await eventually('the page shows the result', () => page.shared()?.ballot?.result);
    // Announced in a part that nobody opened to the public: not for everybody.
    const file = (await (await fetchFile(council.chair)).json()) as {
      log: { lines: string[]; size: number };
      openings: { line: number; json: string }[];
    };
    const mine = number - 1 - (file.log.size - file.log.lines.length);
    expect(file.openings.find(({ line }) => line === mine)?.json).toBe('{"choice":"yes"}');
    await eventually('the file is kept', () =>
      readdirSync(join(council.dataDir, 'results')).some((name) => name.endsWith(`-${ballot}.json`)),
    );
  });
});

describe('a member', () => {
  test('confirms, raises a hand, reports a disturbance; the house sees each', async () => {
    const { token, pin } = await council.link(personOf(7));
    const { cookie } = await council.doorFrom('127.0.3.1', 'POST', '/api/seat/session', { token, pin });
    const page = await council.page(cookie);
    const own = async () => (await council.view()).memberPages.find(({ person }) => person === personOf(7));
    expect(await own()).toMatchObject({ link: 'up', confirmed: false });
    expect(await page.wish('confirm')).toMatchObject({ type: 'done' });
    await eventually('it is confirmed', () => page.own()?.confirmed);
    expect(await own()).toMatchObject({ confirmed: true });

    expect(await page.wish('raise-hand')).toMatchObject({ type: 'done' });
    expect(await page.wish('raise-hand')).toMatchObject({ type: 'refused', error: 'already-waiting' });
    await eventually('the hand is seen', () => page.own()?.waiting === 1);
    expect((await council.view()).queue[0]).toMatchObject({ name: 'Mitglied 7', where: 'remote' });
    expect(await page.wish('lower-hand')).toMatchObject({ type: 'done' });
    await council.command('floor/close-list', { closed: true });
    expect(await page.wish('raise-hand')).toMatchObject({ error: 'list-closed' });
    expect(await page.wish('raise-hand', { pointOfOrder: true })).toMatchObject({ type: 'done' });

    expect(await page.wish('disturbance', { kind: 'sound', note: 'Es knackt' })).toMatchObject({
      type: 'done',
    });
    expect((await own())?.disturbance).toMatchObject({ kind: 'sound', note: 'Es knackt' });
    await page.wish('disturbance-over');
    expect((await own())?.disturbance).toBeUndefined();
    expect(await page.wish('sitting/close', { confirmed: true })).toMatchObject({ error: 'unknown-command' });
    page.close();
    await eventually('the house hears that the line is gone', async () => (await own())?.link === 'down');
    const again = await council.page(cookie);
    expect(again.own()?.confirmed).toBe(false);
  });

  test('who is excluded from a part that is not public sees nothing of it', async () => {
    const enter = async (member: number) => {
      const { token, pin } = await council.link(personOf(member));
      return council.page(
        (await council.doorFrom(`127.0.4.${member}`, 'POST', '/api/seat/session', { token, pin })).cookie,
      );
    };
    const [inside, outside] = [await enter(8), await enter(9)];
    await council.command('conflict/set', { item: 'zu', person: personOf(9), excluded: true });
    await council.command('agenda/begin', { item: 'zu' });
    await council.command('sitting/go-non-public').catch(() => undefined);
    await eventually(
      'the part is not public',
      async () => (await council.view()).sitting?.phase === 'non-public',
    );
    const item = (await council.view()).sitting?.item;
    if (item) {
      await eventually('who is inside sees the item', () => inside.shared()?.item?.title === 'Grundstück');
      await eventually(
        'who is outside does not',
        () => outside.shared()?.item === undefined && outside.shared()?.phase === 'non-public',
      );
    } else expect(inside.shared()).toBeDefined();
  });
});
