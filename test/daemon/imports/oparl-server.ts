/**
 * A council information system for the tests: a real HTTP server on the loopback that answers what a test
 * lays into it, with all the ways real ones misbehave, and a small town to begin with.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createSystemClock } from '../../../daemon/runtime/clock.ts';
import type { Clock } from '../../../protocols/clock.ts';
import {
  importOparl,
  type OparlImport,
  type OparlImportOptions,
} from '../../../daemon/imports/oparl-import.ts';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects as JSON. */
  readonly body?: unknown;
  /** Writes the first so many bytes of the body, then cuts the connection. */
  readonly cutAfterBytes?: number;
  /** Never answers. */
  readonly hangs?: true;
}
/** `count`: how often this path was asked for, with this time; `url` as it came, with its query. */
export type Route = Reply | ((request: { readonly url: string; readonly count: number }) => Reply);
export type Routes = Record<string, Route>;

export interface OparlServer {
  readonly origin: string;
  /** Paths with query, as they came. */
  readonly requests: readonly string[];
  at(path: string): string;
  route(path: string, route: Route): void;
  json(path: string, body: unknown): void;
  /** Paths of hanging requests that the other side gave up. */
  readonly left: readonly string[];
  /** Resolves at the next request of this path. */
  asked(path: string): Promise<void>;
}

export async function startOparlServer(): Promise<OparlServer> {
  const routes: Routes = {};
  const counts = new Map<string, number>();
  const requests: string[] = [];
  const left: string[] = [];
  const waiting: { readonly path: string; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const path = url.split('?')[0] ?? '/';
    requests.push(url);
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    const route = routes[url] ?? routes[path];
    const reply: Reply =
      typeof route === 'function' ? route({ url, count }) : (route ?? { status: 404, body: 'no' });
    if (reply.hangs) response.once('close', () => left.push(path));
    else answer(response, reply);
    for (const each of waiting.splice(0))
      if (each.path === path) each.resolve();
      else waiting.push(each);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    left,
    at: (path) => `${origin}${path}`,
    route: (path, route) => void (routes[path] = route),
    json: (path, body) => void (routes[path] = { body }),
    asked: (path) => new Promise((resolve) => void waiting.push({ path, resolve })),
  };
}

function answer(response: ServerResponse, reply: Reply): void {
  const { status = 200, headers = {}, body = '' } = reply;
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const bytes = isRaw ? Buffer.from(body as string) : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': isRaw ? 'text/plain' : 'application/json',
    'content-length': String(bytes.length),
    ...headers,
  });
  if (reply.cutAfterBytes === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, reply.cutAfterBytes), () => response.destroy());
}

export const type = (name: string): string => `https://schema.oparl.org/1.1/${name}`;

export const list = (data: unknown, more: Readonly<Record<string, unknown>> = {}): unknown => ({
  data,
  pagination: {},
  links: {},
  ...more,
});

export type Json = Record<string, unknown>;

