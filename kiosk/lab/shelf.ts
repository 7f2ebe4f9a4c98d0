/** What lies on the lab's shelf: the products the attract screen would show, each with a GTIN to write on a tag. */
import type { LabState } from '../../broker/contract/http.ts';
import type { Replica } from '../replica/replica.ts';

const PLACES = 24;
const THUMBNAIL_WIDTH = 320;

export function labShelf(replica: Replica): LabState['shelf'] {
  return replica.attract(PLACES).flatMap((sku) => {
    const variant = replica.variant(sku);
    const product = variant && replica.product(variant.productId);
    const gtin = variant?.gtins[0];
    if (variant === undefined || product === undefined || gtin === undefined) return [];
    const picture = product.media.find((one) => one.colour === variant.colour) ?? product.media[0];
    const width = picture?.widths.find((one) => one >= THUMBNAIL_WIDTH) ?? picture?.widths.at(-1);
    return [
      {
        sku,
        gtin,
        title: product.title['en'] ?? Object.values(product.title)[0] ?? sku,
        colour: variant.colour,
        size: variant.size,
        mediaUrl: picture && width !== undefined ? `/media/${picture.sha256}-${width}.webp` : null,
      },
    ];
  });
}
