/** `bench ui`: JavaScript that a browser fetches before a view is usable, each file as Brotli 11, by the build's manifest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { printTable, rounded } from './table.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

const views = ['operator', 'chair', 'clerk', 'display', 'overlay', 'seat'] as const;
const budgets = { operator: 250, chair: 120, clerk: 250, display: 100, overlay: 100, seat: 100 } as const;

export async function run(): Promise<object> {
  // The benchmarks are compiled into the same folder as the pages.
  const pages = join(import.meta.dirname, '..', '..', 'ui');
  const manifest = JSON.parse(readFileSync(join(pages, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
  if (!entry) throw new Error('the build has no entry');
  const sizes = views.map((view) => {
    // The page itself: a view may have parts that are fetched later.
    const key = `views/${view}/${view}.tsx`;
    if (!manifest[key]) throw new Error(`the build has no chunk for ${view}`);
    const files = new Set<string>();
    for (const start of [entry, key]) collect(manifest, start, files);
    const bytes = [...files].reduce(
      (sum, file) => sum + brotliCompressSync(readFileSync(join(pages, file))).length,
      0,
    );
    return { view, kb: rounded(bytes / 1000), budget_kb: budgets[view] };
  });
  printTable(sizes);
  return Object.fromEntries(sizes.map(({ view, kb }) => [`${view}_kb`, kb]));
}

function collect(manifest: Readonly<Record<string, Chunk>>, key: string, files: Set<string>): void {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  if (chunk.file.endsWith('.js')) files.add(chunk.file);
  for (const next of chunk.imports ?? []) collect(manifest, next, files);
}