/** Objects of the small town by their path; a test changes what it is about and lays them out. */
export function smallTown(at: (path: string) => string) {
  const object = (path: string, name: string, fields: Json): Json => ({
    id: at(path),
    type: type(name),
    ...fields,
  });
  return {
    body: object('/oparl/body/1', 'Body', {
      name: 'Musterstadt',
      organization: at('/oparl/organizations'),
      person: at('/oparl/people'),
      meeting: at('/oparl/meetings'),
    }),
    organizations: [
      object('/oparl/organization/1', 'Organization', { name: 'Stadtrat', classification: 'Rat' }),
      object('/oparl/organization/2', 'Organization', { name: 'Bauausschuss', classification: 'Ausschuss' }),
      object('/oparl/organization/3', 'Organization', {
        name: 'Fraktion Die Mitte',
        shortName: 'Mitte',
        organizationType: 'Fraktion',
      }),
    ],
    people: [
      object('/oparl/person/1', 'Person', {
        name: 'Dr. Anna Beispiel',
        email: ['anna@example.org'],
        phone: ['0123 456'],
        location: { streetAddress: 'Geheimweg 1' },
        membership: [
          membership(at, 1, 1, { role: 'Vorsitzende', votingRight: true }),
          membership(at, 2, 3, { role: 'Mitglied' }),
        ],
      }),
      object('/oparl/person/2', 'Person', {
        name: 'Bernd Muster',
        membership: [
          membership(at, 3, 1, { role: '1. stellvertretender Vorsitzender' }),
          membership(at, 4, 2, { role: 'Mitglied', votingRight: false }),
        ],
      }),
    ] as Json[],
    meetings: [
      object('/oparl/meeting/1', 'Meeting', {
        name: 'Sitzung des Stadtrats',
        start: '2027-01-20T18:00:00+01:00',
        end: '2027-01-20T21:00:00+01:00',
        location: { description: 'Rathaus', room: 'Großer Saal' },
        organization: [at('/oparl/organization/1')],
        agendaItem: [
          item(at, 1, { consultation: at('/oparl/consultation/1') }),
          item(at, 2, { public: false }),
        ],
      }),
    ],
    consultation: object('/oparl/consultation/1', 'Consultation', { paper: at('/oparl/paper/1') }),
    paper: object('/oparl/paper/1', 'Paper', {
      name: 'Vorlage',
      reference: 'VO/2027/001',
      mainFile: object('/oparl/file/1', 'File', { accessUrl: at('/files/1.pdf'), downloadUrl: '' }),
    }),
  };
}
export type Town = ReturnType<typeof smallTown>;

export function membership(
  at: (path: string) => string,
  id: number,
  organization: number,
  fields: Json,
): Json {
  return {
    id: at(`/oparl/membership/${id}`),
    type: type('Membership'),
    organization: at(`/oparl/organization/${organization}`),
    ...fields,
  };
}

export function item(at: (path: string) => string, id: number, fields: Json = {}): Json {
  return {
    id: at(`/oparl/item/${id}`),
    type: type('AgendaItem'),
    number: String(id),
    order: id,
    name: `Punkt ${id}`,
    public: true,
    ...fields,
  };
}

/** Serves a town as a 1.1 server does: System, and one list for each kind. */
export function serve(server: OparlServer, town: Town): void {
  server.json('/oparl/system', {
    id: server.at('/oparl/system'),
    type: type('System'),
    oparlVersion: 'https://schema.oparl.org/1.1/',
    body: server.at('/oparl/bodies'),
  });
  server.json('/oparl/bodies', list([town.body]));
  server.json('/oparl/organizations', list(town.organizations));
  server.json('/oparl/people', list(town.people));
  server.json('/oparl/meetings', list(town.meetings));
  server.json('/oparl/consultation/1', town.consultation);
  server.json('/oparl/paper/1', town.paper);
}

/** The real clock a thousand times as fast, with what was waited for; time limits of requests not counted. */
export function hurriedClock(): Clock & { readonly waitedMs: readonly number[] } {
  const clock = createSystemClock();
  const waitedMs: number[] = [];
  return {
    waitedMs,
    now: clock.now,
    wall: clock.wall,
    after(delayMs, run) {
      if (delayMs !== deadlineMs) waitedMs.push(delayMs);
      return clock.after(delayMs / 1000, run);
    },
  };
}
/** A minute on the hurried clock: for what must not end in a test that is about something else. */
const deadlineMs = 60_000_000;

export interface Run extends OparlImport {
  /** Codes of the doubts, each once, sorted. */
  readonly codes: readonly string[];
  readonly stages: readonly string[];
  readonly waitedMs: readonly number[];
}

/** One import from the town's System, meetings from 2027 on. */
export async function runImport(
  server: OparlServer,
  options: Partial<OparlImportOptions> = {},
): Promise<Run> {
  const clock = hurriedClock();
  const stages: string[] = [];
  const result = await importOparl({
    url: server.at('/oparl/system'),
    from: '2027-01-01',
    clock,
    signal: new AbortController().signal,
    progress: ({ stage }) => {
      if (stages.at(-1) !== stage) stages.push(stage);
    },
    ...options,
    limits: { timeoutMs: deadlineMs, repairTimeoutMs: deadlineMs, ...options.limits },
  });
  const codes = [...new Set(result.found.doubts.map(({ code }) => code))].sort();
  return { ...result, codes, stages, waitedMs: clock.waitedMs };
}
