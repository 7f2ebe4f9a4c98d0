import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { fromHex } from '../../device/bytes.ts';
import { isDeviceError, type DeviceErrorCode } from '../../device/errors.ts';
import { decodeNdef, ndefToJson } from '../../device/ndef/decode.ts';
import { smartPosterRecord } from '../../device/ndef/encode-poster.ts';
import {
  absoluteUriRecord,
  emptyRecord,
  encodeNdef,
  externalRecord,
  mimeRecord,
  textRecord,
  unknownRecord,
  uriRecord,
} from '../../device/ndef/encode.ts';
import { Tnf, type NdefRecord } from '../../device/ndef/record.ts';
import { smartPosterOf } from '../../device/ndef/smart-poster.ts';
import { MAX_PAYLOAD_BYTES } from '../../device/ndef/structure.ts';
import { decodeUri, encodeUri, uriPrefixes } from '../../device/ndef/uri.ts';
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

test('tells what a Smart Poster says, record by record', () => {
  const [poster] = decodeNdef(
    bytes(`D1 02 3D 5370
      91 01 0A 55 04 6578616D706C652E61
      11 01 05 54 02656E 4869
      11 01 06 54 026465 4A6121
      11 03 01 616374 01
      11 01 04 73 00000400
      51 01 09 74 746578742F68746D6C`),
  );
  if (poster === undefined) throw new TypeError('nothing decoded');
  assert.equal(smartPosterOf(poster), {
    uri: 'https://example.a',
    titles: [
      { text: 'Hi', lang: 'en' },
      { text: 'Ja!', lang: 'de' },
    ],
    action: 'save',
    size: 1024,
    mimeType: 'text/html',
    icons: [],
  });
  assert.is(poster.records?.length, 6);
  const [json] = ndefToJson([poster]).records;
  assert.equal(Object.keys(json ?? {}), ['tnf', 'type', 'id', 'payload', 'uri', 'records']);
  assert.equal(json?.records?.[1], {
    tnf: 1,
    type: 'T',
    id: '',
    payload: '02656E4869',
    text: 'Hi',
    lang: 'en',
  });
  assert.is(smartPosterOf(uriRecord('https://example.com/')), undefined);
});

test('leaves a poster inside a poster alone, however deep they lie', () => {
  let record = smartPosterRecord({ uri: 'https://a.b' });
  for (let depth = 0; depth < 500; depth += 1)
    record = smartPosterRecord({ uri: 'https://a.b', icons: [record] });
  const [decoded] = decodeNdef(encodeNdef([record]));
  assert.is(decoded?.uri, 'https://a.b');
  assert.is(decoded?.records?.[1]?.records, undefined);
});

test('decodes every type name format, with and without an identifier', () => {
  const kinds: readonly [hex: string, expected: Partial<NdefRecord>][] = [
    ['D80000 00', { tnf: 0, type: '', id: '' }],
    ['D9 01 02 01 55 61 0461', { tnf: 1, id: 'a', uri: 'https://a' }],
    ['D2 0A 03 746578742F706C61696E 616263', { tnf: 2, type: 'text/plain' }],
    ['D4 0D 01 6578616D706C652E636F6D3A78 07', { tnf: 4, type: 'example.com:x' }],
    ['D5 00 02 0102', { tnf: 5, type: '' }],
    ['C5 00 00000002 0102', { tnf: 5 }],
  ];
  for (const [hex, expected] of kinds) {
    const [decoded] = decodeNdef(bytes(hex));
    for (const [key, value] of Object.entries(expected))
      assert.is(decoded?.[key as keyof NdefRecord], value, hex);
  }
});

