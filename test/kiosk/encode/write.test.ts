import * as assert from 'uvu/assert';
import type { TagJobView } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { gtinOf } from '../../support/sample-catalogue.ts';
import { screen } from '../host/kit.ts';
import { GTIN, READER, SKU, tagKit } from './kit.ts';

const test = suite('Writing a product’s tag at a kiosk');
const write = { kind: 'write', gtin: GTIN, serial: '1234', domain: 'https://id.example.com' };
const LINK = `https://id.example.com/01/${GTIN}/21/1234`;

test('writes the next blank tag, says what is on it, and a tap reads it', async (t) => {
  const kit = await tagKit(t);
  const browser = await kit.browser();
  const view = await kit.order({ kind: 'write', sku: SKU, serial: '7' });
  assert.equal([view.state, view.reader, view.virtual], ['waiting', READER, true]);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  const { state, tag, error } = await kit.end(view);
  assert.equal([state, error], ['done', null]);
  const link = `https://id.gs1.org/01/${gtinOf(SKU)}/21/7`;
  assert.equal(tag, { uid: '04D0D0D0D0D0D0', link, verified: true, locked: false });
  const message = await screen(browser, 'product');
  assert.is(message.screen.name === 'product' && message.screen.product.title, 'Market Tote');
  await kit.settle();
  assert.equal(kit.eventsOf('tag_unknown'), []);
  assert.equal(
    kit.eventsOf('tag_tapped').map(({ sku }) => sku),
    [SKU],
  );
});

test('formats and writes a factory-new tag that lies there already, because it is empty', async (t) => {
  const kit = await tagKit(t);
  await kit.lab('tag', { reader: READER, oddity: 'factory_new', hold: true });
  const { state, tag } = await kit.end(await kit.order(write));
  assert.equal([state, tag?.link], ['done', LINK]);
});

test('leaves a tag with something on it alone until it is held there again', async (t) => {
  const kit = await tagKit(t);
  const lay = (): Promise<Response> => kit.lab('tag', { reader: READER, sku: SKU, hold: true });
  await lay();
  const view = await kit.order(write);
  assert.equal([view.state, view.hint?.code], ['waiting', 'TW_TAGS_LIFT']);
  await kit.lab('lift', { reader: READER });
  await kit.clock.advance(1_000);
  await lay();
  const { state, tag } = await kit.end(view);
  assert.equal([state, tag?.link], ['done', LINK]);
});

test('writes over what lies there when it is told to', async (t) => {
  const kit = await tagKit(t);
  await kit.lab('tag', { reader: READER, sku: SKU, hold: true });
  const { tag } = await kit.end(await kit.order({ ...write, overwrite: true }));
  assert.is(tag?.link, LINK);
});

test('asks for a tag that left too soon again, and finishes with it', async (t) => {
  const kit = await tagKit(t);
  const view = await kit.order(write);
  await kit.lab('tag', { reader: READER, oddity: 'lifted_half_way', hold: true });
  const torn = await kit.later(view);
  assert.equal([torn.state, torn.hint?.code], ['waiting', 'TW_TAGS_AGAIN']);
  await kit.clock.advance(1_000);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(torn)).state, 'done');
});

for (const [what, tag, code] of [
  ['a card of a kind that people carry', { oddity: 'unknown_card' }, 'TW_TAGS_PERSONAL'],
  ['a loyalty card', { card: 'anna' }, 'TW_TAGS_PERSONAL'],
  ['a phone', { oddity: 'phone' }, 'TW_TAGS_PERSONAL'],
] as const) {
  test(`refuses ${what}, and shows it on no screen`, async (t) => {
    const kit = await tagKit(t);
    const browser = await kit.browser();
    const view = await kit.order(write);
    await kit.lab('tag', { reader: READER, ...tag, hold: true });
    const { state, error } = await kit.end(view);
    assert.equal([state, error?.code], ['failed', code]);
    await kit.lab('lift', { reader: READER });
    await kit.clock.advance(1_000);
    assert.is((await screen(browser, 'attract')).screen.name, 'attract');
    assert.equal([...kit.eventsOf('tag_unknown'), ...kit.eventsOf('customer_recognised')], []);
  });
}

