import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { decodeEpc } from '../../../device/epc/decode-epc.ts';
import { encodeEpc, encodeTagUri, epcUriToAis } from '../../../device/epc/encode-epc.ts';
import { schemes } from '../../../device/epc/schemes.ts';
import type { AiPair } from '../../../device/gs1/ai-pair.ts';
import { checkDigit } from '../../../device/gs1/check-digit.ts';
import { parseGs1 } from '../../../device/gs1/parse-gs1.ts';
import { suite } from '../../harness/suite.ts';
import { codeOf } from '../gs1/code-of.ts';
import { vectors } from './vectors.ts';

const test = suite('An EPC is encoded');

/** Tags hold whole words. */
const words = (hex: string): string => hex.padEnd(Math.ceil(hex.length / 4) * 4, '0');

for (const { scheme, hex, tag, link } of vectors.filter((vector) => !vector.scheme.endsWith('++'))) {
  test(`as ${scheme}`, () => {
    const { ais } = parseGs1(`https://id.gs1.org/${link}`);
    const [, filter = '3', company = ''] = /:(\d)\.(\d+)/.exec(tag ?? '') ?? [];
    const options = {
      companyPrefixLength: company === '' ? 7 : company.length,
      filter: scheme === 'sscc+' ? 0 : Number(filter),
    };
    assert.is(encodeEpc(scheme, ais, options), words(hex));
    if (tag === undefined) return;
    assert.is(encodeTagUri(`urn:epc:tag:${tag}`), words(hex));
    assert.equal(epcUriToAis(`urn:epc:tag:${tag}`), ais);
    assert.equal(epcUriToAis(decodeEpc(hex).pureUri ?? ''), ais);
  });
}

const GTIN: AiPair = ['01', '09506000134352'];
const refused: readonly [scheme: string, ais: AiPair[], length: number, code: string, why: string][] = [
  ['sgtin-96', [GTIN, ['21', '274877906944']], 7, 'TW_EPC_VALUE_INVALID', 'a serial number above 38 bits'],
  ['sgtin-96', [GTIN, ['21', '007']], 7, 'TW_EPC_VALUE_INVALID', 'a serial number with a zero in front'],
  ['sgtin-96', [GTIN, ['21', 'A1']], 7, 'TW_EPC_VALUE_INVALID', 'a serial number with a letter'],
  ['sgtin-96', [GTIN], 7, 'TW_EPC_VALUE_INVALID', 'no serial number'],
  ['sgtin-96', [['00', '006141411234567890']], 7, 'TW_EPC_VALUE_INVALID', 'another key'],
  ['sgtin-96', [GTIN, ['21', '1']], 5, 'TW_EPC_VALUE_INVALID', 'a short company prefix'],
  ['sgtin-96', [GTIN, ['21', '1']], 13, 'TW_EPC_VALUE_INVALID', 'a long company prefix'],
  ['sgtin-96', [['01', '09506000134353']], 7, 'TW_GS1_CHECK_DIGIT', 'a wrong check digit'],
  ['sgtin-97', [GTIN], 7, 'TW_EPC_SCHEME', 'no scheme'],
  ['sgtin++', [GTIN], 7, 'TW_EPC_SCHEME', 'a scheme with a host'],
  ['sgtin+', [GTIN], 7, 'TW_EPC_VALUE_INVALID', 'no serial number for an open scheme'],
  ['dsgtin+', [GTIN, ['21', '1']], 7, 'TW_EPC_VALUE_INVALID', 'no date'],
  ['giai-96', [['8004', '9521141007']], 7, 'TW_EPC_VALUE_INVALID', 'an asset with a zero in front'],
  [
    'cpi-96',
    [
      ['8010', '9521141A'],
      ['8011', '1'],
    ],
    7,
    'TW_EPC_VALUE_INVALID',
    'a component with a letter',
  ],
];

for (const [scheme, ais, companyPrefixLength, code, why] of refused) {
  test(`not with ${why}`, () => {
    assert.is(
      codeOf(() => encodeEpc(scheme, ais, { companyPrefixLength })),
      code,
    );
  });
}

test('from the largest serial number that fits', () => {
  const hex = encodeEpc('sgtin-96', [GTIN, ['21', '274877906943']], { companyPrefixLength: 7, filter: 1 });
  assert.is(decodeEpc(hex).serial, '274877906943');
});

test('with filter 0 unless another one is given', () => {
  const hex = encodeEpc('sgtin-96', [GTIN, ['21', '1']], { companyPrefixLength: 7 });
  assert.is(decodeEpc(hex).tagUri, 'urn:epc:tag:sgtin-96:0.9506000.013435.1');
});

