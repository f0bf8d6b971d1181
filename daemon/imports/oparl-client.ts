/**
 * Asks one OParl server, and nobody else. Links are the server's word: they are followed on its own host and
 * port only, redirects too. Every answer has a limit in time and size, the whole import one in requests.
 * Whatever fails becomes a doubt and a missing value, never an exception; what was had before stays.
 */
import { createDoubts, doubtParams, type DoubtCode, type Doubts } from '../../protocols/oparl/doubts.ts';
import type { Clock } from '../../protocols/clock.ts';
import { linkPath, parseLink } from '../../protocols/oparl/links.ts';
import { parseAnswer, readBytes } from './answers.ts';
import { createRepair, type Repair } from './thread.ts';

export interface ClientLimits {
  /** Of one request with its answer. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Of repairing one answer that is no JSON. */
  readonly repairTimeoutMs: number;
  /** Of the whole import, with retries and redirects. */
  readonly maxRequests: number;
  readonly maxAttempts: number;
  /** Before the second attempt; doubled for each further one. */
  readonly backoffMs: number;
  /** The longest pause, whatever the server wishes. */
  readonly maxBackoffMs: number;
  /** So many addresses in a row without any answer: the server is gone. */
  readonly maxSilent: number;
}

export const defaultLimits: ClientLimits = {
  timeoutMs: 120_000,
  maxAnswerBytes: 10_000_000,
  repairTimeoutMs: 5000,
  maxRequests: 4000,
  maxAttempts: 4,
  backoffMs: 1000,
  maxBackoffMs: 30_000,
  maxSilent: 4,
};

export interface ClientOptions {
  /** The address that the config names. */
  readonly url: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly doubts: Doubts;
  readonly limits?: Partial<ClientLimits>;
}

export type Answer =
  | { readonly ok: true; readonly value: unknown; readonly link: string }
  /** `value`: what came with an error status, where it was JSON. */
  | { readonly ok: false; readonly code: DoubtCode; readonly value?: unknown };

export interface GetOptions {
  /** The caller has another way: fewer attempts, and a failure is no doubt. */
  readonly isTrial?: boolean;
  /** 404 that comes with JSON is no doubt: so some servers say that a list is empty. */
  readonly mayBeMissing?: boolean;
}

export interface OparlClient {
  get(link: string, options?: GetOptions): Promise<Answer>;
  /** Why nothing can be asked any more: cancelled, out of requests, the server gone. */
  stopped(): DoubtCode | undefined;
}

/** Why an import was ended: by the clock, not by somebody. */
export const timeLimit = 'time-limit' satisfies DoubtCode;

/** Of what comes with an error status nothing is read but whether it is JSON. */
const noRepair: Repair = () => Promise.resolve(undefined);
const maxRedirects = 5;
const retriedStatuses = [429, 500, 502, 503, 504];
const silence: readonly DoubtCode[] = ['unreachable', 'request-timeout', 'connection-cut', 'tls-refused'];

interface Failure {
  readonly ok: false;
  readonly code: DoubtCode;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly value?: unknown;
  /** Another attempt may help; after how long at the server's wish. */
  readonly retry?: { readonly afterMs?: number };
}
type Attempt = Extract<Answer, { ok: true }> | Failure;

