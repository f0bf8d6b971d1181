/** `GET /api/views/<role>`: a view as it is now, for API clients that do not follow it live. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Role } from '../../protocols/api/commands.ts';
import {
  chairViewSchema,
  clerkViewSchema,
  displayViewSchema,
  operatorViewSchema,
  type View,
} from '../../protocols/api/views.ts';
import { sendError } from './errors.ts';
import { mayWatch } from './live.ts';

const schemas = {
  operator: operatorViewSchema,
  chair: chairViewSchema,
  clerk: clerkViewSchema,
  display: displayViewSchema,
} as const;

export function registerViews(app: FastifyInstance, { view }: { view(name: Role): View }): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  for (const name of ['operator', 'chair', 'clerk', 'display'] as const)
    typed.get(
      `/api/views/${name}`,
      {
        schema: {
          response: { 200: schemas[name] },
          tags: ['views'],
          summary: `What the ${name} page shows.`,
        },
        onRequest: async (request, reply) => {
          const role = request.role ?? 'display';
          if (mayWatch[role].includes(name)) return undefined;
          return sendError(reply, request.role ? 'wrong-role' : 'not-signed-in');
        },
      },
      // The schema names exactly what may leave: anything else in the object is an error, not a leak.
      async (_request, reply) => reply.send(view(name) as never),
    );
}
