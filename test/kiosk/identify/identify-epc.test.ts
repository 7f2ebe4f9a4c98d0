import * as assert from 'uvu/assert';
import { encodeEpc } from '../../../device/epc/encode-epc.ts';
import type { AiPair } from '../../../device/gs1/ai-pair.ts';
import { identifyEpc } from '../../../kiosk/identify/identify-epc.ts';
import { suite } from '../../harness/suite.ts';

const test = suite('A UHF tag is identified');

const GTIN = '09506000134352';
const BOUND_EPC = 'E28068900000500E88C6A4A7';
const BOUND_TID = 'E2801191A503006081E4F4B5';
const catalogue = {
  skuOfGtin: (gtin: string) => (gtin === GTIN ? 'A-1' : undefined),
  skuOfBinding: (id: string) => ({ [BOUND_EPC]: 'B-2', [BOUND_TID]: 'C-3' })[id],
};
const item: readonly AiPair[] = [
  ['01', GTIN],
  ['21', '42'],
];
const product = { kind: 'product', sku: 'A-1', gtin: GTIN };
const other = encodeEpc(
  'sgtin-96',
  [
    ['01', '09506000134369'],
    ['21', '42'],
  ],
  { companyPrefixLength: 7 },
);

test('by the GTIN in its EPC, whatever the scheme', () => {
  for (const scheme of ['sgtin-96', 'sgtin-198', 'sgtin+'])
    assert.equal(
      identifyEpc({ epc: encodeEpc(scheme, item, { companyPrefixLength: 7 }) }, catalogue),
      product,
      scheme,
    );
  const piece: AiPair[] = [
    ['8006', `${GTIN}0102`],
    ['21', '1'],
  ];
  assert.equal(
    identifyEpc({ epc: encodeEpc('itip+', piece, { companyPrefixLength: 7 }) }, catalogue),
    product,
  );
});

test('as something this store does not sell', () => {
  assert.equal(identifyEpc({ epc: other }, catalogue), {
    kind: 'unknown',
    notice: 'unknown_product',
    reason: 'unknown_gtin',
    gtin: '09506000134369',
  });
});

test('by itself when a store bound it to a product', () => {
  assert.equal(identifyEpc({ epc: BOUND_EPC }, catalogue), { kind: 'product', sku: 'B-2' });
  assert.equal(identifyEpc({ epc: other, tid: BOUND_TID }, catalogue), { kind: 'product', sku: 'C-3' });
});

test('as foreign when it holds no item', () => {
  const pallet = encodeEpc('sscc-96', [['00', '006141411234567890']], { companyPrefixLength: 7 });
  for (const [epc, reason] of [
    [pallet, 'no_gtin'],
    ['E2801160600002054CC2096F', 'TW_EPC_NOT_GS1'],
    ['FF', 'TW_EPC_UNKNOWN_HEADER'],
    ['3066', 'TW_EPC_LENGTH'],
    ['', 'TW_EPC_HEX_INVALID'],
  ] as const)
    assert.equal(identifyEpc({ epc }, catalogue), { kind: 'unknown', notice: 'foreign_tag', reason }, epc);
});
