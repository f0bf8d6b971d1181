/**
 * Requests to the daemon: session, commands, imports and retention (protocols/api). Every one has a deadline; an answer that
 * makes no sense counts as `internal`, silence as `no-answer`: then nobody knows whether it took effect.
 */
import type { CommandInput, CommandName, Role } from '../../protocols/api/commands.ts';
import { errorCatalogue, type ErrorCode } from '../../protocols/api/errors.ts';
import type { ImportRequest, ImportState } from '../../protocols/api/imports.ts';
import type { Retention } from '../../protocols/api/retention.ts';
import type { Evidence } from '../../protocols/models/outcome.ts';

/** Errors of the catalogue, and the two a page finds out by itself. */
export type PageError = ErrorCode | 'unreachable' | 'no-answer';

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PageError };

export interface CommandDone {
  readonly evidence: Evidence | null;
}

/** Longer than the daemon's longest deadline for a device. */
export const requestDeadlineMs = 20_000;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const evidences: readonly unknown[] = ['sent', 'acknowledged', 'completed', 'read-back'];
const isEvidence = (value: unknown): value is Evidence => evidences.includes(value);
const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorCatalogue, value);

/** The error in an answer's body, or what its status alone tells. */
export function errorOf(status: number, body: unknown): ErrorCode {
  if (isRecord(body) && isErrorCode(body['error'])) return body['error'];
  if (status === 401) return 'not-signed-in';
  if (status === 403) return 'wrong-role';
  if (status === 429) return 'too-many-attempts';
  return 'internal';
}

/** One request with its deadline; never rejects. */
export async function request(method: string, path: string, body?: unknown): Promise<Answer<unknown>> {
  const signal = AbortSignal.timeout?.(requestDeadlineMs) ?? null;
  let response: Response;
  let parsed: unknown = null;
  try {
    response = await fetch(path, {
      method,
      signal,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    try {
      parsed = JSON.parse(text);
    } catch {
      // An empty answer is fine for DELETE; anything else shows in the status.
    }
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
    return { ok: false, error: timedOut ? 'no-answer' : 'unreachable' };
  }
  return response.ok ? { ok: true, value: parsed } : { ok: false, error: errorOf(response.status, parsed) };
}

/** Gives a command; resolves when the daemon knows its outcome, never rejects. */
export async function sendCommand<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): Promise<Answer<CommandDone>> {
  const answer = await request('POST', `/api/commands/${name}`, input);
  if (!answer.ok) return answer;
  // Only an explicit yes is a success.
  if (!isRecord(answer.value) || answer.value['ok'] !== true) return { ok: false, error: 'internal' };
  const evidence = answer.value['evidence'];
  return { ok: true, value: { evidence: isEvidence(evidence) ? evidence : null } };
}

/** Gives a command as the page goes away; nobody hears whether it took effect. */
export function sendLastCommand<Name extends CommandName>(name: Name, input: CommandInput<Name>): void {
  // `keepalive`: the browser finishes the request after the page is gone.
  void fetch(`/api/commands/${name}`, {
    method: 'POST',
    keepalive: true,
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch(() => undefined);
}

const roleNames: readonly unknown[] = ['operator', 'chair', 'clerk', 'display'];
const isRole = (value: unknown): value is Role => roleNames.includes(value);

/** Who is signed in on this browser. */
export async function readSession(): Promise<Answer<Role>> {
  const answer = await request('GET', '/api/session');
  if (!answer.ok) return answer;
  const role = isRecord(answer.value) ? answer.value['role'] : null;
  return isRole(role) ? { ok: true, value: role } : { ok: false, error: 'not-signed-in' };
}

/** Signs in with a role's PIN. */
export const signIn = (role: Role, pin: string): Promise<Answer<unknown>> =>
  request('POST', '/api/session', { role, pin });

/** Signs out; the daemon ends the live subscription. */
export const signOut = (): Promise<Answer<unknown>> => request('DELETE', '/api/session');

const importStates: readonly unknown[] = ['running', 'done', 'failed'];
const isImportState = (value: unknown): value is ImportState =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  importStates.includes(value['state']) &&
  isRecord(value['progress']);

/** Starts an import and answers its id; there is one at a time. */
export async function startImport(wish: ImportRequest): Promise<Answer<string>> {
  const answer = await request('POST', '/api/imports', wish);
  if (!answer.ok) return answer;
  const id = isRecord(answer.value) ? answer.value['id'] : null;
  return typeof id === 'string' ? { ok: true, value: id } : { ok: false, error: 'internal' };
}

/** How far an import is, and once it is done what it found. */
export async function readImport(id: string): Promise<Answer<ImportState>> {
  const answer = await request('GET', `/api/imports/${encodeURIComponent(id)}`);
  if (!answer.ok) return answer;
  return isImportState(answer.value) ? { ok: true, value: answer.value } : { ok: false, error: 'internal' };
}

/** Ends an import; nothing of it stays. */
export const cancelImport = (id: string): Promise<Answer<unknown>> =>
  request('DELETE', `/api/imports/${encodeURIComponent(id)}`);

const isRetention = (value: unknown): value is Retention =>
  isRecord(value) && Array.isArray(value['classes']);

/** What personal data is kept how long, and what is due. */
export async function readRetention(): Promise<Answer<Retention>> {
  const answer = await request('GET', '/api/retention');
  if (!answer.ok) return answer;
  return isRetention(answer.value) ? { ok: true, value: answer.value } : { ok: false, error: 'internal' };
}

/** Deletes what is due; answers how many records. */
export async function deleteDue(): Promise<Answer<number>> {
  const answer = await request('POST', '/api/retention', { confirmed: true });
  if (!answer.ok) return answer;
  const deleted = isRecord(answer.value) ? answer.value['deleted'] : null;
  return typeof deleted === 'number' ? { ok: true, value: deleted } : { ok: false, error: 'internal' };
}

/** Where what belongs beside a recording's file is downloaded, e.g. `chapters.vtt`. */
export const recordingPath = (recording: string, file: string): string =>
  `/api/recordings/${encodeURIComponent(recording)}/${file}`;

/** Where the minutes of a sitting are downloaded. */
export const minutesPath = (
  sitting: string,
  part: 'public' | 'non-public',
  format: 'docx' | 'pdf' | 'csv' | 'json',
): string => `/api/sittings/${encodeURIComponent(sitting)}/minutes/${part}.${format}`;

/** Where everything that is kept about one person is downloaded. */
export const personExportPath = (person: string): string =>
  `/api/people/${encodeURIComponent(person)}/export`;
