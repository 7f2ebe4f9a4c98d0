/** The demo's feeds as a kiosk holds them, read with a few lines of the tests' own: without its reviews and pictures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Availability, Product, Store, Variant } from '../../broker/contract/domain.ts';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { demoFeedsDir } from '../../kiosk/system/paths.ts';

export const DEMO_STORE = 'MIL-01';
export const DEMO_VERSION = 'demo-1';

type Row = Readonly<Record<string, string>>;

export function demoLines(): SnapshotLine[] {
  const rows = table('products.tsv');
  const products = new Map<string, SnapshotLine[]>();
  for (const row of rows) {
    const id = row['item group id'] ?? '';
    const lines = products.get(id) ?? [{ kind: 'product', product: productOf(row) }];
    lines.push({ kind: 'variant', variant: variantOf(row, lines.length - 1) });
    products.set(id, lines);
  }
  const lines: SnapshotLine[] = [
    { kind: 'header', version: DEMO_VERSION, storeCode: DEMO_STORE, createdAt: '2026-11-26T06:00:00+01:00' },
    { kind: 'store', store: storeOf() },
    ...[...products.values()].flat(),
    ...table('local_inventory.tsv').map(offerOf),
  ];
  return [...lines, { kind: 'end', lines: lines.length + 1 }];
}

function productOf(row: Row): Product {
  const related = JSON.parse(feed('related.json')) as { productId: string; relatedIds: string[] }[];
  const id = row['item group id'] ?? '';
  const name = (row['title'] ?? '').replace(
    new RegExp(` ${row['color'] ?? ''}( ${row['size'] ?? ''})?$`),
    '',
  );
  return {
    productId: id,
    title: { en: name },
    description: { en: row['description'] ?? '' },
    brand: row['brand'] ?? '',
    categoryPath: (row['product type'] ?? '').split(' > '),
    highlights: (row['product highlight'] ?? '').split(','),
    attributes: [{ name: 'material', value: row['material'] ?? '' }].filter(({ value }) => value !== ''),
    media: [],
    rating: { average: 4.2, count: 10, verified: 8, histogram: [0, 0, 1, 6, 3] },
    relatedIds: related.find(({ productId }) => productId === id)?.relatedIds ?? [],
    guide: null,
  };
}

function variantOf(row: Row, position: number): Variant {
  return {
    sku: row['id'] ?? '',
    productId: row['item group id'] ?? '',
    gtins: [(row['gtin'] ?? '').padStart(14, '0')],
    colour: row['color'] ?? '',
    size: row['size'] ?? '',
    sizeSystem: row['size system'] ?? '',
    price: { amountMinor: Math.round(Number.parseFloat(row['price'] ?? '0') * 100), currency: 'EUR' },
    salePrice: null,
    lowestPrice30d: null,
    availabilityOnline: 'in_stock',
    position,
  };
}

function offerOf(row: Row): SnapshotLine {
  return {
    kind: 'offer',
    offer: {
      storeCode: row['store code'] ?? '',
      sku: row['id'] ?? '',
      availability: (row['availability'] ?? '').replaceAll(' ', '_') as Availability,
      quantity: Number(row['quantity'] ?? '0'),
      pickupMethod: '',
      pickupSla: '',
      shelfLocation: '',
      asOf: '2026-11-26T05:58:00+01:00',
    },
  };
}

function storeOf(): Store {
  return {
    storeCode: DEMO_STORE,
    name: 'Milano',
    address: '',
    latitude: null,
    longitude: null,
    timezone: 'Europe/Rome',
    hours: '',
    currency: 'EUR',
    locales: ['it'],
  };
}

function table(name: string): Row[] {
  const [head = '', ...lines] = feed(name).trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function feed(name: string): string {
  return readFileSync(join(demoFeedsDir(), name), 'utf8');
}
