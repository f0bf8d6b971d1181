/**
 * What a client says to vMix's TCP API (port 8099): one line per request, ended by CRLF (vmix.com, "TCP API").
 * A function is any of the "Shortcut Function Reference" with a query as in a URL. One request at a time:
 * "Do not send multiple requests without waiting for a response each time".
 */
import type { StreamCodec } from '../codec.ts';
import { decodeLines } from '../lines.ts';

export const defaultPort = 8099;

export const topics = ['ACTS', 'TALLY'] as const;
export type Topic = (typeof topics)[number];

/** A shortcut function, e.g. `CutDirect {Input: 'Kamera 1'}`. */
export interface VmixFunction {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
}

export type VmixRequest =
  | { readonly type: 'xml' | 'tally' | 'version' }
  | { readonly type: 'subscribe' | 'unsubscribe'; readonly topic: Topic }
  | ({ readonly type: 'function' } & VmixFunction);

const maxLineBytes = 16_384;

const words = {
  xml: 'XML',
  tally: 'TALLY',
  version: 'VERSION',
  subscribe: 'SUBSCRIBE',
  unsubscribe: 'UNSUBSCRIBE',
  function: 'FUNCTION',
} as const satisfies Record<VmixRequest['type'], string>;

/** The word that the answer to this request starts with. */
export const wordOf = (request: VmixRequest): string => words[request.type];

function lineOf(request: VmixRequest): string {
  const word = wordOf(request);
  switch (request.type) {
    case 'subscribe':
    case 'unsubscribe':
      return `${word} ${request.topic}`;
    case 'function': {
      const query = Object.entries(request.query)
        .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
        .join('&');
      return query === '' ? `${word} ${request.name}` : `${word} ${request.name} ${query}`;
    }
    default:
      return word;
  }
}

function parseLine(line: string): VmixRequest | undefined {
  const [word, first, ...rest] = line.trim().split(' ');
  switch (word?.toUpperCase()) {
    case words.xml:
      return { type: 'xml' };
    case words.tally:
      return { type: 'tally' };
    case words.version:
      return { type: 'version' };
    case words.subscribe:
    case words.unsubscribe: {
      const topic = topics.find((one) => one === first?.toUpperCase());
      const type = word?.toUpperCase() === words.subscribe ? 'subscribe' : 'unsubscribe';
      return topic && { type, topic };
    }
    case words.function:
      return first === undefined || !/^\w+$/.test(first) ? undefined : functionOf(first, rest.join(' '));
    default:
      return undefined;
  }
}

function functionOf(name: string, text: string): VmixRequest | undefined {
  const query: [string, string][] = [];
  for (const pair of text === '' ? [] : text.split('&')) {
    const at = pair.indexOf('=');
    if (at < 1) return undefined;
    try {
      query.push([pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]);
    } catch {
      return undefined;
    }
  }
  return { type: 'function', name, query: Object.fromEntries(query) };
}

export const vmixRequests: StreamCodec<VmixRequest> = {
  maxPendingBytes: maxLineBytes + 1,
  encode: (request) => new TextEncoder().encode(`${lineOf(request)}\r\n`),
  decode: (pending, chunk) => decodeLines(pending, chunk, maxLineBytes, parseLine),
};
