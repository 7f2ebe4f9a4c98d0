import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('What a shopper wants done');

function atProduct(kind: 'wall' | 'room' = 'wall'): Stage {
  const stage = new Stage(kind);
  stage.product('A-1');
  return stage;
}

test('is asked for once, and said before the screen changes', () => {
  const stage = atProduct();
  const key = stage.want('reserve', 'A-1');
  assert.equal(stage.names().slice(-1), ['reserve_requested']);
  assert.is(stage.want('reserve', 'A-1'), '', 'it stands');
  assert.equal(
    stage.state.wanted.map(({ key: each, status }) => [each, status]),
    [[key, 'asking']],
  );
});

test('is not held, brought or handed to the till by a store that does not sell it', () => {
  const wall = new Stage('wall');
  wall.product('AWAY-1');
  for (const kind of ['reserve', 'handover'] as const) assert.is(wall.want(kind, 'AWAY-1'), '', kind);
  assert.equal(wall.names().slice(-1), ['view_item'], 'nothing is said of it');
  assert.ok(wall.want('ship', 'A-1') === '', 'nobody is known yet');
  wall.recognised(wall.card());
  assert.ok(wall.want('ship', 'AWAY-1'), 'the shop sends it');
  const room = new Stage('room');
  room.product('AWAY-1');
  assert.is(room.want('room', 'AWAY-1'), '');
});

test('is what the platform says, and never goes back', () => {
  const stage = atProduct();
  const key = stage.want('reserve', 'A-1');
  stage.report(key, { state: 'ready', revision: 6 });
  stage.report(key, { state: 'held', revision: 4 });
  stage.send({ type: 'intent_failed', key, refusal: 'offline' });
  assert.is(stage.state.wanted[0]?.report?.state, 'ready');
  assert.is(stage.state.wanted[0]?.status, 'known');
});

test('may be asked for again when it is over', () => {
  const stage = atProduct();
  const key = stage.want('reserve', 'A-1');
  stage.send({ type: 'intent_failed', key, refusal: 'offline' });
  const again = stage.want('reserve', 'A-1');
  assert.ok(again !== '' && again !== key);
  stage.report(again, { state: 'rejected', reason: 'sold_out' });
  assert.ok(stage.want('reserve', 'A-1'));
  assert.is(stage.state.wanted.length, 1);
});

test('is called off at the platform while it stands, and taken from the screen when it is over', () => {
  const stage = atProduct();
  const key = stage.want('reserve', 'A-1');
  stage.report(key);
  const effects = stage.touch({ action: 'drop_intent', key });
  assert.equal(effects, [{ type: 'drop_intent', key }, ...effects.filter(({ type }) => type === 'timer')]);
  stage.report(key, { state: 'cancelled', revision: 6 });
  stage.touch({ action: 'drop_intent', key });
  assert.equal(stage.state.wanted, []);
});

test('keeps the shop’s checkout while the till waits, though only the first report has it', () => {
  const stage = atProduct();
  const key = stage.want('handover', 'A-1');
  const report = { kind: 'handover', code: 'K7Q4PM' } as const;
  stage.report(key, { ...report, state: 'created', link: 'https://shop.example/cart/c/1', revision: 2 });
  stage.report(key, { ...report, state: 'shown', revision: 4 });
  assert.is(stage.state.wanted[0]?.report?.link, 'https://shop.example/cart/c/1');
  stage.report(key, { ...report, state: 'expired', code: null, revision: 6 });
  assert.is(stage.state.wanted[0]?.report?.link, undefined);
});

test('leaves with the shopper', () => {
  const stage = atProduct();
  const key = stage.want('handover', 'A-1');
  stage.report(key, { kind: 'handover', state: 'created', code: 'K7Q4PM' });
  stage.do('finish');
  assert.equal(stage.state, RESTING);
  assert.equal(stage.report(key, { kind: 'handover', state: 'claimed', revision: 9 }), []);
  assert.equal(stage.state, RESTING);
});

test('leaves with a shopper whom another one follows', () => {
  const stage = atProduct();
  stage.recognised(stage.card(), 'Ada');
  stage.want('pickup', 'A-1', 'PAR-02');
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.equal(stage.state.wanted, []);
});

test('is ordered only by somebody who was recognised, with nothing of them in the state', () => {
  const stage = atProduct();
  assert.is(stage.want('pickup', 'A-1', 'PAR-02'), '');
  stage.recognised(stage.card(), 'Ada');
  const key = stage.want('pickup', 'A-1', 'PAR-02');
  const asked = stage.effects.findLast((effect) => effect.type === 'ask_intent');
  assert.equal([asked?.question.token, asked?.question.storeCode], [stage.state.person?.token, 'PAR-02']);
  assert.not.match(JSON.stringify(stage.state.wanted), /token-of/);
  assert.equal(stage.last('begin_checkout')?.way, 'pickup');
  stage.report(key, { kind: 'pickup', state: 'placing', revision: 2 });
  stage.report(key, { kind: 'pickup', state: 'placed', revision: 4 });
  stage.report(key, { kind: 'pickup', state: 'placed', revision: 5 });
  assert.is(stage.names().filter((name) => name === 'order_placed').length, 1);
});

test('tells the platform that a code is on the screen, and the world when a till has taken it', () => {
  const stage = atProduct();
  const key = stage.want('handover', 'A-1');
  const effects = stage.report(key, { kind: 'handover', state: 'created', code: 'K7Q4PM', revision: 2 });
  assert.ok(effects.some((effect) => effect.type === 'intent_shown' && effect.key === key));
  stage.report(key, { kind: 'handover', state: 'shown', code: 'K7Q4PM', revision: 4 });
  stage.report(key, { kind: 'handover', state: 'claimed', revision: 8 });
  assert.equal(stage.names().slice(-3), ['begin_checkout', 'handover_shown', 'handover_claimed']);
  assert.not.match(JSON.stringify(stage.events()), /K7Q4PM/);
});

test('is brought to a fitting room, and nothing else is done there', () => {
  const stage = atProduct('room');
  assert.is(stage.want('reserve', 'A-1'), '');
  const effects = stage.touch({ action: 'request_size', sku: 'A-2' });
  const asked = effects.find((effect) => effect.type === 'ask_intent');
  assert.equal([asked?.question.kind, asked?.question.sku], ['room', 'A-2']);
  assert.equal(stage.names().slice(-1), ['size_requested']);
  assert.is(atProduct('wall').want('room', 'A-1'), '');
});

test('is only what the platform lets shoppers ask for, of what the catalogue has', () => {
  const stage = atProduct();
  assert.is(stage.want('reserve', 'GONE-1'), '');
  stage.offered = [];
  assert.is(stage.want('reserve', 'A-1'), '');
});

test('is never more than a screen can show', () => {
  const stage = atProduct();
  for (let each = 0; each < 20; each += 1) stage.want('reserve', `A-${each}`);
  assert.is(stage.state.wanted.length, 8);
  stage.report(stage.state.wanted[3]?.key ?? '', { state: 'rejected' });
  assert.ok(stage.want('reserve', 'A-30'));
  assert.is(stage.state.wanted.length, 8);
});
