/** Documents of the variants of one product, with the prices that were asked for them. */
import { canonicalJson } from '../../twin/canonical-json.ts';
import type { VariantRow } from '../../sources/rows.ts';
import { partKey, readNotes, type VariantNotes } from '../../store/document-keys.ts';
import { buildVariant } from '../build-products.ts';
import type { StageContext } from './context.ts';
import type { NewDocument } from './differences.ts';
import { saleAt } from './sale.ts';

/** @returns What makes them of rows in the order of a product's variants. */
export function variantDocuments({ staging, now }: StageContext) {
  const find = staging
    .prepare("SELECT notes FROM hub.document_rows WHERE kind = 'variant' AND id = ?")
    .pluck();
  return (rows: readonly VariantRow[]): NewDocument[] =>
    rows.map((row, position) => {
      const before = readNotes((find.get(row.sku) as string | null | undefined) ?? null);
      const { prices, prior, shown } = saleAt(row, before.prices, now);
      const notes: VariantNotes = { part: partKey(row.brand, row.mpn), prices };
      const lowestPrice30d = row.lowestPrice30d ?? prior;
      return {
        kind: 'variant',
        id: row.sku,
        parent: row.productId,
        body: canonicalJson(buildVariant(row, { ...shown, position, lowestPrice30d })),
        notes: JSON.stringify(notes),
      };
    });
}
