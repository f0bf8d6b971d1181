/** What is kept how long, deleting what is due, and one person's data: for the clerk. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { id } from '../../protocols/api/commands/spec.ts';
import {
  retentionAnswerSchema,
  retentionRequestSchema,
  retentionSchema,
  type Retention,
} from '../../protocols/api/retention.ts';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import { sendError } from './errors.ts';

export interface PrivacyOptions {
  retention(): Promise<Retention>;
  /** Deletes what is due; how many records. */
  deleteDue(): Promise<{ readonly deleted: number } | { readonly error: ErrorCode }>;
  /** Everything about a person as JSON; undefined: nobody of this id. */
  exportPerson(person: string): Promise<object | undefined>;
}

export function registerPrivacy(app: FastifyInstance, options: PrivacyOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!request.role) return sendError(reply, 'not-signed-in');
    return request.role === 'clerk' ? undefined : sendError(reply, 'wrong-role');
  };
  typed.get(
    '/api/retention',
    {
      schema: {
        response: { 200: retentionSchema },
        tags: ['privacy'],
        summary: 'What is kept how long, and what is due.',
      },
      onRequest,
    },
    async (_request, reply) => reply.header('cache-control', 'no-store').send(await options.retention()),
  );
  typed.post(
    '/api/retention',
    {
      schema: {
        body: retentionRequestSchema,
        response: { 200: retentionAnswerSchema },
        tags: ['privacy'],
        summary: 'Deletes the personal parts whose time is over. The deletion is logged.',
      },
      onRequest,
    },
    async (_request, reply) => {
      const answer = await options.deleteDue();
      return 'error' in answer ? sendError(reply, answer.error) : reply.send(answer);
    },
  );
  typed.get(
    '/api/people/:person/export',
    {
      schema: {
        params: z.strictObject({ person: id }),
        tags: ['privacy'],
        summary: 'Everything stored about one person, as JSON.',
      },
      onRequest,
    },
    async (request, reply) => {
      const data = await options.exportPerson(request.params.person);
      if (!data) return sendError(reply, 'unknown-person');
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="auskunft.json"')
        .type('application/json')
        .send(JSON.stringify(data, null, 2));
    },
  );
}
