import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Wall session');

test('begins with a tapped product', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  assert.equal(stage.state.place, { name: 'product', sku: 'A-1', panel: 'none', personal: false });
  assert.equal(stage.names(), ['session_started', 'tag_tapped', 'view_item']);
  assert.equal(stage.last('tag_tapped'), {
    display: 'wall',
    device: 'reader',
    tag: 'product',
    sku: 'A-1',
    gtin: '09506000134352',
  });
  assert.is(stage.state.tap, 'tap');
});

test('replaces one product by the next', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.product('B-1');
  assert.equal(stage.state.place, { name: 'product', sku: 'B-1', panel: 'none', personal: false });
  assert.equal(stage.state.trail, []);
  assert.is(stage.names().filter((name) => name === 'session_started').length, 1);
});

test('takes the same product again as a sign of life only', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  const before = stage.state;
  stage.wait(10);
  stage.product('A-1');
  assert.equal({ ...stage.state, activeAt: 0 }, { ...before, activeAt: 0 });
  assert.is(stage.names().filter((name) => name === 'view_item').length, 1);
});

test('says which panel was read, once', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  stage.touch({ action: 'show_panel', panel: 'stores' });
  stage.touch({ action: 'show_panel', panel: 'guide' });
  assert.equal(stage.names().slice(3), ['review_read', 'stock_checked']);
  assert.equal(stage.last('review_read'), { display: 'wall', product: 'A' });
});

test('closes a panel before it goes back', () => {
  const stage = new Stage('wall');
  stage.do('show_search');
  stage.open('A-1', 'search');
  stage.touch({ action: 'show_panel', panel: 'stores' });
  stage.do('back');
  assert.is(stage.place, 'product');
  stage.do('back');
  assert.is(stage.place, 'search');
});

test('goes back through related products to the list', () => {
  const stage = new Stage('wall');
  stage.do('show_search');
  stage.open('A-1', 'search');
  stage.open('B-1', 'related');
  stage.do('back');
  assert.equal(stage.state.place, { name: 'product', sku: 'A-1', panel: 'none', personal: false });
  stage.do('back');
  stage.do('back');
  assert.equal(stage.state, RESTING);
  assert.is(stage.last('session_ended')?.reason, 'finished');
});

test('keeps a list under a tapped product', () => {
  const stage = new Stage('wall');
  stage.do('show_search');
  stage.product('A-1');
  stage.product('B-1');
  stage.do('back');
  assert.is(stage.place, 'search');
});

test('says from which list a product was opened', () => {
  const stage = new Stage('wall');
  stage.open('A-1', 'attract');
  assert.equal(stage.names(), ['session_started', 'select_item', 'view_item']);
  assert.is(stage.last('session_started')?.cause, 'touch');
  assert.is(stage.last('select_item')?.list, 'attract');
});

test('changes the variant within a product only', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.touch({ action: 'select_variant', sku: 'A-2' });
  assert.equal(stage.state.place, { name: 'product', sku: 'A-2', panel: 'none', personal: false });
  stage.touch({ action: 'select_variant', sku: 'B-1' });
  stage.touch({ action: 'select_variant', sku: 'GONE-1' });
  assert.equal(stage.state.place, { name: 'product', sku: 'A-2', panel: 'none', personal: false });
});

test('ignores a product that no catalogue has', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.open('GONE-1', 'related');
  stage.touch({ action: 'request_size', sku: 'GONE-1' });
  assert.is(stage.place, 'product');
  assert.is(stage.state.request, null);
});

test('shows a notice without a session, and passes', () => {
  const stage = new Stage('wall');
  stage.tap({ kind: 'unknown', notice: 'foreign_tag', reason: 'no_link' });
  assert.is(stage.place, 'notice');
  assert.equal(stage.names(), ['tag_unknown']);
  assert.is(stage.events()[0]?.sessionId, undefined);
  stage.wait(6);
  assert.equal(stage.state, RESTING);
  assert.equal(stage.names(), ['tag_unknown']);
});

test('returns from a notice to what was before', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.tap({ kind: 'unknown', notice: 'unreadable_tag', reason: 'TW_NFC_TAG_TORN' });
  stage.tap({ kind: 'unknown', notice: 'phone', reason: 'TW_NFC_PHONE_OR_BANK_CARD' });
  stage.wait(6);
  assert.is(stage.place, 'product');
});

test('asks the team once, and says when the question has arrived', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  const effects = stage.touch({ action: 'request_size', sku: 'A-2' });
  stage.touch({ action: 'request_size', sku: 'A-2' });
  assert.is(stage.names().filter((name) => name === 'size_requested').length, 1);
  const event = effects.find((effect) => effect.type === 'event');
  stage.send({ type: 'request_acknowledged', requestId: 'another' });
  assert.is(stage.state.request?.state, 'sending');
  stage.send({ type: 'request_acknowledged', requestId: event?.requestId ?? '' });
  assert.is(stage.state.request?.state, 'sent');
});

test('calls somebody from the resting screen, and forgets it', () => {
  const stage = new Stage('wall');
  stage.touch({ action: 'call_associate' });
  assert.is(stage.state.request?.kind, 'associate');
  stage.wait(200);
  assert.equal(stage.state, RESTING);
});

test('speaks another language for one session', () => {
  const stage = new Stage('wall');
  stage.touch({ action: 'set_language', language: 'ar' });
  assert.is(stage.state.language, 'ar');
  stage.do('finish');
  assert.equal(stage.state, RESTING);
});

test('says what was searched', () => {
  const stage = new Stage('wall');
  stage.do('show_search');
  stage.send({ type: 'searched', term: 'x'.repeat(300), results: 3 });
  assert.is(stage.last('search')?.search_term.length, 100);
});

test('does nothing of its own at a touch that means nothing', () => {
  const stage = new Stage('wall');
  for (const action of ['activity', 'back', 'finish', 'stay', 'show_wishlist', 'dismiss_offer'] as const)
    stage.touch({ action });
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  stage.touch({ action: 'request_size', sku: 'A-1' });
  stage.presence(true);
  stage.presence(false);
  assert.equal(stage.state, RESTING);
  assert.equal(stage.effects, []);
});

test('leaves a product that a new catalogue does not have', () => {
  const stage = new Stage('wall');
  stage.do('show_search');
  stage.product('A-1');
  stage.item = () => undefined;
  stage.send({ type: 'catalogue_changed' });
  assert.is(stage.place, 'search');
});

test('is ended by a restart', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.wait(7);
  stage.send({ type: 'restart' });
  assert.equal(stage.last('session_ended'), { display: 'wall', reason: 'restarted', seconds: 7 });
  assert.equal(stage.state, RESTING);
});
