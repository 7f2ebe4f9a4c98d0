/** Putting things on readers: by click, by keyboard, by dragging. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { openLab } from './open-lab.ts';

const test = suite('Lab taps');
const limit = { timeout: 30_000 };

test(
  'taps a clicked product on the wall and shows that it lies there',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByRole('button', { name: /^Tap Vico Rain Shell\s+Navy, L$/u }).click();
    await page.getByText('Vico Rain Shell lies on it').waitFor();
    assert.equal(kiosk.requests, [{ name: 'tag', body: { reader: 'wall-reader', sku: 'SKU-2' } }]);
    assert.is(await page.locator('tw-reader-pad .ring').count(), 1, 'one pulse');
  },
  limit,
);

test(
  'taps on the wall with Enter, and walks along the shelf with the arrow keys',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByRole('button', { name: /^Tap Morene/u }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Brera Court Shoe lies on it').waitFor();
    assert.equal(kiosk.requests, [{ name: 'tag', body: { reader: 'wall-reader', sku: 'SKU-3' } }]);
  },
  limit,
);

test(
  'reaches every part with the Tab key, the shelf as one stop',
  async (t) => {
    const { page } = await openLab(t);
    await page.getByRole('button', { name: /^Tap Morene/u }).focus();
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus').last();
    assert.is(await focused.getAttribute('type'), 'checkbox');
    await page.keyboard.press('Tab');
    assert.is(await focused.getAttribute('aria-pressed'), 'true');
  },
  limit,
);

test(
  'taps on the room once its reader is chosen, and shows the screen of the room',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByRole('button', { name: /^Room 3 Press to tap/u }).click();
    await page.getByRole('button', { name: 'Tap Marek' }).click();
    await page.getByText('Marek lies on it').waitFor();
    assert.equal(kiosk.requests, [{ name: 'tag', body: { reader: 'room-reader', card: 'marek' } }]);
    await page.locator('iframe[title="Live screen: Room 3"]').waitFor({ state: 'visible' });
  },
  limit,
);

test(
  'taps where a product is dropped, and nothing when it is dropped beside the readers',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    const product = page.getByRole('button', { name: /^Tap Alta Rib Jumper/u });
    const drag = async (x: number, y: number): Promise<void> => {
      const box = await product.boundingBox();
      assert.ok(box);
      await page.mouse.move(box.x + 30, box.y + 30);
      await page.mouse.down();
      await page.mouse.move(x, y, { steps: 4 });
      await page.mouse.up();
    };
    await drag(20, 20);
    const pad = await page.locator('tw-reader-pad').nth(1).boundingBox();
    assert.ok(pad);
    await drag(pad.x + 40, pad.y + 60);
    await page.getByText('Alta Rib Jumper lies on it').waitFor();
    assert.equal(kiosk.requests, [{ name: 'tag', body: { reader: 'room-reader', sku: 'SKU-1' } }]);
  },
  limit,
);

test(
  'leaves a thing on the reader until it is lifted',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByLabel('Leave things lying on the reader').check();
    await page.getByRole('button', { name: 'Tap Lifted half-way' }).click();
    await page.getByRole('button', { name: 'Lift it' }).click();
    await page.getByRole('button', { name: 'Lift it' }).waitFor({ state: 'detached' });
    assert.equal(kiosk.requests, [
      { name: 'tag', body: { reader: 'wall-reader', oddity: 'lifted_half_way', hold: true } },
      { name: 'lift', body: { reader: 'wall-reader' } },
    ]);
  },
  limit,
);
