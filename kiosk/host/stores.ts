/** Everything the kiosk keeps on disk: events, catalogue, pictures, settings. */
import { join } from 'node:path';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { DesiredSettings } from '../displays/desired-settings.ts';
import { LeftOpen } from '../displays/left-open.ts';
import { MediaCache } from '../media/media-cache.ts';
import { mainPicturesOf, prefetchList } from '../media/media-file.ts';
import { ProductShelf } from '../outside/product-shelf.ts';
import type { ChangedProducts } from '../replica/changes.ts';
import { Replica } from '../replica/replica.ts';
import { SaleWatch } from '../replica/sale-watch.ts';
import { SearchDesk } from '../search/search-desk.ts';
import type { HostContext } from './context.ts';
import { ServicesBook } from './services.ts';
import { outboxPath } from './outbox-file.ts';
import { sourceOf } from './platform.ts';

export interface Stores {
  outbox: Outbox;
  replica: Replica;
  /** What was brought from outside the range; in memory alone. */
  shelf: ProductShelf;
  search: SearchDesk;
  sales: SaleWatch;
  desired: DesiredSettings;
  media: MediaCache;
  leftOpen: LeftOpen;
  services: ServicesBook;
}

/** Pictures fetched ahead, so that the first tap of the day finds them here. */
const PICTURE_WIDTH = 1080;
const ATTRACT_PICTURES = 8;

export function createStores(context: HostContext, hub: { hub: string; fetch: typeof fetch }): Stores {
  const { dir, address, values, clock, random, logger } = context;
  const cataloguePath = join(dir, 'replica.sqlite');
  const shelf = new ProductShelf(clock);
  const replica = new Replica({ path: cataloguePath, clock, logger });
  return {
    services: new ServicesBook({ path: join(dir, 'services.json'), logger }),
    outbox: new Outbox({
      path: outboxPath(dir, address),
      source: sourceOf(address),
      clock,
      random,
      logger,
    }),
    replica,
    shelf,
    sales: new SaleWatch({ replica, clock }),
    search: new SearchDesk({
      replica,
      outside: shelf,
      cataloguePath,
      indexPath: join(dir, 'search.index'),
      clock,
      logger,
    }),
    desired: new DesiredSettings({ path: join(dir, 'desired.json'), displays: values.displays, logger }),
    media: new MediaCache({ folder: join(dir, 'media'), ...hub, clock, logger }),
    leftOpen: new LeftOpen({ path: join(dir, 'open-incidents.json'), logger }),
  };
}

/** @param changed Left out: whatever is there. */
export function prefetchPictures(
  { media, replica }: Pick<Stores, 'media' | 'replica'>,
  changed: ChangedProducts = 'all',
): void {
  if (changed !== 'all') return media.prefetchAlso(mainPicturesOf(replica, changed, PICTURE_WIDTH));
  media.prefetch(prefetchList(replica, { width: PICTURE_WIDTH, attract: ATTRACT_PICTURES }));
}
