/** What a manager reads when something is not as it should be. */
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { suite, type TestContext } from '../../harness/suite.ts';
import { openDesk, ORIGIN } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, line, offlineKiosk, overview, troubledKiosk } from './fixtures.ts';

const test = suite('Console states');
const limit = { timeout: 30_000 };
const REFUSED = /ERR_CONNECTION_REFUSED/u;

interface Opening {
  overview?: ReturnType<typeof overview>;
  activity?: ReturnType<typeof activity>;
  expected?: RegExp;
  before?: (hub: FakeHub) => void;
}

async function open(t: TestContext, opening: Opening = {}): Promise<{ page: Page; hub: FakeHub }> {
  const hubs: FakeHub[] = [];
  const page = await openDesk(t, {
    path: '/console',
    ...(opening.expected && { expected: opening.expected }),
    prepare: async (page) => {
      const hub = await fakeHub(page, opening.overview ?? overview(), opening.activity ?? activity());
      opening.before?.(hub);
      hubs.push(hub);
    },
  });
  const [hub] = hubs;
  if (hub === undefined) throw new TypeError('the page was not prepared');
  return { page, hub };
}

test(
  'says in words that all displays work and how old the catalogue is',
  async (t) => {
    const { page } = await open(t);
    await page.getByRole('heading', { name: 'All 3 displays work.' }).waitFor();
    await page.getByText('147 products').waitFor();
    await page.getByText('Imported 5 min ago').waitFor();
    await page.getByText('1,204 received, no gaps').waitFor();
  },
  limit,
);

test(
  'says since when a kiosk is offline and claims nothing about its devices',
  async (t) => {
    const { page } = await open(t, { overview: overview({ kiosks: [offlineKiosk()] }) });
    await page.getByRole('heading', { name: 'None of the 3 displays answers.' }).waitFor();
    // Soon after midnight it was yesterday, which is said with its date.
    await page.getByText(/^Kraków Rynek has been offline since (\d+ \p{L}+, )?\d\d:\d\d\.$/u).waitFor();
    assert.is(await page.getByText('Works', { exact: true }).count(), 0);
    assert.ok(await page.getByRole('button', { name: 'Identify Wall' }).isDisabled());
  },
  limit,
);

test(
  'names each problem with its remedy, and what waits',
  async (t) => {
    const { page } = await open(t, { overview: overview({ kiosks: [kiosk(), troubledKiosk()] }) });
    const problems = page.getByRole('list', { name: 'What needs a look' });
    assert.match(await problems.innerText(), 'Wall reader at Milano Duomo: The reader is unplugged.');
    assert.match(await problems.innerText(), 'Plug its USB cable back in; it is found by itself.');
    await page.getByText('3 events wait.').waitFor();
  },
  limit,
);

test(
  'never says what a shopper looks at, only that a display is in use',
  async (t) => {
    const { page } = await open(t, { activity: [] });
    await page.getByText('In use').waitFor();
    assert.is(await page.getByText('room', { exact: true }).count(), 0);
  },
  limit,
);

test(
  'asks to sign in on 401, says when the token is wrong, and goes on when it is right',
  async (t) => {
    const { page, hub } = await open(t, { expected: /401/u, before: (hub) => (hub.token = 'open sesame') });
    const field = page.getByLabel('Access token');
    await field.fill('guess');
    await page.keyboard.press('Enter');
    await page.getByText('That is not the token of this hub.').waitFor();
    await field.fill('open sesame');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'All 3 displays work.' }).waitFor();
    assert.equal(hub.requests.at(-1)?.body, { token: 'open sesame' });
  },
  limit,
);

test(
  'keeps the last data and says since when the hub does not answer, then comes back by itself',
  async (t) => {
    const { page, hub } = await open(t, { expected: REFUSED });
    await page.getByText('Live', { exact: true }).waitFor();
    hub.down = true;
    await hub.dropStream();
    await page.getByText(/The hub has not answered since (\d+ \p{L}+, )?\d\d:\d\d\./u).waitFor();
    await page.getByRole('heading', { name: 'All 3 displays work.' }).waitFor();
    hub.down = false;
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText(/The hub has not answered/u).waitFor({ state: 'detached' });
  },
  limit,
);

test(
  'says how to connect the first kiosk',
  async (t) => {
    const { page } = await open(t, { overview: overview({ kiosks: [] }), activity: [] });
    await page.getByText('No kiosk has reported yet.').waitFor();
    await page
      .getByText(
        `tapwall kiosk --tenant Corso & Filati --store milano --broker mqtt://127.0.0.1:1883 --hub ${ORIGIN}`,
      )
      .waitFor();
  },
  limit,
);

test(
  'shows hostile names as the text they are',
  async (t) => {
    const hostile = '<img src=x onerror=document.title="owned"><script>document.title="owned"</script>';
    const { page } = await open(t, {
      overview: overview({ tenant: hostile, kiosks: [kiosk({ storeName: hostile, version: hostile })] }),
      activity: [
        line('view_item', { display: hostile, items: [{ item_id: 'x', item_name: hostile }] }),
        line('search', { display: 'wall', search_term: hostile, results: 1 }),
        line('device_changed', { device: hostile, status: 'failed', message: hostile }),
      ],
    });
    await page.getByText(hostile).first().waitFor();
    assert.is(await page.locator('img, script:not([src])').count(), 0);
    assert.not.match(await page.title(), /^owned$/u);
  },
  limit,
);

test(
  'says what came of a command',
  async (t) => {
    const { page, hub } = await open(t);
    await page.getByRole('button', { name: 'Identify Wall' }).click();
    await page.getByText('It shows its name now').waitFor();
    assert.equal(hub.requests[0], {
      method: 'POST',
      path: '/api/console/kiosks/milano-torino/commands',
      body: { name: 'identify', display: 'wall' },
    });
    hub.answers.set('/commands', {
      status: 200,
      body: { ok: false, code: 'TW_X', message: 'No screen is open.' },
    });
    await page.getByRole('button', { name: 'Sync' }).click();
    await page.getByText('Did not work: No screen is open.').waitFor();
  },
  limit,
);
