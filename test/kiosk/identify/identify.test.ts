import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { NdefRecord } from '../../../device/ndef/record.ts';
import type { TagProblemCode, TagReading } from '../../../device/ports.ts';
import { identify } from '../../../kiosk/identify/identify.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('A tag is identified');

const GTIN = '09506000134352';
const catalogue = {
  skuOfGtin: (gtin: string) => (gtin === GTIN ? 'A-1' : undefined),
  skuOfBinding: (uid: string) => (uid === '04BB' ? 'B-1' : undefined),
};

const link = (uri: string): NdefRecord => ({ tnf: 1, type: 'U', id: '', payload: new Uint8Array(), uri });
const reading = (rest: Partial<TagReading>): TagReading => ({
  kind: 'tag',
  source: 'reader',
  uid: '04AA',
  tech: 'type2',
  ndef: [],
  at: '2026-11-22T10:00:00Z',
  ...rest,
});
const withProblem = (code: TagProblemCode, rest: Partial<TagReading> = {}): TagReading =>
  reading({ problem: { code, message: '' }, ...rest });
const of = (uri: string) => identify(reading({ ndef: [link(uri)] }), catalogue);

test('by its GS1 Digital Link, whatever the host', () => {
  for (const host of ['https://id.gs1.org', 'http://brand.example', 'https://evil.example/some/path'])
    assert.equal(of(`${host}/01/${GTIN}/21/42?x=1`), { kind: 'product', sku: 'A-1', gtin: GTIN });
});

test('by an EPC in its link, or an EPC URI instead of one', () => {
  const product = { kind: 'product', sku: 'A-1', gtin: GTIN };
  assert.equal(of('https://brand.example/eh3066c4409047e140075bcd15'), product);
  assert.equal(of('urn:epc:id:sgtin:95060001343.05.123456789'), product);
  assert.equal(of('urn:epc:tag:sgtin-96:3.95060001343.05.123456789'), product);
  assert.is(notice(of('urn:epc:id:gid:1.2.3')), 'foreign_tag');
});

test('though its link holds part of the data only', () => {
  assert.equal(of(`https://id.gs1.org/01/${GTIN}?3922=199`), { kind: 'product', sku: 'A-1', gtin: GTIN });
});

test('by the first record that has one', () => {
  const ndef = [link('https://shop.example/campaign'), link(`https://id.gs1.org/01/${GTIN}`)];
  assert.equal(identify(reading({ ndef }), catalogue), { kind: 'product', sku: 'A-1', gtin: GTIN });
});

const PICC = 'picc_data=EF963FF7828658A599F3041510671E88';
const CMAC = 'cmac=94EED9EE65337086';
const CLEAR = 'uid=041E3C8A2D6B80&ctr=000006';

test('by its link, and handed on for a check when it signs what it says', () => {
  for (const query of [`${PICC}&${CMAC}`, `${CLEAR}&${CMAC}`]) {
    const uri = `https://id.gs1.org/01/${GTIN}?${query}`;
    assert.equal(of(uri), { kind: 'product', sku: 'A-1', gtin: GTIN, sun: uri });
  }
  const uri = `https://b.example/t?${PICC}&${CMAC}`;
  const bound = identify(reading({ uid: '04BB', ndef: [link(uri)] }), catalogue);
  assert.equal(bound, { kind: 'product', sku: 'B-1', sun: uri });
});

test('as a card that signs what it says, unless that is its UID', () => {
  const uri = `https://club.example/c?${PICC}&${CMAC}`;
  const card = { kind: 'card', uid: '04AA', sun: uri, otherwise: 'foreign_tag' };
  assert.equal(of(uri), card);
  const random = identify(reading({ uid: '08AABBCC', tech: 'type4', ndef: [link(uri)] }), catalogue);
  assert.equal(random, { ...card, uid: '08AABBCC' });
  assert.is(of(`https://club.example/c?${CLEAR}&${CMAC}`).kind, 'unknown');
  assert.is(of(`https://id.gs1.org/01/09506000134369?${PICC}&${CMAC}`).kind, 'unknown');
});

test('as something this store does not sell', () => {
  assert.equal(of('https://id.gs1.org/01/09506000134369'), {
    kind: 'unknown',
    notice: 'unknown_product',
    reason: 'unknown_gtin',
    gtin: '09506000134369',
  });
});

test('as foreign when it points somewhere else', () => {
  for (const uri of [
    'https://example.com/',
    'tel:+39021234',
    'javascript:alert(1)',
    'https://x.example/01/abc',
  ])
    assert.is(notice(of(uri)), 'foreign_tag', uri);
  const text: NdefRecord = { tnf: 1, type: 'T', id: '', payload: new Uint8Array(), text: 'hello' };
  assert.is(notice(identify(reading({ ndef: [text] }), catalogue)), 'foreign_tag');
});

test('as unreadable when its check digit is wrong', () => {
  assert.is(notice(of('https://id.gs1.org/01/09506000134353')), 'unreadable_tag');
});

test('by its bound UID when it names no product itself', () => {
  const bound = { kind: 'product', sku: 'B-1' };
  assert.equal(identify(withProblem('TW_NFC_TAG_BLANK', { uid: '04BB' }), catalogue), bound);
  const foreign = reading({ uid: '04BB', ndef: [link('https://example.com')] });
  assert.equal(identify(foreign, catalogue), bound);
  assert.equal(identify(withProblem('TW_NFC_TAG_TORN', { uid: '04BB' }), catalogue), bound);
});

test('as a card when there is nothing but a UID', () => {
  assert.equal(identify(reading({ tech: 'classic' }), catalogue), {
    kind: 'card',
    uid: '04AA',
    otherwise: 'unknown_card',
  });
  assert.equal(identify(withProblem('TW_NFC_TAG_BLANK'), catalogue), {
    kind: 'card',
    uid: '04AA',
    otherwise: 'blank_tag',
  });
  assert.is(
    identify(withProblem('TW_NFC_TAG_NOT_READABLE', { tech: 'type4', uid: '04A1B2C3D4E5F6' }), catalogue)
      .kind,
    'card',
  );
});

test('as a phone by its problem or by a UID that is drawn anew each time', () => {
  const phone = withProblem('TW_NFC_PHONE_OR_BANK_CARD', { uid: '', tech: 'type4' });
  assert.is(notice(identify(phone, catalogue)), 'phone');
  const random = withProblem('TW_NFC_TAG_NOT_READABLE', { uid: '08112233', tech: 'type4' });
  assert.is(notice(identify(random, catalogue)), 'phone');
});

test('as unreadable when it was lifted too early or is damaged', () => {
  for (const code of ['TW_NFC_TAG_TORN', 'TW_NDEF_TRUNCATED', 'TW_NDEF_INVALID'] as const)
    assert.is(notice(identify(withProblem(code), catalogue)), 'unreadable_tag', code);
});

test('without ever failing, and without giving away its UID', () => {
  const uris = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary' }),
    fc
      .tuple(fc.constantFrom('01', '00', '8006', '414'), fc.stringMatching(/^[0-9%a-z]{0,20}$/))
      .map(([ai, value]) => `https://id.gs1.org/${ai}/${value}`),
  );
  fc.assert(
    fc.property(fc.array(uris, { maxLength: 3 }), (list) => {
      const identified = identify(reading({ uid: '04SECRET', ndef: list.map(link) }), catalogue);
      return identified.kind === 'card' || !JSON.stringify(identified).includes('SECRET');
    }),
    { seed: 3, numRuns: 150 },
  );
});

function notice(identified: ReturnType<typeof identify>): string {
  return identified.kind === 'unknown' ? identified.notice : identified.kind;
}
