import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Fitting room');

test('wakes when somebody comes in and rests when they leave', () => {
  const stage = new Stage('room');
  stage.presence(true);
  assert.is(stage.place, 'room');
  assert.equal(stage.state.garments, []);
  stage.wait(90);
  stage.presence(false);
  assert.equal(stage.names(), ['session_started', 'room_entered', 'room_left', 'session_ended']);
  assert.equal(stage.last('room_left'), { display: 'room', device: 'radar', seconds: 90 });
  assert.is(stage.last('session_ended')?.reason, 'left');
  assert.equal(stage.state, RESTING);
});

test('takes garments in and out at its reader', () => {
  const stage = new Stage('room');
  stage.presence(true);
  stage.product('A-1');
  stage.product('B-1');
  assert.is(stage.state.focus, 'B-1');
  stage.product('B-1');
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-1' }]);
  assert.is(stage.state.focus, 'A-1');
  assert.equal(stage.names().slice(2), [
    'tag_tapped',
    'garment_entered',
    'tag_tapped',
    'garment_entered',
    'tag_tapped',
    'garment_left',
  ]);
});

test('begins with a garment when the sensor has seen nobody yet', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  assert.is(stage.last('session_started')?.cause, 'tag');
  stage.presence(true);
  assert.is(stage.state.garments.length, 1);
  assert.is(stage.names().filter((name) => name === 'session_started').length, 1);
  assert.ok(stage.names().includes('room_entered'));
});

test('does not ask whether somebody is there while the sensor sees them', () => {
  const stage = new Stage('room');
  stage.presence(true);
  stage.product('A-1');
  stage.wait(3600);
  assert.is(stage.place, 'room');
  assert.is(stage.state.warnedAt, null);
});

test('asks when there is no sensor, or when it went away', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  stage.wait(45);
  assert.ok(stage.state.warnedAt);
  const other = new Stage('room');
  other.presence(true);
  other.wait(600);
  other.presence(null);
  other.wait(45);
  assert.ok(other.state.warnedAt);
  other.wait(20);
  assert.equal(other.state, RESTING);
});

test('is ended by its button, and wakes again for the same person by a tap or a touch', () => {
  const stage = new Stage('room');
  stage.presence(true);
  stage.product('A-1');
  stage.do('finish');
  assert.equal(stage.state, RESTING);
  stage.do('activity');
  assert.is(stage.place, 'room');
  stage.presence(false);
  assert.equal(stage.state, RESTING);
  assert.is(stage.last('session_ended')?.reason, 'left');
});

test('shows another size of a garment without mistaking it for another garment', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  stage.touch({ action: 'select_variant', sku: 'A-2' });
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-2' }]);
  stage.product('A-1');
  assert.equal(stage.state.garments, []);
});

test('puts a touched garment in focus and opens its reviews', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  stage.product('B-1');
  stage.open('A-1', 'room');
  assert.is(stage.state.focus, 'A-1');
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  assert.equal(stage.state.place, { name: 'product', sku: 'A-1', panel: 'reviews', personal: false });
  assert.equal(stage.last('review_read'), { display: 'room', product: 'A' });
  stage.do('back');
  stage.do('back');
  assert.is(stage.place, 'room');
});

test('offers their list to a recognised shopper and returns to the garments', () => {
  const stage = new Stage('room');
  stage.presence(true);
  const id = stage.card();
  assert.is(stage.place, 'room');
  stage.recognised(id);
  stage.wishlist('A-1');
  stage.do('back');
  assert.is(stage.place, 'room');
});

test('keeps the garments when another person holds a card there', () => {
  const stage = new Stage('room');
  stage.presence(true);
  stage.product('A-1');
  stage.recognised(stage.card(), 'Ada');
  stage.wishlist('B-1');
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.is(stage.place, 'room');
  assert.is(stage.state.garments.length, 1);
  assert.not.match(JSON.stringify(stage.state), /Ada|B-1/);
  assert.ok(stage.state.occupied);
});

test('forgets garments that a new catalogue does not have', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  stage.product('B-1');
  stage.item = (sku) => (sku === 'B-1' ? undefined : { item_id: sku });
  stage.send({ type: 'catalogue_changed' });
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-1' }]);
  assert.is(stage.state.focus, 'A-1');
});