test('knows every URI prefix, none beyond them, and writes the longest', () => {
  for (const [code, prefix] of uriPrefixes.entries())
    assert.is(decodeUri(Uint8Array.of(code, 0x61)), `${prefix}a`);
  for (let code = uriPrefixes.length; code < 256; code += 1)
    assert.throws(
      () => decodeUri(Uint8Array.of(code, 0x61)),
      (e: unknown) => isDeviceError(e, 'TW_NDEF_INVALID'),
    );
  assert.is(uriPrefixes.length, 0x24);
  for (const [uri, code] of [
    ['https://www.a.b', 0x02],
    ['https://a.b', 0x04],
    ['urn:epc:id:sgtin:1', 0x1e],
    ['urn:epc:x', 0x22],
    ['urn:x', 0x13],
    ['HTTPS://a.b', 0x00],
  ] as const)
    assert.is(encodeUri(uri)[0], code, uri);
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
  ['D101045402656EFF', 'TW_NDEF_INVALID', 'a text that is not UTF-8'],
  ['D1010354 01FF61', 'TW_NDEF_INVALID', 'a language that is not ASCII'],
  ['D101065482656E004800', 'TW_NDEF_INVALID', 'half a character of UTF-16'],
  ['D101055442656E4869', 'TW_NDEF_INVALID', 'a reserved bit in a text'],
  ['D3010061FF', 'TW_NDEF_INVALID', 'bytes behind an absolute URI'],
  ['D30100FF', 'TW_NDEF_INVALID', 'an absolute URI that is not UTF-8'],
  ['19', 'TW_NDEF_TRUNCATED', 'a flag byte alone'],
  ['190101', 'TW_NDEF_TRUNCATED', 'half a header with an identifier'],
  ['18010000', 'TW_NDEF_TRUNCATED', 'an empty record with a type that is missing'],
  ['D5010155', 'TW_NDEF_TRUNCATED', 'a payload that is missing'],
  ['D801000055', 'TW_NDEF_INVALID', 'an empty record with a type'],
  ['D800000161', 'TW_NDEF_INVALID', 'an empty record with an identifier'],
  ['B1010155003E00000156000100', 'TW_NDEF_INVALID', 'a following chunk with an identifier'],
  ['B10101550056010055', 'TW_NDEF_INVALID', 'a following chunk with a type'],
  ['B101015500', 'TW_NDEF_TRUNCATED', 'a chunk that nothing follows'],
  ['B0000056000101', 'TW_NDEF_INVALID', 'an empty record in chunks'],
  ['D102005370', 'TW_NDEF_TRUNCATED', 'a Smart Poster without a message'],
  ['D102095370D1010554 02656E4869', 'TW_NDEF_INVALID', 'a Smart Poster without a URI'],
  ['D1020C5370 9101025504615101025504 62', 'TW_NDEF_INVALID', 'a Smart Poster with two URIs'],
  ['D1020D5370 910102550461 510301616374 03', 'TW_NDEF_INVALID', 'a Smart Poster with an undefined action'],
  ['D1020D5370 910102550461 5101037300 0001', 'TW_NDEF_INVALID', 'a Smart Poster with a short size'],
  [
    'D102185370 910102550461 11010554 02656E4869 51010554 02656E4869',
    'TW_NDEF_INVALID',
    'a Smart Poster with two titles in a language',
  ],
];

for (const [hex, code, why] of broken) test(`refuses ${why}`, () => assert.is(codeOf(hex), code));

const record: fc.Arbitrary<NdefRecord> = fc.oneof(
  fc.webUrl().map(uriRecord),
  fc.record({ text: fc.string(), lang: fc.constantFrom('en', 'de-CH', 'ar') }).map(textRecord),
  fc.uint8Array({ maxLength: 700 }).map((payload) => ({ tnf: Tnf.mime, type: 'a/b', id: 'x', payload })),
  fc.uint8Array({ maxLength: 20 }).map((payload) => externalRecord('example.com:a', payload)),
  fc.uint8Array({ maxLength: 20 }).map(unknownRecord),
  fc.webUrl().map((uri) => absoluteUriRecord(uri)),
  fc.constant(emptyRecord()),
  fc
    .record({
      uri: fc.webUrl(),
      titles: fc
        .uniqueArray(fc.constantFrom('en', 'de', 'it'))
        .map((languages) => languages.map((lang) => ({ text: `hello ${lang}`, lang }))),
      action: fc.constantFrom('do', 'save', 'edit'),
      size: fc.nat(),
      mimeType: fc.constant('text/html'),
      icons: fc.constant([mimeRecord('image/png', Uint8Array.of(1))]),
    })
    .map(smartPosterRecord),
);
const message = fc.array(record, { minLength: 1, maxLength: 5 });

test('reads back whatever the encoder writes', () => {
  fc.assert(
    fc.property(message, (records) => assert.equal(decodeNdef(encodeNdef(records)), records)),
    SEED,
  );
});

test('reads back a text in UTF-16, and a payload of exactly the limit', () => {
  const text = textRecord({ text: 'Größe 42 – 🧥', lang: 'de' }, 'utf-16');
  assert.equal(decodeNdef(encodeNdef([text])), [text]);
  const large = unknownRecord(new Uint8Array(MAX_PAYLOAD_BYTES));
  assert.is(decodeNdef(encodeNdef([large]))[0]?.payload.length, MAX_PAYLOAD_BYTES);
});

test('refuses to write what it would refuse to read', () => {
  const half = '\ud83e';
  const attempts: readonly [make: () => unknown, code: DeviceErrorCode][] = [
    [() => encodeNdef([]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([{ ...emptyRecord(), payload: Uint8Array.of(1) }]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([{ ...emptyRecord(), tnf: Tnf.mime }]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([{ ...unknownRecord(new Uint8Array()), type: 'x' }]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([mimeRecord('a'.repeat(256), new Uint8Array())]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([mimeRecord('text/€', new Uint8Array())]), 'TW_NDEF_INVALID'],
    [() => encodeNdef([unknownRecord(new Uint8Array(MAX_PAYLOAD_BYTES + 1))]), 'TW_NDEF_TOO_LARGE'],
    [() => encodeNdef(Array.from({ length: 1025 }, emptyRecord)), 'TW_NDEF_TOO_LARGE'],
    [() => uriRecord(`https://a/${half}`), 'TW_NDEF_INVALID'],
    [() => textRecord({ text: half, lang: 'en' }), 'TW_NDEF_INVALID'],
    [() => textRecord({ text: 'a', lang: '' }), 'TW_NDEF_INVALID'],
    [() => textRecord({ text: 'a', lang: 'x'.repeat(64) }), 'TW_NDEF_INVALID'],
    [() => smartPosterRecord({ uri: 'a:b', size: 1.5 }), 'TW_NDEF_INVALID'],
    [() => smartPosterRecord({ uri: 'a:b', icons: [uriRecord('c:d')] }), 'TW_NDEF_INVALID'],
  ];
  for (const [index, [make, code]] of attempts.entries())
    assert.throws(make, (error: unknown) => isDeviceError(error, code), String(index));
});

test('puts together whatever is cut into chunks', () => {
  const cut = fc.record({
    payload: fc.uint8Array({ minLength: 1, maxLength: 600 }),
    size: fc.integer({ min: 1, max: 255 }),
  });
  fc.assert(
    fc.property(cut, ({ payload, size }) => {
      const [record] = decodeNdef(chunked(payload, size));
      assert.equal([record?.type, record?.id, record?.payload], ['a/b', 'i', payload]);
    }),
    SEED,
  );
});

/** A MIME record with an identifier in chunks of `size` bytes. */
function chunked(payload: Uint8Array, size: number): Uint8Array {
  const parts: number[] = [];
  for (let at = 0; at < payload.length; at += size) {
    const part = payload.subarray(at, at + size);
    const isFirst = at === 0;
    const isLast = at + size >= payload.length;
    const flags = 0x10 | (isFirst ? 0x8a : 0x06) | (isLast ? 0x40 : 0x20);
    const names = isFirst ? [3, part.length, 1, 0x61, 0x2f, 0x62, 0x69] : [0, part.length];
    parts.push(flags, ...names, ...part);
  }
  return Uint8Array.from(parts);
}

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
