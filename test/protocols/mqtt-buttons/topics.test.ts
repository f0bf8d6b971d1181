import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeButton, filters, parseButton } from '../../../protocols/mqtt-buttons/topics.ts';
import { buttonMessages } from '../../golden/mqtt-buttons.ts';

const prefix = 'rathaus/saal';
const parse = (topic: string, payload: string) => parseButton(prefix, { topic, payload });

test.each(buttonMessages)('%j', (wire, message) => {
  expect(parseButton(prefix, wire)).toEqual({ ok: true, message });
  expect(encodeButton(prefix, message)).toEqual(wire);
});

describe('what firmware in the field writes', () => {
  test.each([
    ['ON', true],
    ['1', true],
    ['true', true],
    ['closed', true],
    ['OFF', false],
    ['0', false],
    ['Open', false],
  ])('%s is %s', (payload, on) => {
    expect(parse('rathaus/saal/seats/7/microphone', payload)).toEqual({
      ok: true,
      message: { type: 'microphone', unit: '7', on },
    });
  });

  test.each([
    ['rathaus/saal/seats/7/microphone', 'maybe'],
    ['rathaus/saal/seats/7/microphone', ''],
    ['rathaus/saal/seats/7/temperature', '21'],
    ['rathaus/saal/seats/7/name/set', 'x'],
    ['rathaus/saal/seats/7/button', 'release'],
    ['rathaus/saal/seats//microphone', 'on'],
    ['rathaus/saal/seats/7/8/microphone', 'on'],
    ['rathaus/keller/seats/7/microphone', 'on'],
    ['rathaus/saalseats/7/microphone', 'on'],
    ['rathaus/saal/seats/7/microphone', 'on'.padEnd(2000)],
  ])('%s %j is nothing of ours', (topic, payload) => {
    expect(parse(topic, payload).ok).toBe(false);
  });

  test('a name of 500 characters is shortened, and control characters are none', () => {
    const parsed = parse('rathaus/saal/seats/7/name', `A\u0000B${'x'.repeat(500)}`);
    expect(parsed).toMatchObject({ ok: true, message: { type: 'name' } });
    const name = parsed.ok && parsed.message.type === 'name' ? (parsed.message.name ?? '') : '';
    expect(name.startsWith('A B')).toBe(true);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  test('noise never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (topic, payload) => {
        expect(typeof parse(topic, payload).ok).toBe('boolean');
        expect(typeof parse(`${prefix}/seats/${topic}`, payload).ok).toBe('boolean');
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});

test('what we listen to covers every state, and no wish', () => {
  const matches = (filter: string, topic: string): boolean => {
    const parts = topic.split('/');
    const wanted = filter.split('/');
    return wanted.length === parts.length && wanted.every((part, at) => part === '+' || part === parts[at]);
  };
  for (const [{ topic }, { type }] of buttonMessages)
    expect(filters(prefix).some((filter) => matches(filter, topic))).toBe(!type.startsWith('set-'));
});
