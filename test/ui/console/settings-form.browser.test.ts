/** The settings form: what it sends, and what it says until the kiosk has answered. */
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { suite, type TestContext } from '../../harness/suite.ts';
import { DEFAULT_DISPLAY_SETTINGS } from '../../../broker/contract/settings.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, overview } from './fixtures.ts';

const test = suite('Console settings form');
const limit = { timeout: 30_000 };

async function openSettings(
  t: TestContext,
  change = {},
  expected?: RegExp,
): Promise<{ page: Page; hub: FakeHub }> {
  let hub: FakeHub | undefined;
  const page = await openDesk(t, {
    path: '/console',
    ...(expected && { expected }),
    prepare: async (page) => {
      hub = await fakeHub(page, overview({ kiosks: [kiosk(change)] }), activity());
    },
  });
  await page.getByRole('button', { name: 'Settings of Wall' }).click();
  if (hub === undefined) throw new TypeError('the page was not prepared');
  return { page, hub };
}

test(
  'sends what is wanted, waits for the kiosk, and says in force once it has reported',
  async (t) => {
    const { page, hub } = await openSettings(t);
    const field = page.locator('tw-setting-field').filter({ hasText: 'Idle time' });
    await page.getByLabel('Idle time').fill('60');
    await field.getByText('Not saved').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await field.getByText('Waiting for the kiosk').waitFor();
    await field.getByText('the screen still has 45 seconds').waitFor();
    assert.equal(hub.requests, [
      {
        method: 'PUT',
        path: '/api/console/kiosks/milano-torino/displays/wall',
        body: { idleSeconds: 60 },
      },
    ]);

    const desired = { idleSeconds: 60 };
    const reported = { ...DEFAULT_DISPLAY_SETTINGS, ...desired };
    const settings = kiosk().settings.map((view) =>
      view.display === 'wall' ? { ...view, desired, reported } : view,
    );
    await hub.push('overview', overview({ kiosks: [kiosk({ settings })] }));
    await field.getByText('In force').waitFor();
    await field.getByText('set here').waitFor();
  },
  limit,
);

test(
  'says what a setting does, its unit, its range and its default',
  async (t) => {
    const { page } = await openSettings(t);
    const field = page.locator('tw-setting-field').filter({ hasText: 'Warning time' });
    await field.getByText('How long the question stands').waitFor();
    await field.getByText('2 to 120 seconds').waitFor();
    await field.getByText('Default: 20 seconds').waitFor();
    const options = await page.getByLabel('Language').locator('option').allInnerTexts();
    assert.ok(options.map((option) => option.trim()).includes('Italian (italiano)'), options.join());
  },
  limit,
);

test(
  'sends nothing while a value is out of range, and leads to it',
  async (t) => {
    const { page, hub } = await openSettings(t);
    await page.getByLabel('Warning time').fill('1');
    await page.getByText('Give a whole number, 2 to 120 seconds.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    assert.is(await page.getByLabel('Warning time').getAttribute('aria-invalid'), 'true');
    assert.is(await page.evaluate('document.activeElement?.tagName'), 'TW-CONSOLE');
    assert.equal(hub.requests, []);
  },
  limit,
);

test(
  'keeps what was typed and says why when the hub does not take it',
  async (t) => {
    const { page, hub } = await openSettings(t, {}, /400/u);
    hub.answers.set('/displays/wall', {
      status: 400,
      body: { error: { code: 'TW_SETTING_INVALID', message: 'idleSeconds is too long for this store.' } },
    });
    await page.getByLabel('Idle time').fill('600');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not saved: idleSeconds is too long for this store.').waitFor();
    assert.is(await page.getByLabel('Idle time').inputValue(), '600');
  },
  limit,
);

test(
  'shows what the kiosk refused, and why',
  async (t) => {
    const settings = kiosk().settings.map((view) =>
      view.display === 'wall'
        ? { ...view, desired: { idleSeconds: 500 }, state: 'refused' as const, problem: 'Too long.' }
        : view,
    );
    const { page } = await openSettings(t, { settings });
    await page.getByText('Refused: Too long.').waitFor();
    await page.getByText('the screen still has 45 seconds').waitFor();
  },
  limit,
);

test(
  'takes a setting back, so that the kiosk’s own value applies',
  async (t) => {
    const settings = kiosk().settings.map((view) =>
      view.display === 'wall'
        ? {
            ...view,
            desired: { idleSeconds: 90, language: 'it' as const },
            reported: { ...DEFAULT_DISPLAY_SETTINGS, idleSeconds: 90, language: 'it' as const },
          }
        : view,
    );
    const { page, hub } = await openSettings(t, { settings });
    await page.getByRole('button', { name: 'Reset', exact: true }).first().click();
    await page.getByText('the kiosk’s own value will apply').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved at the hub.').waitFor();
    assert.equal(hub.requests[0]?.body, { idleSeconds: null });
  },
  limit,
);

test(
  'opens, saves and closes by keyboard and gives the focus back',
  async (t) => {
    const { page, hub } = await openSettings(t);
    await page.keyboard.press('Escape');
    const opener = page.getByRole('button', { name: 'Settings of Wall' });
    await opener.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Attract message').focus();
    await page.keyboard.type('Tap a coat.');
    await page.getByLabel('Idle time').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Saved at the hub.').waitFor();
    assert.equal(hub.requests[0]?.body, { attractMessage: 'Tap a coat.' });
    await page.keyboard.press('Escape');
    await page.locator('tw-settings-sheet').waitFor({ state: 'detached' });
    assert.ok(await opener.evaluate((button) => button.matches(':focus')));
  },
  limit,
);
