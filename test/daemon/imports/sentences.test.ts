/** Every doubt and every stage of an import has a sentence in both languages, with the parameters it comes with. */
import { describe, expect, test } from 'vitest';
import { doubtParams, stages } from '../../../protocols/oparl/doubts.ts';
import { deImports } from '../../../ui/i18n/de-imports.ts';
import { enImports } from '../../../ui/i18n/en-imports.ts';

const expected: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(doubtParams).map(([code, params]) => [`doubt.${code}`, params])),
  ...Object.fromEntries(stages.map((stage) => [`stage.${stage}`, []])),
};
const braces = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe.each([
  ['German', deImports],
  ['English', enImports],
])('%s', (_language, catalogue: Readonly<Record<string, string>>) => {
  test('has a sentence for each code and for no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(expected).sort());
  });

  test('names the parameters a code comes with', () => {
    for (const [key, params] of Object.entries(expected))
      expect([key, braces(catalogue[key] ?? '')]).toEqual([key, [...params].sort()]);
  });
});
