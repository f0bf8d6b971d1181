/** Programs that tests need besides npm packages; `npm test` installs them where it may. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** False when one is missing, which is then said by name; with CI=true that is an error instead. */
export function hasPrograms(purpose: string, programs: readonly string[]): boolean {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return true;
  const message = `${purpose}: missing ${missing.join(', ')}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  process.stderr.write(`skipped, ${message}\n`);
  return false;
}
