/** Pairing a display on the console: what a manager sees, what is asked of the hub, and what goes wrong in words. */
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { suite, type TestContext } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, minutesAgo, overview } from './fixtures.ts';
import { identity, waiting } from './pairing-fixtures.ts';

const test = suite('Console: pairing');
const limit = { timeout: 30_000 };
const DUOMO = kiosk({ id: 'duomo.k1', store: 'duomo', storeName: 'Milano Duomo', since: minutesAgo(90) });
const CODE = 'Code on the display';
const PAIR = 'The numbers agree: pair it';
const DAY = 1_440;

interface Opening {
  width?: number;
  expected?: RegExp;
  before?: (hub: FakeHub) => void;
  /** False: the sheet stays closed. */
  opened?: boolean;
}

async function open(t: TestContext, opening: Opening = {}): Promise<{ page: Page; hub: FakeHub }> {
  const hubs: FakeHub[] = [];
  const page = await openDesk(t, {
    path: '/console',
    ...(opening.width !== undefined && { width: opening.width }),
    ...(opening.expected && { expected: opening.expected }),
    prepare: async (page) => {
      const hub = await fakeHub(page, overview({ kiosks: [kiosk(), DUOMO] }), activity());
      hub.desk = { waiting: [waiting()], identities: [identity()], history: [] };
      opening.before?.(hub);
      hubs.push(hub);
    },
  });
  const [hub] = hubs;
  if (hub === undefined) throw new TypeError('the page was not prepared');
  if (opening.opened !== false) {
    await page.getByRole('button', { name: 'Pair a display' }).click();
    await page.getByLabel(CODE).waitFor();
  }
  return { page, hub };
}

async function chosen(t: TestContext, opening: Opening = {}): Promise<{ page: Page; hub: FakeHub }> {
  const both = await open(t, opening);
  await both.page.getByLabel(CODE).fill('wdjb mjht');
  await both.page.getByText('482 915').waitFor();
  return both;
}

const refusal = (status: number, code: string) => ({ status, body: { error: { code, message: 'Why.' } } });

test(
  'says on the first page how many displays wait',
  async (t) => {
    const { page } = await open(t, { opened: false });
    await page.getByRole('button', { name: 'Pair a display 1 display waits' }).waitFor();
  },
  limit,
);

test(
  'offers no pairing where the hub has none',
  async (t) => {
    const { page } = await open(t, {
      opened: false,
      expected: /404/u,
      before: (hub) => hub.answers.set('/console/pairing', refusal(404, 'TW_NOT_FOUND')),
    });
    await page.getByRole('heading', { name: 'All 6 displays work.' }).waitFor();
    await page.getByRole('button', { name: 'Pair a display' }).waitFor({ state: 'detached' });
  },
  limit,
);

for (const typed of ['wdjbmjht', 'WDJB MJHT', ' wdjb-mjht ', 'W D J B – M J H T'])
  test(
    `understands the code as ${JSON.stringify(typed)}`,
    async (t) => {
      const { page } = await open(t);
      await page.getByLabel(CODE).fill(typed);
      await page.getByText('482 915').waitFor();
    },
    limit,
  );

test(
  'takes the focus into the field, and the keyboard all the way to the approval',
  async (t) => {
    const { page, hub } = await open(t);
    await page.keyboard.type('wdjbmjht');
    await page.getByText('482 915').waitFor();
    await page.getByLabel('Store', { exact: true }).focus();
    await page.getByLabel('Name of the kiosk').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Approved as kiosk-1, Milano Duomo.').waitFor();
    assert.equal(hub.requests, [
      {
        method: 'POST',
        path: '/api/console/pairing/WDJB-MJHT',
        body: { approve: true, storeCode: 'duomo', kiosk: 'kiosk-1', replace: false },
      },
    ]);
    await hub.push(
      'overview',
      overview({ kiosks: [DUOMO, kiosk({ ...DUOMO, id: 'duomo.kiosk-1', kiosk: 'kiosk-1' })] }),
    );
    await page.getByText('kiosk-1 at Milano Duomo is online.').waitFor();
    await assertAccessible(page);
  },
  limit,
);

test(
  'gives a display the place of one that is there, and waits until it is another machine',
  async (t) => {
    const { page, hub } = await chosen(t);
    await page.getByText('The place of one that is there').click();
    await page.getByText('The old one is signed out at once').waitFor();
    await page.getByRole('button', { name: PAIR }).click();
    await page.getByText('Approved as k1, Milano Duomo.').waitFor();
    assert.equal(hub.requests[0]?.body, { approve: true, storeCode: 'duomo', kiosk: 'k1', replace: true });
    await hub.push('overview', overview({ kiosks: [DUOMO] }));
    await page.getByText('It fetches its certificate').waitFor();
    await hub.push('overview', overview({ kiosks: [{ ...DUOMO, since: minutesAgo(0) }] }));
    await page.getByText('k1 at Milano Duomo is online.').waitFor();
  },
  limit,
);

