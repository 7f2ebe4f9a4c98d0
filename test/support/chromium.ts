/**
 * Headless Chromium for tests. A page that logs an error, throws, or asks for anything outside this machine fails its
 * test: screens must run without a network and without complaints.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { HarnessError } from '../harness/errors.ts';
import type { TestContext } from '../harness/suite.ts';

export interface PageOptions {
  url: string;
  width: number;
  height: number;
  /** Messages on the console that this test provokes. */
  expected?: RegExp;
}

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Without these, a browser that nobody uses looks up servers of its maker at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/** @throws HarnessError when no Chromium is installed */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: installed(), args: QUIET });
}

/**
 * With a profile on the disk, as a display has one; the caller removes the folder.
 * @throws HarnessError when no Chromium is installed
 */
export async function launchWithProfile(
  folder: string,
  { width, height }: Pick<PageOptions, 'width' | 'height'>,
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: installed(),
    args: QUIET,
    viewport: { width, height },
  });
}

function installed(): string {
  const executablePath = CANDIDATES.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new HarnessError('Chromium is not installed; npm test installs it.');
  return executablePath;
}

/** Opens a page in a browser of its own; both are closed after the test, which fails when the page complained. */
export async function openPage(t: TestContext, options: PageOptions): Promise<Page> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: options.width, height: options.height } });
  const complaints = watch(page, options.expected);
  t.after(async () => {
    await browser.close();
    if (complaints.length > 0) throw new HarnessError(`${options.url} complained:\n${complaints.join('\n')}`);
  });
  await page.goto(options.url);
  return page;
}

/** Collects what a page complains about from now on. */
export function watch(page: Page, expected?: RegExp): string[] {
  const complaints: string[] = [];
  const note = (text: string): void => {
    if (expected === undefined || !expected.test(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`thrown: ${error.message}`));
  page.on('request', (request) => {
    if (!isLocal(request.url())) note(`outside request: ${request.url()}`);
  });
  return complaints;
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    ['data:', 'blob:', 'about:'].includes(protocol) || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  );
}
