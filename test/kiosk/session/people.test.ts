import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Recognised shoppers');

test('are welcomed with an offer and nothing of the list', () => {
  const stage = new Stage('wall');
  const id = stage.card();
  assert.is(stage.place, 'recognising');
  stage.recognised(id);
  assert.is(stage.place, 'welcome');
  assert.is(stage.state.wishlist, null);
  assert.is(stage.state.tap, 'card-tap');
  assert.equal(stage.names(), ['session_started', 'tag_tapped', 'customer_recognised']);
});

test('keep the product they look at', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.recognised(stage.card());
  assert.is(stage.place, 'product');
  assert.is(stage.state.person?.displayName, 'Ada');
});

test('see their list only when they touch the offer', () => {
  const stage = new Stage('wall');
  stage.do('show_wishlist');
  stage.recognised(stage.card());
  stage.wishlist('A-1', 'GONE-1', 'B-1');
  assert.is(stage.place, 'wishlist');
  assert.equal(stage.last('view_item_list'), {
    display: 'wall',
    list: 'wishlist',
    items: [
      { item_id: 'A-1', item_group_id: 'A', index: 0 },
      { item_id: 'B-1', item_group_id: 'B', index: 1 },
    ],
  });
});

test('return to their list from a product of it, and from the list to where they were', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.recognised(stage.card());
  stage.wishlist('B-1');
  stage.open('B-1', 'wishlist');
  assert.is(stage.last('select_item')?.list, 'wishlist');
  stage.do('back');
  assert.is(stage.place, 'wishlist');
  stage.do('back');
  assert.is(stage.place, 'product');
});

test('return from the list to the welcome, and from there the session is over', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  stage.wishlist('B-1');
  stage.do('back');
  assert.is(stage.place, 'welcome');
  stage.do('back');
  assert.equal(stage.state, RESTING);
});

test('may try a list again that did not come', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  stage.do('show_wishlist');
  stage.send({ type: 'wishlist_failed', requestId: stage.state.wishlist?.requestId ?? '' });
  assert.is(stage.state.wishlist?.status, 'failed');
  stage.wishlist('A-1');
  assert.is(stage.state.wishlist?.status, 'loaded');
});

test('may wave the offer away', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.recognised(stage.card());
  stage.do('dismiss_offer');
  assert.is(stage.state.person?.dismissed, true);
  assert.is(stage.place, 'product');
  const other = new Stage('wall');
  other.recognised(other.card());
  other.do('dismiss_offer');
  assert.equal(other.state, RESTING);
});

test('find the screen in their language, unless they chose one', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card(), 'Ada', 'it-CH');
  assert.is(stage.state.language, null);
  stage.do('show_wishlist');
  assert.is(stage.state.language, 'it');
  const other = new Stage('wall');
  other.touch({ action: 'set_language', language: 'fr' });
  other.recognised(other.card(), 'Ada', 'it-CH');
  other.do('show_wishlist');
  assert.is(other.state.language, 'fr');
});

test('leave nothing to the next person', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card(), 'Ada', 'it');
  stage.wishlist('A-1', 'B-1');
  stage.open('A-1', 'wishlist');
  stage.touch({ action: 'request_size', sku: 'A-2' });
  const first = stage.state.session?.id;
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.is(stage.place, 'welcome');
  assert.not.match(JSON.stringify(stage.state), /Ada|A-1|A-2|B-1|"it"/);
  assert.is.not(stage.state.session?.id, first);
  assert.is(stage.names().filter((name) => name === 'session_ended').length, 1);
});

test('leave the product on the screen when it says nothing about them', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card(), 'Ada');
  stage.product('C-1');
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.equal(stage.state.place, { name: 'product', sku: 'C-1', panel: 'none', personal: false });
  assert.is(stage.state.person?.displayName, 'Bob');
});

test('stay who they are when they hold their card there twice', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card(), 'Ada');
  stage.wishlist('A-1');
  stage.recognised(stage.card(), 'Ada');
  assert.is(stage.place, 'wishlist');
  assert.not.ok(stage.names().includes('session_ended'));
});

test('are told when their card is not known, and the display rests again', () => {
  const stage = new Stage('wall');
  stage.send({ type: 'not_recognised', requestId: stage.card() });
  assert.equal(stage.last('tag_unknown'), { display: 'wall', device: 'reader', reason: 'unknown_card' });
  assert.is(stage.place, 'notice');
  stage.wait(6);
  assert.equal(stage.state, RESTING);
  assert.is(stage.last('session_ended')?.reason, 'idle');
});

test('are told the truth about a blank tag and about a missing network', () => {
  const blank = new Stage('wall');
  blank.send({ type: 'not_recognised', requestId: blank.card('04AA', 'blank_tag') });
  assert.match(JSON.stringify(blank.state.place), /blank_tag/);
  const offline = new Stage('wall');
  offline.product('A-1');
  offline.send({ type: 'recognition_failed', requestId: offline.card() });
  assert.match(JSON.stringify(offline.state.place), /cards_offline/);
  offline.wait(6);
  assert.is(offline.place, 'product');
});

test('are not shown by answers that come too late', () => {
  const stage = new Stage('wall');
  const first = stage.card();
  stage.do('finish');
  stage.recognised(first);
  assert.equal(stage.state, RESTING);
  const second = stage.card();
  const third = stage.card('04DDEEFF');
  stage.recognised(second, 'Ada');
  assert.is(stage.state.person, null);
  stage.recognised(third, 'Bob');
  stage.do('show_wishlist');
  const { requestId = '' } = stage.state.wishlist ?? {};
  stage.do('finish');
  stage.send({ type: 'wishlist_loaded', requestId, skus: ['A-1'] });
  assert.equal(stage.state, RESTING);
});
