/** `npm run build`: compiles the house into `dist/` and builds the pages, but only what is older than its sources. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

/** The newest change below these places, ms. */
function newest(places: readonly string[]): number {
  let latest = 0;
  for (const place of places) {
    const path = join(root, place);
    if (!existsSync(path)) continue;
    const status = statSync(path);
    latest = Math.max(latest, status.mtimeMs);
    if (status.isDirectory())
      latest = Math.max(latest, newest(readdirSync(path).map((name) => join(place, name))));
  }
  return latest;
}

function run(command: string, args: readonly string[]): void {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Whoever asks for the build, a test included: the pages are those that users get.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (result.status !== 0) {
    process.stderr.write(`${command}: failed\n`);
    process.exit(result.status ?? 1);
  }
}

/**
 * The one tsconfig for what runs compiled on Node, the benchmarks among it; without the tests (one that does
 * not compile must not keep a hall from starting) and without the pages, which vite builds.
 */
function writeBuildConfig(): string {
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tsconfig.build.json');
  const include = ['protocols', 'drivers', 'simulators', 'daemon', 'test/bench'].map(
    (name) => `../../${name}`,
  );
  const compilerOptions = { incremental: false, tsBuildInfoFile: null };
  writeFileSync(file, JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include }));
  return file;
}

function isFresh(stamp: string, sources: readonly string[]): boolean {
  return existsSync(stamp) && statSync(stamp).mtimeMs >= newest(sources);
}

const codeStamp = join(dist, '.code');
const code = [
  'protocols',
  'drivers',
  'simulators',
  'daemon',
  'ui/verifier',
  'test/bench',
  'tsconfig.json',
  'package-lock.json',
];
const pagesStamp = join(dist, '.pages');
/** The verifier of results, which `npm run verify` takes from beside its page. */
const compiledPages = 'verifier';
const pages = ['ui', 'protocols/api', 'protocols/models', 'vite.config.ts', 'package-lock.json'];

/** Builds what is stale; ends the process with the compiler's code when that fails. */
export function build(): void {
  if (!isFresh(codeStamp, code)) {
    // What was removed from the sources must not live on in the build.
    for (const folder of ['protocols', 'drivers', 'simulators', 'daemon', 'ui/verifier'])
      rmSync(join(dist, folder), { recursive: true, force: true });
    run('typescript/bin/tsc', ['--project', writeBuildConfig()]);
    writeFileSync(codeStamp, '');
  }
  if (!isFresh(pagesStamp, pages)) {
    const folder = join(dist, 'ui');
    if (existsSync(folder))
      for (const name of readdirSync(folder))
        if (name !== compiledPages) rmSync(join(folder, name), { recursive: true });
    run('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
    run('vite/bin/vite.js', ['build', '--mode', 'verifier', '--logLevel', 'warn']);
    writeFileSync(pagesStamp, '');
  }
}

if (import.meta.main) build();
