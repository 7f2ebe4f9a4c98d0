/** The lab is for everybody and for every window. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from '../console/accessibility.ts';
import { lab, wholeLab } from './fixtures.ts';
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

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
  [390, 844],
] as const)
  test(
    `is accessible with every station in a window of ${width} pixels, and by touch`,
    async (t) => {
      const { page } = await openLab(t, { width, height, state: wholeLab() });
      await page.getByRole('heading', { name: 'What can go wrong' }).waitFor();
      await assertNoSidewaysScroll(page);
      await assertAccessible(page);
      const small = await page.locator('tw-rooms-row, tw-pickup').evaluateAll((stations) =>
        stations
          .flatMap((station) => [...(station.shadowRoot?.querySelectorAll('.hung, .choose, .place') ?? [])])
          .map((element) => element.getBoundingClientRect())
          .filter(({ width: wide, height: high }) => wide < 44 || high < 44),
      );
      assert.is(small.length, 0, 'what is touched is 44 pixels or more');
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
