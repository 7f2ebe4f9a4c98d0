import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isDeviceError, type DeviceErrorCode } from '../../../device/errors.ts';
import { checkDigit, hasCheckDigit, hasCheckPair, toGtin14 } from '../../../device/gs1/check-digit.ts';
import { buildDigitalLink, digitalLinkToJson, parseDigitalLink } from '../../../device/gs1/digital-link.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('GS1 Digital Link');

function codeOf(uri: string): DeviceErrorCode | 'accepted' {
  try {
    parseDigitalLink(uri);
    return 'accepted';
  } catch (error) {
    if (isDeviceError(error)) return error.code;
    throw error;
  }
}

test('computes check digits', () => {
  assert.is(checkDigit('0950600013435'), 2);
  assert.ok(hasCheckDigit('9506000134352'));
  assert.ok(hasCheckDigit('96385074'));
  assert.not(hasCheckDigit('09506000134353'));
  assert.is(toGtin14('9506000134352'), '09506000134352');
  assert.ok(hasCheckPair('1987654Ad4X4bL5ttr2310c2K'));
  assert.not(hasCheckPair('1987654Ad4X4bL5ttr2310c2L'));
});

test('prints key and serial in the format of the command line', () => {
  assert.equal(digitalLinkToJson(parseDigitalLink('https://id.gs1.org/01/09506000134352/21/1234')), {
    ais: [
      ['01', '09506000134352'],
      ['21', '1234'],
    ],
    digitalLink: 'https://id.gs1.org/01/09506000134352/21/1234',
  });
});

test('takes any domain and stem, qualifiers in their order, attributes and parameters', () => {
  const link = parseDigitalLink(
    'HTTP://Example.com:8080/some/01/stem/01/09506000134352/22/2A/10/ABC%2F1/21/x+y?17=261231&linkType=gs1:pip&a=b%20c+d#top',
  );
  assert.equal(link.ais, [
    ['01', '09506000134352'],
    ['22', '2A'],
    ['10', 'ABC/1'],
    ['21', 'x+y'],
    ['17', '261231'],
  ]);
  assert.is(link.digitalLink, 'https://id.gs1.org/01/09506000134352/22/2A/10/ABC%2F1/21/x%2By?17=261231');
  assert.equal(link.attributes, [
    ['linkType', 'gs1:pip'],
    ['a', 'b c d'],
  ]);
});

test('takes the right-most key, not one that a stem or a value looks like', () => {
  assert.equal(parseDigitalLink('https://a.b/01/12345678901231/01/09506000134352').ais, [
    ['01', '09506000134352'],
  ]);
  assert.equal(parseDigitalLink('https://a.b/01/09506000134352/10/01/21/00').ais, [
    ['01', '09506000134352'],
    ['10', '01'],
    ['21', '00'],
  ]);
});

test('knows the other keys from the table', () => {
  assert.equal(parseDigitalLink('https://a.b/414/9521141123454/254/5678').ais, [
    ['414', '9521141123454'],
    ['254', '5678'],
  ]);
  assert.is(codeOf('https://a.b/00/006141411234567890'), 'accepted');
  assert.is(codeOf('https://a.b/8013/1987654Ad4X4bL5ttr2310c2K'), 'accepted');
});

