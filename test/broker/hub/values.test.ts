import * as assert from 'uvu/assert';
import { maskName, oneLine, textOfHtml } from '../../../broker/hub/import/plain-text.ts';
import { RowFault } from '../../../broker/hub/import/rejections.ts';
import { compareSizes } from '../../../broker/hub/import/sizes.ts';
import { productTitle } from '../../../broker/hub/import/titles.ts';
import { isGln, readGtin, readMoney, saleWindowOf } from '../../../broker/hub/import/values.ts';
import { canonicalJson, hashOf } from '../../../broker/hub/twin/canonical-json.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('Hub: values of a feed');

const isFault = (error: unknown): boolean => error instanceof RowFault;

test('knows a location number by its length and check digit', () => {
  assert.ok(isGln('9506000134376'));
  for (const text of ['9506000134377', '950600013437', '09506000134376', '', 'GLN9506000134'])
    assert.not(isGln(text), text);
});

test('reads money in minor units of its currency', () => {
  const cases: [string, number, string][] = [
    ['105.29 USD', 10_529, 'USD'],
    ['105,29 EUR', 10_529, 'EUR'],
    ['1.234,50 EUR', 123_450, 'EUR'],
    ['1,234.50 USD', 123_450, 'USD'],
    ['1,234 USD', 123_400, 'USD'],
    ['1 234,5 PLN', 123_450, 'PLN'],
    ['1200 JPY', 1_200, 'JPY'],
    ['1.250 KWD', 1_250, 'KWD'],
    ['EUR 7', 700, 'EUR'],
    ['1.234,50 €', 123_450, 'EUR'],
    ['£7', 700, 'GBP'],
    ['19,99 zł', 1_999, 'PLN'],
  ];
  for (const [text, amountMinor, currency] of cases) {
    assert.equal(readMoney(text, 'price'), { amountMinor, currency }, text);
  }
  assert.equal(readMoney('12,50', 'price', 'EUR'), { amountMinor: 1_250, currency: 'EUR' });
  for (const text of [
    '',
    ' '.repeat(100_000),
    '12.50',
    '12.345 EUR',
    'free EUR',
    '-1 EUR',
    '1.5 JPY',
    '5 QQQ',
    '99999999999999999 EUR',
  ]) {
    assert.throws(() => readMoney(text, 'price'), isFault, text);
  }
});

test('reads GTINs with their check digit as 14 digits', () => {
  assert.is(readGtin('9506000000008'), '09506000000008');
  assert.is(readGtin('036000291452'), '00036000291452');
  assert.is(readGtin('96385074'), '00000096385074');
  assert.is(readGtin('36000291452'), '00036000291452', 'a spreadsheet took the zero in front');
  assert.is(readGtin('="036000291452"'), '00036000291452');
  assert.is(readGtin('9506000000008.0'), '09506000000008');
  for (const text of ['9506000000009', '36000291453', '9.506E+12', '9,506E+12', '00000000', 'ABC', '']) {
    assert.throws(() => readGtin(text), isFault, text);
  }
});

test('orders sizes by rule', () => {
  const orders = [
    ['XXS', 'XS', 'S', 'S/M', 'M', 'L', 'XL', 'XXL', '3XL', '4XL'],
    ['28', '29.5', '36', '36 1/2', '37', '41⅓', '42'],
    ['30x30', '30x32', '32x30', '32x34'],
    ['One Size', 'S', 'Large', '38', 'Tall fit'],
  ];
  for (const order of orders) assert.equal([...order].reverse().sort(compareSizes), order);
});

test('takes colour and size off the end of a title and nothing else', () => {
  const title = (text: string, colour: string, size: string) => productTitle([{ title: text, colour, size }]);
  assert.is(title('Chaz Kangeroo Hoodie Black XS', 'Black', 'XS'), 'Chaz Kangeroo Hoodie');
  assert.is(title('Alder Derby, Size 40 - Chestnut', 'Chestnut', '40'), 'Alder Derby');
  assert.is(title('Derby (Chestnut / 40)', 'Chestnut', '40'), 'Derby');
  assert.is(title('Skyblack', 'Black', ''), 'Skyblack');
  assert.is(title('Black', 'Black', 'S'), 'Black');
});

test('turns HTML into plain text and masks names', () => {
  assert.is(textOfHtml('<p>One</p><p>Two &amp; &#8364;3&nbsp;</p>', 100), 'One Two & €3');
  assert.is(textOfHtml('I <3 it, 5 < 6', 100), 'I <3 it, 5 < 6');
  assert.is(textOfHtml('&amp;lt;b&amp;gt;', 100), '&lt;b&gt;', 'entities are decoded once');
  assert.is(oneLine('a\u202Eb\u0000 c\n', 100), 'a b c');
  assert.is(maskName('Karina Maria Smith'), 'Karina S.');
  assert.is(maskName('Markus'), 'Markus');
  assert.is(maskName('roni@example.com'), '');
});

test('reads from when until when a sale price is asked', () => {
  const window = saleWindowOf('2026-11-01T00:00+01:00/2026-12-01T00:00+01:00');
  assert.equal(window, { from: '2026-10-31T23:00:00.000Z', until: '2026-11-30T23:00:00.000Z' });
  assert.equal(saleWindowOf('2026-11-01T00:00Z'), { from: '2026-11-01T00:00:00.000Z', until: null });
  assert.equal(saleWindowOf('/ 2026-11-01T00:00Z'), { from: null, until: '2026-11-01T00:00:00.000Z' });
  for (const nothing of ['soon', '/', `2026-11-01/${'2'.repeat(100)}`, '+222222-01-01T00:00Z/'])
    assert.is(saleWindowOf(nothing), undefined, nothing);
});

test('hashes equal documents equally', () => {
  assert.is(canonicalJson({ b: [1, { d: null, c: undefined }], a: 'x' }), '{"a":"x","b":[1,{"d":null}]}');
  assert.is(hashOf({ a: 1, b: 2 }), hashOf({ b: 2, a: 1 }));
});
