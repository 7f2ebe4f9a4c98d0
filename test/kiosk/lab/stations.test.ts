import * as assert from 'uvu/assert';
import type { LabPiece } from '../../../broker/contract/http.ts';
import { suite } from '../../harness/suite.ts';
import { gtinOf } from '../../support/sample-catalogue.ts';
import { hostKit, screen, type HostKit } from '../host/kit.ts';

const test = suite('The lab’s stations');
const limit = { timeout: 30_000 };

async function piece(kit: HostKit, sku: string): Promise<LabPiece | undefined> {
  return (await kit.labState()).rooms?.pieces.find((one) => one.sku === sku);
}

test('has a row of three rooms with ours in the middle, a shelf, a scanner and a curtain', async (t) => {
  const kit = await hostKit(t);
  const { rooms, pickup, scanner, curtain, manners, devices } = await kit.labState();
  assert.equal(
    rooms?.places.map(({ place, display, name, antenna }) => [place, display, name, antenna]),
    [
      ['next-door-left', null, null, 1],
      ['room', 'room', 'Room 1', 2],
      ['next-door-right', null, null, 3],
    ],
  );
  assert.equal(pickup?.places.map(({ unit, lifted }) => [unit, lifted])[0], [1, false]);
  assert.is(scanner, 'virtual-scanner-1');
  assert.is(curtain, 'unknown');
  assert.equal(Object.keys(manners).sort(), devices.map(({ id }) => id).sort());
  await kit.clock.advance(2_000);
  for (const { id, status } of (await kit.labState()).devices) assert.is(status, 'connected', id);
});

test(
  'shows the garment in our room and not the one next door, though both are read here',
  async (t) => {
    const kit = await hostKit(t);
    const browser = await kit.browser('room');
    await kit.lab('garment', { sku: 'JOSIE-BLACK-S', place: 'room' });
    await kit.lab('garment', { sku: 'TOTE-NATURAL', place: 'next-door-left' });
    await kit.clock.advance(6_000);
    const ours = await piece(kit, 'JOSIE-BLACK-S');
    const theirs = await piece(kit, 'TOTE-NATURAL');
    assert.is(ours?.concluded, 'room');
    assert.is(theirs?.concluded, 'next-door-left');
    assert.ok((ours?.beliefs[1] ?? 0) > 0.9 && (theirs?.beliefs[0] ?? 0) > 0.9);
    assert.ok((theirs?.reads[1] ?? 0) > 0, 'it bleeds into our room');
    assert.ok((theirs?.strengths[0] ?? -99) > (theirs?.strengths[1] ?? -99));
    const { screen: shown } = await screen(browser, 'room');
    assert.equal(shown.name === 'room' && shown.items.map(({ sku }) => sku), ['JOSIE-BLACK-S']);
    await kit.lab('garment', { epc: ours?.epc ?? '', place: 'away' });
    await kit.clock.advance(5_000);
    assert.is(kit.eventsOf('garment_entered').length, 1);
    assert.is(kit.eventsOf('garment_left').length, 1);
  },
  limit,
);

test(
  'believes nobody who only walks past with a garment',
  async (t) => {
    const kit = await hostKit(t);
    await kit.lab('garment', { sku: 'JOSIE-BLACK-S', place: 'corridor-1' });
    const { epc = '' } = (await piece(kit, 'JOSIE-BLACK-S')) ?? {};
    for (const place of ['corridor-2', 'corridor-3', 'away']) {
      await kit.clock.advance(1_200);
      await kit.lab('garment', { epc, place });
    }
    await kit.clock.advance(3_000);
    assert.equal(kit.eventsOf('garment_entered'), []);
  },
  limit,
);

test('shows a product that is lifted off the shelf, and no ghost', async (t) => {
  const kit = await hostKit(t);
  await kit.clock.advance(2_000);
  await kit.labState();
  await kit.lab('misbehave', { id: 'virtual-shelf-1', how: 'ghost' });
  await kit.clock.advance(20_000);
  const haunted = await kit.labState();
  assert.ok((haunted.pickup?.ghosts ?? 0) >= 8);
  assert.equal(kit.eventsOf('view_item'), []);
  await kit.lab('misbehave', { id: 'virtual-shelf-1', how: 'none' });
  const browser = await kit.browser('wall');
  await kit.lab('shelf', { unit: 2, lifted: true });
  await kit.clock.advance(1_000);
  await screen(browser, 'product');
  const sku = haunted.pickup?.places[1]?.sku ?? '';
  assert.equal(
    kit.eventsOf('view_item').map(({ items }) => (items as { item_id: string }[])[0]?.item_id),
    [sku],
  );
  assert.is((await kit.labState()).pickup?.places[1]?.lifted, true);
});

