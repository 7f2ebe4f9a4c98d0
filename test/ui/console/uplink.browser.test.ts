/** The events of a kiosk on the console: in words, live, and with what helps. */
import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, line, minutesAgo, offlineKiosk, overview } from './fixtures.ts';

const test = suite('Console uplink');
const limit = { timeout: 40_000 };

type Uplink = NonNullable<KioskSummary['uplink']>;

function draining(depth: number, change: Partial<Uplink> = {}): Partial<KioskSummary> {
  return {
    outboxDepth: depth,
    uplink: {
      at: new Date().toISOString(),
      depth,
      bytes: depth * 580,
      maxBytes: 67_108_864,
      oldestAt: depth === 0 ? null : minutesAgo(18),
      perSecond: 40,
      commit: { p50: 1.4, p99: 6 },
      reconnects: 2,
      evicted: 0,
      lastAckAt: minutesAgo(0),
      ...change,
    },
  };
}

/** Everything that can be wrong at once. */
function troubled(): KioskSummary {
  return kiosk({
    ...draining(41_200, {
      bytes: 58_000_000,
      perSecond: 0,
      lastAckAt: minutesAgo(30),
      commit: { p50: 20, p99: 130 },
    }),
    events: {
      received: 500,
      epoch: 'e',
      sequence: 506,
      gaps: 3,
      duplicates: 2,
      missing: 2,
      evicted: 40,
      withdrawn: 12,
    },
    incidents: [
      {
        id: 'i1',
        code: 'TW_OUTBOX_NEARLY_FULL',
        message: '86 % of the space for events is used; 41200 wait.',
        openedAt: minutesAgo(25),
        closedAt: null,
      },
    ],
  });
}

async function open(
  t: TestContext,
  kiosks: KioskSummary[],
  size: { width?: number; height?: number } = {},
): Promise<{ page: Page; hub: FakeHub }> {
  const hubs: FakeHub[] = [];
  const page = await openDesk(t, {
    path: '/console',
    ...size,
    prepare: async (page) => void hubs.push(await fakeHub(page, overview({ kiosks }), activity())),
  });
  const [hub] = hubs;
  if (hub === undefined) throw new TypeError('the page was not prepared');
  await page.getByText('Live', { exact: true }).waitFor();
  return { page, hub };
}

test(
  'follows a backlog until everything has arrived, and draws how it falls',
  async (t) => {
    const { page, hub } = await open(t, [kiosk(draining(312))]);
    await page.getByText(/^312 events wait since .*\d\d:\d\d; 40 a second leave\.$/u).waitFor();
    for (const depth of [220, 90]) {
      await hub.push('overview', overview({ kiosks: [kiosk(draining(depth))] }));
      await page.getByText(new RegExp(`^${depth} events wait`, 'u')).waitFor();
    }
    await page.getByRole('img', { name: 'Events waiting over the last minutes, 312 at the most' }).waitFor();
    await hub.push('overview', overview({ kiosks: [kiosk(draining(0))] }));
    await page.getByText('Everything has arrived.').waitFor();
  },
  limit,
);

test(
  'says of a kiosk without a connection that nothing is lost',
  async (t) => {
    const { uplink } = kiosk(draining(312, { bytes: 12_079_595 }));
    const { page } = await open(t, [{ ...offlineKiosk(), uplink }]);
    await page.getByText(/^No connection since .*; nothing is lost\./u).waitFor();
    await page.getByText('When it was last heard, 312 events waited; 18 % of the space was used.').waitFor();
    assert.is(await page.getByRole('img', { name: /Events waiting/u }).count(), 0);
  },
  limit,
);

test(
  'says what helps, beside the problem on top and beside the figure',
  async (t) => {
    const { page } = await open(t, [troubled()]);
    const problems = page.getByRole('list', { name: 'What needs a look' });
    assert.match(await problems.innerText(), 'Bring it back to the network');
    const panel = await page.locator('tw-uplink').getByRole('list').innerText();
    assert.match(panel, 'and none leaves');
    assert.match(panel, '2 events never came.');
    assert.match(panel, 'tapwall outbox verify');
    assert.match(panel, 'up to 130 ms until an event is safe');
  },
  limit,
);

test(
  'takes away what a shopper had deleted, without a reload',
  async (t) => {
    const { page, hub } = await open(t, [kiosk()]);
    const list = page.locator('tw-activity');
    await list.getByText('Reviews were read at Wall.').waitFor({ state: 'detached' });
    await hub.push('activity', line('review_read', { display: 'wall', product: 'p' }, 0));
    await list.getByText('Reviews were read at Wall.').waitFor();
    const withdrawn = line(
      'consent_withdrawn',
      { display: 'wall', dropped: 1, epoch: 'epoch-1', ranges: [[1, 4]] },
      -0.1,
    );
    hub.activity = [withdrawn, ...activity()];
    await hub.push('activity', withdrawn);
    await list.getByText(/asked to be forgotten/u).waitFor();
    await list.getByText('Reviews were read at Wall.').waitFor({ state: 'detached' });
  },
  limit,
);

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const)
  test(
    `is accessible and fits at ${width} pixels, in calm and in trouble`,
    async (t) => {
      const { page, hub } = await open(
        t,
        [troubled(), { ...offlineKiosk(), uplink: kiosk(draining(9)).uplink ?? null }],
        { width, height },
      );
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
      for (const depth of [312, 200, 90])
        await hub.push('overview', overview({ kiosks: [kiosk(draining(depth))] }));
      await page.getByRole('img', { name: /Events waiting/u }).waitFor();
      await assertAccessible(page);
      await assertNoSidewaysScroll(page);
    },
    limit,
  );
