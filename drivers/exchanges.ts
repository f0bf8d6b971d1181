/**
 * Requests of an HTTP session that wait for their answer, each with what it was asked for. Pure. An answer to
 * a question that was never asked has no purpose and means nothing.
 */
import type { HttpExchange, HttpRequest } from './session.ts';

export interface Exchanges<Purpose> {
  readonly nextId: number;
  readonly waiting: ReadonlyMap<number, Purpose>;
}

export const noExchanges: Exchanges<never> = { nextId: 1, waiting: new Map<number, never>() };

/** Numbers the request; send it. */
export function ask<Purpose>(
  exchanges: Exchanges<Purpose>,
  purpose: Purpose,
  request: Omit<HttpRequest, 'id'>,
): { readonly exchanges: Exchanges<Purpose>; readonly request: HttpRequest } {
  const id = exchanges.nextId;
  return {
    exchanges: { nextId: id + 1, waiting: new Map(exchanges.waiting).set(id, purpose) },
    request: { ...request, id },
  };
}

/** What this answer was asked for; undefined: nothing we know. */
export function take<Purpose>(
  exchanges: Exchanges<Purpose>,
  { id }: HttpExchange,
): { readonly exchanges: Exchanges<Purpose>; readonly purpose: Purpose | undefined } {
  const purpose = exchanges.waiting.get(id);
  if (purpose === undefined) return { exchanges, purpose };
  const waiting = new Map(exchanges.waiting);
  waiting.delete(id);
  return { exchanges: { ...exchanges, waiting }, purpose };
}
