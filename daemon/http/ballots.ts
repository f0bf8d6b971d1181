/** Result files of ballots, and totals of an external vote read from a CSV file. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ErrorCode } from '../../protocols/api/errors.ts';
import { id } from '../../protocols/api/commands/spec.ts';
import type { ResultFile } from '../votes/result-file.ts';
import type { CsvTotals } from '../votes/csv-totals.ts';
import { sendError } from './errors.ts';

export interface BallotFilesOptions {
  /** `everybody`: it was announced in a public part. */
  file(ballot: string): Promise<
    | {
        readonly ok: true;
        readonly file: ResultFile;
        readonly isForEverybody: boolean;
        readonly name: string;
      }
    | { readonly ok: false; readonly error: ErrorCode }
  >;
  totals(ballot: string, text: string): CsvTotals;
}

export function registerBallotFiles(app: FastifyInstance, options: BallotFilesOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const params = z.strictObject({ ballot: id });
  typed.get(
    '/api/ballots/:ballot/result.json',
    {
      schema: {
        params,
        tags: ['ballots'],
        summary: 'The signed result file of a ballot, to be checked offline.',
      },
    },
    async (request, reply) => {
      const answer = await options.file(request.params.ballot);
      if (!answer.ok) return sendError(reply, answer.error);
      const leads = request.role === 'chair' || request.role === 'clerk';
      if (!leads && !answer.isForEverybody)
        return sendError(reply, request.role ? 'wrong-role' : 'not-signed-in');
      return reply
        .header('content-disposition', `attachment; filename="${answer.name}"`)
        .header('cache-control', 'no-store')
        .type('application/json')
        .send(`${JSON.stringify(answer.file, null, 1)}\n`);
    },
  );
  typed.post(
    '/api/ballots/:ballot/totals.csv',
    {
      schema: {
        params,
        body: z.strictObject({ text: z.string().max(20_000) }),
        tags: ['ballots'],
        summary:
          'Reads totals of an external vote from a CSV file, to be looked at and entered: nothing is stored.',
      },
      bodyLimit: 100_000,
      onRequest: async (request, reply) =>
        request.role === 'clerk' || request.role === 'chair'
          ? undefined
          : sendError(reply, request.role ? 'wrong-role' : 'not-signed-in'),
    },
    async (request, reply) => {
      const totals = options.totals(request.params.ballot, request.body.text);
      return totals.ok
        ? reply.send({ counts: totals.counts, invalid: totals.invalid })
        : sendError(reply, totals.error);
    },
  );
}
