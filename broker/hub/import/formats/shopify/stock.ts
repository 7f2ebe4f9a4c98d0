/** Numbers of pieces as Shopify writes them. */
import { RowFault } from '../../rejections.ts';

/** Below zero is sold more often than there was: none is there. Throws RowFault TW_ROW_QUANTITY. */
export function stockOf(text: string): number {
  const bare = text.replace(/^'/, '');
  if (/^-?\d{1,15}(?:\.0{1,9})?$/.test(bare)) return Math.max(0, Math.trunc(Number(bare)));
  throw new RowFault('TW_ROW_QUANTITY', `quantity ${text} is not a whole number`);
}