const refused: readonly [uri: string, code: DeviceErrorCode, why: string][] = [
  ['', 'TW_GS1_NOT_A_DIGITAL_LINK', 'nothing'],
  ['https://example.com', 'TW_GS1_NOT_A_DIGITAL_LINK', 'a domain alone'],
  ['https://example.com/products/42', 'TW_GS1_NOT_A_DIGITAL_LINK', 'an ordinary link'],
  ['Https://example.com/01/09506000134352', 'TW_GS1_NOT_A_DIGITAL_LINK', 'a scheme of mixed case'],
  ['ftp://example.com/01/09506000134352', 'TW_GS1_NOT_A_DIGITAL_LINK', 'another scheme'],
  ['https://example.com/gtin/09506000134352', 'TW_GS1_NOT_A_DIGITAL_LINK', 'the abandoned names'],
  ['https://example.com/01/09506000134352/', 'TW_GS1_NOT_A_DIGITAL_LINK', 'a slash at the end'],
  ['https://example.com/01/09506000134352 ', 'TW_GS1_NOT_A_DIGITAL_LINK', 'a space'],
  ['https://example.com/01/9506000134352', 'TW_GS1_VALUE_INVALID', 'a GTIN of 13 digits'],
  ['https://example.com/01/0950600013435x', 'TW_GS1_VALUE_INVALID', 'a GTIN with a letter'],
  ['https://example.com/01/09506000134353', 'TW_GS1_CHECK_DIGIT', 'a wrong check digit'],
  ['https://example.com/01/09506000134352/21/', 'TW_GS1_VALUE_INVALID', 'an empty serial'],
  ['https://example.com/01/09506000134352/21/%zz', 'TW_GS1_VALUE_INVALID', 'a broken escape'],
  [
    'https://example.com/01/09506000134352/21/%20',
    'TW_GS1_VALUE_INVALID',
    'a character that GS1 does not have',
  ],
  ['https://example.com/01/09506000134352/21/123456789012345678901', 'TW_GS1_VALUE_INVALID', 'a long serial'],
  ['https://example.com/01/09506000134352/21/1/10/2', 'TW_GS1_UNKNOWN_AI', 'qualifiers out of order'],
  ['https://example.com/01/09506000134352/10/1/235/2', 'TW_GS1_UNKNOWN_AI', 'qualifiers of two lists'],
  ['https://example.com/01/09506000134352/99/1', 'TW_GS1_UNKNOWN_AI', 'a foreign qualifier'],
  ['https://example.com/01/09506000134352?21=1', 'TW_GS1_UNKNOWN_AI', 'a qualifier in the query'],
  ['https://example.com/01/09506000134352?12345=1', 'TW_GS1_UNKNOWN_AI', 'an unknown number in the query'],
  [
    'https://example.com/01/09506000134352?17=1&17=2',
    'TW_GS1_NOT_A_DIGITAL_LINK',
    'an attribute given twice',
  ],
];

for (const [uri, code, why] of refused) test(`refuses ${why}`, () => assert.is(codeOf(uri), code));

test('accepts short GTINs only when asked to', () => {
  const { ais } = parseDigitalLink('https://a.b/01/9506000134352', { allowShortGtin: true });
  assert.equal(ais, [['01', '09506000134352']]);
});

test('follows the syntax engine of GS1 in what a query may hold', () => {
  const { ais, digitalLink } = parseDigitalLink(
    'https://a.b/01/09506000134352/235/T?10=LOT&alone&=x&a=%zz&12345',
  );
  assert.equal(ais.slice(1), [
    ['235', 'T'],
    ['10', 'LOT'],
  ]);
  assert.is(digitalLink, 'https://id.gs1.org/01/09506000134352/235/T?10=LOT');
  assert.is(codeOf('https://a.b/01/09506000134352?10=LOT'), 'TW_GS1_UNKNOWN_AI');
  assert.is(codeOf('https://a.b/00/006141411234567890?01=09506000134352'), 'accepted');
});

test('wants a host that could be one', () => {
  const of = (host: string) => codeOf(`https://${host}/01/09506000134352`);
  for (const host of ['a', '0a.b', 'a.b.', 'xn--bcher-kva.example', '192.0.2.1:8443', '[2001:db8::1]:80'])
    assert.is(of(host), 'accepted', host);
  for (const host of [
    '',
    'a..b',
    '-a.b',
    'a_b.c',
    'u@a.b',
    'a.b:x',
    'a.b:65536',
    '[::1',
    'a%20b',
    'a'.repeat(64),
  ])
    assert.is(of(host), 'TW_GS1_NOT_A_DIGITAL_LINK', host);
});

test('builds the path from the list of qualifiers that fits most', () => {
  assert.is(
    buildDigitalLink([
      ['254', 'X'],
      ['414', '9521141123454'],
    ]),
    'https://id.gs1.org/414/9521141123454/254/X',
  );
  assert.throws(() => buildDigitalLink([['10', 'A']]), isDeviceError);
  assert.throws(
    () =>
      buildDigitalLink([
        ['01', '09506000134352'],
        ['22', 'A'],
        ['235', 'B'],
      ]),
    isDeviceError,
  );
});

const gtin = fc.stringMatching(/^\d{13}$/).map((digits) => digits + checkDigit(digits));
const serial = fc.stringMatching(/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/);

test('reads back every link that it builds, whatever the order of its parts', () => {
  fc.assert(
    fc.property(gtin, serial, serial, (key, lot, number) => {
      const uri = buildDigitalLink(
        [
          ['21', number],
          ['01', key],
          ['10', lot],
        ],
        'https://shop.example/x',
      );
      assert.equal(parseDigitalLink(uri).ais, [
        ['01', key],
        ['10', lot],
        ['21', number],
      ]);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('answers any text with a link or with an error of its own', () => {
  const tail = fc.string({ maxLength: 60 }).map((text) => `https://a.b/01/09506000134352${text}`);
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        tail,
        fc.string().map((text) => `https://a.b/${text}`),
      ),
      (text) => void codeOf(text),
    ),
    { seed: 2, numRuns: 800 },
  );
});
