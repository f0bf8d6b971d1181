/**
 * Signing in by role and PIN. The session is a signed cookie (HttpOnly, SameSite=Strict) that survives a
 * restart of the daemon in mid-sitting; it names the PIN it was made with, so that changing a PIN ends it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { signInSchema } from '../../protocols/api/live.ts';
import { roles, type Role } from '../../protocols/api/commands.ts';
import { sendError } from './errors.ts';

export interface Access {
  readonly pins: Readonly<Partial<Record<Role, string>>>;
  /** At least 32 random bytes, kept in the data folder. */
  readonly secret: Buffer;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who signed in, if anybody. */
    role: Role | null;
  }
}

const cookieName = 'saalregie';
const sessionSeconds = 16 * 3600;
const attemptsPerMinute = 5;

export async function registerSession(app: FastifyInstance, access: Access): Promise<void> {
  await app.register(cookie, { secret: access.secret });
  // Only sign-in attempts are counted; `global: false` leaves the other routes alone.
  await app.register(rateLimit, { global: false });

  const mark = (pin: string): string =>
    createHmac('sha256', access.secret).update(`pin:${pin}`).digest('hex').slice(0, 16);

  function roleOf(request: FastifyRequest): Role | null {
    const raw = request.cookies[cookieName];
    const unsigned = raw ? request.unsignCookie(raw) : null;
    if (!unsigned?.valid || !unsigned.value) return null;
    const [role, pinMark, expires] = unsigned.value.split('.');
    const known = roles.find((other) => other === role);
    const pin = known && access.pins[known];
    if (!pin || pinMark !== mark(pin) || Date.now() > Number(expires)) return null;
    return known;
  }

  app.decorateRequest('role', null);
  refuseForeignOrigins(app);
  app.addHook('onRequest', async (request) => {
    request.role = roleOf(request);
  });

  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/session',
    {
      schema: { body: signInSchema, tags: ['session'], summary: 'Signs in with a role and its PIN.' },
      config: { rateLimit: { max: attemptsPerMinute, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { role, pin } = request.body;
      const right = access.pins[role];
      if (right === undefined || !isEqual(pin, right)) return sendError(reply, 'wrong-pin');
      const expires = Date.now() + sessionSeconds * 1000;
      return reply
        .setCookie(cookieName, `${role}.${mark(right)}.${expires}`, {
          signed: true,
          httpOnly: true,
          sameSite: 'strict',
          secure: request.protocol === 'https',
          path: '/',
          maxAge: sessionSeconds,
        })
        .send({ role });
    },
  );
  typed.get(
    '/api/session',
    { schema: { tags: ['session'], summary: 'Who is signed in.' } },
    async (request, reply) =>
      request.role ? reply.send({ role: request.role }) : sendError(reply, 'not-signed-in'),
  );
  typed.delete(
    '/api/session',
    { schema: { tags: ['session'], summary: 'Signs out.' } },
    async (_request, reply) => reply.clearCookie(cookieName, { path: '/' }).code(204).send(),
  );
}

/** Browsers name the page that asks; another site's page has no business here. */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin, host } = request.headers;
    return origin !== undefined && !isSameHost(origin, host) ? sendError(reply, 'foreign-origin') : undefined;
  });
}

function isSameHost(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
export function isEqual(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'pin').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
