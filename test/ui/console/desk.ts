/**
 * Opens a built page of the desk (console or lab) in Chromium, served from the bundle under the policy of the real
 * servers. An error in the page, a refused style or script, or a request to anywhere else fails the test.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import type { Page, Route } from 'playwright-core';
import type { TestContext } from '../../harness/suite.ts';
import { HarnessError } from '../../harness/errors.ts';
import { launchChromium, watch } from '../../support/chromium.ts';

/** Nobody listens there: every request of the page is answered by a route, so no port is needed. */
export const ORIGIN = 'http://127.0.0.1';

const BUNDLE = fileURLToPath(new URL('../../../dist/ui', import.meta.url));
const POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; " +
  "frame-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'";
const TYPES: Record<string, string> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
};
/** A build takes this long at most. */
const BUILD_PATIENCE_MS = 20_000;

export interface DeskOptions {
  path: '/console' | '/lab';
  width?: number;
  height?: number;
  /** Answers of the API; runs before the page is opened. */
  prepare: (page: Page) => Promise<void>;
  /** Messages in the browser's console that belong to the test, such as a refused sign-in. */
  expected?: RegExp;
}

export async function openDesk(t: TestContext, options: DeskOptions): Promise<Page> {
  const browser = await launchChromium();
  t.after(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    reducedMotion: 'reduce',
  });
  const problems = watch(page, options.expected);
  t.after(() => assert.equal(problems, [], 'the page has no problems'));
  // A file that is missing must not count as slow: the bundle is in memory before the page is opened.
  await (bundle ??= readBundle());
  await page.route('**/*', serve);
  await options.prepare(page);
  await page.goto(`${ORIGIN}${options.path}`);
  return page;
}

/**
 * The bundle as it was when this file began. A build beside the tests empties the folder for a moment, and a page that
 * is asked for in that moment would not be there; a page and its parts must also be of one build.
 */
let bundle: Promise<ReadonlyMap<string, Buffer>> | undefined;

async function readBundle(): Promise<ReadonlyMap<string, Buffer>> {
  const until = Date.now() + BUILD_PATIENCE_MS;
  for (;;) {
    const files = await readFolder().catch(() => null);
    if (files !== null && isWhole(files)) return files;
    if (Date.now() > until) throw new HarnessError(`${BUNDLE} is not whole; npm run build makes it.`);
    await delay(200);
  }
}

async function readFolder(): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(BUNDLE, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      names.map(async (name) => [`/${relative(BUNDLE, name)}`, await readFile(name)] as const),
    ),
  );
}

/** Every page is there with what it names. */
function isWhole(files: ReadonlyMap<string, Buffer>): boolean {
  return ['/console/index.html', '/lab/index.html'].every((name) => {
    const page = files.get(name)?.toString('utf8');
    const parts = page?.match(/\/assets\/[\w.-]+/gu) ?? [];
    return parts.length > 0 && parts.every((part) => files.has(part));
  });
}

async function serve(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const file = /\.\w+$/u.test(pathname) ? pathname : `${pathname.replace(/\/$/u, '')}/index.html`;
  const body = (await (bundle ??= readBundle())).get(file);
  if (body === undefined) return route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not here.' });
  const contentType = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return route.fulfill({ body, contentType, headers: { 'content-security-policy': POLICY } });
}
