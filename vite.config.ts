/**
 * Builds the pages: root `ui/`, output `dist/ui`, one chunk per view. Nothing inline, so that a strict CSP holds.
 * With `--mode verifier` instead the verifier of results, as one file that has everything inline and opens from a
 * disk: there is no server to send a policy, so the page carries its own, which lets that one script run.
 */
import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const build = { outDir: '../dist/ui', target: ['es2022', 'safari15'], modulePreload: { polyfill: false } };

const pages: UserConfig = {
  root: 'ui',
  base: '/',
  plugins: [react()],
  build: {
    ...build,
    // `npm run build` empties it, but for what the compiler has put there.
    emptyOutDir: false,
    // Which files each view needs: read by `npm run bench -- ui`.
    manifest: true,
    // Small files as data: URLs would need a wider CSP.
    assetsInlineLimit: 0,
  },
};

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Puts script and style into the page and their hashes into its policy. */
const inline: Plugin = {
  name: 'inline',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const page = files.find(({ fileName }) => fileName.endsWith('.html'));
    const script = files.find((file) => file.type === 'chunk');
    const style = files.find(({ fileName }) => fileName.endsWith('.css'));
    if (page?.type !== 'asset' || script?.type !== 'chunk' || style?.type !== 'asset' || files.length !== 3)
      throw new Error('the verifier is not one page, one script and one style');
    const code = script.code.trim();
    const css = String(style.source).trim();
    if (/<\/(script|style)|<!--/i.test(code + css)) throw new Error('the verifier cannot stand in a page');
    const policy = `default-src 'none'; script-src ${hashOf(code)}; style-src ${hashOf(css)}; base-uri 'none'; form-action 'none'`;
    page.source = String(page.source)
      .replace(/\s*<script[^>]*src=[^>]*><\/script>/, '')
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace(
        /<meta charset[^>]*>/,
        (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
      )
      .replace('</body>', () => `<script type="module">${code}</script>\n  </body>`);
    for (const { fileName } of [script, style]) delete bundle[fileName];
  },
};

const verifier: UserConfig = {
  root: 'ui/verifier',
  base: './',
  plugins: [inline],
  build: {
    ...build,
    outDir: '../../dist/ui',
    emptyOutDir: false,
    rollupOptions: { input: 'ui/verifier/verifier.html' },
  },
};

export default defineConfig(({ mode }) => (mode === 'verifier' ? verifier : pages));
