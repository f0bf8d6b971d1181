/** `/api/imports`: starts an import, tells how far it is and what it found, ends it. For clerk and operator. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { importLimitBytes, importRequestSchema, importStateSchema } from '../../protocols/api/imports.ts';
import type { Role } from '../../protocols/api/commands.ts';
import type { Clock } from '../../protocols/clock.ts';
import { createImportJobs, type CurrentState, type ImportSource } from '../imports/jobs.ts';
import type { ClientLimits } from '../imports/oparl-client.ts';
import { sendError } from './errors.ts';

export interface ImportsOptions {
  readonly sources: readonly ImportSource[];
  readonly clock: Clock;
  /** Of requests to a source; absent: the usual ones. */
  readonly limits?: Partial<ClientLimits>;
  current(): CurrentState;
}

const importers: readonly Role[] = ['clerk', 'operator'];
const tags = ['imports'];
const description = `Roles: ${importers.join(', ')}.`;
const jobParams = z.strictObject({ id: z.string().max(64) });

export function registerImports(app: FastifyInstance, options: ImportsOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const jobs = createImportJobs({
    ...options,
    crashed: (error) => app.log.error({ err: error }, 'import failed'),
  });
  app.addHook('onClose', async () => jobs.close());

  // Before the body is even read: these bodies are the largest there are.
  const onRequest = async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    if (!request.role) return sendError(reply, 'not-signed-in');
    return importers.includes(request.role) ? undefined : sendError(reply, 'wrong-role');
  };

  typed.post(
    '/api/imports',
    {
      // Base64 in JSON.
      bodyLimit: importLimitBytes * 1.5,
      schema: {
        body: importRequestSchema,
        response: { 202: z.strictObject({ id: z.string() }) },
        tags,
        summary: 'Starts an import of people, bodies and agendas. Nothing changes by it.',
        description,
      },
      onRequest,
    },
    async (request, reply) => {
      const started = jobs.start(request.body);
      return started.ok ? reply.code(202).send({ id: started.id }) : sendError(reply, started.error);
    },
  );

  typed.get(
    '/api/imports/:id',
    {
      schema: {
        params: jobParams,
        response: { 200: importStateSchema },
        tags,
        summary: 'How far an import is and, once it is done, what it found.',
        description,
      },
      onRequest,
    },
    async (request, reply) => {
      const state = jobs.state(request.params.id);
      return state
        ? reply.header('cache-control', 'no-store').send(state)
        : sendError(reply, 'unknown-import');
    },
  );

  typed.delete(
    '/api/imports/:id',
    {
      schema: {
        params: jobParams,
        tags,
        summary: 'Ends an import that runs, keeping what it had; forgets one that is done.',
        description,
      },
      onRequest,
    },
    async (request, reply) =>
      jobs.cancel(request.params.id) ? reply.code(204).send() : sendError(reply, 'unknown-import'),
  );
}
