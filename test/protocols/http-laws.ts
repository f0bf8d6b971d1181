/**
 * The laws of messages that arrive whole (laws.ts), for protocols over HTTP: a request and an answer each
 * become one datagram, first line and body, so noise and mangled bytes reach the parsers as they would
 * from a hostile peer.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parsed } from '../../protocols/codec.ts';
import type { HeardCall, HttpAnswer, HttpCall } from '../../protocols/http.ts';
import { datagramLaws } from './laws.ts';

const maxBytes = 20_000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Cuts at the first line feed. */
function cut(bytes: Uint8Array): readonly [string, string] {
  const text = decoder.decode(bytes);
  const at = text.indexOf('\n');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

export function requestLaws<Message>(
  name: string,
  encode: (message: Message) => HttpCall,
  parse: (call: HeardCall) => Message | { readonly type: string },
  messages: fc.Arbitrary<Message>,
): void {
  datagramLaws<unknown>(
    name,
    {
      maxBytes,
      encode(message) {
        const { method, path, body } = encode(message as Message);
        return encoder.encode(`${method} ${path}\n${body ?? ''}`);
      },
      parse(datagram) {
        const [line, body] = cut(datagram);
        const [method = '', ...path] = line.split(' ');
        return {
          ok: true,
          message: parse({ method, path: path.join(' '), ...(body === '' ? {} : { body }) }),
        };
      },
    },
    messages,
  );
  test(`${name}: a target without an end is refused`, () => {
    for (const message of fc.sample(messages, { numRuns: 10, seed: 1 })) {
      const { path, ...call } = encode(message);
      const endless = `${path}${path.includes('?') ? '&' : '?'}more=${'a'.repeat(5000)}`;
      expect(parse({ ...call, path: endless })).toMatchObject({ type: 'unknown' });
    }
  });
}

export function answerLaws<Message>(
  name: string,
  encode: (message: Message) => HttpAnswer,
  parse: (answer: HttpAnswer) => Parsed<Message>,
  messages: fc.Arbitrary<Message>,
): void {
  datagramLaws<Message>(
    name,
    {
      maxBytes,
      encode(message) {
        const { status, body } = encode(message);
        return encoder.encode(`${status}\n${body}`);
      },
      parse(datagram) {
        const [status, body] = cut(datagram);
        return parse({ status: Number(status) || 200, body });
      },
    },
    messages,
  );
}
