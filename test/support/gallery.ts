/** The gallery of screens on a free port: every state of the wall and the room, without a kiosk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import type { TestContext } from '../harness/suite.ts';
import { launchChromium, watch } from './chromium.ts';

const UI = fileURLToPath(new URL('../../ui', import.meta.url));

export const PORTRAIT = { width: 1080, height: 1920 };
export const LANDSCAPE = { width: 3840, height: 2160 };

/** Screens that fetch a list after they have been drawn. */
const LISTS: ReadonlySet<string> = new Set(['reviews', 'search']);

export interface GalleryScreen {
  app: 'wall' | 'room';
  screen: string;
  lang?: string;
  scale?: string;
}

export interface Gallery {
  page: Page;
  /** What the page complained about so far: console errors, exceptions, requests to elsewhere. */
  complaints: string[];
  /** Shows one state and waits until it is painted and its lists are there. */
  show: (what: GalleryScreen) => Promise<void>;
}

/** A gallery and a page of it at a size; both end with the test. */
export async function openGallery(t: TestContext, size: { width: number; height: number }): Promise<Gallery> {
  const base = await startServer(t);
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: size });
  // tsx keeps the names of functions with a helper that a function sent to the page would miss.
  await page.addInitScript('globalThis.__name = (named) => named');
  const complaints = watch(page);
  return {
    page,
    complaints,
    show: async ({ app, screen, lang = 'en', scale = '' }) => {
      const query = new URLSearchParams({ app, screen, lang, ...(scale ? { scale } : {}) });
      await page.goto(`${base}gallery/index.html?${query.toString()}`);
      await page.locator(app === 'wall' ? 'tw-wall' : 'tw-room').waitFor({ state: 'attached' });
      await page.waitForLoadState(LISTS.has(screen) ? 'networkidle' : 'load');
      await page.evaluate('document.fonts.ready.then(() => null)');
    },
  };
}

/** The gallery as a browser gets it: bundled, with the server that stands in for the kiosk. */
async function startServer(t: TestContext): Promise<string> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'tapwall-gallery-'));
  t.after(() => rm(outDir, { recursive: true, force: true }));
  const configFile = path.join(UI, 'vite.config.ts');
  await build({
    configFile,
    logLevel: 'silent',
    build: { outDir, rolldownOptions: { input: { gallery: path.join(UI, 'gallery/index.html') } } },
  });
  const server = await preview({
    configFile,
    logLevel: 'silent',
    build: { outDir },
    preview: {
      port: 0,
      host: '127.0.0.1',
      // As strict as the kiosk's own: whatever a screen does must do without inline styles and scripts.
      headers: { 'content-security-policy': "default-src 'self'; img-src 'self' data:; style-src 'self'" },
    },
  });
  t.after(() => server.close());
  return server.resolvedUrls?.local[0] ?? '';
}
