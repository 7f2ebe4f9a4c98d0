import type { Colour, Product } from '../products/types.ts';
import { slug } from './variants.ts';

const stem = (product: Product, colour: Colour): string =>
  `${slug(product.id.slice(3))}-${slug(colour.name)}`;

/** File names under feeds/images: the first shows the whole product, the second another side of it. */
export const mainPicture = (product: Product, colour: Colour): string => `${stem(product, colour)}.webp`;
export const secondPicture = (product: Product, colour: Colour): string => `${stem(product, colour)}-2.webp`;
