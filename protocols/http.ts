/**
 * HTTP as the protocols see it that speak JSON over it: what is asked, what is answered, and the reading of
 * a request's target. Headers and connections belong to whoever owns the socket.
 */

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With the query, percent-encoded. */
  readonly path: string;
  readonly body?: string;
}

/** A request as it came in: nothing about it is believed yet. */
export interface HeardCall {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

export interface Target {
  /** Without empty ones, so `/a/b` and `/a/b/` are the same. */
  readonly segments: readonly string[];
  /** By key in lower case: makers disagree with themselves about `id` and `Id`. The last of a key counts. */
  readonly query: ReadonlyMap<string, string>;
}

const maxTargetLength = 4096;

/** undefined for a target that is too long or whose percent-encoding is broken. */
export function parseTarget(path: string): Target | undefined {
  if (path.length > maxTargetLength) return undefined;
  const [before = '', ...behind] = path.split('?');
  try {
    const segments = before
      .split('/')
      .filter((segment) => segment !== '')
      .map((segment) => decodeURIComponent(segment));
    const query = new Map<string, string>();
    for (const pair of behind.join('?').split('&')) {
      const [key = '', ...value] = pair.split('=');
      if (key !== '')
        query.set(
          decodeURIComponent(key).toLowerCase(),
          decodeURIComponent(value.join('=').replaceAll('+', ' ')),
        );
    }
    return { segments, query };
  } catch {
    return undefined;
  }
}
