/** A made shop: some hundred products in several languages and currencies, a dozen locations, stock in each. */
import type { FakeProduct, FakeVariant } from '../broker/hub/sources/shopify/fake-shop.ts';

export const LOCATIONS = 12;
export const LANGUAGES = ['DE', 'EN', 'FR', 'PT_BR'];
const COLOURS = ['Rot', 'Blau', 'Grün'];
const SIZES = ['S', 'M', 'L', 'XL'];

export interface MadeLocation {
  id: string;
  name: string;
}

export const locations: readonly MadeLocation[] = Array.from({ length: LOCATIONS }, (_, index) => ({
  id: `gid://shopify/Location/${700 + index}`,
  name: `Filiale ${index}`,
}));

/** The same each time; one product has more variants than come at once, one is a voucher. */
export function madeProducts(count: number): FakeProduct[] {
  let variants = 0;
  return Array.from({ length: count }, (_, index): FakeProduct => {
    const many = index === 7 ? 230 : 1 + (index % 6);
    return {
      id: `gid://shopify/Product/${1_000 + index}`,
      title: `Artikel ${index}`,
      descriptionHtml: `<p>Über <b>Artikel ${index}</b></p><script>alert(1)</script>`,
      vendor: index % 2 === 0 ? 'Nordlys' : 'Brae',
      productType: index % 3 === 0 ? 'Mode > Hemden' : '',
      isGiftCard: index === 9,
      category: index % 3 === 1 ? { name: 'Shoes' } : null,
      collections: ['Neu'],
      rating: index % 4 === 0 ? '{"value":"4.5","scale_min":"1.0","scale_max":"5.0"}' : null,
      ratingCount: index % 4 === 0 ? String(1 + index) : null,
      images: [`https://cdn.shopify.com/${index}.jpg`],
      updatedAt: Date.UTC(2026, 9, 1) + index * 1_000,
      variants: Array.from({ length: many }, (__, at) => madeVariant((variants += 1), at)),
      translations: Object.fromEntries(
        LANGUAGES.slice(1).map((code) => [
          code,
          { title: `${code} item ${index}`, descriptionHtml: `<i>${code}</i>` },
        ]),
      ),
    };
  });
}

function madeVariant(number: number, at: number): FakeVariant {
  const levels = new Map(
    locations
      .filter((_, index) => (number + index) % 3 > 0)
      .map(({ id }, index) => {
        const quantityAvailable = (number * 7 + index) % 9;
        return [id, { available: quantityAvailable > 0, quantityAvailable }] as const;
      }),
  );
  const quantityAvailable = [...levels.values()].reduce((sum, level) => sum + level.quantityAvailable, 0);
  return {
    id: `gid://shopify/ProductVariant/${50_000 + number}`,
    sku: number % 50 === 0 ? '' : `SKU-${number}`,
    barcode: number % 2 === 0 ? '4006381333931' : `INTERNAL ${number}`,
    price: { amount: `${10 + (number % 90)}.9`, currencyCode: 'EUR' },
    compareAtPrice: number % 5 === 0 ? { amount: '199.00', currencyCode: 'EUR' } : null,
    selectedOptions: [
      { name: 'Farbe', value: COLOURS[at % 3] ?? '' },
      { name: 'Größe', value: SIZES[at % 4] ?? '' },
      { name: 'Nummer', value: String(at) },
    ],
    image: null,
    availableForSale: quantityAvailable > 0,
    currentlyNotInStock: false,
    quantityAvailable,
    levels,
  };
}
