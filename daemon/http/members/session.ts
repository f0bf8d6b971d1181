/**
 * Signing in with a personal link and its PIN. The session is a signed cookie that names the person and the number
 * of the sign-in: another sign-in, a new link or its withdrawal ends it, also over a restart.
 */
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { seatSignInSchema } from '../../../protocols/api/seat.ts';
import type { SeatCommand } from '../../chamber/access/decide.ts';
import type { ChamberRoot } from '../../chamber/root.ts';
import type { Links } from '../../members/links.ts';
import type { CommandAnswer } from '../../runtime/loop.ts';
import { sendError } from '../errors.ts';
import { refuseForeignOrigins } from '../session.ts';

export interface MembersAccess {
  readonly secret: Buffer;
  readonly links: Links;
  root(): ChamberRoot;
  command(command: SeatCommand): Promise<CommandAnswer>;
}

export interface MemberSession {
  readonly person: string;
  readonly session: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The member who signed in, if any. */
    member: MemberSession | null;
  }
}

const cookieName = 'saalregie-seat';
const sessionSeconds = 16 * 3600;
/** For each address: a hall's members may all come through one. Wrong PINs are counted for each link besides. */
const attemptsPerMinute = 120;

/** Whether this sign-in is still the last one of the person. */
export const isLive = (root: ChamberRoot, { person, session }: MemberSession): boolean => {
  const access = root.access.persons[person];
  return access?.isSignedIn === true && access.session === session;
};

export async function registerMemberSession(app: FastifyInstance, access: MembersAccess): Promise<void> {
  await app.register(cookie, { secret: access.secret });
  await app.register(rateLimit, { global: false });

  function memberOf(request: FastifyRequest): MemberSession | null {
    const raw = request.cookies[cookieName];
    const unsigned = raw ? request.unsignCookie(raw) : null;
    if (!unsigned?.valid || !unsigned.value) return null;
    const [person, session, expires] = unsigned.value.split('|');
    if (person === undefined || Date.now() > Number(expires)) return null;
    const member = { person: decodeURIComponent(person), session: Number(session) };
    return isLive(access.root(), member) ? member : null;
  }

  app.decorateRequest('member', null);
  refuseForeignOrigins(app);
  app.addHook('onRequest', async (request) => {
    request.member = memberOf(request);
  });

  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/seat/session',
    {
      schema: {
        body: seatSignInSchema,
        tags: ['seat'],
        summary: 'Signs in with a personal link and its PIN.',
      },
      config: { rateLimit: { max: attemptsPerMinute, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { token, pin } = request.body;
      const found = access.links.recognise(access.root(), token, pin);
      if (!found.ok) {
        if (found.lock !== undefined)
          await access.command({ name: 'access/lock', input: { person: found.lock } });
        return sendError(reply, found.error);
      }
      const { person } = found;
      const answer = await access.command({ name: 'access/sign-in', input: { person } });
      if (!answer.ok) return sendError(reply, answer.error);
      const session = access.root().access.persons[person]?.session ?? 0;
      const expires = Date.now() + sessionSeconds * 1000;
      return reply
        .setCookie(cookieName, `${encodeURIComponent(person)}|${session}|${expires}`, {
          signed: true,
          httpOnly: true,
          sameSite: 'strict',
          secure: true,
          path: '/',
          maxAge: sessionSeconds,
        })
        .send({ ok: true });
    },
  );
  typed.delete(
    '/api/seat/session',
    { schema: { tags: ['seat'], summary: 'Signs out.' } },
    async (request, reply) => {
      const { member } = request;
      if (member) await access.command({ name: 'access/sign-out', input: { person: member.person } });
      return reply.clearCookie(cookieName, { path: '/' }).code(204).send();
    },
  );
}
