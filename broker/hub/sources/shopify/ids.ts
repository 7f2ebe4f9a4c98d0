/** How things of the shop are named here: its global ids (`gid://shopify/Product/42`), and SKUs. */

type Resource = 'Product' | 'ProductVariant' | 'Location' | 'Customer' | 'Cart';

/** The number in a global id; undefined when it is none of this kind. */
export function numberOf(gid: string, resource: Resource): string | undefined {
  const prefix = `gid://shopify/${resource}/`;
  const id = gid.startsWith(prefix) ? gid.slice(prefix.length) : '';
  return /^[0-9]{1,20}$/.test(id) ? id : undefined;
}

export function gidOf(resource: Resource, id: string): string {
  return `gid://shopify/${resource}/${id}`;
}

const PRINTABLE = /^[\x21-\x7E][\x20-\x7E]{0,63}$/;
const OWN_NAME = /^shopify-([0-9]{1,20})$/;

/**
 * The SKU as the shop gives it; one that is missing or that no tag could carry gives way to the number of the variant.
 * Undefined when the id is none of Shopify's.
 */
export function skuOf({ id, sku }: { id: string; sku: string | null }): string | undefined {
  const number = numberOf(id, 'ProductVariant');
  if (number === undefined) return undefined;
  const own = (sku ?? '').trim();
  return PRINTABLE.test(own) && !OWN_NAME.test(own) ? own : `shopify-${number}`;
}

/** The number of the variant, in the name of one that has no SKU of its own. */
export function numberInSku(sku: string): string | undefined {
  return OWN_NAME.exec(sku)?.[1];
}

/** Shopify's `PT_BR` is BCP 47's `pt-BR`. */
export function languageTag(code: string): string {
  const [language = '', region] = code.split('_');
  return region === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${region}`;
}