test('scans the code of a product', async (t) => {
  const kit = await hostKit(t);
  const browser = await kit.browser('wall');
  await kit.lab('scan', { sku: 'JOSIE-BLACK-S' });
  await kit.clock.advance(1_000);
  await screen(browser, 'product');
  assert.is(kit.eventsOf('tag_tapped')[0]?.['gtin'], gtinOf('JOSIE-BLACK-S'));
});

test('ends a visit when the curtain opens, and opens it for whoever leaves', async (t) => {
  const kit = await hostKit(t);
  await kit.lab('room', { occupied: true });
  await kit.lab('curtain', { open: false });
  await kit.clock.advance(2_000);
  assert.is(kit.eventsOf('room_entered').length, 1);
  await kit.lab('room', { occupied: false });
  await kit.clock.advance(200);
  assert.is(kit.eventsOf('room_left').length, 1);
  assert.is((await kit.labState()).curtain, 'open');
});

test(
  'says what is wrong with a device that misbehaves, and takes it back',
  async (t) => {
    const kit = await hostKit(t);
    await kit.clock.advance(2_000);
    for (const [id, how] of [
      ['virtual-radar-1', 'silent'],
      ['virtual-uhf-1', 'disconnect'],
      ['virtual-scanner-1', 'disconnect'],
    ] as const)
      await kit.lab('misbehave', { id, how });
    await kit.lab('scan', { sku: 'JOSIE-BLACK-S' });
    await kit.clock.advance(10_000);
    const ill = (await kit.labState()).devices.filter(({ status }) => status !== 'connected');
    assert.equal(ill.map(({ id }) => id).sort(), ['virtual-radar-1', 'virtual-scanner-1', 'virtual-uhf-1']);
    for (const { id, message, remedy } of ill) assert.ok(message !== undefined && remedy !== undefined, id);
    await kit.lab('tidy', {});
    await kit.clock.advance(10_000);
    const { devices, manners } = await kit.labState();
    for (const { id, status } of devices) assert.is(status, 'connected', id);
    for (const { now } of Object.values(manners)) assert.is(now, 'none');
  },
  limit,
);

test('leaves everything lifted, empty, plugged and online when told to tidy up', async (t) => {
  const kit = await hostKit(t);
  await kit.clock.advance(2_000);
  await kit.lab('garment', { sku: 'JOSIE-BLACK-S', place: 'room' });
  await kit.lab('tag', { reader: 'virtual-reader-1', sku: 'TOTE-NATURAL', hold: true });
  await kit.lab('shelf', { unit: 1, lifted: true });
  await kit.lab('room', { occupied: true });
  await kit.lab('network', { up: false });
  const answer = await kit.lab('tidy', {});
  const { rooms, onReader, pickup, roomOccupied, network } = (await answer.json()) as Awaited<
    ReturnType<HostKit['labState']>
  >;
  assert.equal(rooms?.pieces, []);
  assert.equal(onReader, {});
  assert.ok(pickup?.places.every(({ lifted }) => !lifted));
  assert.is(roomOccupied, false);
  assert.is(network, 'up');
});

test('says what the stations do not have', async (t) => {
  const kit = await hostKit(t);
  for (const [name, body, status, code] of [
    ['garment', { sku: 'GONE', place: 'room' }, 400, 'TW_LAB_REQUEST'],
    ['garment', { sku: 'JOSIE-BLACK-S', place: 'attic' }, 400, 'TW_LAB_REQUEST'],
    ['garment', { sku: 'JOSIE-BLACK-S', place: 'corridor-9' }, 400, 'TW_LAB_REQUEST'],
    ['garment', { epc: '30340242201D8840009EFDF9', place: 'room' }, 400, 'TW_LAB_REQUEST'],
    ['garment', { place: 'room' }, 400, 'TW_LAB_REQUEST'],
    ['shelf', { unit: 64, lifted: true }, 400, 'TW_LAB_REQUEST'],
    ['scan', {}, 400, 'TW_LAB_REQUEST'],
    ['misbehave', { id: 'reader-1', how: 'none' }, 404, 'TW_NOT_VIRTUAL'],
    ['misbehave', { id: 'virtual-uhf-1', how: 'explode' }, 400, 'TW_LAB_REQUEST'],
  ] as const) {
    const answer = await kit.lab(name, body);
    const { error } = (await answer.json()) as { error: { code: string } };
    assert.equal([answer.status, error.code], [status, code], JSON.stringify(body));
  }
});

test('holds a bounded number of garments', async (t) => {
  const kit = await hostKit(t);
  let refused = 0;
  for (let time = 0; time < 60; time += 1)
    if ((await kit.lab('garment', { sku: 'JOSIE-BLACK-S', place: 'corridor' })).status === 400) refused += 1;
  assert.is(refused, 20);
});
