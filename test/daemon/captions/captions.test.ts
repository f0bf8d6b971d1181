import { describe, expect, test } from 'vitest';
import { createCaptions } from '../../../daemon/captions/captions.ts';
import { createVirtualClock } from '../../../protocols/clock.ts';

const lagMs = 10_000;

function open() {
  const clock = createVirtualClock();
  let shown: readonly string[] | null = null;
  const said: string[] = [];
  const captions = createCaptions({
    clock,
    lagMs,
    show: (lines) => (shown = lines),
    said: (line) => said.push(line),
  });
  return { clock, captions, said, shown: () => shown };
}

function heard() {
  const opened = open();
  opened.captions.allowed(true);
  opened.clock.advanceSync(lagMs);
  return opened;
}

describe('captions', () => {
  test('show the last two lines, and what may still change behind them', () => {
    const { captions, shown, said } = heard();
    captions.say('Eins', true);
    captions.say('Zwei', true);
    captions.say('Drei', true);
    expect(shown()).toEqual(['Zwei', 'Drei']);
    captions.say('Vie', false);
    captions.say('Vier', false);
    expect(shown()).toEqual(['Drei', 'Vier']);
    expect(said).toEqual(['Eins', 'Zwei', 'Drei']);
  });

  test('go when nothing more is said', () => {
    const { captions, clock, shown } = heard();
    captions.say('Eins', true);
    clock.advanceSync(7900);
    expect(shown()).toEqual(['Eins']);
    clock.advanceSync(200);
    expect(shown()).toBeNull();
  });

  test('are not taken while nothing may be heard, and gone in the same moment', () => {
    const { captions, shown, said } = heard();
    captions.say('Eins', true);
    captions.allowed(false);
    expect(shown()).toBeNull();
    expect(captions.say('geheim', true)).toBe(false);
    expect([shown(), said]).toEqual([null, ['Eins']]);
  });

  test('of what was said just before the sound came back are not taken either', () => {
    const { captions, clock, shown } = heard();
    captions.allowed(false);
    captions.allowed(true);
    clock.advanceSync(lagMs - 1);
    expect(captions.say('noch von vorhin', true)).toBe(false);
    clock.advanceSync(1);
    expect(captions.say('von jetzt', true)).toBe(true);
    expect(shown()).toEqual(['von jetzt']);
  });

  test('wrap between words, and break what has none', () => {
    const { captions, said } = heard();
    captions.say(`${'Wort '.repeat(30)}${'x'.repeat(200)}`, true);
    for (const line of said) expect(Array.from(line).length).toBeLessThanOrEqual(64);
    expect(said.join('').replaceAll(' ', '')).toBe(`${'Wort'.repeat(30)}${'x'.repeat(200)}`);
  });

  test('of nothing but spaces are none', () => {
    const { captions, shown, said } = heard();
    expect(captions.say(' \n ', true)).toBe(true);
    expect([shown(), said]).toEqual([null, []]);
  });
});
