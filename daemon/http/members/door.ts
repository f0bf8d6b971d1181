/**
 * The members' door: an HTTPS server of its own for the pages of those who vote from elsewhere or on a tablet.
 * Nothing else is behind it: no command of the house, no view of the house, no PIN of the house.
 */
import websocket from '@fastify/websocket';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { DoorCertificate } from '../../members/certificate.ts';
import { handleErrors, sendFrameworkError } from '../errors.ts';
import { registerHelmet } from '../headers.ts';
import { registerPages } from '../pages.ts';
import { registerCasts } from './casts.ts';
import { registerMembersLive, type MembersLive, type MembersLiveOptions } from './live.ts';
import { registerMemberSession, type MembersAccess } from './session.ts';

export interface DoorOptions {
  readonly logger: FastifyBaseLogger;
  readonly certificate: Pick<DoorCertificate, 'key' | 'cert'>;
  readonly access: MembersAccess;
  readonly live: MembersLiveOptions;
  readonly pagesDir: string | null;
}

export interface Door {
  readonly app: FastifyInstance;
  readonly live: MembersLive;
}

const bodyLimitBytes = 4 * 1024;
const webSocketMessageBytes = 4 * 1024;

export async function createDoor(options: DoorOptions): Promise<Door> {
  const { key, cert } = options.certificate;
  const app = fastify({
    https: { key, cert, minVersion: 'TLSv1.2' },
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: sendFrameworkError,
  });
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  await registerHelmet(app);
  await registerMemberSession(app, options.access);
  await app.register(websocket, { options: { maxPayload: webSocketMessageBytes, perMessageDeflate: false } });

  let live: MembersLive | undefined;
  await app.register(async (scope) => {
    scope.get('/api/health', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'ok' }),
    );
    registerCasts(scope, options.live);
    live = registerMembersLive(scope, options.live);
  });
  if (options.pagesDir) await registerPages(app, options.pagesDir, ['/', '/seat']);
  await app.ready();
  if (!live) throw new Error('plugins did not load');
  return { app, live };
}
