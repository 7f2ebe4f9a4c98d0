/** Every kind of source that a file may name. A connector adds itself here, in one line. */
import { feedsKind } from './feeds/feeds-kind.ts';
import { mapperKind } from './mapper/mapper-kind.ts';
import type { SourceKind } from './source-kind.ts';
import { shopifyKind } from './shopify/kind.ts';
import { vendureKind } from './vendure/kind.ts';

export const SOURCE_KINDS: readonly SourceKind[] = [feedsKind, mapperKind, shopifyKind, vendureKind];
