/** `npm run verify -- --data FOLDER`: reads a journal without a daemon and says how far it is sound. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../journal/database.ts';
import { JournalDamaged } from '../journal/store.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '.rehearsal' } } });
const path = join(resolve(values.data), 'journal.sqlite');
if (!existsSync(path)) {
  process.stderr.write(`${path}: –\n`);
  process.exit(66);
}
try {
  const database = openDatabase(path, () => undefined);
  process.stdout.write(`${path}: ${database.head.seq} ok, ${database.head.hash}\n`);
  database.close();
} catch (error) {
  if (!(error instanceof JournalDamaged)) throw error;
  process.stderr.write(`${path}: ${error.message}\n`);
  process.exit(65);
}
