/** The lab is for everybody and for every window. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from '../console/accessibility.ts';
import { lab } from './fixtures.ts';
import { openLab } from './open-lab.ts';

const test = suite('Lab accessibility');
const limit = { timeout: 60_000 };

for (const [width, height] of [
  [1600, 1000],
  [1280, 800],
  [390, 844],
] as const)
  test(
    `is accessible and no wider than a window of ${width} pixels, at rest and at work`,
    async (t) => {
      const { page, kiosk } = await openLab(t, { width, height });
      await page.getByText('Nobody is inside.').waitFor();
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      const busy = { network: 'down' as const, outboxDepth: 4, roomOccupied: true };
      kiosk.state = lab({ ...busy, onReader: { 'wall-reader': 'SKU-0', 'room-reader': 'marek' } });
      await page.getByText('Marek lies on it').waitFor();
      await assertAccessible(page);
    },
    limit,
  );

test(
  'shows both screens side by side where there is room, at a tenth of their size or more',
  async (t) => {
    const { page } = await openLab(t, { width: 1600, height: 1000 });
    for (const name of ['Wall', 'Room 3']) {
      const frame = page.locator(`iframe[title="Live screen: ${name}"]`);
      await frame.waitFor({ state: 'visible' });
      const box = await frame.boundingBox();
      assert.ok(box && Math.abs(box.height / box.width - 1920 / 1080) < 0.01 && box.width > 108);
    }
  },
  limit,
);
