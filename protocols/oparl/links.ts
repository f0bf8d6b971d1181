/**
 * Links of an OParl server. A link is the identity of an object as well as its address, and servers write
 * the same one differently: with http or https, with a rewritten path before `/oparl/`, with a name and
 * password in it. Comparing is done by `linkKey`, and by `linkTail` where that finds exactly one.
 */
const maxLinkLength = 2000;

/** An http(s) address without name, password and fragment; undefined for anything else. */
export function parseLink(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxLinkLength) return undefined;
  const text = value.trim();
  if (!/^https?:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    url.username = '';
    url.password = '';
    url.hash = '';
    return url.href.length > maxLinkLength ? undefined : url.href;
  } catch {
    return undefined;
  }
}

/** What two spellings of the same address have in common: everything but the scheme. */
export function linkKey(link: string): string {
  return link.replace(/^https?:\/\//i, '');
}

/** What stays of an address when host and path prefix are rewritten: everything behind the last `/oparl/`. */
export function linkTail(link: string): string {
  const path = linkKey(link).replace(/^[^/]*/, '');
  const at = path.split('?')[0]?.lastIndexOf('/oparl/') ?? -1;
  return at < 0 ? path : path.slice(at + '/oparl/'.length);
}

/** Two objects of one server are two things, whatever their names; only a rewritten path makes no difference. */
export function isOtherObject(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const host = (link: string): string => linkKey(link).split('/')[0] ?? '';
  return host(a) === host(b) && linkTail(a) !== linkTail(b);
}

/** The path of an address, for people to recognise it by. */
export function linkPath(link: string): string {
  return linkKey(link).replace(/^[^/]*/, '') || '/';
}

export interface LinkIndex<Value> {
  set(link: string, value: Value): void;
  /** By the very address, else by its tail where only one has it. */
  get(link: string): Value | undefined;
  values(): Iterable<Value>;
  readonly size: number;
}

export function createLinkIndex<Value>(): LinkIndex<Value> {
  const byKey = new Map<string, Value>();
  const keysByTail = new Map<string, Set<string>>();
  return {
    set(link, value) {
      const key = linkKey(link);
      const tail = linkTail(link);
      byKey.set(key, value);
      const keys = keysByTail.get(tail) ?? new Set();
      keysByTail.set(tail, keys.add(key));
    },
    get(link) {
      const exact = byKey.get(linkKey(link));
      if (exact !== undefined) return exact;
      const keys = [...(keysByTail.get(linkTail(link)) ?? [])];
      return keys.length === 1 && keys[0] !== undefined ? byKey.get(keys[0]) : undefined;
    },
    values: () => byKey.values(),
    get size() {
      return byKey.size;
    },
  };
}
