import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Wishes');

function wish(
  stage: Stage,
  sku: string,
  action: 'add_to_wishlist' | 'remove_from_wishlist' = 'add_to_wishlist',
) {
  return stage.touch({ action, sku }).find((effect) => effect.type === 'change_wishlist');
}

test('are sent to the list of whoever is known, and counted once the list has them', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.recognised(stage.card());
  const sent = wish(stage, 'A-1');
  assert.equal([sent?.sku, sent?.wanted], ['A-1', true]);
  assert.not.ok(stage.names().includes('add_to_wishlist'), 'nothing is said before it is so');
  stage.send({ type: 'wish_changed', requestId: sent?.requestId ?? '', skus: ['B-1', 'A-1'] });
  assert.equal(stage.last('add_to_wishlist'), {
    display: 'wall',
    items: [{ item_id: 'A-1', item_group_id: 'A' }],
  });
  assert.is(stage.state.person?.wishlistCount, 2);
  assert.is(stage.state.wishes[0]?.status, 'done');
});

test('are not sent twice while the first is under way', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  assert.ok(wish(stage, 'A-1'));
  assert.is(wish(stage, 'A-1'), undefined);
  assert.is(wish(stage, 'A-1', 'remove_from_wishlist'), undefined);
});

test('stay in sight when they are taken off the open list, so that they can be put back', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  stage.wishlist('A-1', 'B-1');
  const sent = wish(stage, 'A-1', 'remove_from_wishlist');
  stage.send({ type: 'wish_changed', requestId: sent?.requestId ?? '', skus: ['B-1'] });
  assert.equal(stage.state.wishlist?.skus, ['A-1', 'B-1']);
  assert.is(stage.last('remove_from_wishlist')?.items.length, 1);
});

test('that could not be sent say so, and nothing waits on the kiosk', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  const sent = wish(stage, 'A-1');
  stage.send({ type: 'wish_failed', requestId: sent?.requestId ?? '', reason: 'offline' });
  assert.is(stage.state.wishes[0]?.status, 'offline');
  assert.not.ok(stage.names().includes('add_to_wishlist'));
  assert.ok(wish(stage, 'A-1'), 'a second touch tries again');
});

test('of somebody who is not known yet ask for their phone, and wait for it', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  stage.touch({ action: 'add_to_wishlist', sku: 'A-1' });
  assert.is(stage.place, 'join');
  const begun = {
    visit: 'v'.repeat(43),
    code: 'BCDF-GHJK',
    uri: 'https://hub.example/join/BCDF-GHJK',
    expiresIn: 300,
  };
  stage.send({ type: 'visit_begun', requestId: stage.state.join?.requestId ?? '', begun });
  const customer = {
    token: 'token-of-Ada-0000000',
    displayName: 'Ada',
    tier: '',
    locale: 'en',
    wishlistCount: 0,
    wishes: true,
  } as const;
  const effects = stage.send({ type: 'visit_step', visit: begun.visit, step: 'confirmed', customer });
  assert.is(stage.place, 'product');
  assert.is(effects.find((effect) => effect.type === 'change_wishlist')?.sku, 'A-1');
});

test('of somebody without a list go nowhere', () => {
  const stage = new Stage('wall');
  const requestId = stage.card();
  const customer = {
    token: 'token-of-Ada-0000000',
    displayName: 'Ada',
    tier: '',
    locale: 'en',
    wishlistCount: 0,
    wishes: false,
  };
  stage.send({ type: 'recognised', requestId, customer });
  assert.is(wish(stage, 'A-1'), undefined);
  stage.do('show_wishlist');
  assert.is(stage.state.wishlist, null);
});

test('are gone with the session', () => {
  const stage = new Stage('wall');
  stage.recognised(stage.card());
  const sent = wish(stage, 'A-1');
  stage.do('finish');
  stage.send({ type: 'wish_changed', requestId: sent?.requestId ?? '', skus: ['A-1'] });
  assert.equal(stage.state.wishes, []);
  assert.not.ok(stage.names().includes('add_to_wishlist'));
});
