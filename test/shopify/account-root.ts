/** What a customer's account answers behind Shopify's own Customer Account schema. */
export class MadeAccount {
  /** By `namespace.key`. */
  readonly metafields = new Map<string, { type: string; value: string; version: number }>();

  /** Root fields. */
  readonly root = {
    customer: () => ({
      id: 'gid://shopify/Customer/77',
      firstName: 'Karina Maria',
      lastName: 'Secretive',
      tags: ['Gold'],
      metafield: ({ namespace, key }: Record<string, string>) => this.#show(`${namespace}.${key}`),
    }),
    metafieldsSet: ({ metafields: [field = {}] }: { metafields: Record<string, string | null>[] }) => {
      const name = `${field['namespace']}.${field['key']}`;
      const before = this.#show(name);
      if ((before?.compareDigest ?? null) !== field['compareDigest'])
        return { userErrors: [{ code: 'STALE_OBJECT', message: 'stale' }] };
      const version = (this.metafields.get(name)?.version ?? 0) + 1;
      this.metafields.set(name, { type: field['type'] ?? '', value: field['value'] ?? '', version });
      return { userErrors: [] };
    },
  };

  #show(name: string): { type: string; value: string; compareDigest: string } | null {
    const found = this.metafields.get(name);
    return found ? { type: found.type, value: found.value, compareDigest: `v${found.version}` } : null;
  }
}
