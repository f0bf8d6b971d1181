/**
 * `npm run verify -- --data FOLDER`: reads a journal without a daemon and says how far it is sound.
 * `npm run verify -- FILE`: verifies the result file of a ballot, as the page `verifier.html` does, with
 * `--language en`, `--fingerprint XXXX-XXXX-XXXX` and `--key` for the installation's public key.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { maxFileBytes } from '../../ui/verifier/file.ts';
import { isLanguage, say, sentence, type Language, type Sentence } from '../../ui/verifier/say.ts';
import { verifyResult } from '../../ui/verifier/verify.ts';
import { marks, outcomeSentence, verdictSentence } from '../../ui/verifier/words.ts';
import { openDatabase } from '../journal/database.ts';
import { JournalDamaged } from '../journal/store.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '.rehearsal' },
    language: { type: 'string', default: 'de' },
    fingerprint: { type: 'string' },
    key: { type: 'string' },
  },
});

/** 0: sound. 65: not. 66: there is none. */
function verifyJournal(folder: string): number {
  const path = join(resolve(folder), 'journal.sqlite');
  if (!existsSync(path)) {
    process.stderr.write(`${path}: –\n`);
    return 66;
  }
  try {
    const database = openDatabase(path, () => undefined);
    process.stdout.write(`${path}: ${database.head.seq} ok, ${database.head.hash}\n`);
    database.close();
    return 0;
  } catch (error) {
    if (!(error instanceof JournalDamaged)) throw error;
    process.stderr.write(`${path}: ${error.message}\n`);
    return 65;
  }
}

/** What comes from the file must not steer the terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '');

/** 0: nothing is wrong, but for what only a person can compare. 65: something is. 66: there is no such file. */
function verifyFile(path: string, language: Language): number {
  if (!existsSync(path) || !statSync(path).isFile()) {
    process.stderr.write(`${say(language, sentence('command.missing', { path }))}\n`);
    return 66;
  }
  if (statSync(path).size > maxFileBytes) {
    process.stderr.write(`${say(language, sentence('verdict.tooLarge'))}\n`);
    return 65;
  }
  const { key, fingerprint } = values;
  const print = (each: Sentence, indent = ''): boolean =>
    process.stdout.write(`${indent}${plain(say(language, each))}\n`);
  const report = verifyResult(readFileSync(path), { key, fingerprint });
  for (const { id, state, sentences } of report.checks) {
    print(sentence(`title.${id}`), `${marks[state]} `);
    for (const each of sentences) print(each, '  ');
  }
  process.stdout.write('\n');
  print(verdictSentence(report));
  if (report.result) print(sentence('command.result', { outcome: outcomeSentence(report.result) }));
  return report.verdict === 'bad' ? 65 : 0;
}

const [file] = positionals;
const language = isLanguage(values.language) ? values.language : 'de';
process.exitCode = file === undefined ? verifyJournal(values.data) : verifyFile(resolve(file), language);
