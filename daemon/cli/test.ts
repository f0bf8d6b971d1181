/**
 * `npm test`: names and installs the Debian packages the tests use where it may (as root, on Debian), builds,
 * checks, and runs every test. Ends with the line `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { build } from './build.ts';

const root = join(import.meta.dirname, '..', '..');

/** Programs the tests run, and the Debian packages that bring them. */
const programs: Readonly<Record<string, readonly string[]>> = {
  obs: ['obs-studio', 'obs-plugins', 'libgl1-mesa-dri'],
  Xvfb: ['xvfb', 'xauth'],
  'chromium-headless-shell': ['chromium-headless-shell', 'fonts-dejavu-core'],
  ffmpeg: ['ffmpeg'],
  pdftotext: ['poppler-utils'],
  strace: ['strace'],
  socat: ['socat'],
  mosquitto: ['mosquitto'],
};

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const missing = Object.keys(programs).filter((program) => !isInstalled(program));
if (missing.length > 0) {
  const packages = missing.flatMap((program) => programs[program] ?? []);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  process.stdout.write(`Missing programs: ${missing.join(', ')} (Debian packages: ${packages.join(' ')})\n`);
  if (mayInstall) {
    process.stdout.write('Installing them with apt-get …\n');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const stdio: ['ignore', 'ignore', 'inherit'] = ['ignore', 'ignore', 'inherit'];
    spawnSync('apt-get', ['update', '-qq'], { stdio, env });
    const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio,
      env,
    });
    if (installed.status !== 0)
      process.stdout.write('apt-get: failed; tests that need these programs cannot run\n');
  } else process.stdout.write('Not root on Debian: tests that need them are skipped by name.\n');
}

build();

const args = process.argv.slice(2);
const runs = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...args],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  },
);
process.exit(runs.status ?? 1);
