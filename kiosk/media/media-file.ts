/** Names of picture files, `{sha256}-{width}.webp` and `.jpg`, and which of them a display needs. */
import type { Media } from '../../broker/contract/domain.ts';
import type { Replica } from '../replica/replica.ts';

const NAME = /^[0-9a-f]{64}-[1-9][0-9]{0,4}\.(?:webp|jpg)$/;

/** True for the name of a picture file and for nothing else: no path, no other ending. */
export function isMediaFile(name: string): boolean {
  return NAME.test(name);
}

/** The file of the smallest derivative that is at least `width` pixels wide, else of the largest; undefined when there is none. */
export function mediaFile({ sha256, widths }: Media, width: number): string | undefined {
  const best = widths.find((candidate) => candidate >= width) ?? widths.at(-1);
  return best === undefined ? undefined : `${sha256}-${best}.webp`;
}

/** What to fetch ahead: first what invites, then the main picture of every product in every colour. */
export function prefetchList(replica: Replica, options: { width: number; attract: number }): string[] {
  const inviting = replica.attract(options.attract).flatMap((sku) => {
    const variant = replica.variant(sku);
    return variant === undefined ? [] : [{ productId: variant.productId, colour: variant.colour }];
  });
  const files = inviting.map(({ productId, colour }) => {
    const media = replica.product(productId)?.media ?? [];
    const main = media.find((entry) => entry.colour === colour) ?? media[0];
    return main === undefined ? undefined : mediaFile(main, options.width);
  });
  return [
    ...new Set([
      ...files.filter((file) => file !== undefined),
      ...mainPicturesOf(replica, replica.productIds(), options.width),
    ]),
  ];
}

/** The main picture of each of these products in every colour. */
export function mainPicturesOf(replica: Replica, productIds: Iterable<string>, width: number): string[] {
  return [...productIds].flatMap((id) =>
    mainPictures(replica.product(id)?.media ?? []).flatMap((main) => mediaFile(main, width) ?? []),
  );
}

/** The first picture of each colour. */
function mainPictures(media: readonly Media[]): Media[] {
  return media.filter(({ colour }, index) => media.findIndex((entry) => entry.colour === colour) === index);
}
