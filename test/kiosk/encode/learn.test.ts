import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { SAMPLE_BINDING } from '../../support/sample-catalogue.ts';
import { READER, SKU, tagKit } from './kit.ts';

const test = suite('Learning a tag at a kiosk');
const BLANK = '04D0D0D0D0D0D0';
const learn = { kind: 'learn', sku: SKU };

test('tells the hub of the next unknown tag, and no screen', async (t) => {
  const kit = await tagKit(t);
  const questions = kit.answering('bind', () => ({}));
  const view = await kit.order(learn);
  await kit.lab('tag', { reader: READER, oddity: 'only_text', hold: true });
  const { state, tag } = await kit.end(view);
  assert.equal([state, tag], ['done', { uid: BLANK, sku: SKU }]);
  assert.equal(
    questions.map(({ uid, sku }) => [uid, sku]),
    [[BLANK, SKU]],
  );
  await kit.lab('lift', { reader: READER });
  await kit.clock.advance(1_000);
  assert.equal(kit.eventsOf('tag_unknown'), []);
});

test('asks whose a tag is before its UID leaves the kiosk', async (t) => {
  const kit = await tagKit(t, { hub: false });
  const asked: string[] = [];
  kit.answering('card', () => (asked.push('card'), { known: true }));
  kit.answering('bind', () => (asked.push('bind'), {}));
  const view = await kit.order(learn);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(view)).error?.code, 'TW_TAGS_PERSONAL');
  assert.equal(asked, ['card']);
});

for (const [what, tag, code] of [
  ['cards of a kind that people carry', { oddity: 'unknown_card' }, 'TW_TAGS_PERSONAL'],
  ['phones', { oddity: 'phone' }, 'TW_TAGS_PERSONAL'],
  ['a tag that names another product', { sku: 'JOSIE-BLACK-S' }, 'TW_TAGS_NAMED'],
] as const) {
  test(`refuses ${what}`, async (t) => {
    const kit = await tagKit(t);
    const questions = kit.answering('bind', () => ({}));
    const view = await kit.order(learn);
    await kit.lab('tag', { reader: READER, ...tag, hold: true });
    assert.is((await kit.end(view)).error?.code, code);
    assert.equal(questions, []);
  });
}

test('passes on why the hub did not learn it', async (t) => {
  const kit = await tagKit(t);
  kit.answering('bind', () => ({
    ok: false,
    code: 'TW_TAG_TAKEN',
    message: 'The tag stands for X already.',
  }));
  const view = await kit.order(learn);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  const { error } = await kit.end(view);
  assert.equal(error, { code: 'TW_TAGS_NOT_LEARNED', message: 'The tag stands for X already.' });
});

test('learns nothing while the hub is away', async (t) => {
  const kit = await tagKit(t, { loyaltyKey: null });
  await kit.lab('network', { up: false });
  const view = await kit.order(learn);
  await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
  assert.is((await kit.end(view)).error?.code, 'TW_TAGS_NOT_LEARNED');
});

test('shows the product at the next tap of a learned tag', async (t) => {
  const kit = await tagKit(t);
  assert.is(SAMPLE_BINDING.sku, SKU);
  const questions = kit.answering('bind', () => ({}));
  const view = await kit.order({ kind: 'learn', sku: SKU });
  await kit.lab('tag', { reader: READER, sku: SKU, hold: true });
  assert.equal((await kit.end(view)).tag?.sku, SKU);
  assert.equal(questions, []);
});
