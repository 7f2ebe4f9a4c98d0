import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fromHex } from '../../device/bytes.ts';
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import { decodeNdef, ndefToJson } from '../../device/ndef/decode.ts';
import { encodeNdef, textRecord, uriRecord } from '../../device/ndef/encode.ts';
import { Tnf, type NdefRecord } from '../../device/ndef/record.ts';
import { suite } from '../harness/suite.ts';

const test = suite('NDEF codec');
const SEED = { seed: 20261122, numRuns: 500 };

function bytes(hex: string): Uint8Array {
  const value = fromHex(hex);
  if (value === undefined) throw new TypeError(`not hexadecimal: ${hex}`);
  return value;
}

function codeOf(hex: string): DeviceErrorCode | 'accepted' {
  try {
    decodeNdef(bytes(hex));
    return 'accepted';
  } catch (error) {
    if (isDeviceError(error)) return error.code;
    throw error;
  }
}

test('prints a URI record in the format of the command line', () => {
  assert.equal(ndefToJson(decodeNdef(bytes('D1010C55046578616D706C652E636F6D'))), {
    records: [{ tnf: 1, type: 'U', id: '', payload: '046578616D706C652E636F6D', uri: 'https://example.com' }],
  });
});

test('reads texts in UTF-8 and in UTF-16 of either order', () => {
  assert.equal(decodeNdef(bytes('D101055402656E4869'))[0]?.text, 'Hi');
  const [big] = decodeNdef(bytes('D101075482656E00480069'));
  assert.equal([big?.text, big?.lang], ['Hi', 'en']);
  assert.is(decodeNdef(bytes('D101095482656EFFFE48006900'))[0]?.text, 'Hi');
  assert.is(decodeNdef(bytes('D101095482656EFEFF00480069'))[0]?.text, 'Hi');
});

test('understands Smart Posters, absolute URIs and the GS1 prefixes', () => {
  assert.is(decodeNdef(bytes('D10210537091010555046578616D5101035402656E'))[0]?.uri, 'https://exam');
  assert.is(decodeNdef(bytes('D30A00687474703A2F2F612E62'))[0]?.uri, 'http://a.b');
  assert.is(decodeNdef(bytes('D10103551E6162'))[0]?.uri, 'urn:epc:id:ab');
  assert.is(decodeNdef(bytes('D101025511 61'))[0]?.uri, 'imap:a');
});

test('puts chunks together', () => {
  const [record] = decodeNdef(bytes('B5 00 03 010203 36 00 02 0405 56 00 01 06'));
  assert.equal(record?.payload, Uint8Array.of(1, 2, 3, 4, 5, 6));
  assert.is(record?.tnf, Tnf.unknown);
});

test('accepts messages that end in an empty record', () => {
  assert.is(decodeNdef(bytes('D00000')).length, 1);
  assert.is(decodeNdef(bytes('900000500000')).length, 2);
});

const broken: readonly [hex: string, code: DeviceErrorCode, why: string][] = [
  ['', 'TW_NDEF_TRUNCATED', 'nothing'],
  ['D1', 'TW_NDEF_TRUNCATED', 'half a header'],
  ['D101FF5504', 'TW_NDEF_TRUNCATED', 'a payload cut off'],
  ['C101FFFFFFFF5504', 'TW_NDEF_TOO_LARGE', 'a payload of 4 GiB'],
  ['910101550051010155', 'TW_NDEF_TRUNCATED', 'a second record cut off'],
  ['9101015500', 'TW_NDEF_TRUNCATED', 'a missing last record'],
  ['5101015500', 'TW_NDEF_INVALID', 'a first record that does not begin'],
  ['91010155009101015500', 'TW_NDEF_INVALID', 'a second beginning'],
  ['D101015500FF', 'TW_NDEF_INVALID', 'bytes behind the end'],
  ['F101015500', 'TW_NDEF_INVALID', 'a last record that announces a chunk'],
  ['D0010155 00', 'TW_NDEF_INVALID', 'an empty record with content'],
  ['D5010155 00', 'TW_NDEF_INVALID', 'an unknown type with a type'],
  ['D1000100', 'TW_NDEF_INVALID', 'a well-known type without a type'],
  ['D600010 0', 'TW_NDEF_INVALID', 'a chunk without a beginning'],
  ['D7000100', 'TW_NDEF_INVALID', 'the reserved type name format'],
  ['B500010051010155', 'TW_NDEF_TRUNCATED', 'a chunk interrupted and cut off'],
  ['B5000100510101 5500', 'TW_NDEF_INVALID', 'a chunk interrupted'],
  ['D101025524 61', 'TW_NDEF_INVALID', 'an undefined URI prefix'],
  ['D1010055', 'TW_NDEF_INVALID', 'a URI without a prefix'],
  ['D101025504FF', 'TW_NDEF_INVALID', 'a URI that is not UTF-8'],
  ['D101015400', 'TW_NDEF_INVALID', 'a text without language'],
  ['D10102540565', 'TW_NDEF_INVALID', 'a language cut off'],
];

for (const [hex, code, why] of broken) test(`refuses ${why}`, () => assert.is(codeOf(hex), code));

const record: fc.Arbitrary<NdefRecord> = fc.oneof(
  fc.webUrl().map(uriRecord),
  fc.record({ text: fc.string(), lang: fc.constantFrom('en', 'de-CH', 'ar') }).map(textRecord),
  fc.uint8Array({ maxLength: 700 }).map((payload) => ({ tnf: Tnf.mime, type: 'a/b', id: 'x', payload })),
);
const message = fc.array(record, { minLength: 1, maxLength: 5 });

test('reads back whatever the encoder writes', () => {
  fc.assert(
    fc.property(message, (records) => assert.equal(decodeNdef(encodeNdef(records)), records)),
    SEED,
  );
});

test('refuses every beginning of a message', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 2 }), (records) => {
      const whole = encodeNdef(records);
      for (let length = 0; length < whole.length; length += 1) {
        assert.throws(
          () => decodeNdef(whole.subarray(0, length)),
          (error: unknown) => isDeviceError(error, 'TW_NDEF_TRUNCATED'),
        );
      }
    }),
    { ...SEED, numRuns: 30 },
  );
});

test('answers any bytes with records or with an error of its own', () => {
  const decodeOrRefuse = (input: Uint8Array): void => {
    try {
      decodeNdef(input);
    } catch (error) {
      if (!isDeviceError(error) || !error.code.startsWith('TW_NDEF_')) throw error;
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), decodeOrRefuse), SEED);
  const flipped = fc.tuple(message, fc.nat(), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(flipped, ([records, position, mask]) => {
      const bent = encodeNdef(records);
      const at = position % bent.length;
      bent[at] = (bent[at] ?? 0) ^ mask;
      decodeOrRefuse(bent);
    }),
    SEED,
  );
});
