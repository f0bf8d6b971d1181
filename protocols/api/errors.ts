/**
 * The one catalogue of errors a browser or API client can meet: stable codes, HTTP status, and nothing
 * else. The sentences are in ui/i18n/{de,en}.ts; a test holds both against each other.
 */
export const errorCatalogue = {
  'not-signed-in': 401,
  'wrong-pin': 401,
  'too-many-attempts': 429,
  'wrong-role': 403,
  'foreign-origin': 403,
  'unknown-route': 404,
  'unknown-command': 404,
  'unknown-seat': 404,
  'unknown-camera': 404,
  'unknown-person': 404,
  'unknown-shot': 404,
  'invalid-input': 400,
  'too-large': 413,
  'wrong-media-type': 415,
  'nobody-has-the-floor': 409,
  'nobody-waits': 409,
  'not-waiting': 409,
  'not-open': 409,
  'already-open': 409,
  'not-public': 409,
  'confirmation-missing': 409,
  'no-chair-seat': 409,
  'person-seated-elsewhere': 409,
  'camera-on-air': 409,
  'no-picture': 503,
  'safe-mode': 503,
  'journal-failed': 503,
  overloaded: 503,
  'device-offline': 503,
  'device-deadline': 504,
  'device-refused': 502,
  'device-mismatch': 502,
  'device-unsupported': 409,
  'device-busy': 503,
  'device-forbidden': 409,
  internal: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorCatalogue;

export interface ErrorBody {
  readonly error: ErrorCode;
  /** Where the input was wrong: paths and what was expected there. */
  readonly details?: readonly { readonly path: string; readonly expected: string }[];
}
