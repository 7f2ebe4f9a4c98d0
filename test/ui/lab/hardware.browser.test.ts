/** The rest of the virtual hardware: the fitting room, the cables, and a kiosk without any of it. */
import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { lab } from './fixtures.ts';
import { openLab } from './open-lab.ts';

const test = suite('Lab hardware');
const limit = { timeout: 30_000 };

test(
  'walks into the fitting room and out again',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByRole('button', { name: 'Walk in' }).click();
    await page.getByText('Somebody is inside.').waitFor();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByText('Nobody is inside.').waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [{ occupied: true }, { occupied: false }],
    );
  },
  limit,
);

test(
  'pulls the network cable by keyboard and says what waits on disk',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    const cable = page.getByRole('switch', { name: 'Network' });
    await cable.focus();
    await page.keyboard.press('Enter');
    await page.getByText('4 events are waiting on disk.').first().waitFor();
    assert.is(await cable.getAttribute('aria-checked'), 'false');
    await page.keyboard.press('Space');
    await page.getByText('Nothing is waiting.').first().waitFor();
    assert.equal(
      kiosk.requests.map(({ body }) => body),
      [{ up: false }, { up: true }],
    );
  },
  limit,
);

test(
  'unplugs a reader and says so on its pad',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByRole('switch', { name: /^Reader, Wall/u }).click();
    await page.getByRole('button', { name: 'Wall Unplugged' }).waitFor();
    assert.equal(kiosk.requests, [{ name: 'device', body: { id: 'wall-reader', plugged: false } }]);
  },
  limit,
);

test(
  'takes what the kiosk says every second',
  async (t) => {
    const { page, kiosk } = await openLab(t);
    await page.getByText('Nobody is inside.').waitFor();
    kiosk.state = { ...kiosk.state, roomOccupied: true };
    await page.getByText('Somebody is inside.').waitFor();
  },
  limit,
);

test(
  'is a friendly page on a kiosk with real hardware',
  async (t) => {
    const { page } = await openLab(t, { expected: /404/u, before: (kiosk) => (kiosk.real = true) });
    await page.getByRole('heading', { name: 'This kiosk runs on real hardware.' }).waitFor();
    assert.is(await page.getByRole('link', { name: 'Touchwall' }).getAttribute('href'), '/wall');
  },
  limit,
);

test(
  'says since when the kiosk does not answer and comes back by itself',
  async (t) => {
    const { page, kiosk } = await openLab(t, { expected: /ERR_CONNECTION_REFUSED/u });
    await page.getByText('Nobody is inside.').waitFor();
    kiosk.down = true;
    await page.getByText(/The kiosk has not answered since/u).waitFor();
    kiosk.down = false;
    await page.getByText(/The kiosk has not answered since/u).waitFor({ state: 'detached' });
  },
  limit,
);

test(
  'shows hostile names as the text they are',
  async (t) => {
    const hostile = '<img src=x onerror=document.title="owned">';
    const whole = lab();
    const { page } = await openLab(t, {
      state: {
        ...whole,
        shelf: [{ sku: 's', gtin: '0', title: hostile, colour: hostile, size: '', mediaUrl: null }],
        cards: [{ card: 'c', displayName: hostile }],
        oddities: [hostile],
        displays: whole.displays.map((display) => ({ ...display, name: hostile })),
      },
    });
    await page.getByText(hostile).first().waitFor();
    assert.is(await page.locator('img').count(), 0);
    assert.is(await page.title(), 'Lab');
  },
  limit,
);
