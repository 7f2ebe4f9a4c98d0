import * as assert from 'uvu/assert';
import { suite } from '../../harness/suite.ts';
import { gtinOf } from '../../support/sample-catalogue.ts';
import { CARD, hostKit, screen } from '../host/kit.ts';

const test = suite('The lab');
const WALL = { reader: 'virtual-reader-1' };
const ROOM = { reader: 'virtual-reader-2' };
const CUSTOMER = {
  token: 'token-of-anna-0123456789',
  displayName: 'Anna',
  tier: 'Gold',
  locale: 'it-IT',
  wishlistCount: 2,
};

test('offers what the catalogue sells, the demo cards and the oddities, and no UID', async (t) => {
  const kit = await hostKit(t);
  const lab = await kit.labState();
  assert.ok(lab.shelf.length > 0 && lab.shelf.every(({ gtin }) => /^\d{14}$/.test(gtin)));
  assert.equal(lab.cards, [{ card: CARD.card, displayName: CARD.displayName }]);
  assert.equal(
    lab.displays.map(({ id, reader, radar }) => [id, reader, radar]),
    [
      ['wall', 'virtual-reader-1', null],
      ['room', 'virtual-reader-2', 'virtual-radar-1'],
    ],
  );
  assert.not.ok(JSON.stringify(lab).includes(CARD.uid));
});

test('lifts a tapped tag by itself, and leaves one that is held', async (t) => {
  const kit = await hostKit(t);
  await kit.lab('tag', { ...WALL, sku: 'TOTE-NATURAL' });
  await kit.lab('tag', { ...ROOM, sku: 'TOTE-NATURAL', hold: true });
  assert.equal((await kit.labState()).onReader, {
    [WALL.reader]: 'TOTE-NATURAL',
    [ROOM.reader]: 'TOTE-NATURAL',
  });
  await kit.clock.advance(1_500);
  assert.equal((await kit.labState()).onReader, { [ROOM.reader]: 'TOTE-NATURAL' });
  await kit.lab('lift', ROOM);
  assert.equal((await kit.labState()).onReader, {});
});

test('starts the time of a tag anew when another takes its place', async (t) => {
  const kit = await hostKit(t);
  await kit.lab('tag', { ...WALL, sku: 'TOTE-NATURAL' });
  await kit.clock.advance(1_000);
  await kit.lab('tag', { ...WALL, sku: 'JOSIE-BLACK-S' });
  await kit.clock.advance(1_000);
  assert.equal((await kit.labState()).onReader, { [WALL.reader]: 'JOSIE-BLACK-S' });
});

test('writes tags that carry the GTIN of the product', async (t) => {
  const kit = await hostKit(t);
  await kit.lab('tag', { ...WALL, sku: 'JOSIE-BLACK-S' });
  await kit.settle();
  assert.is(kit.eventsOf('tag_tapped')[0]?.['gtin'], gtinOf('JOSIE-BLACK-S'));
});

test('has the platform recognise a demo card', async (t) => {
  const kit = await hostKit(t);
  const questions = kit.answering('recognise', () => ({ customer: CUSTOMER }));
  const browser = await kit.browser();
  await kit.lab('tag', { ...WALL, card: CARD.card });
  await kit.settle();
  const { offer } = await screen(browser, 'welcome');
  assert.equal(offer, { displayName: 'Anna', tier: 'Gold', wishes: true, wishlistCount: 2 });
  assert.is(questions.length, 1);
});

test('walks into the fitting room and out of it', async (t) => {
  const kit = await hostKit(t);
  await kit.lab('room', { occupied: true });
  await kit.clock.advance(1_000);
  assert.is(kit.eventsOf('room_entered').length, 1);
  assert.is((await kit.labState()).roomOccupied, true);
  await kit.lab('room', { occupied: false });
  await kit.clock.advance(5_000);
  assert.is(kit.eventsOf('room_left').length, 1);
});

test('says what it does not have', async (t) => {
  const kit = await hostKit(t);
  for (const [name, body, status, code] of [
    ['tag', { reader: 'reader-1', sku: 'TOTE-NATURAL' }, 404, 'TW_NOT_VIRTUAL'],
    ['tag', { ...WALL, sku: 'GONE' }, 400, 'TW_LAB_REQUEST'],
    ['tag', { ...WALL, card: 'nobody' }, 400, 'TW_LAB_REQUEST'],
    ['tag', { ...WALL, oddity: 'toString' }, 400, 'TW_LAB_REQUEST'],
    ['tag', WALL, 400, 'TW_LAB_REQUEST'],
    ['lift', { reader: '__proto__' }, 404, 'TW_NOT_VIRTUAL'],
    ['device', { id: 'reader-1', plugged: false }, 404, 'TW_NOT_VIRTUAL'],
  ] as const) {
    const answer = await kit.lab(name, body);
    const { error } = (await answer.json()) as { error: { code: string } };
    assert.equal([answer.status, error.code], [status, code], JSON.stringify(body));
  }
  assert.equal(kit.logger.at('error'), []);
});

test('takes a tap on an unplugged reader for nothing, and reads it when the reader is back', async (t) => {
  const kit = await hostKit(t);
  const browser = await kit.browser();
  await kit.lab('device', { id: WALL.reader, plugged: false });
  await kit.lab('tag', { ...WALL, sku: 'TOTE-NATURAL', hold: true });
  await kit.settle();
  assert.equal(kit.eventsOf('tag_tapped'), []);
  await kit.lab('device', { id: WALL.reader, plugged: true });
  await screen(browser, 'product');
});
