/** Reviews of JSON-LD: under their product or its group, or by themselves with what they are about. */
import { createHash } from 'node:crypto';
import type { ReviewRow, RowPlace } from '../../../sources/rows.ts';
import { maskName, textOfHtml } from '../../plain-text.ts';
import { fieldsOf, manyOf, textOf } from '../json/values.ts';
import { gtinOrNone, languageOf, starsOf, timeOf } from '../values.ts';
import { isA, wordOf, type Node, type NodeSet } from './nodes.ts';
import { GROUP_TYPES, groupIdOf, gtinTexts, variantsOf, type LinkedVariant } from './products.ts';

export interface LinkedReview {
  node: Node;
  about: LinkedVariant[];
  /** Ids of groups without a variant on the page. */
  groups: string[];
}

const MOST_ABOUT = 200;

export function reviewsOf(value: unknown, nodes: NodeSet): LinkedReview[] {
  const variants = variantsOf(value, nodes);
  const byNode = indexOf(variants);
  const found = new Map<Node, LinkedReview>();
  const add = (node: Node, about: { variants?: readonly LinkedVariant[]; group?: Node }): void => {
    const review = found.get(node) ?? { node, about: [], groups: [] };
    found.set(node, review);
    const room = MOST_ABOUT - review.about.length;
    review.about.push(...(about.variants ?? []).slice(0, room));
    if (about.group && review.groups.length < MOST_ABOUT) review.groups.push(groupIdOf(about.group));
  };
  for (const variant of variants)
    for (const node of nodes.of(variant.node['review'])) add(node, { variants: [variant] });
  for (const group of nodes.top(value, GROUP_TYPES))
    for (const node of nodes.of(group['review'])) add(node, { variants: byNode.get(group) ?? [], group });
  for (const node of nodes.top(value, ['Review'])) {
    const item = nodes.of(node['itemReviewed'])[0];
    if (!item || found.has(node)) continue;
    const theirs = byNode.get(item) ?? variantsOf([item], nodes);
    add(node, { variants: theirs, ...(isA(item, ...GROUP_TYPES) && { group: item }) });
  }
  return [...found.values()];
}

/** Variants by their own node and by that of their group. */
function indexOf(variants: readonly LinkedVariant[]): Map<Node, LinkedVariant[]> {
  const index = new Map<Node, LinkedVariant[]>();
  for (const variant of variants) {
    for (const node of new Set([variant.node, variant.group])) {
      if (!node) continue;
      const theirs = index.get(node);
      if (theirs) theirs.push(variant);
      else index.set(node, [variant]);
    }
  }
  return index;
}

/** Throws RowFault. */
export function reviewRow({ node, about, groups }: LinkedReview, place: RowPlace): ReviewRow {
  const rating = fieldsOf(manyOf(node['reviewRating'])[0]);
  const skus = unique(about.map(({ sku }) => sku));
  const productIds = unique([...about.map(({ productId }) => productId), ...groups]);
  const author = wordOf(node['author']);
  const body = textOfHtml(wordOf(node['reviewBody'] ?? node['description']), 5_000);
  const createdAt = timeOf(wordOf(node['datePublished'] ?? node['dateCreated']), 'datePublished');
  return {
    place,
    id: reviewId(node) || derivedId([productIds.join(' '), author, createdAt, body]),
    gtins: unique(about.flatMap((variant) => gtinTexts(variant.node).map(gtinOrNone))),
    skus,
    parts: [],
    productIds,
    rating: starsOf(wordOf(rating['ratingValue']), {
      least: wordOf(rating['worstRating']),
      most: wordOf(rating['bestRating']),
    }),
    title: textOfHtml(wordOf(node['name'] ?? node['headline']), 200),
    body,
    lang: languageOf(wordOf(node['inLanguage'])),
    authorDisplay: maskName(author),
    verified: false,
    incentivised: false,
    createdAt,
  };
}

/** The id a review gives itself, '' when none. */
export function reviewId(node: Node): string {
  return (textOf(node['@id']) || wordOf(node['identifier']) || wordOf(node['url'])).slice(0, 128);
}

/** The same review is the same at the next import. */
function derivedId(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => id !== '' && id.length <= 100).slice(0, MOST_ABOUT);
}
