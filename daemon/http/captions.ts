/**
 * Captions in, from any transcriber: `POST /api/captions {text, final}`, or the same as messages of the WebSocket
 * `/api/captions/live`. It shows the captions' own PIN as a bearer token, or in its first message where a browser
 * cannot send headers; that PIN opens nothing else.
 */
import type {} from '@fastify/rate-limit';
import type {} from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { captionSchema } from '../../protocols/api/captions.ts';
import type { Captions } from '../captions/captions.ts';
import { sendError } from './errors.ts';
import { isEqual } from './session.ts';

export interface CaptionsFeed {
  /** undefined: the config has none, so nobody may send any. */
  readonly pin: string | undefined;
  readonly captions: Captions;
}

const requestsPerMinute = 1200;
/** A word at a time from a quick speaker is a tenth of it. */
const messagesPerSecond = 40;
const maxSockets = 4;
const helloSchema = z.strictObject({ pin: z.string().max(64) });

export function registerCaptions(app: FastifyInstance, { pin, captions }: CaptionsFeed): void {
  const isRight = (given: string | undefined): boolean =>
    pin !== undefined && given !== undefined && isEqual(given, pin);
  const bearerOf = (header: string | undefined): string | undefined =>
    /^Bearer (\S{1,64})$/i.exec(header ?? '')?.[1];

  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/captions',
    {
      schema: {
        body: captionSchema,
        tags: ['captions'],
        summary: 'A line of captions; `taken` is false while nothing of the hall may be heard.',
        description: 'With the PIN of the captions as a bearer token.',
      },
      config: { rateLimit: { max: requestsPerMinute, timeWindow: 60_000 } },
      onRequest: async (request, reply) =>
        isRight(bearerOf(request.headers.authorization)) ? undefined : sendError(reply, 'not-signed-in'),
    },
    async (request, reply) => {
      const { text, final } = request.body;
      return reply.send({ taken: captions.say(text, final) });
    },
  );

  let open = 0;
  app.get('/api/captions/live', { websocket: true, schema: { hide: true } }, (socket, request) => {
    if (open >= maxSockets) return socket.close(1013);
    open++;
    let isIn = isRight(bearerOf(request.headers.authorization));
    let second = 0;
    let count = 0;
    socket.on('message', (data: Buffer) => {
      const now = Math.floor(Date.now() / 1000);
      count = now === second ? count + 1 : 1;
      second = now;
      if (count > messagesPerSecond) return end(socket, 1008);
      const message = parsed(data);
      if (!isIn) {
        const hello = helloSchema.safeParse(message);
        isIn = hello.success && isRight(hello.data.pin);
        return isIn ? undefined : end(socket, 1008);
      }
      const line = captionSchema.safeParse(message);
      if (!line.success) return end(socket, 1007);
      return socket.send(JSON.stringify({ taken: captions.say(line.data.text, line.data.final) }));
    });
    socket.on('close', () => open--);
    socket.on('error', () => socket.terminate());
  });
}

const end = (socket: WebSocket, code: number): void => socket.close(code);

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
}
