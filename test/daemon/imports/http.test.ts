/** The three routes: who may import, one at a time, and what was found held against what is here now. */
import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { describe, expect, onTestFinished, test } from 'vitest';
import { handleErrors } from '../../../daemon/http/errors.ts';
import { registerImports } from '../../../daemon/http/imports.ts';
import type { CurrentState } from '../../../daemon/imports/jobs.ts';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Role } from '../../../protocols/api/commands.ts';
import { importLimitBytes, importStateSchema, type ImportState } from '../../../protocols/api/imports.ts';
import { list, serve, smallTown, startOparlServer, type OparlServer } from './oparl-server.ts';

interface Api {
  readonly app: FastifyInstance;
  as: Role | null;
  current: CurrentState;
}

function createApi(server?: OparlServer): Api {
  const app = fastify({ bodyLimit: 1024 });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  const api: Api = {
    app,
    as: 'clerk',
    current: { register: { persons: {}, bodies: {} }, sitting: undefined },
  };
  app.decorateRequest('role', null);
  app.addHook('onRequest', async (request) => {
    request.role = api.as;
  });
  registerImports(app, {
    sources: server ? [{ id: 'ris', label: 'Ratsinformation', url: server.at('/oparl/system') }] : [],
    clock: createSystemClock(),
    limits: { backoffMs: 1 },
    current: () => api.current,
  });
  onTestFinished(() => app.close());
  return api;
}

const post = (api: Api, payload: object) => api.app.inject({ method: 'POST', url: '/api/imports', payload });
const file = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

async function started(api: Api, payload: object): Promise<string> {
  const response = await post(api, payload);
  expect(response.statusCode, response.body).toBe(202);
  return response.json<{ id: string }>().id;
}
async function stateOf(api: Api, id: string): Promise<ImportState> {
  const response = await api.app.inject({ method: 'GET', url: `/api/imports/${id}` });
  expect(response.statusCode, response.body).toBe(200);
  return importStateSchema.parse(response.json());
}
async function finished(api: Api, id: string): Promise<ImportState> {
  for (;;) {
    const state = await stateOf(api, id);
    if (state.state !== 'running') return state;
    await new Promise((resolve) => void setImmediate(resolve));
  }
}
async function town(): Promise<OparlServer> {
  const server = await startOparlServer();
  serve(server, smallTown(server.at));
  return server;
}
const oparl = { kind: 'oparl', source: 'ris', from: '2027-01-01' };

describe('who may import', () => {
  test.each([
    [null, 401, 'not-signed-in'],
    ['chair', 403, 'wrong-role'],
    ['display', 403, 'wrong-role'],
  ] as const)('%s may not, on any of the routes', async (role, status, error) => {
    const api = createApi(await town());
    const id = await started(api, oparl);
    api.as = role;
    for (const [method, url] of [
      ['POST', '/api/imports'],
      ['GET', `/api/imports/${id}`],
      ['DELETE', `/api/imports/${id}`],
    ] as const) {
      const response = await api.app.inject({
        method,
        url,
        ...(method === 'POST' ? { payload: oparl } : {}),
      });
      expect([response.statusCode, response.json()]).toEqual([status, { error }]);
    }
    api.as = 'operator';
    expect((await finished(api, id)).state).toBe('done');
  });
});

