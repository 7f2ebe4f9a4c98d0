/** Products outside the range, with a hub that a test plays. */
import type { FoundProduct } from '../../../broker/contract/found-product.ts';
import type { Identified } from '../../../kiosk/identify/identified.ts';
import { OutsideProducts } from '../../../kiosk/outside/outside-products.ts';
import { ProductShelf } from '../../../kiosk/outside/product-shelf.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

export const GTIN = '09506000134352';

export function foundProduct(id = 'SHOE', gtin = GTIN): FoundProduct {
  const sku = `${id}-1`;
  return {
    version: 'v1',
    asOf: '2026-11-22T09:00:00Z',
    sku,
    product: {
      productId: id,
      title: { en: `The ${id}` },
      description: {},
      brand: 'Luma',
      categoryPath: ['Shoes'],
      highlights: [],
      attributes: [],
      media: [],
      rating: { average: 0, count: 0, verified: 0, histogram: [0, 0, 0, 0, 0] },
      relatedIds: [],
      guide: null,
    },
    variants: [
      {
        sku,
        productId: id,
        gtins: [gtin],
        colour: 'Moss',
        size: '38',
        sizeSystem: 'EU',
        price: { amountMinor: 9900, currency: 'EUR' },
        salePrice: null,
        lowestPrice30d: null,
        availabilityOnline: 'out_of_stock',
        position: 0,
      },
    ],
    offers: [
      {
        storeCode: 'MIL-02',
        sku,
        availability: 'in_stock',
        quantity: 3,
        pickupMethod: '',
        pickupSla: '',
        shelfLocation: '',
        asOf: '2026-11-22T09:30:00Z',
      },
    ],
    reviews: [],
  };
}

export const unknownTag = (gtin = GTIN): Identified => ({
  kind: 'unknown',
  notice: 'unknown_product',
  reason: 'unknown_gtin',
  gtin,
});

export type Hub = (url: URL, init: RequestInit) => Response | Promise<Response>;

export class OutsideKit {
  readonly clock = new VirtualClock();
  readonly logger = new QuietLogger();
  readonly asked: { url: URL; etag: string | null }[] = [];
  readonly shelf = new ProductShelf(this.clock);
  readonly outside: OutsideProducts;
  hub: Hub = () => Response.json(foundProduct(), { headers: { etag: '"one"' } });
  online = true;
  range = new Set<string>();
  changes = 0;

  constructor() {
    const { clock, logger } = this;
    this.outside = new OutsideProducts({
      hub: {
        hub: 'http://hub.test',
        fetch: async (input, init) => {
          const url = new URL(input instanceof Request ? input.url : input);
          this.asked.push({ url, etag: new Headers(init?.headers).get('if-none-match') });
          return this.hub(url, init ?? {});
        },
      },
      storeCode: 'MIL-01',
      shelf: this.shelf,
      isOnline: () => this.online,
      inRange: (sku) => this.range.has(sku),
      clock,
      logger,
    });
    this.outside.onChanged(() => (this.changes += 1));
  }

  /** What the tag turns out to be. */
  async tap(tag: Identified = unknownTag()): Promise<Identified> {
    const seen = this.outside.seen(tag);
    return seen.kind === 'sought' ? this.outside.seek(seen) : seen;
  }
}

export const refusal = (status: number, code: string): Response =>
  Response.json({ error: { code, message: '' } }, { status });

/** Never answers, until it is given up. */
export const silence: Hub = (_, { signal }) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));
