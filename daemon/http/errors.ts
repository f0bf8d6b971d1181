/** Turns everything that goes wrong in a request into the catalogue's codes; nothing of the inside leaks out. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errorCatalogue, type ErrorBody, type ErrorCode } from '../../protocols/api/errors.ts';

export function sendError(
  reply: FastifyReply,
  error: ErrorCode,
  details?: ErrorBody['details'],
): FastifyReply {
  const body: ErrorBody = { error, ...(details ? { details } : {}) };
  return reply.code(errorCatalogue[error]).send(body);
}

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid-input',
  401: 'not-signed-in',
  403: 'wrong-role',
  404: 'unknown-route',
  413: 'too-large',
  415: 'wrong-media-type',
  429: 'too-many-attempts',
};

export function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => sendError(reply, 'unknown-route'));
  app.setErrorHandler((error: Error & { statusCode?: number; validation?: unknown }, request, reply) => {
    const code = codeOfStatus[error.statusCode ?? (error.validation ? 400 : 500)] ?? 'internal';
    if (code === 'internal') request.log.error({ err: error }, 'request failed');
    return sendError(reply, code, error.validation ? detailsOf(error.validation) : undefined);
  });
}

/** What fails before there is a route: an address that cannot be decoded. Nothing of it is repeated. */
export function sendFrameworkError(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  void sendError(reply, codeOfStatus[error.statusCode ?? 400] ?? 'invalid-input');
}

/** The validator's issues as paths and expectations. */
function detailsOf(validation: unknown): ErrorBody['details'] {
  if (!Array.isArray(validation)) return [];
  return validation.slice(0, 20).map((issue: { instancePath?: string; message?: string }) => ({
    path: issue.instancePath ?? '',
    expected: issue.message ?? '',
  }));
}