export function createOparlClient(options: ClientOptions): OparlClient {
  const { clock, signal, doubts } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const own = parseLink(options.url);
  const source = own === undefined ? undefined : new URL(own);
  const repair = createRepair(limits.repairTimeoutMs, { clock, signal });
  let requests = 0;
  let silentInARow = 0;

  const stopped = (): DoubtCode | undefined => {
    if (signal.aborted) return signal.reason === timeLimit ? timeLimit : 'cancelled';
    if (requests >= limits.maxRequests) return 'request-limit';
    return silentInARow >= limits.maxSilent ? 'gave-up' : undefined;
  };

  async function get(
    link: string,
    { isTrial = false, mayBeMissing = false }: GetOptions = {},
  ): Promise<Answer> {
    const attempts = isTrial ? Math.min(2, limits.maxAttempts) : limits.maxAttempts;
    // What is doubtful about an answer nobody takes is no doubt.
    const trial = createDoubts();
    let answer: Attempt = { ok: false, code: 'cancelled' };
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const reason = stopped();
      answer = reason ? { ok: false, code: reason } : await follow(link, isTrial ? trial : doubts);
      if (answer.ok || !answer.retry || attempt === attempts) break;
      const waitMs = answer.retry.afterMs ?? limits.backoffMs * 2 ** (attempt - 1);
      await pause(Math.min(waitMs, limits.maxBackoffMs));
    }
    silentInARow = !answer.ok && silence.includes(answer.code) ? silentInARow + 1 : 0;
    if (answer.ok) {
      doubts.merge(trial.list());
      return answer;
    }
    const { code, params, value } = answer;
    const isEmpty = mayBeMissing && code === 'missing-object' && value !== undefined;
    if (!isTrial && !isEmpty) noteFailure(code, link, params);
    return { ok: false, code, ...(value === undefined ? {} : { value }) };
  }

  function noteFailure(code: DoubtCode, link: string, params: Failure['params']): void {
    const isOfWhole = doubtParams[code].length === 0;
    if (code === 'request-limit') doubts.add(code, { max: limits.maxRequests });
    else doubts.merge([isOfWhole ? { code } : { code, params: { where: linkPath(link), ...params } }]);
  }

  /** One attempt, redirects followed. */
  async function follow(link: string, notes: Doubts): Promise<Attempt> {
    let url = permitted(link, source);
    if (!url) return { ok: false, code: 'link-off-host', params: { host: hostOf(link) } };
    for (let hop = 0; hop <= maxRedirects; hop++) {
      const reason = stopped();
      if (reason) return { ok: false, code: reason };
      const step = await request(url, notes);
      if (!('redirect' in step)) return step;
      const target = resolved(step.redirect, url);
      url = target === undefined ? undefined : permitted(target, source);
      if (!url) return { ok: false, code: 'redirect-off-host', params: { host: hostOf(target ?? '') } };
    }
    return { ok: false, code: 'redirect-loop' };
  }

  async function request(url: string, notes: Doubts): Promise<Attempt | { readonly redirect: string }> {
    requests++;
    const timeout = new AbortController();
    const cancel = clock.after(limits.timeoutMs, () => timeout.abort());
    try {
      const response = await fetch(url, {
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout.signal]),
        headers: { accept: 'application/json', 'user-agent': 'Saalregie' },
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        return { redirect: location };
      }
      const bytes = await readBytes(response, limits.maxAnswerBytes);
      if (!bytes)
        return {
          ok: false,
          code: 'response-too-large',
          params: { max: Math.ceil(limits.maxAnswerBytes / 1_000_000) },
        };
      const contentType = response.headers.get('content-type') ?? '';
      const parsed = await parseAnswer(bytes, contentType, response.ok ? repair : noRepair);
      if (response.ok) {
        if (!parsed.ok) return { ok: false, code: parsed.code };
        if (parsed.isRepaired) notes.add('json-repaired', { where: linkPath(url) });
        return { ok: true, value: parsed.value, link: url };
      }
      return {
        ...statusFailure(response, clock),
        ...(parsed.ok && !parsed.isRepaired ? { value: parsed.value } : {}),
      };
    } catch (error) {
      if (signal.aborted) return { ok: false, code: stopped() ?? 'cancelled' };
      if (timeout.signal.aborted) return { ok: false, code: 'request-timeout' };
      return networkFailure(error);
    } finally {
      cancel();
    }
  }

  function pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.after(delayMs, done);
      function done(): void {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      }
      if (signal.aborted) done();
      else signal.addEventListener('abort', done);
    });
  }

  return { get, stopped };
}

/**
 * The address to ask for a link, or undefined where it leads elsewhere. http instead of https is what
 * servers behind a proxy write: it becomes https, and never the other way round.
 */
export function permitted(link: string, source: URL | undefined): string | undefined {
  const clean = parseLink(link);
  if (clean === undefined || !source) return undefined;
  const url = new URL(clean);
  if (url.hostname !== source.hostname) return undefined;
  if (url.protocol === source.protocol) return url.port === source.port ? url.href : undefined;
  if (url.port !== '' && url.port !== source.port) return undefined;
  if (source.protocol === 'http:') return url.href;
  url.protocol = 'https:';
  url.port = source.port;
  return url.href;
}

function statusFailure(response: Response, clock: Clock): Failure {
  const { status } = response;
  if (status === 404 || status === 410) return { ok: false, code: 'missing-object' };
  const failure = { ok: false, code: 'http-status', params: { status } } as const;
  if (!retriedStatuses.includes(status)) return failure;
  const afterMs = waitOf(response.headers.get('retry-after'), clock);
  return { ...failure, retry: afterMs === undefined ? {} : { afterMs } };
}

/** `Retry-After` is seconds or a date. */
function waitOf(header: string | null, clock: Clock): number | undefined {
  if (header === null) return undefined;
  const waitMs = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - clock.wall();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

function networkFailure(error: unknown): Failure {
  const code = codeOf(error);
  // Of a chain without its intermediate certificate Node says this; browsers fetch the missing one.
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|EPROTO|ERR_SSL/.test(code))
    return { ok: false, code: 'tls-refused' };
  const isRefused = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|TIMEOUT|ETIMEDOUT/.test(code);
  return isRefused ? { ok: false, code: 'unreachable' } : { ok: false, code: 'connection-cut', retry: {} };
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function resolved(location: string, base: string): string | undefined {
  try {
    return new URL(location, base).href;
  } catch {
    return undefined;
  }
}

function hostOf(link: string): string {
  try {
    return new URL(link).host;
  } catch {
    return '?';
  }
}
