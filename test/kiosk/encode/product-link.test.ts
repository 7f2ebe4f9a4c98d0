import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import { parseDigitalLink } from '../../../device/gs1/digital-link.ts';
import { drawSerial, productLink } from '../../../kiosk/encode/product-link.ts';
import { isKioskError } from '../../../kiosk/errors.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

const test = suite('Link of a product’s tag');
const GTIN = '09506000134352';

function refuses(parts: Parameters<typeof productLink>[0]): void {
  try {
    productLink(parts);
    assert.unreachable(JSON.stringify(parts));
  } catch (error) {
    assert.ok(isKioskError(error, 'TW_TAGS_LINK'), String(error));
  }
}

test('puts GTIN and serial number behind the domain, with fourteen digits', () => {
  assert.is(productLink({ gtin: GTIN, serial: '1234' }), `https://id.gs1.org/01/${GTIN}/21/1234`);
  const short = { gtin: '9506000134352', serial: '1', domain: 'https://id.example.com/' };
  assert.is(productLink(short), `https://id.example.com/01/${GTIN}/21/1`);
  const stem = { gtin: GTIN, serial: '1', domain: 'https://example.com/shop/t' };
  assert.is(productLink(stem), `https://example.com/shop/t/01/${GTIN}/21/1`);
});

test('refuses what no tap could read', () => {
  refuses({ gtin: '09506000134353', serial: '1' });
  refuses({ gtin: '1234', serial: '1' });
  refuses({ gtin: GTIN, serial: '' });
  refuses({ gtin: GTIN, serial: 'a serial number of far too many characters' });
  refuses({ gtin: GTIN, serial: 'naïve' });
  for (const domain of [
    'id.example.com',
    'ftp://example.com',
    'https://',
    'https://example.com/?a=',
    'https://exa mple.com',
    'https://example.com/#',
  ])
    refuses({ gtin: GTIN, serial: '1', domain });
});

test('is read by a tap as what it was made of, whatever the serial number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[!-"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/), (serial) => {
      const { ais } = parseDigitalLink(productLink({ gtin: GTIN, serial, domain: 'https://example.com/01' }));
      assert.equal(ais, [
        ['01', GTIN],
        ['21', serial],
      ]);
    }),
    { seed: 20_261_125 },
  );
});

test('draws serial numbers that fit an SGTIN-96 and hardly ever meet', () => {
  const random = new SeededRandom();
  const drawn = Array.from({ length: 1_000 }, () => drawSerial(random));
  for (const serial of drawn) {
    assert.match(serial, /^[1-9]\d{10,11}$/);
    assert.ok(Number(serial) < 2 ** 38);
  }
  assert.is(new Set(drawn).size, drawn.length);
});
