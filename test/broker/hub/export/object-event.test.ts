/** Events become what EPCIS can say of them, and nothing that is not true. */
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { epcisDocument } from '../../../../broker/hub/export/epcis/epcis-document.ts';
import { OBSERVING_TYPES, objectEventOf } from '../../../../broker/hub/export/epcis/object-event.ts';
import { suite } from '../../../harness/suite.ts';
import { faultsOf } from './conformance.ts';
import { committed, garments, GTIN, lookups } from './kit.ts';

const test = suite('EPCIS events');

test('observe the thing of a tap at the display, in the time of the store', () => {
  assert.equal(objectEventOf(committed(7), lookups()), {
    type: 'ObjectEvent',
    eventID: 'urn:uuid:01938000-0000-7000-8000-000000000007',
    eventTime: '2026-07-01T10:00:00.000Z',
    eventTimeZoneOffset: '+02:00',
    recordTime: '2026-07-01T10:00:01.000Z',
    action: 'OBSERVE',
    quantityList: [{ epcClass: `https://id.gs1.org/01/${GTIN}`, quantity: 1 }],
    readPoint: { id: 'urn:tapwall:place:demo:mil-01:wall-1:wall' },
    bizLocation: { id: 'urn:tapwall:place:demo:mil-01' },
    'tapwall:type': 'tapwall.tag_tapped.v1',
    'tapwall:source': '/demo/mil-01/wall-1',
    'tapwall:sequence': 7,
    'tapwall:skus': ['A'],
    'tapwall:device': 'reader-1',
  });
});

test('name the store by its GLN where it has one', () => {
  const event = objectEventOf(committed(1), lookups('9506000134376'));
  assert.equal(event?.bizLocation, { id: 'https://id.gs1.org/414/9506000134376' });
});

test('count garments by their class, and leave them in the room until they leave it', () => {
  const entered = objectEventOf(committed(1, garments('garment_entered', ['A', 'B 1', 'A'])), lookups());
  assert.equal(entered?.quantityList, [
    { epcClass: `https://id.gs1.org/01/${GTIN}`, quantity: 2 },
    { epcClass: 'urn:tapwall:sku:demo:B%201', quantity: 1 },
  ]);
  assert.is(entered?.bizLocation.id, 'urn:tapwall:place:demo:mil-01:wall-1:room');
  const left = objectEventOf(committed(2, garments('garment_left', ['A'])), lookups());
  assert.is(left?.bizLocation.id, 'urn:tapwall:place:demo:mil-01');
});

test('have a business step only where one of the standard is true', () => {
  const checked = committed(1, {
    type: 'tapwall.tag_checked.v1',
    data: { display: 'wall', device: 'reader-1', result: 'not_genuine', sku: 'A' },
  });
  const event = objectEventOf(checked, lookups());
  assert.is(event?.bizStep, 'inspecting');
  assert.is(event?.['tapwall:result'], 'not_genuine');
  assert.is(objectEventOf(committed(1), lookups())?.bizStep, undefined);
});

test('say nothing of cards, of what is unknown, or of what was only shown', () => {
  const card = { data: { display: 'wall', device: 'reader-1', tag: 'card' } };
  assert.is(objectEventOf(committed(1, card), lookups()), undefined);
  assert.is(objectEventOf(committed(1, garments('garment_left', [])), lookups()), undefined);
  assert.not(OBSERVING_TYPES.includes('tapwall.view_item.v1'));
});

test('take the offset of the event where the time zone is unknown', () => {
  const elsewhere = committed(1, { store: 'gone', time: '2026-07-01T12:00:00.000+05:30' });
  const event = objectEventOf(elsewhere, lookups());
  assert.is(event?.eventTime, '2026-07-01T06:30:00.000Z');
  assert.is(event?.eventTimeZoneOffset, '+05:30');
});

test('are conformant whatever stands in the data', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 64 }),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constant('half \ud83d'),
  );
  const data = fc.record(
    {
      display: text,
      device: text,
      sku: text,
      gtin: fc.oneof(text, fc.constant(GTIN)),
      result: text,
      items: fc.array(fc.oneof(fc.record({ item_id: text }), fc.constant(null))),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(data, fc.constantFrom(...OBSERVING_TYPES), (given, type) => {
      const event = objectEventOf(committed(1, { type, data: given }), lookups());
      const text = [...epcisDocument(event ? [event] : [], '2026-07-01T10:00:02.000Z')].join('');
      assert.equal(faultsOf(JSON.parse(text) as Record<string, unknown>), []);
    }),
    { seed: 11, numRuns: 500 },
  );
});
