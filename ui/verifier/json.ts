/**
 * JSON as strict as a proof needs it: no key twice (two readers would see two things), whole numbers only (no
 * reader rounds), well-formed text, bounded depth. And its one canonical spelling after RFC 8785, so that a line
 * of the log can be held against what it says.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Thrown by `parseJson` for a text that is not JSON of this kind. */
export class JsonFault extends Error {}

const maxDepth = 16;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const integerPattern = /^-?\d+$/;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a JSON text; throws `JsonFault`. Objects have no prototype: any key is just a key. */
export function parseJson(text: string): Json {
  let at = 0;

  function fail(what: string): never {
    throw new JsonFault(`${what} at character ${at}`);
  }

  function skipSpace(): void {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  }

  function expect(character: string): void {
    if (text[at] !== character) fail(`${character} missing`);
    at += 1;
  }

  /** Up to the next quote, backslash or control character. */
  function readPlain(): string {
    const from = at;
    while (at < text.length && text.charAt(at) >= ' ' && text[at] !== '"' && text[at] !== '\\') at += 1;
    return text.slice(from, at);
  }

  function readEscape(): string {
    at += 1;
    const letter = text[at] ?? '';
    at += 1;
    if (letter !== 'u') return escapes[letter] ?? fail('unknown escape');
    const digits = text.slice(at, at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) fail('unknown escape');
    at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  function readString(): string {
    expect('"');
    let value = '';
    for (;;) {
      value += readPlain();
      if (text[at] === '"') break;
      if (text[at] !== '\\') fail('text without end');
      value += readEscape();
    }
    at += 1;
    if (!value.isWellFormed()) fail('half a character');
    return value;
  }

  function readNumber(): number {
    numberPattern.lastIndex = at;
    const digits = numberPattern.exec(text)?.[0] ?? fail('no value');
    at += digits.length;
    const value = Number(digits);
    if (!integerPattern.test(digits) || !Number.isSafeInteger(value)) fail('not a whole number');
    return value;
  }

  function readWord(): null | boolean {
    for (const [word, value] of [
      ['null', null],
      ['true', true],
      ['false', false],
    ] as const)
      if (text.startsWith(word, at)) {
        at += word.length;
        return value;
      }
    return fail('no value');
  }

  /** What stands between the brackets, separated by commas. */
  function readMembers(close: string, readMember: () => void): void {
    at += 1;
    skipSpace();
    if (text[at] === close) {
      at += 1;
      return;
    }
    for (;;) {
      readMember();
      skipSpace();
      if (text[at] === close) break;
      expect(',');
      skipSpace();
    }
    at += 1;
  }

  function readValue(depth: number): Json {
    if (depth > maxDepth) fail('nested too deep');
    const first = text[at];
    if (first === '"') return readString();
    if (first === '[') {
      const list: Json[] = [];
      readMembers(']', () => {
        skipSpace();
        list.push(readValue(depth + 1));
      });
      return list;
    }
    if (first === '{') {
      const object = Object.create(null) as Record<string, Json>;
      readMembers('}', () => {
        const key = readString();
        if (key in object) fail('a key twice');
        skipSpace();
        expect(':');
        skipSpace();
        object[key] = readValue(depth + 1);
      });
      return object;
    }
    return first === 'n' || first === 't' || first === 'f' ? readWord() : readNumber();
  }

  skipSpace();
  const value = readValue(0);
  skipSpace();
  if (at !== text.length) fail('more than one value');
  return value;
}

/** The canonical spelling: keys in the order of their UTF-16 code units, no space, the shortest escapes. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonicalJson(each)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}
