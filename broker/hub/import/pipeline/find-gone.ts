/** What the catalogue has and the import no longer does, or what nothing refers to any more. */
import { setImmediate } from 'node:timers/promises';
import type { DocumentKind } from '../../store/catalogue-store.ts';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import type { StageContext } from './context.ts';

/** Documents that are looked through in one go. */
const WINDOW = 20_000;

const SKU = 'substr(d.id, 1, instr(d.id, char(10)) - 1)';
const IN_VARIANTS = `EXISTS (SELECT 1 FROM variants AS v WHERE v.sku = ${SKU})`;
const IN_STORES = 'EXISTS (SELECT 1 FROM stores AS s WHERE s.code = d.parent)';
const OF_A_PRODUCT = `EXISTS (SELECT 1 FROM hub.keys AS k, variants AS v
  WHERE k.id = d.id AND k.key >= 'r:' AND k.key < 's' AND v.product = substr(k.key, 3))`;

/** By kind: what keeps a document, as SQL over `d`. Absent: all of them stay. */
function keepers(input: CatalogueInput): Partial<Record<DocumentKind, string>> {
  const { stores, variants, reviews } = input;
  const offers = input.offersAreChanges !== true && input.offers;
  const orphans = [...(variants ? [IN_VARIANTS] : []), ...(stores ? [IN_STORES] : [])].join(' AND ');
  return {
    ...(stores && { store: IN_STORES.replace('d.parent', 'd.id') }),
    ...(variants && {
      product: 'EXISTS (SELECT 1 FROM variants AS v WHERE v.product = d.id)',
      variant: 'EXISTS (SELECT 1 FROM variants AS v WHERE v.sku = d.id)',
      ...(!reviews && { review: OF_A_PRODUCT }),
    }),
    ...(orphans !== '' && { offer: orphans }),
    ...(offers && { offer: 'EXISTS (SELECT 1 FROM offers AS o WHERE o.id = d.id)' }),
    ...(reviews && { review: 'EXISTS (SELECT 1 FROM reviews AS r WHERE r.id = d.id)' }),
  };
}

export async function findGone(input: CatalogueInput, context: StageContext): Promise<void> {
  const kinds = Object.entries(keepers(input)) as [DocumentKind, string][];
  for (const [kind, keeper] of kinds) await findGoneOf(kind, keeper, context);
}

async function findGoneOf(
  kind: DocumentKind,
  keeper: string,
  { staging, differences }: StageContext,
): Promise<void> {
  const end = staging
    .prepare(
      `SELECT id FROM hub.document_rows WHERE kind = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ${WINDOW - 1}`,
    )
    .pluck();
  const select = staging.prepare(
    `SELECT d.id, d.hash FROM hub.document_rows AS d
     WHERE d.kind = :kind AND d.id > :from AND (:to IS NULL OR d.id <= :to) AND d.body IS NOT NULL AND NOT (${keeper})`,
  );
  for (let from = ''; ;) {
    const to = (end.get(kind, from) as string | undefined) ?? null;
    for (const row of select.all({ kind, from, to }) as { id: string; hash: Buffer }[])
      differences.remove({ kind, ...row });
    await setImmediate();
    if (to === null) return;
    from = to;
  }
}
