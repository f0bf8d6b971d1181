/**
 * The live WebSocket at `/api/live`. The page says once what it wants; the daemon answers with a snapshot
 * and then deltas without a gap: each carries the revision it leads to, and `epoch` names the daemon's run.
 * A page that was asleep subscribes again with what it has and gets the missing deltas or a new snapshot.
 */
import { z } from 'zod';
import { roles } from './commands.ts';
import type { ErrorCode } from './errors.ts';
import type { View } from './views.ts';

export const subscribeSchema = z.strictObject({
  type: z.literal('subscribe'),
  view: z.enum(roles),
  epoch: z.string().max(64).optional(),
  revision: z.number().int().min(0).optional(),
});
export type Subscribe = z.infer<typeof subscribeSchema>;

export type LiveMessage =
  | { readonly type: 'snapshot'; readonly epoch: string; readonly revision: number; readonly view: View }
  /** `patch` is a JSON merge patch (RFC 7396) from `revision - 1` to `revision`. */
  | { readonly type: 'delta'; readonly revision: number; readonly patch: unknown }
  | { readonly type: 'heartbeat'; readonly wallMs: number }
  /** The subscription ended: signed out, wrong role, or the page was too slow. */
  | { readonly type: 'ended'; readonly error: ErrorCode };

/** `POST /api/session {role, pin}`, `DELETE /api/session`, `GET /api/session` → `{role}`. */
export const signInSchema = z.strictObject({
  role: z.enum(roles),
  pin: z.string().min(4).max(32),
});
