/** Sources: what a manager sees of them, reads anew, lets in, and looks up when rows are left out. */
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import type { SourcesAnswer } from '../../../broker/contract/sources.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { until } from '../../support/until.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type FakeHub } from './fake-hub.ts';
import { activity, kiosk, overview } from './fixtures.ts';
import { everySource, REJECTED, source } from './source-fixtures.ts';

const test = suite('Console: sources');
const limit = { timeout: 30_000 };

interface Desk {
  page: Page;
  hub: FakeHub;
}

async function openSources(
  t: TestContext,
  answer: SourcesAnswer,
  options: { width?: number; expected?: RegExp } = {},
): Promise<Desk> {
  const found: { hub?: FakeHub } = {};
  const page = await openDesk(t, {
    path: '/console',
    ...options,
    prepare: async (target) => {
      const hub = await fakeHub(target, overview({ kiosks: [kiosk()] }), activity());
      hub.sources = answer;
      hub.answers.set('/rejections', { status: 200, body: REJECTED });
      found.hub = hub;
    },
  });
  await page.getByRole('button', { name: 'Sources' }).click();
  const { hub } = found;
  if (hub === undefined) throw new TypeError('the page was not prepared');
  return { page, hub };
}

test(
  'shows every state in words, and on the first page what does not mend itself',
  async (t) => {
    const { page } = await openSources(t, everySource());
    const states = await page.locator('tw-source-card .state').allInnerTexts();
    assert.equal(states, [
      'Cannot be read',
      'Its file has a mistake',
      'Held: it would take much away',
      'Reading products: 7,400 of 11,480',
      'In order',
    ]);
    await page.getByText('https://erp.example/stock.tsv answered 503.', { exact: true }).waitFor();
    assert.is(await page.getByRole('progressbar').getAttribute('aria-valuenow'), '64');
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Close' }).click();
    const problems = await page.locator('.problems li').allInnerTexts();
    assert.ok(problems.some((text) => text.includes('An import of “reviews” waits')));
    assert.ok(problems.some((text) => text.includes('“erp-stock” cannot be read')));
  },
  limit,
);

test(
  'lists incidents, open ones with their reason and since when, others with how long they lasted',
  async (t) => {
    const answer = everySource();
    const { page, hub } = await openSources(t, answer);
    const lines = page.locator('tw-source-incidents li');
    await lines.nth(2).waitFor();
    const said = await lines.allInnerTexts();
    assert.match(said[0] ?? '', /answered 503\.[^]*Open, since 9 min ago · failed several times in a row/);
    assert.match(said[1] ?? '', /waits\.[^]*Open, since 19 min ago · waits for you/);
    assert.not.match(said[2] ?? '', /T\d\d:|Z/u, 'the time is that of whoever reads it');
    assert.match(said[2] ?? '', /Over: it began 4 h ago and lasted 40 min · older than it stays fresh/);
    await assertAccessible(page);
    const [old] = answer.incidents.filter(({ code }) => code === 'TW_SOURCE_STALE');
    if (old === undefined) throw new TypeError('none is old');
    await hub.push('sources', {
      ...answer,
      sources: [source()],
      incidents: [{ ...old, closedAt: null }],
    });
    await page.getByText('What “webshop” gives is old.').waitFor({ state: 'attached' });
  },
  limit,
);

test(
  'lists rejected rows with place and reason, and offers them as a file',
  async (t) => {
    const { page } = await openSources(t, { ...everySource(), sources: [source({ rejections: 3 })] });
    await page.getByRole('button', { name: 'Show them' }).click();
    const rows = page.locator('tw-rejections tbody tr');
    await rows.nth(2).waitFor();
    assert.is(
      await rows.nth(0).innerText(),
      'products.tsv:17\tSKU-4411\tGTIN 4006381333932 has a wrong check digit',
    );
    assert.is(
      await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href'),
      '/api/sources/webshop/report.csv',
    );
    await assertAccessible(page);
  },
  limit,
);

test(
  'lets a held import in only after a second press',
  async (t) => {
    const { page, hub } = await openSources(t, everySource());
    await page.getByText('7,204 of 9,310 reviews').waitFor();
    await page.getByRole('button', { name: 'Let it in: reviews' }).click();
    assert.equal(hub.requests, []);
    const [held] = everySource().sources.filter(({ name }) => name === 'reviews');
    hub.answers.set('/approve', {
      status: 200,
      body: { ...held, state: 'running', held: { ...held?.held, approved: true } },
    });
    await page.getByRole('button', { name: 'Really take them away?' }).click();
    await page.getByText('Let in; it is read once more.').waitFor();
    assert.equal(
      hub.requests.map(({ method, path }) => `${method} ${path}`),
      ['POST /api/sources/reviews/approve'],
    );
  },
  limit,
);

test(
  'reads a source when it is asked, says what the hub refuses, and follows what the hub tells',
  async (t) => {
    const { page, hub } = await openSources(
      t,
      { ...everySource(), sources: [source()] },
      { expected: /404/ },
    );
    hub.answers.set('/run', {
      status: 404,
      body: { error: { code: 'TW_SOURCE_UNKNOWN', message: 'There is no source of this name.' } },
    });
    await page.getByRole('button', { name: 'Read now: webshop' }).click();
    await page.getByText('The hub refused: There is no source of this name.').waitFor();
    const running = source({ state: 'running', progress: { stage: 'local', done: 5_000, total: null } });
    await hub.push('sources', { ...everySource(), sources: [running] });
    await page.getByText('Reading stock: 5,000').waitFor();
    assert.is(await page.getByRole('progressbar').getAttribute('aria-valuenow'), null);
    await until(async () => page.getByRole('button', { name: 'Reading …' }).isDisabled(), 5_000);
  },
  limit,
);

test(
  'tells whoever has no source yet what to do, also on a phone',
  async (t) => {
    const { page } = await openSources(
      t,
      { sources: [], incidents: [], given: [], folder: '/srv/tapwall/sources.d' },
      { width: 390 },
    );
    await page.getByText('No source is connected yet').waitFor();
    await page.getByText('/srv/tapwall/sources.d').waitFor();
    await assertAccessible(page);
    await assertNoSidewaysScroll(page);
  },
  limit,
);
