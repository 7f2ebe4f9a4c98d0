/** Stores and variants into the staging file: what the other parts refer to. */
import { BrokerError } from '../../../errors.ts';
import { canonicalJson } from '../../twin/canonical-json.ts';
import { partKey } from '../../store/document-keys.ts';
import type { StoreRow, VariantRow } from '../../sources/rows.ts';
import type { StageContext } from './context.ts';

export async function stageStores(
  rows: AsyncIterable<StoreRow>,
  { staging, rejections, differences, count }: StageContext,
): Promise<void> {
  const add = staging.prepare('INSERT OR IGNORE INTO stores VALUES (?)');
  for await (const { place, store } of rows) {
    const { storeCode } = store;
    if (add.run(storeCode).changes === 0)
      rejections.add(place, 'TW_ROW_DUPLICATE', `store ${storeCode} came before`);
    else {
      differences.put({ kind: 'store', id: storeCode, parent: '', body: canonicalJson(store), notes: null });
      count();
    }
    await staging.breathe();
  }
}

/** @throws BrokerError TW_FEED_EMPTY */
export async function stageVariants(rows: AsyncIterable<VariantRow>, context: StageContext): Promise<void> {
  const { staging, count } = context;
  const add = adder(context);
  let staged = 0;
  for await (const row of rows) {
    if (add(row)) {
      staged += 1;
      count();
    }
    await staging.breathe();
  }
  if (staged === 0) throw new BrokerError('TW_FEED_EMPTY');
  staging.database.exec('CREATE INDEX variants_by_product ON variants (product, seq)');
}

/** @returns What takes a row in, or says why not. */
function adder({ staging, rejections }: StageContext): (row: VariantRow) => boolean {
  const find = staging.prepare('SELECT body FROM variants WHERE sku = ?').pluck();
  const skuOf = staging.prepare('SELECT sku FROM gtins WHERE gtin = ?').pluck();
  const addVariant = staging.prepare('INSERT OR IGNORE INTO variants (sku, product, body) VALUES (?, ?, ?)');
  const addGtin = staging.prepare('INSERT OR IGNORE INTO gtins VALUES (?, ?)');
  const addPart = staging.prepare('INSERT OR IGNORE INTO parts VALUES (?, ?)');
  const addLink = staging.prepare('INSERT OR IGNORE INTO links (link, place) VALUES (?, ?)');
  const slim = slimmer();
  return (row) => {
    const { place, sku, productId, gtins } = row;
    const taken = gtins.find((gtin) => skuOf.get(gtin) !== undefined);
    // A tag with this GTIN could mean either of the two.
    if (taken !== undefined && find.get(sku) === undefined) {
      rejections.add(place, 'TW_ROW_DUPLICATE', `GTIN ${taken} is that of ${String(skuOf.get(taken))}`);
      return false;
    }
    if (addVariant.run(sku, productId, JSON.stringify(slim(row))).changes === 0) {
      const before = (JSON.parse(String(find.get(sku))) as VariantRow).place;
      rejections.add(place, 'TW_ROW_DUPLICATE', `id ${sku} came before, on line ${before.line}`);
      return false;
    }
    for (const gtin of gtins) addGtin.run(gtin, sku);
    const part = partKey(row.brand, row.mpn);
    if (part !== '') addPart.run(part, productId);
    for (const link of row.pictures) addLink.run(link, JSON.stringify(place));
    return true;
  };
}

/** Texts are long and the same for all variants of a product, which mostly follow each other: told once. */
function slimmer(): (row: VariantRow) => VariantRow {
  let product = '';
  let told = false;
  return (row) => {
    if (row.productId !== product) {
      product = row.productId;
      told = false;
    }
    const slim = told ? { ...row, description: {} } : row;
    told ||= Object.values(row.description).some((text) => text !== '');
    return slim;
  };
}
