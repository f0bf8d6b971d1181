/** Writing on a thread of its own, what may not get into a document, and the way over HTTP. */
import { performance } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Minutes } from '../../../daemon/chamber/minutes/minutes.ts';
import { handleErrors } from '../../../daemon/http/errors.ts';
import { registerMinutes } from '../../../daemon/http/minutes.ts';
import { registerSession } from '../../../daemon/http/session.ts';
import { makeDocument } from '../../../daemon/minutes/blocks.ts';
import { minutesFormats } from '../../../daemon/minutes/formats.ts';
import { MinutesBusy, writeMinutes } from '../../../daemon/minutes/write.ts';
import { evening } from './evenings.ts';
import { missingPoppler, poppler } from './poppler.ts';
import { unzip } from './unzip.ts';

describe('writing', () => {
  test('a PDF of a long evening keeps the loop free for cameras', async () => {
    await new Promise((resolve) => setImmediate(resolve));
    const before = performance.eventLoopUtilization();
    const { bytes } = await writeMinutes(evening, 'pdf');
    const { active } = performance.eventLoopUtilization(before);
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    // All that this thread did meanwhile, so no single wait was longer; on this thread it would be seconds.
    expect(active).toBeLessThan(50);
  });

  test('more than eight at once are refused, and afterwards there is room again', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => writeMinutes(evening, 'csv')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const result of refused)
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(MinutesBusy);
    expect((await writeMinutes(evening, 'csv')).extension).toBe('csv');
  });

  test('what cannot be written rejects, and the next one is written all the same', async () => {
    await expect(writeMinutes({ ...evening, timeZone: 'Kein/Ort' }, 'json')).rejects.toThrow(RangeError);
    expect((await writeMinutes(evening, 'json')).type).toBe('application/json; charset=utf-8');
  });
});

describe('nothing comes along unseen', () => {
  /** The same minutes with a secret in every object that nobody asked for. */
  function withSecrets(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withSecrets);
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([key, each]) => [key, withSecrets(each)] as const);
    return { ...Object.fromEntries(entries), exclusionReason: 'GEHEIM', secret: { text: 'GEHEIM' } };
  }
  const original: Minutes = {
    ...evening,
    interruptions: [{ from: 0, to: 1, kind: 'non-public', reason: 'GEHEIM' }],
  };
  const minutes = withSecrets(original) as Minutes;

  test('the secrets are there to be found', () => {
    expect(JSON.stringify(minutes).match(/GEHEIM/g)?.length).toBeGreaterThan(1000);
  });

  test.each(minutesFormats)('in the %s', async (format) => {
    const { bytes } = await writeMinutes(minutes, format);
    const text =
      format === 'docx'
        ? [...unzip(bytes).values()].join('\n')
        : format === 'pdf'
          ? JSON.stringify(makeDocument(minutes)) +
            (missingPoppler.length > 0 ? '' : poppler('pdftotext', [], bytes))
          : new TextDecoder().decode(bytes);
    expect(text).toContain('Antje Ahorn');
    expect(text).not.toMatch(/GEHEIM|exclusionReason|secret/);
  });
});

describe('over HTTP', () => {
  const pins = { operator: '111111', chair: '222222', clerk: '333333', display: '444444' } as const;
  const cookies: Partial<Record<keyof typeof pins, string>> = {};
  let app: FastifyInstance;
  let swap = false;

  beforeAll(async () => {
    app = fastify();
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    handleErrors(app);
    await registerSession(app, { pins, secret: randomBytes(32) });
    registerMinutes(app, {
      minutes: async (sitting, part) =>
        sitting === 's1' ? { ...evening, part: swap ? 'non-public' : part } : undefined,
    });
    for (const role of ['operator', 'chair', 'clerk', 'display'] as const) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { role, pin: pins[role] },
      });
      cookies[role] = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    }
  });
  afterAll(() => app.close());

  const get = (path: string, role?: keyof typeof pins) =>
    app.inject({ url: `/api/sittings/${path}`, headers: role ? { cookie: cookies[role] ?? '' } : {} });

  test.each(['clerk', 'chair'] as const)('the %s gets a file to keep that no cache keeps', async (role) => {
    const answer = await get('s1/minutes/non-public.docx', role);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition':
        'attachment; filename="Niederschrift-2026-11-25-Stadtvertretung-nichtoeffentlich-Entwurf.docx"',
      'cache-control': 'no-store',
    });
    expect(unzip(answer.rawPayload).get('word/document.xml')).toContain('Nichtöffentlicher Teil');
  });

  test('nobody else gets anything', async () => {
    for (const [role, status, error] of [
      [undefined, 401, 'not-signed-in'],
      ['operator', 403, 'wrong-role'],
      ['display', 403, 'wrong-role'],
    ] as const) {
      const answer = await get('s1/minutes/public.pdf', role);
      expect([answer.statusCode, answer.json()]).toEqual([status, { error }]);
    }
  });

  test('a sitting or a file that is not there is said so', async () => {
    const unknown = await get('s2/minutes/public.csv', 'clerk');
    expect([unknown.statusCode, unknown.json()]).toEqual([404, { error: 'unknown-sitting' }]);
    for (const path of ['s1/minutes/public.exe', 's1/minutes/secret.pdf', '..%2Fx/minutes/public.pdf'])
      expect((await get(path, 'clerk')).json()).toMatchObject({ error: 'invalid-input' });
  });

  test('the other part than the one asked for never leaves', async () => {
    swap = true;
    try {
      const answer = await get('s1/minutes/public.json', 'clerk');
      expect([answer.statusCode, answer.json()]).toEqual([500, { error: 'internal' }]);
    } finally {
      swap = false;
    }
  });
});
