/** `GET /api/sittings/<sitting>/minutes/<part>.<format>`: the draft of the minutes as a file to keep. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { id, type Role } from '../../protocols/api/commands/spec.ts';
import type { Minutes } from '../chamber/minutes/minutes.ts';
import { minutesFileName, minutesFormats } from '../minutes/formats.ts';
import { MinutesBusy, writeMinutes } from '../minutes/write.ts';
import { sendError } from './errors.ts';

export interface MinutesOptions {
  /** undefined: no such sitting. */
  minutes(sitting: string, part: Minutes['part']): Minutes | undefined | Promise<Minutes | undefined>;
}

const parts: readonly Minutes['part'][] = ['public', 'non-public'];
const files = parts.flatMap((part) =>
  minutesFormats.map((format) => ({ name: `${part}.${format}`, part, format })),
);
const mayRead: readonly Role[] = ['clerk', 'chair'];

const paramsSchema = z.strictObject({ sitting: id, file: z.enum(files.map(({ name }) => name)) });

export function registerMinutes(app: FastifyInstance, { minutes }: MinutesOptions): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/sittings/:sitting/minutes/:file',
    {
      schema: {
        params: paramsSchema,
        tags: ['minutes'],
        summary: 'The draft of the minutes of one part of a sitting, as DOCX, PDF, CSV or JSON.',
      },
      onRequest: async (request, reply) => {
        if (request.role && mayRead.includes(request.role)) return undefined;
        return sendError(reply, request.role ? 'wrong-role' : 'not-signed-in');
      },
    },
    async (request, reply) => {
      const { sitting, file: name } = request.params;
      const file = files.find((each) => each.name === name);
      if (!file) return sendError(reply, 'unknown-route');
      const found = await minutes(sitting, file.part);
      if (!found) return sendError(reply, 'unknown-sitting');
      // What was asked for and what was handed out are two things; a mix-up must not leave the house.
      if (found.part !== file.part) throw new Error(`asked for the ${file.part} part, got the other`);
      try {
        const { type, bytes } = await writeMinutes(found, file.format);
        return await reply
          .header('content-type', type)
          .header('content-disposition', `attachment; filename="${minutesFileName(found, file.format)}"`)
          .header('cache-control', 'no-store')
          .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      } catch (error) {
        if (error instanceof MinutesBusy) return sendError(reply, 'overloaded');
        throw error;
      }
    },
  );
}
