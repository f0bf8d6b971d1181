/** What was built honestly is accepted, with the right result beside it; and the parts hold against published vectors. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeBase64, encodeHex } from '../../ui/verifier/bytes.ts';
import { parseFingerprint } from '../../ui/verifier/fingerprint.ts';
import { canonicalJson, parseJson } from '../../ui/verifier/json.ts';
import { applyRule } from '../../ui/verifier/majority.ts';
import { hasRightId, isSignedBy, parseKey, parseNote } from '../../ui/verifier/note.ts';
import type { Majority } from '../../ui/verifier/records.ts';
import { de } from '../../ui/verifier/sentences-de.ts';
import { en } from '../../ui/verifier/sentences-en.ts';
import { languages, say } from '../../ui/verifier/say.ts';
import { rootOf, subtreeSizes } from '../../ui/verifier/tree.ts';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { ballots, motion, type BallotName } from './ballots.ts';
import { bytesOf, fingerprintOf, hall, seal } from './builder.ts';

const sealed = (name: BallotName) => seal(ballots[name]());
const states = (report: ReturnType<typeof verifyResult>) =>
  Object.fromEntries(report.checks.map(({ id, state }) => [id, state]));

describe('an honest file', () => {
  for (const name of Object.keys(ballots) as BallotName[])
    test(`is accepted: ${name}`, () => {
      const file = sealed(name);
      const report = verifyResult(bytesOf(file));
      expect(report.checks.filter(({ state }) => state === 'failed' || state === 'not-made')).toEqual([]);
      expect(report.verdict).toBe('to-compare');
      expect(report.fingerprint).toBe(fingerprintOf(file.checkpoint));
      const compared = verifyResult(bytesOf(file), {
        fingerprint: fingerprintOf(file.checkpoint),
        key: `${hall.spelled}\n`,
      });
      expect(compared.verdict).toBe('good');
      expect(states(compared).fingerprint).toBe('passed');
      for (const language of languages)
        for (const check of compared.checks)
          for (const each of check.sentences) expect(say(language, each)).not.toMatch(/\{|\?$|undefined/);
    });

  test('says the names, their votes and what became of each number', () => {
    const { result } = verifyResult(bytesOf(sealed('electronic, by name')));
    expect(result?.options).toEqual([
      { label: 'Ja', votes: 3 },
      { label: 'Nein', votes: 2 },
      { label: 'Enthaltung', votes: 1 },
    ]);
    expect(result?.names).toHaveLength(7);
    expect(result?.names.filter(({ vote }) => vote === null)).toHaveLength(1);
    const receipts = [...(result?.receipts ?? [])];
    expect(receipts).toHaveLength(7);
    const [first = 0, , , second = 0] = receipts.map(([seq]) => seq);
    expect(result?.receipts.get(first)).toEqual({ state: 'replaced', by: second });
    expect(result?.receipts.get(second)).toMatchObject({ state: 'counts', label: 'Ja' });
  });

  test('without names says numbers and votes, and no name', () => {
    const { result } = verifyResult(bytesOf(sealed('electronic, without names')));
    expect(result?.names).toEqual([]);
    expect([...(result?.receipts.values() ?? [])].filter((each) => each.state === 'counts')).toHaveLength(6);
    expect(JSON.stringify([...(result?.receipts ?? [])])).not.toContain('Mitglied');
  });

  test('of a tie names the equal options', () => {
    const { result } = verifyResult(bytesOf(sealed('election on paper, its run-off')));
    expect(result).toMatchObject({
      outcome: 'tie',
      elected: ['Liste A', 'Liste B'],
      isRepeat: true,
      invalid: 1,
    });
  });

  test('has its fingerprint typed in any case, with letters for the digits they look like', () => {
    expect(parseFingerprint('k7qf 2m9axt4p')).toBe('K7QF-2M9A-XT4P');
    expect(parseFingerprint('OiL1–0000-0000')).toBe('0111-0000-0000');
    expect(parseFingerprint('K7QF-2M9A-XT4')).toBeNull();
    expect(parseFingerprint('K7QF-2M9A-XT4U')).toBeNull();
  });
});

describe('published vectors', () => {
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hex = (bytes: Uint8Array | null): string => encodeHex(bytes ?? new Uint8Array());

  test('RFC 6962: the roots over none to eight leaves', () => {
    for (const [count, root] of roots.entries())
      expect(hex(rootOf(0, [], leaves.slice(0, count)))).toBe(root);
  });

  test('RFC 6962: the same root from any number of leaves before, as subtrees', () => {
    for (let size = 1; size <= 8; size += 1)
      for (let first = 0; first <= size; first += 1) {
        let at = 0;
        const before = subtreeSizes(first).map((part) => {
          const root = rootOf(0, [], leaves.slice(at, at + part));
          at += part;
          return root ?? new Uint8Array();
        });
        expect(hex(rootOf(first, before, leaves.slice(first, size))), `${first} of ${size}`).toBe(
          roots[size],
        );
      }
  });

  test('C2SP: the example of a signed note', () => {
    const key = parseKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    expect(key).toMatchObject({ name: 'example.com/foo' });
    expect(key && hasRightId(key)).toBe(true);
    expect(key && hasRightId({ ...key, name: 'example.com/fop' })).toBe(false);
    const note = parseNote(
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    );
    const [signature] = note?.signatures ?? [];
    if (!key || !note || !signature) throw new Error('not read');
    expect(note.text).toBe('This is an example message.\n');
    expect(isSignedBy(note.text, signature, key)).toBe(true);
    expect(isSignedBy('This is an example message\n', signature, key)).toBe(false);
    expect(isSignedBy(note.text, { ...signature, keyId: new Uint8Array(4) }, key)).toBe(false);
    expect(isSignedBy(note.text, { ...signature, name: 'example.com/bar' }, key)).toBe(false);
  });

  test('RFC 8785: keys in the order of UTF-16, the shortest escapes', () => {
    const text =
      '{"\\u20ac":"Euro","\\r":"CR","\\ufb33":"x","1":1,"\\ud83d\\ude00":"y","\\u0080":2,"\\u00f6":3,"s":"\\u000f\\n\\u001f\\/\\"\\\\€"}';
    expect(canonicalJson(parseJson(text))).toBe(
      '{"\\r":"CR","1":1,"s":"\\u000f\\n\\u001f/\\"\\\\€","\u0080":2,"ö":3,"€":"Euro","😀":"y","\ufb33":"x"}',
    );
  });

  test.each([
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '1.0',
    '1e2',
    '01',
    '9007199254740992',
    '"\\ud800"',
    '"\n"',
    '"\\x"',
    '[1,]',
    '{"a":1,}',
    '[1] 2',
    '',
    'nul',
    'NaN',
    `${'['.repeat(40)}${']'.repeat(40)}`,
  ])('JSON that two readers might read differently is none: %s', (text) => {
    expect(() => parseJson(text)).toThrow(/character/);
  });

  test('base 64 has one spelling', () => {
    expect(decodeBase64('AAA=')).toEqual(new Uint8Array(2));
    for (const other of ['AAB=', 'AAA', 'AA==A', 'A===', 'AA A', 'AA-_'])
      expect(decodeBase64(other)).toBeNull();
  });

  const motionOf = (yes: number, no: number, abstained: number, majority: Majority, members = 37) =>
    applyRule(
      majority,
      motion as never,
      new Map([
        ['ja', yes],
        ['nein', no],
        ['enthaltung', abstained],
      ]),
      { entitled: 33, members },
    );

  test.each([
    [1, 0, 30, 'carried'],
    [10, 10, 0, 'rejected'],
    [0, 0, 12, 'rejected'],
    [15, 14, 3, 'carried'],
    [14, 15, 0, 'rejected'],
  ])('M-V, simple majority: %i yes, %i no, %i abstentions', (yes, no, abstained, outcome) => {
    expect(motionOf(yes, no, abstained, 'simple')).toMatchObject({ outcome, needed: no + 1 });
  });

  test.each([
    [37, 19, 25],
    [36, 19, 24],
    [25, 13, 17],
    [41, 21, 28],
    [61, 31, 41],
    [7, 4, 5],
  ])('M-V, of %i members: more than half are %i, two thirds %i', (members, half, twoThirds) => {
    for (const [majority, needed] of [
      ['of-all', half],
      ['two-thirds-of-all', twoThirds],
    ] as const) {
      expect(motionOf(needed, 0, 0, majority, members)).toMatchObject({ outcome: 'carried', needed });
      expect(motionOf(needed - 1, 0, 0, majority, members)).toMatchObject({ outcome: 'rejected', needed });
    }
  });
});

describe('the sentences', () => {
  const braces = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([all]) => all).sort();

  test('say the same values in both languages', () => {
    for (const [key, text] of Object.entries(de))
      expect(braces(en[key as keyof typeof en]), key).toEqual(braces(text));
  });

  test('are all used', () => {
    const folder = join(import.meta.dirname, '../../ui/verifier');
    const sources = [
      'check-seal',
      'check-records',
      'check-openings',
      'check-votes',
      'check-count',
      'verify',
      'page',
      'views',
      'words',
    ]
      .map((name) => readFileSync(join(folder, `${name}.ts`), 'utf8'))
      .concat(readFileSync(join(folder, '../../daemon/cli/verify.ts'), 'utf8'))
      .join('\n');
    // Those whose end is a code of the format: the type checker knows them all.
    const isComposed = /^(title|state|majority|outcome|kind|verdict)\./;
    const unused = Object.keys(de).filter((key) => !isComposed.test(key) && !sources.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });
});
