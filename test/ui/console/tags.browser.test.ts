/** Making tags: what is asked of the hub, and what the person with the tag in their hand is told. */
import * as assert from 'uvu/assert';
import type { Page, Route } from 'playwright-core';
import type { CommandAnswer, FoundVariant, LearnedTag } from '../../../broker/contract/http.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { until } from '../../support/until.ts';
import { openDesk } from './desk.ts';
import { fakeHub } from './fake-hub.ts';
import { activity, kiosk, minutesAgo, overview } from './fixtures.ts';

const test = suite('Console: making tags');
const limit = { timeout: 30_000 };

const JACKET: FoundVariant = {
  sku: 'MF01-M-Olive',
  gtin: '09506000134352',
  title: 'Morene Field Jacket',
  colour: 'Olive',
  size: 'M',
};
const CANDLE: FoundVariant = { sku: 'CANDLE', gtin: null, title: 'Ember Candle', colour: '', size: '' };
const LEARNED: LearnedTag = {
  uid: 'E00401001234ABCD',
  sku: 'CANDLE',
  learnedAt: minutesAgo(12),
  store: 'milano',
  kiosk: 'k1',
  variant: CANDLE,
};
const LINK = 'https://id.gs1.org/01/09506000134352/21/48213370915';

interface Desk {
  page: Page;
  /** Orders in the order they came, without how long to wait. */
  orders: Record<string, unknown>[];
  /** Answers the order that waits. */
  answer: (answer: CommandAnswer) => Promise<void>;
}

async function openTags(t: TestContext, options: { width?: number; expected?: RegExp } = {}): Promise<Desk> {
  const orders: Record<string, unknown>[] = [];
  const waiting: Route[] = [];
  const page = await openDesk(t, {
    path: '/console',
    ...options,
    prepare: async (target) => {
      const hub = await fakeHub(target, overview({ kiosks: [kiosk()] }), activity());
      hub.answers.set('console/variants', { status: 200, body: [JACKET, CANDLE] });
      hub.answers.set('console/tags', { status: 200, body: { total: 1, tags: [LEARNED] } });
      hub.answers.set(`tags/${LEARNED.uid}`, { status: 200, body: { total: 0, tags: [] } });
      await target.route('**/kiosks/*/tags', (route) => {
        const { seconds: _seconds, ...order } = JSON.parse(route.request().postData() ?? '{}') as Record<
          string,
          unknown
        >;
        orders.push(order);
        if (order['action'] !== 'cancel') return void waiting.push(route);
        return route.fulfill({ json: { ok: true } });
      });
    },
  });
  await page.getByRole('button', { name: 'Make tags' }).click();
  await page.getByText('E004 0100 1234 ABCD').waitFor();
  return { page, orders, answer: async (answer) => waiting.shift()?.fulfill({ json: answer }) };
}

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill('e');
  await page.locator('tw-variant-picker').getByRole('button', { name }).click();
}

test(
  'writes one tag after the other, and says what is on each',
  async (t) => {
    const { page, orders, answer } = await openTags(t);
    await choose(page, 'Morene Field Jacket');
    await page.getByRole('button', { name: 'Write the next tag' }).click();
    await page.getByText('Hold the tag flat to Wall reader now.').waitFor();
    assert.ok(await page.getByLabel('Reader', { exact: true }).isDisabled());
    const expected = {
      action: 'write',
      reader: 'wall-reader',
      sku: JACKET.sku,
      domain: 'https://id.gs1.org',
    };
    assert.equal(orders, [expected]);
    await assertAccessible(page);
    await answer({ ok: true, tag: { uid: '04A1B2C3D4E580', link: LINK, verified: true, locked: false } });
    await page.getByText('Written and checked.').waitFor();
    await page.getByText(LINK).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Write another' }).click();
    await page.getByText('Hold the tag flat').waitFor();
    assert.equal(orders, [expected, expected]);
  },
  limit,
);

test(
  'says in the kiosk’s words what to do when it did not work',
  async (t) => {
    const { page, answer } = await openTags(t);
    await choose(page, 'Morene Field Jacket');
    await page.getByRole('button', { name: 'Write the next tag' }).click();
    await page.getByText('Hold the tag flat').waitFor();
    const message = 'This is the card or the phone of a person. Hold a product’s tag to the reader.';
    await answer({ ok: false, code: 'TW_TAGS_PERSONAL', message });
    await page.getByText(message).waitFor();
    assert.ok(await page.getByRole('button', { name: 'Write the next tag' }).isEnabled());
    await assertAccessible(page);
  },
  limit,
);

test(
  'offers only to learn what no link can name, and shows it among the learned tags',
  async (t) => {
    const { page, orders, answer } = await openTags(t);
    await choose(page, 'Ember Candle');
    await page.getByText('This variant has no GTIN').waitFor();
    assert.ok(await page.getByLabel('Write the link on it').isDisabled());
    await page.getByRole('button', { name: 'Learn the next tag' }).click();
    await page.getByText('Hold the tag flat').waitFor();
    assert.equal(orders, [{ action: 'learn', reader: 'wall-reader', sku: 'CANDLE' }]);
    await answer({ ok: true, tag: { uid: LEARNED.uid, sku: 'CANDLE' } });
    await page.getByText('Learned.', { exact: true }).waitFor();
  },
  limit,
);

test(
  'calls an order off, also when the sheet is closed',
  async (t) => {
    const { page, orders, answer } = await openTags(t);
    await choose(page, 'Morene Field Jacket');
    await page.getByRole('button', { name: 'Write the next tag' }).click();
    await page.getByRole('button', { name: 'Call off' }).click();
    await answer({ ok: false, code: 'TW_TAGS_CANCELLED', message: 'It was called off.' });
    await page.getByRole('button', { name: 'Write the next tag' }).click();
    await page.getByText('Hold the tag flat').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    const cancel = { action: 'cancel', reader: 'wall-reader' };
    const calledOff = () => orders.filter(({ action }) => action === 'cancel');
    await until(() => calledOff().length >= 2, 10_000);
    assert.equal(calledOff(), [cancel, cancel]);
  },
  limit,
);

test(
  'asks for a product first, and forgets a learned tag only when it is meant',
  async (t) => {
    const { page, orders } = await openTags(t);
    await page.getByRole('button', { name: 'Write the next tag' }).click();
    await page.getByText('Choose a product first.').waitFor();
    assert.equal(orders, []);
    const forget = page.getByRole('button', { name: /^Forget the tag/ });
    await forget.click();
    await page.getByRole('button', { name: 'Really forget' }).click();
    await page.getByText('None yet.').waitFor();
  },
  limit,
);

test(
  'takes what a scanner types',
  async (t) => {
    const { page } = await openTags(t);
    await page.route('**/variants*', (route) => route.fulfill({ json: [JACKET] }));
    await page.getByRole('searchbox').fill('9506000134352');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('Morene Field Jacket, Olive M', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Another product' }).click();
    await page.getByRole('searchbox').waitFor();
  },
  limit,
);

for (const width of [1440, 390]) {
  test(
    `can be used by everybody at ${width} pixels`,
    async (t) => {
      const { page } = await openTags(t, { width });
      await assertAccessible(page);
      await page.getByRole('searchbox').fill('e');
      await page.getByRole('button', { name: 'Morene Field Jacket' }).waitFor();
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
    },
    limit,
  );
}