test('refuses an empty tag that is somebody’s card, and tells the hub its pseudonym alone', async (t) => {
  const kit = await tagKit(t, { hub: false });
  const questions = kit.answering('card', () => ({ known: true }));
  const view = await kit.order(write);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(view)).error?.code, 'TW_TAGS_PERSONAL');
  assert.match(questions[0]?.['card'] ?? '', /^[0-9a-f]{64}$/);
  assert.not.match(JSON.stringify(questions), '04D0D0');
});

test('does not write an empty tag while nobody can say whose it is', async (t) => {
  const kit = await tagKit(t, { hub: false });
  await kit.lab('network', { up: false });
  const view = await kit.order(write);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(view)).error?.code, 'TW_TAGS_UNSURE');
});

test('writes without a network where cards are not recognised at all', async (t) => {
  const kit = await tagKit(t, { hub: false, loyaltyKey: null });
  await kit.lab('network', { up: false });
  const view = await kit.order(write);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(view)).state, 'done');
});

test('gives up in time when no tag comes, with the last word it had for the person', async (t) => {
  const kit = await tagKit(t);
  const view = await kit.order({ ...write, seconds: 5 });
  await kit.clock.advance(5_000);
  assert.is((await kit.end(view)).error?.code, 'TW_TAGS_NO_TAG');
  const second = await kit.order({ ...write, seconds: 5 });
  await kit.lab('tag', { reader: READER, oddity: 'lifted_half_way' });
  await kit.clock.advance(6_000);
  assert.is((await kit.end(second)).error?.code, 'TW_TAGS_AGAIN');
  await kit.lab('tag', { reader: READER, sku: SKU });
  await kit.settle();
  assert.is(kit.eventsOf('tag_tapped').length, 1);
});

test('takes one order at a time for each reader, and calls one off', async (t) => {
  const kit = await tagKit(t);
  const view = await kit.order(write);
  assert.is(await kit.refused(write), '409 TW_TAGS_BUSY');
  assert.is((await kit.order({ ...write, reader: 'virtual-reader-2' })).state, 'waiting');
  const response = await fetch(`${kit.url}/api/tags/jobs/${view.job}`, { method: 'DELETE' });
  assert.is(((await response.json()) as TagJobView).error?.code, 'TW_TAGS_CANCELLED');
  assert.is((await kit.order(write)).state, 'waiting');
});

for (const [request, answer] of [
  [{ ...write, reader: 'reader-9' }, '409 TW_TAGS_READER'],
  [{ ...write, reader: 'virtual-radar-1' }, '409 TW_TAGS_READER'],
  [{ ...write, gtin: '09506000134353' }, '422 TW_TAGS_LINK'],
  [{ ...write, domain: 'example.com' }, '422 TW_TAGS_LINK'],
  [{ kind: 'write', sku: 'NOTHING' }, '422 TW_TAGS_PRODUCT'],
  [{ kind: 'write' }, '422 TW_TAGS_PRODUCT'],
  [{ kind: 'learn', sku: 'NOTHING' }, '422 TW_TAGS_PRODUCT'],
  [{ ...write, seconds: 4 }, '400 TW_BAD_REQUEST'],
  [{ ...write, uid: '04A1B2C3D4E580' }, '400 TW_BAD_REQUEST'],
  [{ kind: 'erase' }, '400 TW_BAD_REQUEST'],
] as const) {
  test(`answers ${JSON.stringify(request)} with ${answer}`, async (t) => {
    assert.is(await (await tagKit(t)).refused(request), answer);
  });
}

test('knows no order that was never given', async (t) => {
  const kit = await tagKit(t);
  const response = await fetch(`${kit.url}/api/tags/jobs/nothing`);
  assert.is(response.status, 404);
});

test('leaves no order and no timer behind when it stops', async (t) => {
  const kit = await tagKit(t);
  await kit.order(write);
  const stopped = kit.host.stop();
  await kit.clock.advance(5_000);
  await stopped;
  assert.is(kit.clock.pending, 0);
});
