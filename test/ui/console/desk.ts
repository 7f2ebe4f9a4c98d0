/**
 * Opens a built page of the desk (console or lab) in Chromium, served from the bundle under the policy of the real
 * servers. An error in the page, a refused style or script, or a request to anywhere else fails the test.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import type { Page, Route } from 'playwright-core';
import type { TestContext } from '../../harness/suite.ts';
import { launchChromium, watch } from '../../support/chromium.ts';

export const ORIGIN = 'http://127.0.0.1:7301';

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
  await page.route('**/*', serve);
  await options.prepare(page);
  await page.goto(`${ORIGIN}${options.path}`);
  return page;
}

async function serve(route: Route): Promise<void> {
  const { pathname } = new URL(route.request().url());
  const file = /\.\w+$/u.test(pathname) ? pathname : `${pathname.replace(/\/$/u, '')}/index.html`;
  const body = await readFile(`${BUNDLE}${file}`).catch(() => undefined);
  if (body === undefined) return route.fulfill({ status: 404, body: '' });
  const contentType = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return route.fulfill({ body, contentType, headers: { 'content-security-policy': POLICY } });
}
