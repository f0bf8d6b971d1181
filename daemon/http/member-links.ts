/** Personal links of members: made and withdrawn on the clerk's page, shown once. And the authority to install. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import { id } from '../../protocols/api/commands/spec.ts';
import type { FreshLink } from '../members/links.ts';
import { sendError } from './errors.ts';

export interface MemberLinksOptions {
  /** A new link for a person; the one before is dead. */
  grant(
    person: string,
  ): Promise<
    { readonly ok: true; readonly link: FreshLink } | { readonly ok: false; readonly error: ErrorCode }
  >;
  revoke(person: string): Promise<{ readonly ok: true } | { readonly ok: false; readonly error: ErrorCode }>;
  /** In PEM; null: there is no door, or its certificate is the config's. */
  readonly authority: string | null;
}

const linkSchema = z.strictObject({ url: z.string(), pin: z.string(), qr: z.string() });

export function registerMemberLinks(app: FastifyInstance, options: MemberLinksOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const params = z.strictObject({ person: id });
  typed.post(
    '/api/members/:person/link',
    {
      schema: {
        params,
        tags: ['members'],
        summary: 'A new personal link and PIN for a member, shown this once; the one before is dead.',
        response: { 200: linkSchema },
      },
      onRequest: async (request, reply) =>
        request.role === 'clerk'
          ? undefined
          : sendError(reply, request.role ? 'wrong-role' : 'not-signed-in'),
    },
    async (request, reply) => {
      const answer = await options.grant(request.params.person);
      if (!answer.ok) return sendError(reply, answer.error) as never;
      return reply.header('cache-control', 'no-store').send(answer.link);
    },
  );
  typed.delete(
    '/api/members/:person/link',
    {
      schema: { params, tags: ['members'], summary: 'Withdraws the link of a member and signs them out.' },
      onRequest: async (request, reply) =>
        request.role === 'clerk'
          ? undefined
          : sendError(reply, request.role ? 'wrong-role' : 'not-signed-in'),
    },
    async (request, reply) => {
      const answer = await options.revoke(request.params.person);
      return answer.ok ? reply.code(204).send() : sendError(reply, answer.error);
    },
  );
  typed.get(
    '/api/members/authority.pem',
    {
      schema: {
        tags: ['members'],
        summary: 'The certificate authority of the members’ door, to be installed on devices.',
      },
    },
    async (_request, reply) =>
      options.authority === null
        ? sendError(reply, 'no-remote-page')
        : reply
            .header('content-type', 'application/x-pem-file')
            .header('content-disposition', 'attachment; filename="saalregie-authority.pem"')
            .send(options.authority),
  );
}