test('not from URIs that are none', () => {
  for (const uri of [
    '',
    'urn:epc:tag:sgtin-96:3.9506000.013435',
    'urn:epc:tag:sgtin-96:8.9506000.013435.1',
    'urn:epc:tag:gid-96:1.2.3',
    'urn:epc:tag:sgtin-96:3.95060.00013435.1',
  ])
    assert.is(
      codeOf(() => encodeTagUri(uri)),
      'TW_EPC_URI',
      uri,
    );
  assert.is(
    codeOf(() => encodeTagUri('urn:epc:tag:sgtin-96:3.9506000.13435.1')),
    'TW_EPC_VALUE_INVALID',
  );
  assert.is(
    codeOf(() => encodeTagUri('urn:epc:tag:sgtin-198:3.9506000.013435.a/b')),
    'TW_EPC_VALUE_INVALID',
  );
  assert.is(
    codeOf(() => epcUriToAis('urn:epc:id:gid:1.2.3')),
    'TW_EPC_URI',
  );
  assert.is(
    codeOf(() => epcUriToAis('urn:epc:raw:96.xE2')),
    'TW_EPC_URI',
  );
  assert.is(
    codeOf(() => epcUriToAis('urn:epc:id:sgtin:9506000.013435.%zz')),
    'TW_EPC_VALUE_INVALID',
  );
});

const serial = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,16}$/);
const number = fc.bigInt(0n, 2n ** 31n - 1n).map(String);
const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const company = fc.integer({ min: 6, max: 12 });
const keys: Readonly<Record<string, fc.Arbitrary<AiPair>>> = {
  sgtin: digits(13).map((body) => ['01', body + checkDigit(body)]),
  sscc: digits(17).map((body) => ['00', body + checkDigit(body)]),
  sgln: digits(12).map((body) => ['414', body + checkDigit(body)]),
  gsrn: digits(17).map((body) => ['8018', body + checkDigit(body)]),
  gsrnp: digits(17).map((body) => ['8017', body + checkDigit(body)]),
};
const serialAis: Readonly<Record<string, string>> = { sgtin: '21', sgln: '254' };

test('so that it comes back, for every company prefix length and filter', () => {
  const cases = fc.constantFrom(...schemes.filter(({ key }) => Object.hasOwn(keys, key))).chain((scheme) =>
    fc.record({
      scheme: fc.constant(scheme),
      key: keys[scheme.key] ?? fc.constant(GTIN),
      extra: scheme.serial?.kind === 'text7' ? serial : number,
      companyPrefixLength: company,
      filter: fc.nat(7),
    }),
  );
  fc.assert(
    fc.property(cases, ({ scheme, key, extra, companyPrefixLength, filter }) => {
      const serialAi = serialAis[scheme.key];
      const ais: AiPair[] = serialAi === undefined ? [key] : [key, [serialAi, extra]];
      const hex = encodeEpc(scheme.name, ais, { companyPrefixLength, filter });
      const info = decodeEpc(hex);
      assert.is(info.scheme, scheme.name);
      assert.equal(
        parseGs1(info.digitalLink ?? '').ais,
        ais.filter(([ai, value]) => ai !== '254' || value !== '0'),
      );
      assert.match(info.tagUri ?? '', new RegExp(`:${filter}\\.\\d{${companyPrefixLength}}\\.`));
      assert.is(encodeTagUri(info.tagUri ?? ''), hex);
    }),
    { seed: 7, numRuns: 1_500 },
  );
});

test('so that it comes back in every way of writing a serial number', () => {
  const texts = fc.oneof(
    digits(20),
    fc.stringMatching(/^[0-9A-F]{1,20}$/),
    fc.stringMatching(/^[0-9a-f]{1,20}$/),
    fc.stringMatching(/^[-0-9A-Z_a-z]{1,20}$/),
    fc.stringMatching(/^[-.0-9:A-Z]{1,20}$/),
    serial,
  );
  fc.assert(
    fc.property(texts, (text) => {
      const hex = encodeEpc('sgtin+', [GTIN, ['21', text]], { companyPrefixLength: 7 });
      assert.is(decodeEpc(hex).serial, text);
      const asset = `9521141${text}`;
      const other = encodeEpc('giai+', [['8004', asset]], { companyPrefixLength: 7 });
      assert.is(decodeEpc(other).giai, asset);
    }),
    { seed: 8, numRuns: 1_000 },
  );
});
