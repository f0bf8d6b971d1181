/** `npm run verify -- FILE`: the page's sentences in a terminal, and a code that a script can act on. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballots, lineOf } from './ballots.ts';
import { bytesOf, fingerprintOf, hall, seal, type ResultJson } from './builder.ts';

const command = join(import.meta.dirname, '../../daemon/cli/verify.ts');

describe('npm run verify', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'saalregie-verify-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const good = (): ResultJson => seal(ballots['electronic, by name']());

  function write(name: string, file: ResultJson): string {
    const path = join(folder, name);
    writeFileSync(path, bytesOf(file));
    return path;
  }

  function verify(...args: readonly string[]): { code: number | null; out: string; error: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
    return { code: status, out: stdout, error: stderr };
  }

  test('says of a good file that it is right, in German', () => {
    const file = good();
    const { code, out, error } = verify(write('good.json', file));
    expect(error).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('✓ Ist richtig gezählt?\n  Neu gezählt: Ja 3, Nein 2, Enthaltung 1.');
    expect(out).toContain(`? Ist es das Siegel aus dem Saal?\n  Vergleichen Sie: Auf der Saalanzeige`);
    expect(out).toContain(fingerprintOf(file.checkpoint));
    expect(out).toMatch(/Ergebnis: angenommen\n$/);
  });

  test('compares a fingerprint and a key, and speaks English', () => {
    const file = good();
    const path = write('good.json', file);
    const print = ['--fingerprint', fingerprintOf(file.checkpoint)];
    const same = verify(path, '--language', 'en', '--key', hall.spelled, ...print);
    expect(same.code).toBe(0);
    expect(same.out).toContain('All in order');
    expect(verify(path, '--fingerprint', 'K7QF-2M9A-XT4P').code).toBe(65);
    expect(verify(path, '--key', hall.spelled.replace('7f3a', '7f3b')).code).toBe(65);
  });

  test('ends with 65 for a forged file and shows no result', () => {
    const draft = ballots['electronic, by name']();
    Object.assign(lineOf(draft, 'tallied').data, { outcome: 'rejected' });
    const { code, out } = verify(write('forged.json', seal(draft)));
    expect(code).toBe(65);
    expect(out).toContain('✗ Ist die Mehrheitsregel richtig angewandt?');
    expect(out).not.toContain('Ergebnis: ');
  });

  test('lets no file steer the terminal', () => {
    const draft = ballots['electronic, by name']();
    const labels = { ja: '\u001b[2J\u202eJa', nein: 'Nein', enthaltung: 'Enthaltung' };
    lineOf(draft, 'opened').personal = { number: '1', title: '', text: 'x', labels };
    const { code, out } = verify(write('escape.json', seal(draft)));
    expect(code).toBe(0);
    expect(out).toContain('[2JJa 3');
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('ends with 66 where there is no such file, and none of a journal', () => {
    expect(verify(join(folder, 'nowhere.json'))).toMatchObject({ code: 66, out: '' });
    expect(verify(folder).code).toBe(66);
    expect(verify('--data', folder).code).toBe(66);
  });
});
