/** Puts the features of the HTTP side together: security headers, sessions, commands, live data, docs, pages. */
import swaggerUi from '@fastify/swagger-ui';
import websocket from '@fastify/websocket';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { registerCaptions, type CaptionsFeed } from './captions.ts';
import { registerCommands, type CommandsOptions } from './commands.ts';
import { registerDocument } from './document.ts';
import { handleErrors, sendError, sendFrameworkError } from './errors.ts';
import { registerBallotFiles, type BallotFilesOptions } from './ballots.ts';
import { registerHelmet } from './headers.ts';
import { registerMemberLinks, type MemberLinksOptions } from './member-links.ts';
import { registerImports, type ImportsOptions } from './imports.ts';
import { registerLive, type Live, type LiveOptions } from './live.ts';
import { registerMinutes, type MinutesOptions } from './minutes.ts';
import { registerPages } from './pages.ts';
import type { Pictures } from '../pictures/pictures.ts';
import { registerPictures, type PicturesFeed } from './pictures.ts';
import { registerPrivacy, type PrivacyOptions } from './privacy.ts';
import { registerRecordings, type RecordingsOptions } from './recordings.ts';
import { registerSession, type Access } from './session.ts';
import { registerViews } from './views.ts';

export interface ServerOptions {
  readonly logger: FastifyBaseLogger;
  readonly access: Access;
  readonly commands: CommandsOptions;
  readonly live: LiveOptions;
  readonly pictures: Pictures;
  readonly minutes: MinutesOptions;
  readonly privacy: PrivacyOptions;
  readonly imports: ImportsOptions;
  readonly captions: CaptionsFeed;
  readonly recordings: RecordingsOptions;
  readonly ballots: BallotFilesOptions;
  readonly memberLinks: MemberLinksOptions;
  /** The folder with the built pages; null: none, only the API. */
  readonly pagesDir: string | null;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly live: Live;
  readonly pictures: PicturesFeed;
}

const bodyLimitBytes = 16 * 1024;
const webSocketMessageBytes = 8 * 1024;

export async function createServer(options: ServerOptions): Promise<Server> {
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    forceCloseConnections: true,
    http: { headersTimeout: 5000 },
    frameworkErrors: sendFrameworkError,
  });
  // JSON and nothing else: plain text is what a form of another site could send.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);

  await registerHelmet(app);
  // Only routes registered after it appear in the docs.
  await registerDocument(app);
  await registerSession(app, options.access);
  await app.register(websocket, { options: { maxPayload: webSocketMessageBytes, perMessageDeflate: false } });
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: true,
    uiHooks: {
      onRequest: (request, reply, next) => {
        if (request.role) next();
        else void sendError(reply, 'not-signed-in');
      },
    },
  });

  let live: Live | undefined;
  let pictures: PicturesFeed | undefined;
  await app.register(async (scope) => {
    scope.get(
      '/api/health',
      { schema: { tags: ['health'], summary: 'Whether the daemon answers.' } },
      async (_request, reply) =>
        reply
          .header('cache-control', 'no-store')
          .send({ status: options.commands.safeMode ? 'safe-mode' : 'ok' }),
    );
    registerCommands(scope, options.commands);
    registerViews(scope, options.live);
    registerMinutes(scope, options.minutes);
    registerPrivacy(scope, options.privacy);
    registerImports(scope, options.imports);
    registerCaptions(scope, options.captions);
    registerRecordings(scope, options.recordings);
    registerBallotFiles(scope, options.ballots);
    registerMemberLinks(scope, options.memberLinks);
    live = registerLive(scope, options.live);
    pictures = registerPictures(scope, options.pictures);
  });
  if (options.pagesDir) await registerPages(app, options.pagesDir);
  await app.ready();
  if (!live || !pictures) throw new Error('plugins did not load');
  return { app, live, pictures };
}