test(
  'refuses a display',
  async (t) => {
    const { page, hub } = await chosen(t);
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('shows a new code').waitFor();
    assert.equal(hub.requests[0]?.body, { approve: false });
    await page.getByRole('button', { name: 'Pair another' }).click();
    await page.getByLabel(CODE).waitFor();
  },
  limit,
);

test(
  'approves nothing before there is a number to compare, nor without a store, nor under a name that is taken',
  async (t) => {
    const { page, hub } = await open(t, {
      before: (hub) => {
        hub.desk.waiting = [waiting({ check: '', claimedStoreCode: 'no-such-store', claimedKiosk: 'k1' })];
      },
    });
    await page.getByText('Says it stands in no-such-store').waitFor();
    await page.getByRole('button', { name: 'Choose the display with the code WDJB-MJHT' }).click();
    const approve = page.getByRole('button', { name: PAIR });
    assert.ok(await approve.isDisabled());
    hub.desk = { ...hub.desk, waiting: [waiting({ claimedStoreCode: '', claimedKiosk: 'k1' })] };
    await page.getByText('482 915').waitFor();
    await approve.click();
    await page.getByText('Choose a store first.').waitFor();
    await page.getByLabel('Store', { exact: true }).selectOption({ label: 'Milano Duomo' });
    await approve.click();
    await page.getByText('k1 is there already.').waitFor();
    await page.getByLabel('Name of the kiosk').fill('Kiosk Nr 1');
    await approve.click();
    await page.getByText('Small letters, digits, dashes and underscores, at most 64.').waitFor();
    assert.equal(hub.requests, []);
    await assertAccessible(page);
  },
  limit,
);

const FAILURES = [
  [404, 'TW_PAIRING_UNKNOWN', 'This code has run out.'],
  [409, 'TW_PAIRING_TAKEN', 'This place has a display already.'],
  [429, 'TW_RATE_LIMITED', 'Too many wrong codes.'],
  [500, 'TW_HUB_FAILED', 'Did not work: Why.'],
] as const;
for (const [status, code, words] of FAILURES)
  test(
    `says what to do when the hub answers ${code}`,
    async (t) => {
      const { page } = await chosen(t, {
        expected: new RegExp(String(status), 'u'),
        before: (hub) => hub.answers.set('pairing/WDJB-MJHT', refusal(status, code)),
      });
      await page.getByRole('button', { name: PAIR }).click();
      await page.getByText(words).waitFor();
      await assertAccessible(page);
    },
    limit,
  );

test(
  'says that nothing was decided when the hub is away, and which letters no code has',
  async (t) => {
    const { page, hub } = await chosen(t, { expected: /ERR_CONNECTION_REFUSED/u });
    hub.down = true;
    await page.getByRole('button', { name: PAIR }).click();
    await page.getByText('Nothing was decided; try again.').waitFor();
    await page.getByText('This sheet tries again by itself.').waitFor();
    hub.down = false;
    await page.getByText('This sheet tries again by itself.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'All that wait' }).click();
    await page.getByLabel(CODE).fill('a1');
    await page.getByText('No code has A, 1.').waitFor();
    await page.getByLabel(CODE).fill('ZZZZZZZZ');
    await page.getByText('No display waits with this code.').waitFor();
    await assertAccessible(page);
  },
  limit,
);

test(
  'removes a display after a second question, and says which certificates were not renewed',
  async (t) => {
    const late = identity({
      kioskId: 'duomo.k1',
      serial: 'ff',
      issuedAt: minutesAgo(85 * DAY),
      notAfter: minutesAgo(-5 * DAY),
    });
    const { page, hub } = await open(t, {
      before: (hub) => {
        hub.desk.identities = [identity(), late];
      },
    });
    await page.getByText('and was not renewed').waitFor();
    await page.getByText('renewed by itself').waitFor();
    await page.getByRole('button', { name: 'Remove Milano Duomo, k1 from the fleet' }).click();
    await page.getByText('Its screens say so').waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Keep it' }).click();
    assert.equal(hub.requests, []);
    await page.getByRole('button', { name: 'Remove Milano Duomo, k1 from the fleet' }).click();
    hub.desk = { ...hub.desk, identities: [identity(), { ...late, revokedAt: minutesAgo(0) }] };
    await page.getByRole('button', { name: 'Really remove' }).click();
    await page.getByText('1 removed earlier').waitFor();
    assert.equal(hub.requests[0]?.path, '/api/console/identities/ff');
    assert.is(hub.requests[0]?.method, 'DELETE');
  },
  limit,
);

test(
  'fits a phone, and is accessible there',
  async (t) => {
    const { page } = await open(t, {
      width: 390,
      before: (hub) => {
        hub.desk.waiting.push(
          waiting({
            userCode: 'WXWQ-MWWM',
            claimedStoreCode: '<b>x</b>'.repeat(7),
            from: '2001:db8:1234:5678:9abc:def0:1234:5678',
          }),
        );
      },
    });
    await page.getByText('Says it stands in <b>x</b>').waitFor();
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
    await page.getByLabel(CODE).fill('wdjb mjht');
    await page.getByText('482 915').waitFor();
    await assertNoSidewaysScroll(page);
    await assertAccessible(page);
  },
  limit,
);
