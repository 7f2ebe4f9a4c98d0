/** Every way to have a thing, from the tap to the end of it: kiosk, hub, broker, console and till as they are. */
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { fileTimeout, suite } from '../../harness/suite.ts';
import { openPage } from '../../support/chromium.ts';
import { AWAY, GTIN, orderStage } from './stage.ts';

const test = suite('From the tap to the thing itself');
const limit = { timeout: 120_000 };
fileTimeout(240_000);

async function get(wall: Page, way: RegExp): Promise<void> {
  await wall.getByRole('button', { name: way }).click();
}

async function says(wall: Page, words: string | RegExp): Promise<void> {
  await wall.getByRole('heading', { name: words }).first().waitFor();
}

async function step(desk: Page, name: string): Promise<void> {
  await desk.getByRole('dialog').getByRole('button', { name, exact: true }).first().click();
}

test(
  'puts aside, orders for a store and for home, and hands over to the till',
  async (t) => {
    const stage = await orderStage(t);
    const kiosk = await stage.startKiosk();
    const [wall, desk] = await Promise.all([stage.wall(kiosk), stage.console()]);
    await stage.tap(kiosk, { sku: 'A' });
    await get(wall, /^Get it/u);
    await get(wall, /^Put it aside here/u);
    await says(wall, /^Held for you until/u);
    await desk.getByText('To be put aside').first().waitFor();
    const [held] = await stage.requests();
    assert.is(held?.externalRef, 'T-1001');
    await wall
      .getByText(held?.code ?? 'none')
      .first()
      .waitFor();
    await step(desk, 'It is put aside');
    await says(wall, 'Ready at the till');
    await step(desk, 'Collected');
    await says(wall, 'Yours. Enjoy it.');

    await get(wall, /^Take it to the till/u);
    await says(wall, 'Show this at the till');
    await stage.state('shown');
    const code = (await wall.locator('tw-wanted .letters').first().textContent()) ?? '';
    const claimed = await stage.till('claim', { code });
    assert.equal(claimed.body['lines'], [{ sku: 'A', gtin: GTIN, quantity: 1, title: 'Chaz Hoodie' }]);
    await says(wall, 'The till has it');
    assert.is((await stage.till('claim', { code })).status, 409, 'once');
    assert.is((await stage.till('purchased', { id: claimed.body['id'] })).status, 200);

    // Who orders has to be known first.
    await stage.tap(kiosk, { card: 'ada' });
    await get(wall, /^Pick up at/u);
    await says(wall, 'Ordered');
    for (const name of ['Accept', 'I am fetching it', 'Ready to be fetched']) await step(desk, name);
    await says(wall, /^Ready at/u);
    await step(desk, 'Collected');
    await stage.state('collected', 2);
    assert.equal(
      stage.shop.standing.map(({ draft }) => [draft.kind, draft.storeCode, draft.customerRef]),
      [
        ['reserve', 'MIL-01', undefined],
        ['pickup', 'PAR-02', 'c-1'],
      ],
    );

    await get(wall, /^Send it home/u);
    for (const name of ['Allocated', 'Packed', 'Sent', 'Delivered']) await step(desk, name);
    await stage.state('delivered');
    assert.is(stage.shop.standing.at(-1)?.draft.kind, 'ship');
  },
  limit,
);

test(
  'brings another size to the fitting room',
  async (t) => {
    const stage = await orderStage(t);
    const kiosk = await stage.startKiosk();
    const room = await openPage(t, { url: `${kiosk.url}/room`, width: 1080, height: 1920, expected: AWAY });
    await stage.lab(kiosk, 'room', { occupied: true });
    await stage.tap(kiosk, { sku: 'A' }, 'room');
    await room.getByRole('button', { name: /M/u }).first().click();
    await room.getByText(/M.*: the team knows/u).waitFor();
    const desk = await stage.console();
    await step(desk, 'Accept');
    await room.getByText(/M.* is on its way/u).waitFor();
    for (const name of ['I am fetching it', 'Delivered']) await step(desk, name);
    await room.getByText(/M.* is at your door/u).waitFor();
    assert.is(stage.shop.orders.size, 0, 'that is nobody’s order');
  },
  limit,
);
