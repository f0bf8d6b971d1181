/**
 * Parses what the members' WebSocket brings (protocols/api/seat.ts). The daemon validates the views it sends; here
 * only the envelope is checked, so that the schemas stay out of the page. A message that makes no sense is null.
 */
import type { ErrorCode } from '../../protocols/api/errors.ts';
import type { Receipt, SeatMessage, SeatOwn, SeatShared } from '../../protocols/api/seat.ts';

/** No view of a member comes near this; a longer message is not parsed. */
export const maxSeatMessageChars = 500_000;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isRevision = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const isShared = (value: unknown): value is SeatShared =>
  isFields(value) && isText(value['chamber']) && isText(value['title']) && Array.isArray(value['queue']);
const isOwn = (value: unknown): value is SeatOwn =>
  isFields(value) && isText(value['name']) && typeof value['confirmed'] === 'boolean';
const isReceipt = (value: unknown): value is Receipt =>
  isFields(value) &&
  isText(value['ballot']) &&
  isText(value['cast']) &&
  isText(value['choice']) &&
  isNumber(value['number']) &&
  isNumber(value['at']);

/** The message in `text`, or null when it is none. */
export function parseSeatMessage(text: unknown): SeatMessage | null {
  if (!isText(text) || text.length > maxSeatMessageChars) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isFields(value) ? messageOf(value) : null;
}

function messageOf(value: Fields): SeatMessage | null {
  const { epoch, revision, view, patch, own, wallMs, receipt, id, error, checkpoint } = value;
  switch (value['type']) {
    case 'snapshot':
      return isText(epoch) && isRevision(revision) && isShared(view)
        ? { type: 'snapshot', epoch, revision, view }
        : null;
    case 'delta':
      return isRevision(revision) && isFields(patch) ? { type: 'delta', revision, patch } : null;
    case 'own':
      return isOwn(own) ? { type: 'own', own } : null;
    case 'heartbeat':
      return isNumber(wallMs) ? { type: 'heartbeat', wallMs } : null;
    case 'receipt':
      return isReceipt(receipt) ? { type: 'receipt', receipt } : null;
    case 'refused':
      if (!isText(id) || !isText(error)) return null;
      return {
        type: 'refused',
        id,
        error: error as ErrorCode,
        ...(isText(checkpoint) ? { checkpoint } : {}),
      };
    case 'done':
      return isText(id) ? { type: 'done', id } : null;
    case 'ended':
      return isText(error) ? { type: 'ended', error: error as ErrorCode } : null;
    default:
      return null;
  }
}
