/** Related products and guides: kept until the products are built. */
import type { GuideRow, RelatedRow, RowPlace } from '../../sources/rows.ts';
import type { StageContext } from './context.ts';

const MOST_RELATED = 24;

export async function stageRelated(rows: AsyncIterable<RelatedRow>, context: StageContext): Promise<void> {
  const { staging, known } = context;
  const add = staging.prepare('INSERT OR REPLACE INTO related VALUES (?, ?)');
  for await (const { place, productId, relatedIds } of rows) {
    if (isKnown(context, place, productId)) {
      const ids = [...new Set(relatedIds)].filter((id) => id !== productId && known.hasProduct(id));
      add.run(productId, JSON.stringify(ids.slice(0, MOST_RELATED)));
    }
    await staging.breathe();
  }
}

export async function stageGuides(rows: AsyncIterable<GuideRow>, context: StageContext): Promise<void> {
  const { staging } = context;
  const add = staging.prepare('INSERT OR REPLACE INTO guides VALUES (?, ?)');
  for await (const { place, productId, guide } of rows) {
    if (isKnown(context, place, productId)) add.run(productId, JSON.stringify(guide));
    await staging.breathe();
  }
}

function isKnown({ known, rejections }: StageContext, place: RowPlace, productId: string): boolean {
  if (known.hasProduct(productId)) return true;
  rejections.add(place, 'TW_ROW_PRODUCT_UNKNOWN', `${productId} is not in the products feed`);
  return false;
}
