/**
 * The API others build on: the committed OpenAPI document against what the daemon serves. Nothing may
 * disappear from it or become harder to satisfy; what is new is written into the file with
 * SAALREGIE_GOLDEN=write. And every code a page can meet has a sentence in both languages.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandCatalogue } from '../../../protocols/api/commands.ts';
import { errorCatalogue } from '../../../protocols/api/errors.ts';
import { deCodes } from '../../../ui/i18n/de-codes.ts';
import { deDecisions } from '../../../ui/i18n/de-decisions.ts';
import { enCodes } from '../../../ui/i18n/en-codes.ts';
import { enDecisions } from '../../../ui/i18n/en-decisions.ts';
import {
  createEndings,
  projectRoot,
  signIn,
  startDaemonProcess,
  startHall,
  temporaryFolder,
} from '../../running.ts';

const file = join(projectRoot, 'test/golden/openapi.json');
const endings = createEndings();
afterAll(() => endings.run());

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a client written against `before` would stumble over in `after`. */
function breaks(before: Json, after: Json | undefined, path = ''): string[] {
  if (after === undefined) return [`${path} is gone`];
  if (Array.isArray(before)) {
    if (!Array.isArray(after)) return [`${path} is no list any more`];
    const lost = before.filter(
      (each) => !after.some((other) => JSON.stringify(other) === JSON.stringify(each)),
    );
    const added = after.filter(
      (each) => !before.some((other) => JSON.stringify(other) === JSON.stringify(each)),
    );
    // More may be required in an answer, not in a question.
    const isQuestion = path.includes('/requestBody/');
    if (path.endsWith('/required'))
      return (isQuestion ? added : lost).map((each) => `${path}: ${JSON.stringify(each)}`);
    return lost.map((each) => `${path}: ${JSON.stringify(each)} is gone`);
  }
  if (isObject(before))
    return isObject(after)
      ? Object.entries(before).flatMap(([key, value]) => breaks(value, after[key], `${path}/${key}`))
      : [`${path} is no object any more`];
  const isWords = /\/(summary|description|title|version)$/.test(path);
  return before === after || isWords ? [] : [`${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
}

describe('the API’s document', () => {
  let served: { readonly [key: string]: Json };
  let daemonUrl: string;
  let cookie: string;

  beforeAll(async () => {
    const hall = endings.add(await startHall({ seats: 4, cameras: 1 }), (it) => it.close());
    const daemon = endings.add(
      await startDaemonProcess({ config: hall.config, dataDir: join(temporaryFolder(endings), 'data') }),
      (it) => it.stop(),
    );
    daemonUrl = daemon.url;
    cookie = await signIn(daemon.url, 'chair');
    served = (await (
      await fetch(`${daemon.url}/api/docs/json`, { headers: { cookie } })
    ).json()) as typeof served;
    if (process.env['SAALREGIE_GOLDEN'] === 'write')
      writeFileSync(file, `${JSON.stringify(served, null, 2)}\n`);
  });

  test('can be read by people who are signed in', async () => {
    const response = await fetch(`${daemonUrl}/api/docs`, { headers: { cookie } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  });

  test('lists every command with its input and its roles', () => {
    const paths = served['paths'];
    if (!isObject(paths)) throw new Error('no paths');
    for (const [name, { roles, summary }] of Object.entries(commandCatalogue)) {
      const post = (paths[`/api/commands/${name}`] as { post?: { summary?: string; description?: string } })
        ?.post;
      expect(post?.summary, name).toBe(summary);
      for (const role of roles) expect(post?.description, name).toContain(role);
      expect(post, name).toHaveProperty(['requestBody', 'content', 'application/json', 'schema']);
    }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/session', '/api/health', '/api/views/operator']),
    );
  });

  test('lists every error code, and each command may answer with one', () => {
    expect(served).toHaveProperty(
      ['components', 'schemas', 'Error', 'properties', 'error', 'enum'],
      Object.keys(errorCatalogue),
    );
    const reference = '#/components/schemas/Error';
    for (const name of Object.keys(commandCatalogue))
      expect(JSON.stringify((served['paths'] as Record<string, Json>)[`/api/commands/${name}`])).toContain(
        reference,
      );
  });

  test('has lost nothing of what is committed', () => {
    const committed = JSON.parse(readFileSync(file, 'utf8')) as Json;
    expect(Object.keys((committed as { paths: object }).paths).length).toBeGreaterThan(20);
    expect(breaks(committed, served)).toEqual([]);
  });

  test('has nothing that is not committed', () => {
    const committed = JSON.parse(readFileSync(file, 'utf8')) as Json;
    // Otherwise it could disappear again unseen: SAALREGIE_GOLDEN=write adds it.
    expect(breaks(served, committed).filter((each) => each.endsWith('is gone'))).toEqual([]);
  });
});

test('the comparison finds what would break a client', () => {
  const document = (input: object, required: string[], codes: string[]): Json => ({
    paths: { floor: { requestBody: { properties: { ...input }, required } } },
    codes: { enum: codes },
  });
  const before = document({ seat: { type: 'integer' } }, ['seat'], ['x', 'y']);
  const more = document({ seat: { type: 'integer' }, why: { type: 'string' } }, ['seat'], ['x', 'y', 'z']);
  expect(breaks(before, before)).toEqual([]);
  expect(breaks(before, more)).toEqual([]);
  expect(breaks(more, before)).toEqual([
    '/paths/floor/requestBody/properties/why is gone',
    '/codes/enum: "z" is gone',
  ]);
  expect(breaks(before, document({ seat: { type: 'string' } }, ['seat', 'why'], ['x', 'y']))).toEqual([
    '/paths/floor/requestBody/properties/seat/type: "integer" → "string"',
    '/paths/floor/requestBody/required: "why"',
  ]);
});

test('every error code has a sentence in German and in English', () => {
  const de: Readonly<Record<string, string>> = { ...deCodes, ...deDecisions };
  const en: Readonly<Record<string, string>> = { ...enCodes, ...enDecisions };
  for (const [language, sentences] of Object.entries({ de, en }))
    for (const code of Object.keys(errorCatalogue)) {
      const sentence = sentences[`error.${code}`];
      expect(sentence, `${language}: ${code}`).toMatch(/^[A-ZÄÖÜ].{10,}[.!?)]$/s);
    }
  const same = Object.keys(errorCatalogue).filter((code) => de[`error.${code}`] === en[`error.${code}`]);
  expect(same).toEqual([]);
});
