/** Every part of an input, in the order in which they refer to each other, until all differences are staged. */
import type { SqliteDatabase } from '../../../sqlite/open.ts';
import type { CatalogueInput } from '../../sources/catalogue-input.ts';
import { buildFromVariants } from './build-documents.ts';
import type { StageContext } from './context.ts';
import { findGone } from './find-gone.ts';
import type { ImportCatalogueOptions, ImportStep } from './options.ts';
import { patchProducts, type Given } from './product-extras.ts';
import { stageGuides, stageRelated } from './stage-extras.ts';
import { stageOfferChanges, stageOffers } from './stage-offers.ts';
import { stagePictures } from './stage-pictures.ts';
import { stageReviews } from './stage-reviews.ts';
import { stageStores, stageVariants } from './stage-variants.ts';

const TOLD_EVERY = 100;

type Options = ImportCatalogueOptions & Omit<StageContext, 'count'> & { database: SqliteDatabase };

export async function stageAll(input: CatalogueInput, options: Options): Promise<void> {
  const { rejections, signal } = options;
  const context: StageContext = { ...options, count: () => undefined };
  const part = async <T>(
    stage: ImportStep['stage'] | null,
    read: ((into: typeof rejections) => AsyncIterable<T>) | undefined,
    take: (rows: AsyncIterable<T>, context: StageContext) => Promise<void>,
  ): Promise<void> => {
    signal?.throwIfAborted();
    if (read) await counted(stage, options, (count) => take(read(rejections), { ...context, count }));
  };
  await part('stores', input.stores, stageStores);
  await part('products', input.variants, stageVariants);
  await part('local', input.offers, input.offersAreChanges ? stageOfferChanges : stageOffers);
  await part('reviews', input.reviews, stageReviews);
  await part(null, input.related, stageRelated);
  await part(null, input.guides, stageGuides);
  signal?.throwIfAborted();
  const pictures = await pictured(input, options, context);
  signal?.throwIfAborted();
  const given = givenBy(input, pictures);
  await counted('catalogue', options, async (count) => {
    const building = { ...context, count };
    if (input.variants) await buildFromVariants(building, given);
    else if (given.reviews || given.related || given.guides) await patchProducts(building, given);
    await findGone(input, building);
  });
  signal?.throwIfAborted();
}

function givenBy({ reviews, related, guides }: CatalogueInput, pictures: boolean): Given {
  return {
    reviews: reviews !== undefined,
    related: related !== undefined,
    guides: guides !== undefined,
    pictures,
  };
}

/** Says every hundred rows how far it is, and at the end, however few there were. */
async function counted(
  stage: ImportStep['stage'] | null,
  { onProgress, signal }: Options,
  take: (count: () => void) => Promise<void>,
): Promise<void> {
  let done = 0;
  const tell = (total: number | null): void => {
    if (stage) onProgress?.({ stage, done, total });
  };
  await take(() => {
    done += 1;
    if (done % TOLD_EVERY !== 0) return;
    signal?.throwIfAborted();
    tell(null);
  });
  tell(done);
}

/** False when nothing is known of pictures, so that products keep theirs. */
async function pictured(
  { variants }: CatalogueInput,
  { picture, dryRun, database, rejections, onProgress, signal }: Options,
  context: StageContext,
): Promise<boolean> {
  if (!variants || !picture || dryRun) return false;
  const onPicture = (done: number, total: number): void => {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'pictures', done, total });
  };
  await stagePictures(context, { picture: picture(database, rejections), onPicture });
  return true;
}
