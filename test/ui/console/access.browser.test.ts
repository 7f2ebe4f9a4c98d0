/** The console is for everybody and for every window. */
import type { Page } from 'playwright-core';
import { suite } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, offlineKiosk, overview, troubledKiosk } from './fixtures.ts';

const test = suite('Console accessibility');
const limit = { timeout: 60_000 };

const everything = (): ReturnType<typeof overview> =>
  overview({ kiosks: [kiosk(), troubledKiosk(), offlineKiosk()] });

async function check(page: Page): Promise<void> {
  await assertNoSidewaysScroll(page);
  await assertAccessible(page);
}

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const)
  test(
    `is accessible and no wider than a window of ${width} pixels, with its sheet too`,
    async (t) => {
      const page = await openDesk(t, {
        path: '/console',
        width,
        height,
        prepare: async (page) => void (await fakeHub(page, everything(), activity())),
      });
      await page.getByRole('heading', { name: '5 of 9 displays work.' }).waitFor();
      await check(page);
      await page.getByRole('button', { name: 'Settings of Wall' }).first().click();
      await page.getByLabel('Idle time').fill('1');
      await check(page);
    },
    limit,
  );

test(
  'is accessible while it asks to sign in, while it is empty and while the hub is away',
  async (t) => {
    const hubs: FakeHub[] = [];
    const page = await openDesk(t, {
      path: '/console',
      width: 390,
      height: 844,
      expected: /401|ERR_CONNECTION_REFUSED/u,
      prepare: async (page) => {
        const hub = await fakeHub(page, overview({ kiosks: [], catalogue: null }), []);
        hub.token = 'x';
        hubs.push(hub);
      },
    });
    const [hub] = hubs;
    await page.getByLabel('Access token').fill('x');
    await check(page);
    await page.keyboard.press('Enter');
    await page.getByText('No kiosk has reported yet.').waitFor();
    await check(page);
    if (hub !== undefined) hub.down = true;
    await hub?.dropStream();
    await page.getByText(/The hub has not answered/u).waitFor();
    await check(page);
  },
  limit,
);
