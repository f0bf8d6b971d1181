/** `GET /api/recordings/<id>/chapters.{vtt,json,txt}` and `captions.vtt`: what belongs beside a recording's file. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { id, type Role } from '../../protocols/api/commands/spec.ts';
import { sendError } from './errors.ts';

export const recordingFiles = ['chapters.vtt', 'chapters.json', 'chapters.txt', 'captions.vtt'] as const;
export type RecordingFile = (typeof recordingFiles)[number];

export interface RecordingsOptions {
  /** undefined: no such recording. */
  file(recording: string, file: RecordingFile): string | undefined;
}

const types: Readonly<Record<string, string>> = {
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};
const mayRead: readonly Role[] = ['operator', 'clerk'];

export function registerRecordings(app: FastifyInstance, { file }: RecordingsOptions): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/recordings/:recording/:file',
    {
      schema: {
        params: z.strictObject({ recording: id, file: z.enum(recordingFiles) }),
        tags: ['recordings'],
        summary:
          'Chapters of a recording as WebVTT, JSON or the text video platforms read; its captions as WebVTT.',
      },
      onRequest: async (request, reply) => {
        if (request.role && mayRead.includes(request.role)) return undefined;
        return sendError(reply, request.role ? 'wrong-role' : 'not-signed-in');
      },
    },
    async (request, reply) => {
      const { recording, file: name } = request.params;
      const text = file(recording, name);
      if (text === undefined) return sendError(reply, 'unknown-recording');
      return reply
        .header('content-type', types[name.split('.')[1] ?? ''] ?? 'text/plain')
        .header('content-disposition', `attachment; filename="${recording}-${name}"`)
        .header('cache-control', 'no-store')
        .send(text);
    },
  );
}
