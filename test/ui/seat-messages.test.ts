/** What reaches the member's page from outside, the line and the browser's storage: hostile until parsed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePendingCasts } from '../../ui/live/seat-casts.ts';
import { maxSeatMessageChars, parseSeatMessage } from '../../ui/live/seat-messages.ts';

describe('what comes from outside', () => {
  test('a message that makes no sense is none', () => {
    for (const text of [
      undefined,
      '',
      '{',
      '[]',
      'null',
      '{"type":"receipt"}',
      '{"type":"receipt","receipt":{"ballot":"b","cast":"c","choice":"yes","number":"1","at":1}}',
      '{"type":"own","own":{"name":"x"}}',
      '{"type":"snapshot","epoch":"e","revision":1,"view":{}}',
      '{"type":"delta","revision":-1,"patch":{}}',
      '{"type":"heartbeat","wallMs":"1"}',
      JSON.stringify({ type: 'done', id: 'x'.repeat(maxSeatMessageChars) }),
    ])
      expect(parseSeatMessage(text), String(text).slice(0, 60)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void parseSeatMessage(text)));
  });

  test('a storage that somebody wrote into gives only what could have been pressed', () => {
    const good = { ballot: 'b7', cast: 'cast-0001', choice: 'yes', madeAt: 1 };
    for (const text of [null, '', '{', '{}', 'null', '[1]', '[{"ballot":"b"}]', '[null]', 'x'.repeat(30_000)])
      expect(parsePendingCasts(text)).toEqual([]);
    expect(parsePendingCasts(JSON.stringify([{ ...good, cast: 'no' }, good]))).toEqual([good]);
    const many = Array.from({ length: 50 }, (_, index) => ({ ...good, cast: `cast-${1000 + index}` }));
    expect(parsePendingCasts(JSON.stringify(many))).toEqual(many.slice(-16));
  });
});
