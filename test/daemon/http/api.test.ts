/** The HTTP side as a browser and as a stranger meet it: who may do what, and what every mistake is answered with. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { errorCatalogue } from '../../../protocols/api/errors.ts';
import { liveUrl } from '../../live-client.ts';
import {
  attemptSignIn,
  createEndings,
  pins,
  sendCommand,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
  type DaemonProcess,
  type Hall,
} from '../../running.ts';

const endings = createEndings();
let hall: Hall;
let daemon: DaemonProcess;
let operator: string;
let chair: string;
let display: string;

beforeAll(async () => {
  hall = endings.add(await startHall({ seats: 8, cameras: 1 }), (it) => it.close());
  daemon = endings.add(
    await startDaemonProcess({ config: hall.config, dataDir: join(temporaryFolder(endings), 'data') }),
    (it) => it.stop(),
  );
  operator = await signIn(daemon.url, 'operator');
  chair = await signIn(daemon.url, 'chair');
  display = await signIn(daemon.url, 'display');
});
afterAll(() => endings.run());

interface Answer {
  readonly status: number;
  readonly body: {
    readonly error?: string;
    readonly details?: readonly { path: string; expected: string }[];
  };
}

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(daemon.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(daemon.url + path, { headers });
}

describe('signing in', () => {
  test('the right PIN makes a session that scripts and other sites cannot use', async () => {
    const { status, body, headers, cookie } = await attemptSignIn(daemon.url, {
      role: 'chair',
      pin: pins.chair,
    });
    expect([status, body]).toEqual([200, { role: 'chair' }]);
    const attributes = headers['set-cookie']?.[0] ?? '';
    expect(attributes).toMatch(/; HttpOnly/);
    expect(attributes).toMatch(/; SameSite=Strict/);
    expect(attributes).toMatch(/; Path=\//);
    expect(attributes).toMatch(/; Max-Age=\d+/);
    expect(await (await get('/api/session', { cookie })).json()).toEqual({ role: 'chair' });
  });

  test('a wrong PIN, and the right PIN of another role, are refused with the same answer', async () => {
    for (const pin of ['000000', pins.chair])
      expect(await attemptSignIn(daemon.url, { role: 'operator', pin })).toMatchObject({
        status: 401,
        body: { error: 'wrong-pin' },
        cookie: '',
      });
  });

  test('a role that is none is bad input, not a wrong PIN', async () => {
    for (const role of ['admin', '__proto__', 'constructor', null])
      expect(await attemptSignIn(daemon.url, { role, pin: '123456' })).toMatchObject({
        status: 400,
        body: { error: 'invalid-input' },
      });
  });

  test('after five attempts an address has to wait a minute, also with the right PIN; others do not', async () => {
    const from = '127.0.2.1';
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++)
      statuses.push((await attemptSignIn(daemon.url, { role: 'operator', pin: '999999' }, { from })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401]);
    const sixth = await attemptSignIn(daemon.url, { role: 'operator', pin: pins.operator }, { from });
    expect(sixth).toMatchObject({ status: 429, body: { error: 'too-many-attempts' }, cookie: '' });
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = { role: 'operator', pin: pins.operator };
    expect((await attemptSignIn(daemon.url, elsewhere, { from: '127.0.2.2' })).status).toBe(200);
    // A header of the caller's own making is no other address.
    const headers = { 'x-forwarded-for': '10.0.0.1' };
    expect((await attemptSignIn(daemon.url, elsewhere, { from, headers })).status).toBe(429);
  });

  test('a cookie that was changed in one place is nobody', async () => {
    const [name, value = ''] = operator.split('=');
    const forged = decodeURIComponent(value);
    for (const other of [
      forged.replace('operator.', 'chair.'),
      `${forged.slice(0, -3)}AAA`,
      forged.slice(0, forged.lastIndexOf('.')),
      '',
      '%',
    ])
      expect(
        (await get('/api/session', { cookie: `${name}=${encodeURIComponent(other)}` })).status,
        other,
      ).toBe(401);
    expect((await get('/api/session', { cookie: operator })).status).toBe(200);
  });

  test('signing out takes the cookie away', async () => {
    const response = await fetch(`${daemon.url}/api/session`, {
      method: 'DELETE',
      headers: { cookie: chair },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toMatch(/^saalregie=; .*Expires=Thu, 01 Jan 1970/);
  });
});

describe('who may give which command', () => {
  test('without a session: nobody', async () => {
    for (const name of ['broadcast/non-public', 'floor/next', 'no/such'])
      expect(await sendCommand(daemon.url, null, name)).toEqual({
        status: 401,
        body: { error: 'not-signed-in' },
      });
  });

  test('the display commands nothing', async () => {
    for (const name of ['broadcast/non-public', 'floor/next', 'direction/wide'])
      expect(await sendCommand(daemon.url, display, name)).toEqual({
        status: 403,
        body: { error: 'wrong-role' },
      });
  });

  test('the chair has the floor and the way out of the public, not the picture', async () => {
    for (const [name, input] of [
      ['direction/show', { shot: 'totale' }],
      ['broadcast/open', { confirmed: true }],
      ['broadcast/resume', {}],
      ['people/consent', { person: 'mitglied-1', image: 'yes' }],
    ] as const)
      expect(await sendCommand(daemon.url, chair, name, input)).toEqual({
        status: 403,
        body: { error: 'wrong-role' },
      });
    expect((await sendCommand(daemon.url, chair, 'broadcast/non-public')).status).toBe(200);
  });

  test('only the chair gives more speaking time', async () => {
    const more = { seconds: 60 };
    expect((await sendCommand(daemon.url, operator, 'floor/extend', more)).body.error).toBe('wrong-role');
    expect((await sendCommand(daemon.url, chair, 'floor/extend', more)).body.error).toBe(
      'nobody-has-the-floor',
    );
  });

  test('views go to those they are made for', async () => {
    const seen = async (path: string, cookie = ''): Promise<number> => (await get(path, { cookie })).status;
    expect(await seen('/api/views/operator')).toBe(401);
    expect(await seen('/api/views/operator', chair)).toBe(403);
    expect(await seen('/api/views/operator', display)).toBe(403);
    expect(await seen('/api/views/operator', operator)).toBe(200);
    expect(await seen('/api/views/chair', display)).toBe(403);
    expect(await seen('/api/views/chair', chair)).toBe(200);
    // Items that are not public are none of the operator's business.
    expect(await seen('/api/views/chair', operator)).toBe(403);
    expect(await seen('/api/views/clerk', operator)).toBe(403);
    expect(await seen('/api/views/clerk', chair)).toBe(403);
    expect(await seen('/api/views/display')).toBe(200);
  });
});

describe('bad input', () => {
  const command = (name: string, body: string, headers: Record<string, string> = {}): Promise<Answer> =>
    post(`/api/commands/${name}`, body, { cookie: operator, ...headers });

  test('a command nobody knows has its code', async () => {
    for (const name of ['no/such', 'floor', 'floor/next/', 'toString', '..%2fsession'])
      expect(await command(name, '{}'), name).toEqual({ status: 404, body: { error: 'unknown-command' } });
  });

  test('an unknown field, a wrong type and a value out of range are named with their place', async () => {
    const cases: readonly [string, object, string][] = [
      ['direction/wide', { camera: 'x' }, '/'],
      ['floor/give', { seat: 'three' }, '/seat'],
      ['floor/give', { seat: 1.5 }, '/seat'],
      ['floor/give', {}, '/seat'],
      ['microphones/set', { maxOpen: 9 }, '/maxOpen'],
      ['people/consent', { person: 'mitglied-1', image: 'perhaps' }, '/image'],
      ['broadcast/open', { confirmed: false }, '/confirmed'],
    ];
    for (const [name, input, path] of cases) {
      const { status, body } = await command(name, JSON.stringify(input));
      expect([status, body.error], name).toEqual([400, 'invalid-input']);
      expect(
        body.details?.map((each) => each.path),
        name,
      ).toContain(path);
      expect(body.details?.every(({ expected }) => expected.length > 5)).toBe(true);
    }
    expect((await command('direction/wide', '{"camera":1}')).body.details?.[0]?.expected).toContain('camera');
  });

  test('things that do not exist have codes of their own', async () => {
    expect((await command('floor/give', '{"seat":99}')).body).toEqual({ error: 'unknown-seat' });
    expect((await command('people/assign', '{"seat":1,"person":"niemand"}')).body).toEqual({
      error: 'unknown-person',
    });
    expect((await command('direction/show', '{"shot":"mond"}')).body).toEqual({ error: 'unknown-shot' });
  });

  test('an id like something every object has is refused, wherever it stands', async () => {
    for (const name of ['toString', 'constructor', '__proto__'])
      for (const [given, input] of [
        ['people/assign', { seat: 1, person: name }],
        ['people/consent', { person: name, sound: true }],
      ] as const) {
        const { status, body } = await command(given, JSON.stringify(input));
        expect([status, body.error], `${given} ${name}`).toEqual([400, 'invalid-input']);
      }
  });

  test('a body of more than 16 kB is not read', async () => {
    const body = JSON.stringify({ seat: 'x'.repeat(17_000) });
    expect(await command('floor/give', body)).toEqual({ status: 413, body: { error: 'too-large' } });
  });

  test('what is not JSON is refused by its name or by its content', async () => {
    const text = { 'content-type': 'text/plain' };
    expect(await command('floor/next', '{}', text)).toEqual({
      status: 415,
      body: { error: 'wrong-media-type' },
    });
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await command('floor/next', 'a=b', form)).status).toBe(415);
    for (const body of ['{"seat":', '', 'null', '[]', '"{}"', '{"__proto__":{"confirmed":true}}'])
      expect(await command('broadcast/open', body), body).toMatchObject({
        status: 400,
        body: { error: 'invalid-input' },
      });
  });

  test('an address that does not exist, or is none, has a code of the catalogue', async () => {
    for (const path of [
      '/api/nothing',
      '/nothing',
      '/assets/nothing.js',
      '/%zz',
      '/api/commands/%E0%A4%A',
      '/assets/%00',
    ])
      for (const method of ['GET', 'POST', 'PUT']) {
        const response = await fetch(daemon.url + path, { method, headers: { cookie: operator } });
        const body = (await response.json()) as { error: keyof typeof errorCatalogue };
        expect(errorCatalogue[body.error], `${method} ${path} ${JSON.stringify(body)}`).toBe(response.status);
      }
  });
});

describe('another site’s page', () => {
  const foreign = ['https://evil.example', 'http://127.0.0.1:1', 'null', 'http://localhost.evil.example'];

  test('gets nothing, whatever cookies it brings', async () => {
    for (const origin of foreign) {
      const headers = { origin, cookie: operator };
      expect((await get('/api/views/operator', headers)).status, origin).toBe(403);
      expect(await post('/api/commands/broadcast/pause', '{}', headers)).toEqual({
        status: 403,
        body: { error: 'foreign-origin' },
      });
      const attempt = await attemptSignIn(
        daemon.url,
        { role: 'operator', pin: pins.operator },
        { headers: { origin } },
      );
      expect(attempt).toMatchObject({ status: 403, cookie: '' });
    }
  });

  test('gets no WebSocket either', async () => {
    for (const path of ['live', 'pictures'])
      for (const origin of foreign)
        expect(await upgradeStatus(liveUrl(daemon.url).replace('live', path), origin), origin).toBe(403);
    expect(await upgradeStatus(liveUrl(daemon.url), daemon.url)).toBe(101);
  });

  function upgradeStatus(url: string, origin: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url, { headers: { origin, cookie: operator } });
      socket.on('unexpected-response', (request, response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      socket.on('open', () => {
        resolve(101);
        socket.terminate();
      });
      socket.on('error', reject);
    });
  }
});

describe('what strangers see', () => {
  test('the health, which is one word', async () => {
    const response = await get('/api/health');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  test('no documentation', async () => {
    for (const path of [
      '/api/docs',
      '/api/docs/',
      '/api/docs/json',
      '/api/docs/yaml',
      '/api/docs/static/index.html',
    ])
      expect((await get(path)).status, path).toBe(401);
  });

  test('the pages, with their files', async () => {
    for (const path of ['/', '/operator', '/chair', '/display', '/sign-in']) {
      const response = await get(path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
    const html = await (await get('/operator')).text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const response = await get(file);
      expect(response.status, file).toBe(200);
      if (file.startsWith('/assets/'))
        expect(response.headers.get('cache-control'), file).toMatch(/max-age=31536000.*immutable/);
    }
  });

  test('nothing outside the pages’ folder', async () => {
    for (const path of [
      '/assets/../index.html',
      '/assets/..%2f..%2fdaemon%2fmain.js',
      '/assets/%2e%2e/%2e%2e/main.js',
    ])
      expect(await (await get(path)).text(), path).not.toMatch(/import |<script/);
  });
});

test('every answer carries the security headers', async () => {
  for (const path of ['/', '/operator', '/api/health', '/api/views/operator', '/nothing']) {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*|https?:/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('x-frame-options'), path).toBeTruthy();
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});
