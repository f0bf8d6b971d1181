/** `PUT /api/seat/ballots/<ballot>/casts/<cast>`: a vote by plain HTTP, with the same answers as on the WebSocket. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { castSchema, type CastInput } from '../../../protocols/api/seat.ts';
import { errorCatalogue } from '../../../protocols/api/errors.ts';
import type { CastAnswer } from '../../votes/votes.ts';
import { sendError } from '../errors.ts';

/** A person presses a few times; a program presses without end. */
const castsPerMinute = 60;

export function registerCasts(
  app: FastifyInstance,
  options: { cast(person: string, input: CastInput): Promise<CastAnswer> },
): void {
  app.withTypeProvider<ZodTypeProvider>().put(
    '/api/seat/ballots/:ballot/casts/:cast',
    {
      schema: {
        params: castSchema.pick({ ballot: true, cast: true }),
        body: castSchema.pick({ choice: true }),
        tags: ['seat'],
        summary:
          'Casts a vote. The same cast again has the same receipt; after the close the answer is 410 with its checkpoint.',
      },
      config: {
        rateLimit: {
          max: castsPerMinute,
          timeWindow: 60_000,
          keyGenerator: (request: { member: { person: string } | null; ip: string }) =>
            request.member?.person ?? request.ip,
        },
      },
      onRequest: async (request, reply) => (request.member ? undefined : sendError(reply, 'not-signed-in')),
    },
    async (request, reply) => {
      if (!request.member) return sendError(reply, 'not-signed-in');
      const answer = await options.cast(request.member.person, { ...request.params, ...request.body });
      if (answer.ok) return reply.send({ receipt: answer.receipt });
      const { error, checkpoint } = answer;
      return reply
        .code(errorCatalogue[error])
        .send({ error, ...(checkpoint === undefined ? {} : { checkpoint }) });
    },
  );
}
