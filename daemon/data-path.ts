/** Where the data folder is: as asked for, else as configured, else where the system keeps such things. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function dataPathOf(from: {
  readonly option: string | undefined;
  readonly config: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): string {
  const dataHome = from.environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return from.option ?? from.config ?? join(dataHome, 'saalregie');
}
