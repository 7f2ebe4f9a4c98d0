/**
 * The browser bundle: one page per application, everything else under /assets/.
 *
 * The service serves it under `default-src 'self'`, so nothing is inlined: no data: fonts, no module-preload polyfill.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { preloadFonts } from './build/preload-fonts.ts';
import { galleryServer } from './gallery/server/plugin.ts';

const page = (name: string): string => fileURLToPath(new URL(`./${name}/index.html`, import.meta.url));

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  appType: 'mpa',
  plugins: [preloadFonts(), galleryServer()],
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { wall: page('wall'), room: page('room'), console: page('console'), lab: page('lab') },
    },
  },
});
