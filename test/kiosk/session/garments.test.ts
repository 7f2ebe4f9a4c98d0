import * as assert from 'uvu/assert';
import { RESTING } from '../../../kiosk/session/state.ts';
import { suite } from '../../harness/suite.ts';
import { Stage } from './stage.ts';

const test = suite('Garments told by radio');

const garmentEvents = (stage: Stage): string[] =>
  stage.names().filter((name) => name === 'garment_entered' || name === 'garment_left');

test('come in and leave without being held to anything', () => {
  const stage = new Stage('room');
  stage.garment('A-1', 'EPC1');
  assert.equal(stage.names(), ['session_started', 'garment_entered']);
  assert.is(stage.place, 'room');
  assert.is(stage.state.focus, 'A-1');
  stage.garment('A-1', 'EPC1', false);
  assert.equal(stage.state.garments, []);
  assert.is(stage.state.focus, null);
  assert.is(stage.names().at(-1), 'garment_left');
});

test('are the same piece however often it is told', () => {
  const stage = new Stage('room');
  for (let count = 0; count < 3; count += 1) stage.garment('A-1', 'EPC1');
  for (let count = 0; count < 3; count += 1) stage.garment('A-1', 'EPC1', false);
  assert.equal(garmentEvents(stage), ['garment_entered', 'garment_left']);
});

test('of one SKU are counted piece by piece, and stay on the screen until the last is gone', () => {
  const stage = new Stage('room');
  stage.garment('A-1', 'EPC1');
  stage.garment('A-1', 'EPC2');
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-1', epcs: ['EPC1', 'EPC2'] }]);
  stage.garment('A-1', 'EPC1', false);
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-1', epcs: ['EPC2'] }]);
  stage.garment('A-1', 'EPC2', false);
  assert.equal(stage.state.garments, []);
  assert.equal(garmentEvents(stage), ['garment_entered', 'garment_entered', 'garment_left', 'garment_left']);
});

test('that were held to the reader first are one piece, and enter once', () => {
  const stage = new Stage('room');
  stage.product('A-1');
  stage.garment('A-1', 'EPC1');
  assert.equal(garmentEvents(stage), ['garment_entered']);
  stage.garment('A-1', 'EPC2');
  assert.equal(garmentEvents(stage), ['garment_entered', 'garment_entered']);
});

test('do not leave because they are held to the reader: they are still here', () => {
  const stage = new Stage('room');
  stage.garment('A-1', 'EPC1');
  stage.garment('B-1', 'EPC2');
  stage.product('A-1');
  assert.is(stage.state.garments.length, 2);
  assert.is(stage.state.focus, 'A-1');
  assert.equal(garmentEvents(stage), ['garment_entered', 'garment_entered']);
});

test('leave a shopper alone who reads something', () => {
  const stage = new Stage('room');
  stage.garment('A-1', 'EPC1');
  stage.touch({ action: 'show_panel', panel: 'reviews' });
  stage.garment('B-1', 'EPC2');
  assert.is(stage.place, 'product');
  assert.is(stage.state.focus, 'A-1');
  assert.is(stage.state.garments.length, 2);
});

test('that the catalogue does not have are not there', () => {
  const stage = new Stage('room');
  stage.garment('GONE-1', 'EPC1');
  assert.equal(stage.state, RESTING);
});

test('mean nothing to a wall, and their leaving wakes nobody', () => {
  const wall = new Stage('wall');
  wall.garment('A-1', 'EPC1');
  const room = new Stage('room');
  room.garment('A-1', 'EPC1', false);
  assert.equal([wall.state, room.state], [RESTING, RESTING]);
});

test('stay when another person holds a card there, and are forgotten with the session', () => {
  const stage = new Stage('room');
  stage.garment('A-1', 'EPC1');
  stage.recognised(stage.card(), 'Ada');
  stage.recognised(stage.card('04DDEEFF'), 'Bob');
  assert.equal(stage.state.garments, [{ tag: 'A-1', shown: 'A-1', epcs: ['EPC1'] }]);
  stage.do('finish');
  assert.equal(stage.state, RESTING);
});
