/** The built pages: hashed assets for ever, the page itself always asked for anew. */
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The pages' own addresses; everything else that is no file is an error. */
const houseRoutes = ['/', '/operator', '/chair', '/clerk', '/display', '/overlay', '/sign-in'];

export async function registerPages(
  app: FastifyInstance,
  directory: string,
  routes: readonly string[] = houseRoutes,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    // Built once at start-up of the house: nothing appears later.
    wildcard: false,
    preCompressed: true,
  });
  for (const route of routes)
    app.get(route, { schema: { hide: true } }, async (_request, reply) =>
      // Without its own options it would inherit the assets' year.
      reply.header('cache-control', 'no-cache').sendFile('index.html', directory, { cacheControl: false }),
    );
  // The verifier brings its own policy inside: its one script and its style by their hashes, and nothing else.
  app.get(
    '/verifier.html',
    { schema: { hide: true }, helmet: { contentSecurityPolicy: false } },
    async (_request, reply) =>
      reply.header('cache-control', 'no-cache').sendFile('verifier.html', directory, { cacheControl: false }),
  );
}
