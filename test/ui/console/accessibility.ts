/** What axe-core says of a page, and whether it is wider than its window. */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** WCAG 2.2 A and AA and axe's best practices; frames are pages of their own. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const options = JSON.stringify({ runOnly: TAGS, iframes: false });
  const found = await page.evaluate<string[]>(
    `axe.run(document, ${options}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`,
  );
  assert.equal(found, []);
}

export async function assertNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  assert.is(Math.max(0, beyond), 0, 'the page is not wider than its window');
}
