/** The variants of a JSON-LD value: Product, ProductGroup with hasVariant, and products whose offers are the variants. */
import { fieldsOf, textOf } from '../json/values.ts';
import { isA, nameOf, wordOf, type Node, type NodeSet } from './nodes.ts';

export const PRODUCT_TYPES = [
  'Product',
  'IndividualProduct',
  'ProductModel',
  'SomeProducts',
  'Car',
  'Vehicle',
];
export const GROUP_TYPES = ['ProductGroup'];

/** One variant with what it has from its group. */
export interface LinkedVariant {
  sku: string;
  productId: string;
  node: Node;
  /** Undefined for a product on its own. */
  group: Node | undefined;
  offers: Node[];
  /** AggregateRating of its group, else its own. */
  rating: Node | undefined;
}

const GTINS = ['gtin', 'gtin14', 'gtin13', 'gtin12', 'gtin8', 'isbn'];

export function gtinTexts(node: Node): string[] {
  const texts = GTINS.map((name) => wordOf(node[name])).filter((text) => text !== '');
  return [...new Set(texts.map((text) => text.replace(/^.*[/:]/, '').slice(0, 64)))];
}

/** Groups first; then products that no group named. */
export function variantsOf(value: unknown, nodes: NodeSet): LinkedVariant[] {
  // What a review is about is not offered there.
  const outermost = nodes.top(value, [...GROUP_TYPES, ...PRODUCT_TYPES, 'Review']);
  const top = nodes.of(outermost.filter((node) => !isA(node, 'Review')));
  const seen = new Set<Node>();
  const variants: LinkedVariant[] = [];
  const take = (node: Node, group: Node | undefined): void => {
    if (seen.has(node)) return;
    seen.add(node);
    variants.push(...ofProduct({ node, group }, nodes));
  };
  for (const group of top.filter((node) => isA(node, ...GROUP_TYPES)))
    for (const node of nodes.of(group['hasVariant'])) take(node, group);
  for (const node of top.filter((node) => !isA(node, ...GROUP_TYPES)))
    take(node, nodes.of(node['isVariantOf'])[0]);
  return variants;
}

export function groupIdOf(group: Node): string {
  return wordOf(group['productGroupID']) || wordOf(group['sku']) || lastPart(textOf(group['@id']));
}

function ofProduct(
  { node, group }: { node: Node; group: Node | undefined },
  nodes: NodeSet,
): LinkedVariant[] {
  const offers = offersOf(node, nodes);
  const rating = nodes.of(group?.['aggregateRating'] ?? node['aggregateRating'])[0];
  const own = wordOf(node['inProductGroupWithID']) || (group && groupIdOf(group));
  const skus = new Set(offers.map((offer) => wordOf(offer['sku'])).filter((sku) => sku !== ''));
  if (skus.size < 2) {
    const sku = skuOf(node) || [...skus][0] || '';
    return [{ sku, productId: own || sku, node, group, offers, rating }];
  }
  // One product whose offers are its variants, each with a SKU of its own.
  const productId = own || skuOf(node) || [...skus][0] || '';
  return [...skus].map((sku) => {
    const theirs = offers.filter((offer) => wordOf(offer['sku']) === sku);
    const item = nodes.of(theirs[0]?.['itemOffered'])[0];
    const gtins = Object.fromEntries(GTINS.map((name) => [name, theirs[0]?.[name] ?? item?.[name]]));
    return { sku, productId, node: { ...node, ...item, ...gtins }, group: node, offers: theirs, rating };
  });
}

/** An AggregateOffer stands for those it holds. */
function offersOf(node: Node, nodes: NodeSet): Node[] {
  return nodes.of(node['offers']).flatMap((offer) => {
    const inner = nodes.of(offer['offers']);
    return inner.length > 0 ? inner : [offer];
  });
}

function skuOf(node: Node): string {
  return (
    wordOf(node['sku']) ||
    wordOf(node['productID']).replace(/^sku:/i, '') ||
    gtinTexts(node)[0] ||
    wordOf(node['mpn']) ||
    lastPart(textOf(node['@id']))
  );
}

/** `https://shop.example/p/hat#black` → `black`. */
function lastPart(id: string): string {
  return id
    .slice(-400)
    .replace(/[/#]+$/, '')
    .replace(/^.*[/#]/, '')
    .slice(0, 64);
}

/** Size and its system: a text, or a SizeSpecification. */
export function sizeOf(value: unknown): { size: string; system: string } {
  const node = fieldsOf(Array.isArray(value) ? value[0] : value);
  return { size: wordOf(value), system: nameOf(node['sizeSystem']).replace(/^WearableSizeSystem/, '') };
}
