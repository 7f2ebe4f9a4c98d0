/** What a shopper touches reaches the kiosk as a touch, and what was painted is reported. */
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { BrowserMessage } from '../../../broker/contract/screen.ts';
import { suite } from '../../harness/suite.ts';
import { PORTRAIT, openGallery } from '../../support/gallery.ts';
import { findTargets, readText } from '../../support/shadow-text.ts';

const test = suite('Wall touches');

const byText = (one: string, other: string): number => one.localeCompare(other);

interface GalleryWindow {
  gallery: { sent: BrowserMessage[] };
}
const sent = (page: Page): Promise<BrowserMessage[]> =>
  page.evaluate(() => (window as unknown as GalleryWindow).gallery.sent);

async function touches(page: Page): Promise<unknown[]> {
  const messages = await sent(page);
  return messages.flatMap((message) =>
    message.type === 'touch' && message.touch.action !== 'activity' ? [message.touch] : [],
  );
}

test(
  'sends what was touched',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'product' });
    await page.getByRole('radio', { name: /^M\b/u }).click();
    await page.getByRole('radio', { name: 'Midnight' }).click();
    await page.getByRole('button', { name: /Ask for size/u }).click();
    await page.getByRole('button', { name: 'Other stores' }).click();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.getByRole('button', { name: 'Mercato Tote' }).click();
    await page.getByRole('button', { name: /Language/u }).click();
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.getByRole('button', { name: 'إنهاء' }).click();
    assert.equal(await touches(page), [
      { action: 'select_variant', sku: 'VR-HALDEN-CAMEL-M' },
      { action: 'select_variant', sku: 'VR-HALDEN-MIDNIGHT-S' },
      { action: 'request_size', sku: 'VR-HALDEN-CAMEL-S' },
      { action: 'show_panel', panel: 'stores' },
      { action: 'back' },
      { action: 'open_product', sku: 'VR-MERCATO-TAN-M', list: 'related' },
      { action: 'set_language', language: 'ar' },
      { action: 'finish' },
    ]);
    assert.equal(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang]), [
      'rtl',
      'ar',
    ]);
    assert.equal(complaints, []);
  },
  { timeout: 60_000 },
);

test(
  'reports the words and the photograph of a tap once each',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'product' });
    await page.waitForFunction(
      () =>
        (window as unknown as GalleryWindow).gallery.sent.filter(({ type }) => type === 'painted').length >=
        2,
    );
    const painted = (await sent(page)).filter((message) => message.type === 'painted');
    assert.equal(painted.map(({ revision, part }) => `${part} ${String(revision)}`).sort(byText), [
      'photo 1',
      'words 1',
    ]);
    for (const { at } of painted) assert.ok(Math.abs(at - Date.now()) < 60_000, 'epoch milliseconds');
  },
  { timeout: 60_000 },
);

test(
  'finds by the keyboard in the page',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'search' });
    for (const letter of ['t', 'o', 't', 'e'])
      await page.getByRole('button', { name: letter, exact: true }).click();
    await page.waitForFunction(
      () =>
        document
          .querySelector('tw-wall')
          ?.shadowRoot?.querySelector('tw-search')
          ?.shadowRoot?.querySelectorAll('li').length === 1,
    );
    assert.match(await readText(page), /Mercato Tote/u);
    for (const letter of ['x', 'x']) await page.getByRole('button', { name: letter, exact: true }).click();
    await page.waitForFunction(
      () =>
        document
          .querySelector('tw-wall')
          ?.shadowRoot?.querySelector('tw-search')
          ?.shadowRoot?.querySelectorAll('li').length === 0,
    );
    assert.match(await readText(page), /Nothing called “totexx”/u);
    assert.equal(complaints, []);
  },
  { timeout: 60_000 },
);

test(
  'narrows a search by size and store, and lets go of both when nothing is left',
  async (t) => {
    const { page, complaints, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'search' });
    await page.getByRole('button', { name: 'Size', exact: true }).click();
    await page.getByRole('button', { name: '42 2', exact: true }).click();
    await page.getByRole('button', { name: 'Show 2 things' }).click();
    assert.match(await readText(page), /Ferro Court Trainer/u);
    await page.getByRole('button', { name: 'In this store' }).click();
    await page.getByRole('button', { name: 'Size: 42' }).click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('button', { name: 'Show 9 things' }).click();
    await page.getByRole('button', { name: 'A name, a colour, a kind' }).click();
    for (const letter of ['k', 'v']) await page.getByRole('button', { name: letter, exact: true }).click();
    await page.getByRole('heading', { name: 'Nothing fits all of that' }).waitFor();
    await page.getByRole('button', { name: 'Other stores too' }).click();
    await page.getByRole('heading', { name: '1 thing' }).waitFor();
    assert.equal(complaints, []);
  },
  { timeout: 60_000 },
);

test(
  'says what was looked for in place of a word with a slip',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'search' });
    for (const letter of 'totte') await page.getByRole('button', { name: letter, exact: true }).click();
    await page.getByText('Showing results for “\u2068tote\u2069”').waitFor();
    assert.match(await readText(page), /Mercato Tote/u);
  },
  { timeout: 60_000 },
);

test(
  'filters reviews by language and stars',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    await show({ app: 'wall', screen: 'reviews' });
    await page.getByRole('button', { name: 'Arabic' }).click();
    assert.is(await page.getByRole('article').count(), 2);
    await page.getByRole('button', { name: '1 star', exact: true }).click();
    assert.match(await readText(page), /No review like that/u);
  },
  { timeout: 60_000 },
);

test(
  'keeps what is to be touched in the lower 45 % of a portrait wall',
  async (t) => {
    const { page, show } = await openGallery(t, PORTRAIT);
    for (const screen of ['attract', 'product', 'product-offer', 'product-long', 'welcome', 'notice-phone']) {
      await show({ app: 'wall', screen });
      const high = (await findTargets(page)).filter(({ top }) => top < PORTRAIT.height * 0.55);
      assert.equal(high, [], screen);
    }
  },
  { timeout: 60_000 },
);
