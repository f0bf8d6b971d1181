import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeKeypad,
  keypadFilters,
  maxBallotChars,
  parseKeypad,
} from '../../../protocols/mqtt-keypads/topics.ts';
import { keypadMessages } from '../../golden/mqtt-keypads.ts';

const prefix = 'rathaus/saal';
const parse = (path: string, payload: string) =>
  parseKeypad(prefix, { topic: `${prefix}/votes/${path}`, payload });
const press = (more: object): string =>
  JSON.stringify({ ballot: 'b-1', boot: 'abcd', press: 1, key: 1, ...more });

test.each(keypadMessages)('%j', (wire, message) => {
  expect(parseKeypad(prefix, wire)).toEqual({ ok: true, message });
  expect(encodeKeypad(prefix, message)).toEqual(wire);
});

describe('what a broker may bring', () => {
  test.each([
    ['keypads/1/press', press({ ballot: '' })],
    ['keypads/1/press', press({ ballot: 'x'.repeat(129) })],
    ['keypads/1/press', press({ boot: 'a b c d' })],
    ['keypads/1/press', press({ boot: 'abc' })],
    ['keypads/1/press', press({ press: 0 })],
    ['keypads/1/press', press({ press: 1.5 })],
    ['keypads/1/press', press({ press: 2 ** 40 })],
    ['keypads/1/press', press({ key: -1 })],
    ['keypads/1/press', press({ key: 'zwei' })],
    ['keypads/1/press', press({ padding: 'x'.repeat(600) })],
    ['keypads/1/press', '[]'],
    ['keypads/1/press', ''],
    ['keypads/1/settled', '{"ballot":"b-1"}'],
    ['keypads/1/status', '{"online":"vielleicht","boot":"abcd"}'],
    ['keypads/1/temperature', press({})],
    ['keypads//press', press({})],
    ['keypads/1/2/press', press({})],
    [`keypads/${'x'.repeat(65)}/press`, press({})],
    ['keypads/a\u0000b/press', press({})],
    ['echo', 'x'.repeat(600)],
    ['ballot', '{}'],
    ['ballot', '"b-1"'],
    ['ballot', '{"ballot":"b-1","phase":"paused","title":"","options":[{"label":"Ja","meaning":null}]}'],
    ['ballot', '{"ballot":"b-1","phase":"open","title":"","options":[]}'],
    ['ballot', '{"ballot":"b-1","phase":"open","title":"","options":[{"label":"Ja"},{"label":""}]}'],
    ['ballot', `{"ballot":"b-1","phase":"open","title":"${'x'.repeat(300)}","options":[{"label":"Ja"}]}`],
    ['ballot', `${' '.repeat(5000)}{}`],
  ])('%s %j is nothing of ours', (path, payload) => {
    expect(parse(path, payload).ok).toBe(false);
  });

  test('numbers as text, further fields and an odd battery do not matter', () => {
    expect(parse('keypads/1/press', press({ press: '7', rssi: -60 }))).toMatchObject({
      message: { press: 7, key: 1 },
    });
    expect(parse('keypads/1/status', '{"online":1,"boot":"abcd","battery":300}')).toMatchObject({
      message: { online: true, battery: null },
    });
  });

  test('another hall’s topics are not ours', () => {
    const topic = 'rathaus/saalvotes/keypads/1/press';
    expect(parseKeypad(prefix, { topic, payload: press({}) }).ok).toBe(false);
  });

  test('noise never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.json()), (path, payload) => {
        for (const each of [path, 'ballot', 'keypads/1/press', 'keypads/1/status'])
          expect(typeof parse(each, payload).ok).toBe('boolean');
      }),
      { seed: 20_261_127, numRuns: 500 },
    );
  });
});

test('the longest ballot there is fits into the bound, and comes back with its title cut', () => {
  const options = Array.from({ length: 10 }, () => ({ label: '"'.repeat(40), meaning: 'abstain' as const }));
  const notice = { ballot: 'x'.repeat(128), phase: 'open' as const, title: '"'.repeat(500), options };
  const wire = encodeKeypad(prefix, { type: 'ballot', notice });
  expect(wire.payload.length).toBeLessThan(maxBallotChars);
  expect(parseKeypad(prefix, wire)).toEqual({
    ok: true,
    message: { type: 'ballot', notice: { ...notice, title: '"'.repeat(120) } },
  });
});

test('what we listen to covers everything but our own answers', () => {
  const matches = (filter: string, topic: string): boolean => {
    const parts = topic.split('/');
    const wanted = filter.split('/');
    return wanted.length === parts.length && wanted.every((part, at) => part === '+' || part === parts[at]);
  };
  for (const [{ topic }, { type }] of keypadMessages)
    expect(keypadFilters(prefix).some((filter) => matches(filter, topic))).toBe(type !== 'accepted');
});
