/**
 * What an import makes of servers that misbehave, as real ones do: the table of quirks in the project's
 * research on OParl, each shown by a server on the loopback.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { permitted } from '../../../daemon/imports/oparl-client.ts';
import {
  hurriedClock,
  list,
  runImport,
  serve,
  smallTown,
  startOparlServer,
  type,
  type Json,
  type OparlServer,
  type Town,
} from './oparl-server.ts';

async function town(): Promise<{ readonly server: OparlServer; readonly built: Town }> {
  const server = await startOparlServer();
  const built = smallTown(server.at);
  serve(server, built);
  return { server, built };
}

describe('answers that are not what they should be', () => {
  test('raw control characters in JSON are read, and a doubt', async () => {
    const { server, built } = await town();
    const broken = JSON.stringify(list(built.meetings)).replace('Punkt 1', 'Punkt\t\n\u00011');
    server.route('/oparl/meetings', { body: broken });
    const { found, codes } = await runImport(server);
    expect(found.sittings[0]?.items[0]?.title).toBe('Punkt 1');
    expect(codes).toContain('json-repaired');
  });

  test('control characters alone need no repairing thread', async () => {
    const { server, built } = await town();
    server.route('/oparl/meetings', {
      body: JSON.stringify(list(built.meetings)).replace('Punkt 1', 'Punkt\t1'),
    });
    const { found } = await runImport(server, { limits: { repairTimeoutMs: 0 } });
    expect(found.sittings[0]?.items[0]?.title).toBe('Punkt 1');
  });

  test('JSON that is broken in other ways is repaired', async () => {
    const { server, built } = await town();
    const broken = JSON.stringify(list(built.meetings)).replace('"data":', 'data:').slice(0, -1);
    server.route('/oparl/meetings', { body: `${broken},}` });
    const { found, codes } = await runImport(server);
    expect(found.sittings).toHaveLength(1);
    expect(codes).toContain('json-repaired');
  });

  test('JSON that is made to take for ever to repair costs seconds of another thread, and once only', async () => {
    const { server } = await town();
    const endless = `{"a":[${'1 '.repeat(490_000)}`;
    server.route('/oparl/people', { body: endless });
    server.route('/oparl/meetings', { body: endless });
    let longestMs = 0;
    let last = performance.now();
    const pulse = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 10);
    // A fifth of a second on the hurried clock.
    const { found, codes } = await runImport(server, { limits: { repairTimeoutMs: 200_000 } });
    clearInterval(pulse);
    expect(codes).toContain('json-unreadable');
    expect(found.isComplete).toBe(false);
    expect(longestMs).toBeLessThan(1500);
  });

  test('what cannot be repaired is told, the rest stays', async () => {
    const { server } = await town();
    server.route('/oparl/meetings', { body: 'Wartungsarbeiten' });
    const { found, codes } = await runImport(server);
    expect(codes).toContain('json-unreadable');
    expect(found.people).toHaveLength(2);
    expect(found.isComplete).toBe(false);
  });

  test.each([
    ['by its type', { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '{"data":[]}' }],
    ['by its look', { body: '\n<!DOCTYPE html><title>Fehler</title>' }],
  ])('an HTML page with status 200 is an error, told %s', async (_how, reply) => {
    const { server } = await town();
    server.route('/oparl/people', reply);
    const { found, codes } = await runImport(server);
    expect(codes).toContain('html-page');
    expect(found.bodies).not.toEqual([]);
    expect(found.isComplete).toBe(false);
  });

  test('a System object for an unknown address is no list and no paper', async () => {
    const { server } = await town();
    const system = { id: server.at('/oparl/system'), type: type('System'), body: server.at('/oparl/bodies') };
    server.json('/oparl/people', system);
    server.json('/oparl/consultation/1', system);
    const { found, codes } = await runImport(server);
    expect(codes).toContain('wrong-type');
    expect(found.people).toEqual([]);
    expect(found.sittings[0]?.items[0]).not.toHaveProperty('matter');
  });

  test('a type that would trip up a careless reader does not', async () => {
    const { server } = await town();
    server.json('/oparl/people', { id: server.at('/x'), type: { toString: 1 } });
    server.json('/oparl/meetings', { type: { toString: 1 }, data: { 0: 1 } });
    const { codes } = await runImport(server);
    expect(codes).toEqual(expect.arrayContaining(['no-people', 'no-type']));
  });

  test('nesting deeper than any stack harms nobody', async () => {
    const { server } = await town();
    server.route('/oparl/people', { body: `{"data":[{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}` });
    server.route('/oparl/organizations', { body: '['.repeat(400_000) });
    const { found } = await runImport(server);
    expect(found.isComplete).toBe(false);
  });

  test('Latin-1 instead of UTF-8 is read', async () => {
    const { server, built } = await town();
    Object.assign(built.people[1] ?? {}, { name: 'Jörg Müßig' });
    server.route('/oparl/people', { body: Buffer.from(JSON.stringify(list(built.people)), 'latin1') });
    expect((await runImport(server)).found.people[1]?.name).toBe('Jörg Müßig');
  });

  test.each([
    ['as it is', (text: string) => ({ body: text })],
    ['inflated', (text: string) => ({ body: gzipSync(text), headers: { 'content-encoding': 'gzip' } })],
  ])('an answer over the limit is given up, %s', async (_how, reply) => {
    const { server } = await town();
    server.route('/oparl/people', reply(JSON.stringify(list([{ x: 'x'.repeat(300_000) }]))));
    const { found, codes } = await runImport(server, { limits: { maxAnswerBytes: 200_000 } });
    expect(codes).toContain('response-too-large');
    expect(found.bodies).not.toEqual([]);
    expect(found.isComplete).toBe(false);
  });

  test('an address that is no OParl server fails with the reason', async () => {
    const server = await startOparlServer();
    server.json('/oparl/system', { hello: 'world' });
    const { error, found } = await runImport(server);
    expect(error?.code).toBe('not-oparl');
    expect(found.isComplete).toBe(false);
  });
});

describe('servers that fail now and then', () => {
  test('500 at random and 503 are asked again, later each time', async () => {
    const { server, built } = await town();
    server.route('/oparl/people', ({ count }) =>
      count < 4 ? { status: count === 2 ? 503 : 500, body: 'oh' } : { body: list(built.people) },
    );
    const { found, codes, waitedMs } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(found.isComplete).toBe(true);
    expect(codes).not.toContain('http-status');
    expect(waitedMs).toEqual([1000, 2000, 4000]);
  });

  test('429 waits as long as the server wishes, and not longer than half a minute', async () => {
    const { server, built } = await town();
    server.route('/oparl/people', ({ count }) =>
      count < 3
        ? { status: 429, headers: { 'retry-after': count === 1 ? '7' : '86400' } }
        : { body: list(built.people) },
    );
    const { found, waitedMs } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(waitedMs).toEqual([7000, 30_000]);
  });

  test('what fails for good is told with its status, and the import goes on', async () => {
    const { server } = await town();
    server.route('/oparl/consultation/1', { status: 500 });
    const { found, codes } = await runImport(server);
    expect(found.doubts).toContainEqual({
      code: 'http-status',
      params: { where: '/oparl/consultation/1', status: 500 },
    });
    expect(codes).not.toContain('missing-object');
    expect(found.sittings[0]?.items).toHaveLength(2);
    expect(found.isComplete).toBe(false);
  });

  test('a connection that is cut half-way leaves what was had', async () => {
    const { server, built } = await town();
    server.json(
      '/oparl/people',
      list(built.people.slice(0, 1), { links: { next: server.at('/oparl/people2') } }),
    );
    server.route('/oparl/people2', { body: list(built.people), cutAfterBytes: 40 });
    const { found, codes } = await runImport(server);
    expect(found.people.map(({ name }) => name)).toEqual(['Dr. Anna Beispiel']);
    expect(codes).toEqual(expect.arrayContaining(['connection-cut', 'list-broke-off']));
    expect(found.isComplete).toBe(false);
    // Who was not read is not gone.
    expect(found.listsEverybody).toBe(false);
  });

  test('a server that dies is given up after a few addresses', async () => {
    const { server, built } = await town();
    const dead = (index: number): string => `/oparl/consultation/${index}`;
    (built.meetings[0] as Json)['agendaItem'] = Array.from({ length: 50 }, (_, index) => {
      server.route(dead(index), { cutAfterBytes: 0, body: 'x' });
      return {
        id: server.at(`/i/${index}`),
        type: type('AgendaItem'),
        name: 'Punkt',
        public: true,
        consultation: server.at(dead(index)),
      };
    });
    server.json('/oparl/meetings', list(built.meetings));
    const { found, error } = await runImport(server);
    expect(error?.code).toBe('gave-up');
    expect(found.sittings[0]?.items).toHaveLength(50);
    expect(new Set(server.requests.filter((path) => path.startsWith('/oparl/consultation/'))).size).toBe(4);
  });

  test('nobody at the address', async () => {
    const { server } = await town();
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => void other.close(resolve));
    const { error, found } = await runImport(server, { url: `http://127.0.0.1:${port}/oparl` });
    expect(error?.code).toBe('unreachable');
    expect(found.people).toEqual([]);
  });

  test('a server that never answers is left after the time limit', async () => {
    const { server } = await town();
    server.route('/oparl/consultation/1', { hangs: true });
    // A thousandth of it on the hurried clock: the only request that takes this long is the hanging one.
    const { found, codes } = await runImport(server, { limits: { timeoutMs: 2_000_000 } });
    expect(codes).toContain('request-timeout');
    expect(found.sittings[0]?.items).toHaveLength(2);
  });

  test('more requests than allowed end the import with what was had, the nearest sitting first', async () => {
    const { server } = await town();
    const { error, found } = await runImport(server, { limits: { maxRequests: 6 } });
    expect(error).toEqual({ code: 'request-limit', params: { max: 6 } });
    expect(server.requests).toHaveLength(6);
    expect(found.sittings[0]?.items).toHaveLength(2);
    expect(found.isComplete).toBe(false);
  });

  test('cancelled while a request hangs, it ends with what was had', async () => {
    const { server } = await town();
    server.route('/oparl/meetings', { hangs: true });
    const abort = new AbortController();
    const running = runImport(server, { signal: abort.signal });
    await server.asked('/oparl/meetings');
    abort.abort();
    const { error, found } = await running;
    expect(error?.code).toBe('cancelled');
    expect(found.people).toHaveLength(2);
    expect(found.isComplete).toBe(false);
    expect(server.requests.filter((path) => path.startsWith('/oparl/meetings'))).toHaveLength(1);
  });

  test('cancelled while it waits for another attempt, it ends at once', async () => {
    const { server } = await town();
    server.route('/oparl/people', { status: 503 });
    const abort = new AbortController();
    const clock = hurriedClock();
    const halfAnHour = { backoffMs: 1_800_000_000, maxBackoffMs: 1_800_000_000 };
    const running = runImport(server, { clock, signal: abort.signal, limits: halfAnHour });
    while (!clock.waitedMs.includes(1_800_000_000))
      await new Promise((resolve) => void setImmediate(resolve));
    abort.abort();
    expect((await running).error?.code).toBe('cancelled');
  }, 10_000);
});

describe('lists that have no proper end', () => {
  const people = (built: Town): Json[] => built.people;

  test('pages are followed to the last', async () => {
    const { server, built } = await town();
    const [first, second] = people(built);
    server.json('/oparl/people', list([first], { links: { next: server.at('/oparl/people?page=2') } }));
    server.json('/oparl/people?page=2', list([second]));
    expect((await runImport(server)).found.people).toHaveLength(2);
  });

  test('the same page under every number ends after three that bring nothing', async () => {
    const { server, built } = await town();
    server.route('/oparl/people', ({ count }) => ({
      body: list(built.people, { links: { next: server.at(`/oparl/people?page=${count + 1}`) } }),
    }));
    const { found, codes } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(codes).toContain('endless-pages');
    expect(server.requests.filter((path) => path.startsWith('/oparl/people'))).toHaveLength(4);
  });

  test('a page that names itself as the next is asked for once', async () => {
    const { server, built } = await town();
    server.json('/oparl/people', list(built.people, { links: { next: server.at('/oparl/people') } }));
    const { codes } = await runImport(server);
    expect(codes).toContain('endless-pages');
    expect(server.requests.filter((path) => path === '/oparl/people')).toHaveLength(1);
  });

  test('a page without next, although more is there, is asked for by its number', async () => {
    const { server, built } = await town();
    const [first, second] = people(built);
    const pagination = { totalElements: 2, elementsPerPage: 1, currentPage: 1, totalPages: 2 };
    server.json('/oparl/bodies', list([{ ...built.body, person: server.at('/oparl/people?body=1') }]));
    server.json('/oparl/people?body=1', list([first], { pagination }));
    server.json(
      '/oparl/people?body=1&page=2',
      list([second], { pagination: { ...pagination, currentPage: 2 } }),
    );
    const { found, codes } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(codes).toContain('next-missing');
    expect(codes).not.toContain('list-truncated');
    expect(found.isComplete).toBe(true);
  });

  test.each([
    ['repeats the page', (body: unknown) => ({ body })],
    ['does not know it', () => ({ status: 404, body: { type: type('Error') } })],
    ['fails', () => ({ status: 500 })],
  ])('where the server %s then, the list counts as truncated', async (_how, reply) => {
    const { server, built } = await town();
    const body = list(built.people, { pagination: { totalElements: 90, currentPage: 1 } });
    server.json('/oparl/people', body);
    server.route('/oparl/people?page=2', reply(body));
    const { found, codes } = await runImport(server);
    expect(found.people).toHaveLength(2);
    expect(found.doubts).toContainEqual({
      code: 'list-truncated',
      params: { where: '/oparl/people', had: 2, of: 90 },
    });
    expect(codes).not.toContain('endless-pages');
    expect(found.isComplete).toBe(false);
  });

  test.each([
    ['404 with an error object', { status: 404, body: { type: type('Error'), message: 'keine Treffer' } }],
    ['a bare empty list', { body: [] as unknown }],
  ])('%s is an empty list and no failure', async (_how, reply) => {
    const { server } = await town();
    server.route('/oparl/meetings', reply);
    const { found, codes } = await runImport(server);
    expect(found.sittings).toEqual([]);
    expect(codes).not.toContain('missing-object');
    expect(found.isComplete).toBe(true);
  });

  test('one object in the place of a list, and a list without its frame, are read', async () => {
    const { server, built } = await town();
    server.json('/oparl/meetings', built.meetings[0]);
    server.json('/oparl/people', built.people);
    const { found } = await runImport(server);
    expect(found.sittings).toHaveLength(1);
    expect(found.people).toHaveLength(2);
  });
});

describe('the filter by time and its plus sign', () => {
  const filters = (server: OparlServer): readonly string[] =>
    server.requests.filter((path) => path.startsWith('/oparl/meetings'));

  test('it is asked for encoded, and that is enough where the server takes it', async () => {
    const { server, built } = await town();
    server.json('/oparl/bodies', list([{ ...built.body, meeting: server.at('/oparl/meetings?body=1') }]));
    const { found } = await runImport(server);
    expect(filters(server)).toEqual([
      '/oparl/meetings?body=1&modified_since=2024-01-01T00%3A00%3A00%2B01%3A00',
    ]);
    expect(found.sittings).toHaveLength(1);
  });

  test('refused encoded, it is asked for bare', async () => {
    const { server, built } = await town();
    server.route('/oparl/meetings', ({ url }) =>
      url.includes('%2B') ? { status: 404, body: 'nicht gefunden' } : { body: list(built.meetings) },
    );
    const { found, codes } = await runImport(server);
    expect(filters(server).at(-1)).toBe('/oparl/meetings?modified_since=2024-01-01T00:00:00+01:00');
    expect(found.sittings).toHaveLength(1);
    expect(codes).not.toContain('filter-refused');
  });

  test('refused or misread both ways, the whole list is walked', async () => {
    const { server, built } = await town();
    server.route('/oparl/meetings', ({ url }) => {
      if (url.includes('%2B')) return { status: 503 };
      return { body: list(url.includes('modified_since') ? [] : built.meetings) };
    });
    const { found, codes } = await runImport(server);
    expect(found.sittings).toHaveLength(1);
    expect(codes).toContain('filter-refused');
    expect(codes).not.toContain('http-status');
    expect(found.isComplete).toBe(true);
  });
});

describe('no step leads to another host', () => {
  async function foreignServer(): Promise<{ readonly origin: string; readonly asked: () => number }> {
    const server = await startOparlServer();
    return { origin: server.origin, asked: () => server.requests.length };
  }

  test('a redirect to one is refused, one on the own host is followed', async () => {
    const { server, built } = await town();
    const foreign = await foreignServer();
    server.route('/oparl/people', { status: 302, headers: { location: `${foreign.origin}/steal` } });
    server.route('/oparl/meetings', { status: 301, headers: { location: '/ris/oparl/meetings' } });
    server.json('/ris/oparl/meetings', list(built.meetings));
    const { found, codes } = await runImport(server);
    expect(codes).toContain('redirect-off-host');
    expect(foreign.asked()).toBe(0);
    expect(found.sittings).toHaveLength(1);
    expect(found.isComplete).toBe(false);
  });

  test('a link to one is not followed, wherever it stands', async () => {
    const { server, built } = await town();
    const foreign = await foreignServer();
    const other = (path: string): string => `${foreign.origin}${path}`;
    server.json('/oparl/people', list(built.people, { links: { next: other('/people') } }));
    server.json('/oparl/consultation/1', { ...built.consultation, paper: other('/paper') });
    const { found, codes } = await runImport(server);
    expect(codes).toContain('link-off-host');
    expect(foreign.asked()).toBe(0);
    expect(found.people).toHaveLength(2);
  });

  test('a redirect that goes round ends', async () => {
    const { server } = await town();
    server.route('/oparl/people', { status: 302, headers: { location: '/oparl/people' } });
    const { codes } = await runImport(server);
    expect(codes).toContain('redirect-loop');
    expect(server.requests.length).toBeLessThan(30);
  });

  test.each([
    ['https://ris.example/a', 'https://ris.example/b', 'https://ris.example/b'],
    ['http://ris.example/a', 'https://ris.example/b', 'https://ris.example/b'],
    ['https://ris.example/a', 'http://ris.example/b', 'https://ris.example/b'],
    ['https://ris.example:8443/a', 'http://ris.example/b', 'https://ris.example:8443/b'],
    ['https://ris.example/a', 'https://u:p@ris.example/b#c', 'https://ris.example/b'],
    ['https://ris.example/a', 'https://ris.example.evil/b', undefined],
    ['https://ris.example/a', 'https://ris.example@evil/b', undefined],
    ['https://ris.example/a', 'https://ris.example:8443/b', undefined],
    ['http://ris.example/a', 'https://ris.example:8443/b', undefined],
    ['https://ris.example/a', 'https://sub.ris.example/b', undefined],
    ['https://ris.example/a', 'file:///etc/passwd', undefined],
    ['https://ris.example/a', 'javascript:alert(1)', undefined],
  ])('from %s, the link %s leads to %s', (source, link, expected) => {
    expect(permitted(link, new URL(source))).toBe(expected);
  });

  test('no name, password or cookie is sent', async () => {
    const seen: Record<string, unknown>[] = [];
    const server = createServer((request, response) => {
      seen.push({ ...request.headers });
      response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end('{}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const town = await startOparlServer();
    await runImport(town, { url: `http://user:secret@127.0.0.1:${port}/` });
    expect(seen.length).toBeGreaterThan(0);
    for (const headers of seen) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('cookie');
    }
  });
});
