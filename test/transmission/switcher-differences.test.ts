/** What counts as a difference between belief and mixer, and for how long. */
import { expect, test } from 'vitest';
import { differencesOf, watchDifferences, type MixerFacts } from './switcher-differences.ts';

const facts: MixerFacts = {
  program: 'Totale',
  muted: { Saal: false, Ton: true },
  outputs: { stream: true, record: false },
  texts: { Name: 'A' },
};

test('the same facts do not differ, and each fact that differs is named', () => {
  expect(differencesOf(facts, { ...facts })).toEqual([]);
  const other: MixerFacts = {
    program: 'Tafel',
    muted: { Saal: true, Ton: true, Neu: false },
    outputs: { stream: null, record: false },
    texts: null,
  };
  expect(differencesOf(facts, other)).toEqual([
    'program',
    'muted Saal',
    'muted Neu',
    'output stream',
    'text Name',
  ]);
});

test('a difference has lasted since the look before the one that found it, until it is gone', () => {
  const watch = watchDifferences();
  watch.sample(0, []);
  watch.sample(100, ['program']);
  watch.sample(200, ['program', 'muted Saal']);
  watch.sample(300, ['muted Saal']);
  watch.sample(400, []);
  watch.sample(500, ['program']);
  expect(watch.longest()).toEqual([
    ['program', 200],
    ['muted Saal', 200],
  ]);
  expect(watch.open()).toEqual(['program']);
});

test('nothing counts while nobody can know', () => {
  const watch = watchDifferences();
  watch.sample(0, ['program']);
  watch.pause();
  watch.sample(9000, ['program']);
  expect(watch.longest()).toEqual([['program', 0]]);
});
