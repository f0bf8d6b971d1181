/** Builds the pages: root `ui/`, output `dist/ui`, one chunk per view. Nothing inline, so that a strict CSP holds. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'ui',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    // Which files each view needs: read by `npm run bench -- ui`.
    manifest: true,
    target: ['es2022', 'safari15'],
    // Small files as data: URLs would need a wider CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
