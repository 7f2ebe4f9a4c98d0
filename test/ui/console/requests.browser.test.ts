import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import type { ConsoleIntent } from '../../../broker/contract/console-intents.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { assertAccessible } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, minutesAgo, overview } from './fixtures.ts';

fileTimeout(120_000);
const test = suite('Console: requests of shoppers');
const limit = { timeout: 30_000 };

function wish(change: Partial<ConsoleIntent> = {}): ConsoleIntent {
  return {
    id: 'intent-1',
    kind: 'room',
    state: 'requested',
    storeCode: 'MIL-01',
    storeName: 'Milano Brera',
    kiosk: 'kiosk-1',
    display: 'Room 3',
    code: null,
    externalRef: null,
    reason: null,
    askedAt: minutesAgo(2),
    changedAt: minutesAgo(2),
    expiresAt: null,
    lines: [
      {
        sku: 'A',
        quantity: 1,
        title: 'Halden Trench',
        colour: 'Camel',
        size: 'M',
        shelf: 'Floor 2 · Aisle 9',
      },
    ],
    next: ['accepted', 'unavailable', 'cancelled'],
    snag: null,
    ...change,
  };
}

async function open(t: TestContext, intents: ConsoleIntent[]): Promise<{ page: Page; hub: FakeHub }> {
  let hub: FakeHub | undefined;
  const page = await openDesk(t, {
    path: '/console',
    prepare: async (opened) => {
      hub = await fakeHub(opened, overview(), activity());
      hub.intents = intents;
    },
    expected: /409/u,
  });
  if (hub === undefined) throw new TypeError('the page was not prepared');
  await page.getByRole('button', { name: /^Requests/u }).click();
  return { page, hub };
}

test(
  'shows what shoppers want, where, and what may be done next, and sends the step that is taken',
  async (t) => {
    const held = wish({
      id: 'intent-2',
      kind: 'reserve',
      state: 'held',
      display: 'Wall',
      code: 'K7QM',
      next: ['ready', 'released', 'rejected', 'cancelled'],
    });
    const over = wish({ id: 'intent-3', state: 'expired', next: [] });
    const { page, hub } = await open(t, [wish(), held, over]);
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Somebody waits').waitFor();
    assert.is(await sheet.getByText('K7QM').count(), 1);
    assert.equal(await sheet.getByRole('heading', { level: 3 }).allTextContents(), ['To do', 'Just over']);
    await assertAccessible(page);
    const accepted = wish({ state: 'accepted', next: ['picking', 'unavailable', 'cancelled'] });
    hub.answers.set('/intents/intent-1', { status: 200, body: accepted });
    await sheet.getByRole('button', { name: 'Accept', exact: true }).click();
    await sheet.getByText('Under way').waitFor();
    assert.equal(hub.requests.at(-1)?.body, { to: 'accepted' });
    hub.answers.set('/intents/intent-2', {
      status: 409,
      body: { error: { code: 'TW_INTENT_MOVE', message: '' } },
    });
    await sheet.getByRole('button', { name: 'Not found' }).first().click();
    await sheet.getByRole('alert').waitFor();
    assert.equal(hub.requests.at(-1)?.body, { to: 'rejected', reason: 'not_found' });
  },
  limit,
);

test(
  'follows the hub, and says on the first page how many wait',
  async (t) => {
    const { page, hub } = await open(t, []);
    await page.getByRole('dialog').getByText('Nobody wants anything just now.').waitFor();
    hub.intents = [wish(), wish({ id: 'intent-2', state: 'placed', kind: 'pickup', next: ['accepted'] })];
    await hub.push('intents', {});
    await page.getByRole('dialog').getByText('Ordered').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: '2 requests wait for somebody' })
      .waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Requests 2 requests wait for somebody' }).waitFor();
  },
  limit,
);

test(
  'says which orders the shop would not cancel, what it says, and lets somebody ask again or settle it',
  async (t) => {
    const snag = {
      reason: 'refused' as const,
      note: 'It is with the carrier.',
      since: minutesAgo(40),
      tries: 3,
      nextAt: minutesAgo(-12),
      settledAt: null,
    };
    const stuck = wish({ kind: 'pickup', state: 'cancelled', externalRef: 'T-1042', next: [], snag });
    const { page, hub } = await open(t, [stuck]);
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { name: 'Not cancelled at the shop' }).waitFor();
    await sheet.getByText('The shop says: “It is with the carrier.”').waitFor();
    assert.is(await sheet.getByText('Just over').count(), 0);
    await assertAccessible(page);
    hub.answers.set('/intents/intent-1/snag', { status: 200, body: stuck });
    await sheet.getByRole('button', { name: 'Ask the shop now' }).click();
    await sheet.getByRole('button', { name: 'Ask the shop now', disabled: false }).waitFor();
    assert.equal(hub.requests.at(-1)?.body, { how: 'retry' });
    const settled = { ...stuck, snag: { ...snag, nextAt: null, settledAt: minutesAgo(0) } };
    hub.answers.set('/intents/intent-1/snag', { status: 200, body: settled });
    await sheet.getByRole('button', { name: 'I have settled it at the shop' }).click();
    await sheet.getByText('It was settled at the shop by hand.').waitFor();
    assert.equal(hub.requests.at(-1)?.body, { how: 'settled' });
    assert.equal(await sheet.getByRole('heading', { level: 3 }).allTextContents(), ['Just over']);
  },
  limit,
);
