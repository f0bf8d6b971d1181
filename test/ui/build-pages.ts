/** Builds the pages before their tests, once per run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built pages. */
    readonly pages: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const pages = await mkdtemp(join(tmpdir(), 'saalregie-pages-'));
  await build({ logLevel: 'silent', build: { outDir: pages, emptyOutDir: true } });
  provide('pages', pages);
  return () => rm(pages, { recursive: true, force: true });
}
