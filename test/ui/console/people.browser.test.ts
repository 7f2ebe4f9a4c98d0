import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { assertAccessible, assertNoSidewaysScroll } from './accessibility.ts';
import { openDesk } from './desk.ts';
import { fakeHub, type Answer, type FakeHub } from './fake-hub.ts';
import { activity, overview } from './fixtures.ts';
import { everySource } from './source-fixtures.ts';

fileTimeout(120_000);
const test = suite('Console: erasing a customer');

const HELD = { customer: true, wishes: 2, consents: 1, requests: 0, cards: 1, recognitions: 0 };
const RECEIPT = { ...HELD, proof: '0f'.repeat(16), at: '2026-11-26T10:00:00.000Z' };
/** What has the focus, through the roots of all elements. */
const FOCUSED = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at?.textContent?.trim() ?? '';
})()`;
const no = (status: number, code: string): Answer => ({ status, body: { error: { code, message: '' } } });

async function open(t: TestContext, width = 1440): Promise<{ page: Page; hub: FakeHub }> {
  let hub: FakeHub | undefined;
  const page = await openDesk(t, {
    path: '/console',
    width,
    prepare: async (opened) => {
      hub = await fakeHub(opened, overview(), activity());
      hub.sources = everySource();
    },
    expected: /404|503/u,
  });
  if (hub === undefined) throw new TypeError('the page was not prepared');
  await page.getByRole('button', { name: 'Erase a customer' }).click();
  return { page, hub };
}

const asked = (hub: FakeHub): unknown => hub.requests.at(-1);

test('shows how much is held, erases only what was typed twice, and leaves a receipt', async (t) => {
  const { page, hub } = await open(t);
  const sheet = page.getByRole('dialog');
  hub.answers.set('/people/held', no(404, 'TW_PERSON_UNKNOWN'));
  await sheet.getByRole('textbox', { name: 'Customer reference' }).fill('c-99');
  await sheet.getByRole('button', { name: 'See what is held' }).click();
  await sheet.getByRole('alert').getByText('Nothing is held of anybody with this number.').waitFor();
  await assertAccessible(page);

  hub.answers.set('/people/held', { status: 200, body: HELD });
  await sheet.getByRole('textbox', { name: 'Customer reference' }).fill(' c-1042 ');
  await sheet.getByRole('button', { name: 'See what is held' }).click();
  await sheet.getByText('2 changes to their wishlist').waitFor();
  assert.equal(asked(hub), { method: 'POST', path: '/api/people/held', body: { ref: 'c-1042', by: 'ref' } });
  assert.is(await sheet.getByRole('alert').count(), 0, 'what was said before is over');
  await assertAccessible(page);

  const questions = hub.requests.length;
  await sheet.getByRole('textbox').fill('c-1043');
  await sheet.getByRole('button', { name: 'Erase for good' }).click();
  await sheet.getByText('Nothing is erased until it is.').waitFor();
  assert.is(hub.requests.length, questions, 'nothing was asked of the hub');

  hub.answers.set('/people/erase', no(503, 'TW_FLEET_UNAVAILABLE'));
  await sheet.getByRole('textbox').fill('c-1042');
  await sheet.getByRole('button', { name: 'Erase for good' }).click();
  await sheet.getByText('The hub’s database does not answer.').waitFor();
  hub.answers.set('/people/erase', { status: 200, body: RECEIPT });
  await sheet.getByRole('button', { name: 'Erase for good' }).click();
  await sheet.getByText(RECEIPT.proof).waitFor();
  assert.is(await page.evaluate(FOCUSED), 'Erased', 'whoever hears the page is told');
  assert.equal(asked(hub), { method: 'POST', path: '/api/people/erase', body: { ref: 'c-1042', by: 'ref' } });
  await assertAccessible(page);
  assert.not.ok((await page.content()).includes('c-1042'));
  assert.not.ok(page.url().includes('c-1042'));
});

test('asks a connected shop by the number of a loyalty card, also on a narrow screen', async (t) => {
  const { page, hub } = await open(t, 390);
  const sheet = page.getByRole('dialog');
  hub.answers.set('/people/held', { status: 200, body: { ...HELD, customer: false, requests: 1 } });
  await sheet.getByRole('combobox', { name: 'Where they are a customer' }).selectOption({ index: 1 });
  await sheet.getByRole('combobox', { name: 'What you have of them' }).selectOption('loyalty');
  await sheet.getByRole('textbox', { name: 'Loyalty number' }).fill('L-7');
  await sheet.getByRole('textbox').press('Enter');
  await sheet.getByText('1 order under way; it is called off').waitFor();
  const { body } = hub.requests.at(-1) ?? {};
  assert.is((body as { by: string }).by, 'loyalty');
  assert.ok((body as { source: string }).source.length > 0);
  await assertNoSidewaysScroll(page);
  await assertAccessible(page);
});
