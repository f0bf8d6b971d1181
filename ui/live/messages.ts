/**
 * Parses what the live WebSocket brings (protocols/api/live.ts). The daemon validates the views it sends;
 * here only the envelope is checked, so that the schemas stay out of the pages. A message that makes no
 * sense is null, never an exception.
 */
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { LiveMessage } from '../../protocols/api/live.ts';
import type { View } from '../../protocols/api/views.ts';

/** No view of a chamber comes near this; a longer message is not parsed. */
export const maxMessageChars = 4_000_000;

/** The message in `text`, or null when it is none. `role` is the view this page subscribed to. */
export function parseLiveMessage(text: unknown, role: View['role']): LiveMessage | null {
  if (typeof text !== 'string' || text.length > maxMessageChars) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value)) return null;
  switch (value['type']) {
    case 'heartbeat':
      return isNumber(value['wallMs']) ? { type: 'heartbeat', wallMs: value['wallMs'] } : null;
    case 'delta':
      return isRevision(value['revision']) && isRecord(value['patch'])
        ? { type: 'delta', revision: value['revision'], patch: value['patch'] }
        : null;
    case 'snapshot':
      return typeof value['epoch'] === 'string' &&
        isRevision(value['revision']) &&
        isView(value['view'], role)
        ? { type: 'snapshot', epoch: value['epoch'], revision: value['revision'], view: value['view'] }
        : null;
    case 'ended':
      return typeof value['error'] === 'string'
        ? { type: 'ended', error: value['error'] as ErrorCode }
        : null;
    default:
      return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isRevision = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isView = (value: unknown, role: View['role']): value is View =>
  isRecord(value) && value['role'] === role;
