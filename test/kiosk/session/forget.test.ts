/** A recognised shopper takes their consent back. */
import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('A visit that is forgotten');

function recognisedAt(kind: 'wall' | 'room'): Stage {
  const stage = new Stage(kind);
  stage.product('A-1');
  stage.recognised(stage.card());
  return stage;
}

test('is withdrawn by the id of its session and ends without a word', () => {
  const stage = recognisedAt('wall');
  const sessionId = stage.state.session?.id;
  const before = stage.events().length;
  const effects = stage.touch({ action: 'forget' });
  assert.equal(
    effects.filter(({ type }) => type !== 'timer'),
    [{ type: 'withdraw', sessionId }, { type: 'forget' }],
  );
  assert.is(stage.events().length, before, 'no event names the session any more');
});

test('leaves nothing but a notice, which passes by itself', () => {
  const stage = recognisedAt('wall');
  stage.wishlist('B-1');
  stage.do('forget');
  const { place, ...rest } = stage.state;
  assert.is(place.name === 'notice' && place.notice, 'forgotten');
  assert.equal({ ...rest, place: RESTING.place }, RESTING);
  stage.wait(6);
  assert.equal(stage.state, RESTING);
  assert.not.ok(stage.names().includes('session_ended'));
});

test('goes from a fitting room as from a wall', () => {
  const stage = recognisedAt('room');
  stage.presence(true);
  stage.do('forget');
  assert.is(stage.place, 'notice');
  assert.is(stage.state.occupied, null);
  stage.wait(6);
  assert.equal(stage.state, RESTING);
});

test('is not asked of anybody who was never recognised', () => {
  const stage = new Stage('wall');
  stage.product('A-1');
  const { session } = stage.state;
  stage.do('forget');
  assert.equal(stage.state.session, session);
  assert.is(stage.place, 'product');
});

test('means nothing while nobody uses the display', () => {
  const stage = new Stage('wall');
  stage.do('forget');
  assert.equal(stage.state, RESTING);
  assert.equal(stage.effects, []);
});

test('makes room for the next one, who may touch while the notice stands', () => {
  const stage = recognisedAt('wall');
  const first = stage.state.session?.id;
  stage.do('forget');
  stage.open('B-1', 'attract');
  assert.is(stage.place, 'product');
  assert.is.not(stage.state.session?.id, first);
});
