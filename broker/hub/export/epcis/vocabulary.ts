/**
 * Names of things and places in EPCIS documents (EPCIS 2.0 and CBV 2.0). Things have GS1 Digital Link URIs, because those
 * need no knowledge of how long the company prefix of a GTIN is; what GS1 has not numbered has URNs of ours.
 */

/** GS1's terms; and ours, for what is added to an event. */
export const CONTEXT = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { tapwall: 'urn:tapwall:epcis:' },
] as const;

/** @param gtin 14 digits. */
export function gtinClass(gtin: string): string {
  return `https://id.gs1.org/01/${gtin}`;
}

/** A variant without a GTIN: a name that is the chain's own. */
export function skuClass(tenant: string, sku: string): string {
  return `urn:tapwall:sku:${tenant}:${encode(sku)}`;
}

/** @param gln 13 digits. */
export function glnPlace(gln: string): string {
  return `https://id.gs1.org/414/${gln}`;
}

/** A store, a kiosk in it, a display of that. */
export function place(tenant: string, ...levels: readonly string[]): string {
  return `urn:tapwall:place:${[tenant, ...levels].map(encode).join(':')}`;
}

/** Half a character, which JSON can carry and a URI cannot. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The colon is ours; an asterisk stands for any number in EPC patterns. */
function encode(text: string): string {
  return encodeURIComponent(text.replaceAll(LONE_SURROGATE, '\ufffd')).replaceAll('*', '%2A');
}