describe('a job', () => {
  test('from an OParl source it ends with everything of it as new', async () => {
    const api = createApi(await town());
    const state = await finished(api, await started(api, oparl));
    expect(state).toMatchObject({ state: 'done', progress: { stage: 'done' }, result: { isComplete: true } });
    expect(state).not.toHaveProperty('error');
    expect(state.result?.people.map(({ change }) => change)).toEqual(['new', 'new']);
    expect(state.result?.sittings).toHaveLength(1);
  });

  test('what is here is asked for when the result is, not when the import ran', async () => {
    const api = createApi(await town());
    const id = await started(api, oparl);
    const { result } = await finished(api, id);
    const [sitting] = result?.sittings ?? [];
    const [first, second] = sitting?.items ?? [];
    if (!sitting?.source || !first || !second) throw new Error('two items');
    api.current = {
      register: {
        persons: Object.fromEntries(
          (result?.people ?? []).map(({ person: { id: key, name, kind, source } }) => [
            key,
            { name, kind, ...(source === undefined ? {} : { source }) },
          ]),
        ),
        bodies: {},
      },
      sitting: {
        source: sitting.source,
        bodyId: 'x',
        items: {
          one: { number: '1', title: 'Von Hand', isPublic: true, source: first.source ?? '', touched: true },
        },
      },
    };
    const later = await stateOf(api, id);
    expect(later.result?.people.map(({ change }) => change)).toEqual(['same', 'same']);
    expect(later.result?.sittings[0]?.current).toEqual({ add: [second], change: [], keptTonight: 1 });
  });

  test('there is one at a time, and the next takes the place of the last', async () => {
    const server = await town();
    server.route('/oparl/people', { hangs: true });
    const api = createApi(server);
    const first = await started(api, oparl);
    await server.asked('/oparl/people');
    expect((await stateOf(api, first)).progress.stage).toBe('people');
    expect((await post(api, oparl)).json()).toEqual({ error: 'import-running' });
    expect((await api.app.inject({ method: 'DELETE', url: `/api/imports/${first}` })).statusCode).toBe(204);
    const ended = await finished(api, first);
    // Organisations alone are no people and no bodies.
    expect(ended).toMatchObject({
      state: 'failed',
      error: { code: 'cancelled' },
      result: { isComplete: false },
    });
    const second = await started(api, { kind: 'people-csv', name: 'x.csv', base64: file('Name\nAnna\n') });
    expect((await api.app.inject({ method: 'GET', url: `/api/imports/${first}` })).json()).toEqual({
      error: 'unknown-import',
    });
    expect((await finished(api, second)).state).toBe('done');
  });

  test('cancelled after the people were read, it is done with them', async () => {
    const server = await town();
    server.route('/oparl/meetings', { hangs: true });
    const api = createApi(server);
    const id = await started(api, oparl);
    await server.asked('/oparl/meetings');
    await api.app.inject({ method: 'DELETE', url: `/api/imports/${id}` });
    const state = await finished(api, id);
    expect(state).toMatchObject({ state: 'done', error: { code: 'cancelled' } });
    expect(state.result?.people).toHaveLength(2);
  });

  test('one that is done can be thrown away, with what it knows of people', async () => {
    const api = createApi();
    const id = await started(api, { kind: 'people-csv', name: 'x.csv', base64: file('Name\nAnna\n') });
    await finished(api, id);
    expect((await api.app.inject({ method: 'DELETE', url: `/api/imports/${id}` })).statusCode).toBe(204);
    for (const method of ['GET', 'DELETE'] as const) {
      const response = await api.app.inject({ method, url: `/api/imports/${id}` });
      expect([response.statusCode, response.json()]).toEqual([404, { error: 'unknown-import' }]);
    }
  });

  test('a source the config does not name is unknown, and nobody is asked', async () => {
    const api = createApi(await town());
    const response = await post(api, { ...oparl, source: 'https://evil.example/' });
    expect([response.statusCode, response.json()]).toEqual([404, { error: 'unknown-source' }]);
  });

  test('a source that cannot be reached fails with the reason', async () => {
    const server = await town();
    server.route('/oparl/system', { status: 403 });
    const api = createApi(server);
    const state = await finished(api, await started(api, oparl));
    expect(state).toMatchObject({ state: 'failed', error: { code: 'http-status', params: { status: 403 } } });
  });

  test('the daemon’s end ends it', async () => {
    const server = await town();
    server.route('/oparl/people', { hangs: true });
    const api = createApi(server);
    await started(api, oparl);
    await server.asked('/oparl/people');
    await api.app.close();
    while (server.left.length === 0) await new Promise((resolve) => void setImmediate(resolve));
    expect(server.left).toEqual(['/oparl/people']);
    expect(server.requests).not.toContain('/oparl/meetings');
  });

  test('while 75 sittings are there, the nearest 60 come over', async () => {
    const server = await town();
    const [meeting] = smallTown(server.at).meetings;
    const days = Array.from({ length: 75 }, (_, at) =>
      new Date(Date.UTC(2027, 0, 75 - at)).toISOString().slice(0, 10),
    );
    server.json(
      '/oparl/meetings',
      list(days.map((day) => ({ ...meeting, id: server.at(`/m/${day}`), start: `${day}T18:00:00+01:00` }))),
    );
    const api = createApi(server);
    const { result } = await finished(api, await started(api, oparl));
    expect(result?.sittings).toHaveLength(60);
    expect(result?.sittings[0]?.date).toBe('2027-01-01');
    expect(result?.doubts).toContainEqual({ code: 'too-many-meetings', params: { count: 75, max: 60 } });
    // Each item is one object with one paper, however often it is named.
    expect(server.requests.filter((path) => path === '/oparl/paper/1')).toHaveLength(1);
  });
});

describe('files', () => {
  test('one that takes long holds nobody up, and can be ended', async () => {
    const api = createApi();
    const base64 = file('Titel'.padEnd(4_400_000, '\n'));
    const id = await started(api, { kind: 'agenda-csv', name: 'x', base64 });
    expect((await stateOf(api, id)).state).toBe('running');
    await api.app.inject({ method: 'DELETE', url: `/api/imports/${id}` });
    expect(await finished(api, id)).toMatchObject({ state: 'failed', error: { code: 'cancelled' } });
  });

  test('an agenda', async () => {
    const api = createApi();
    const base64 = file(Buffer.from('Nr;Titel;öff\n1;Eröffnung;ja\n', 'latin1'));
    const state = await finished(api, await started(api, { kind: 'agenda-csv', name: 'Rat.csv', base64 }));
    expect(state.result?.sittings).toMatchObject([
      { title: 'Rat', date: '', items: [{ title: 'Eröffnung', isPublic: true, onStream: true }] },
    ]);
  });

  test('no agenda at all', async () => {
    const api = createApi();
    const state = await finished(
      api,
      await started(api, { kind: 'agenda-csv', name: 'x', base64: file('hallo') }),
    );
    expect(state).toMatchObject({ state: 'failed', error: { code: 'csv-no-header' } });
  });

  test('the largest file that is allowed is taken, a larger one and a wrong one are refused', async () => {
    const api = createApi();
    const rows = 'Name\n'.padEnd((importLimitBytes * 3) / 4 - 3, 'Anna Beispiel\n');
    const base64 = file(rows);
    expect(base64.length).toBeGreaterThan(importLimitBytes - 10);
    const state = await finished(api, await started(api, { kind: 'people-csv', name: 'x.csv', base64 }));
    expect(state.result?.people).toHaveLength(2000);
    const larger = await post(api, {
      kind: 'people-csv',
      name: 'x.csv',
      base64: `${base64}${'A'.repeat(400)}`,
    });
    expect([larger.statusCode, larger.json<{ error: string }>().error]).toEqual([400, 'invalid-input']);
    const huge = await post(api, {
      kind: 'people-csv',
      name: 'x.csv',
      base64: 'A'.repeat(importLimitBytes * 1.5),
    });
    expect([huge.statusCode, huge.json<{ error: string }>().error]).toEqual([413, 'too-large']);
    const wrong = await post(api, { kind: 'people-csv', name: 'x.csv', base64: '***' });
    expect(wrong.statusCode).toBe(400);
  });
});
