/**
 * The feeds an end-to-end test runs on: the demo's, or those of the folder in TAPWALL_E2E_FEEDS. Read here with a few
 * lines of the test's own, so that what the wall shows is checked against the files and not against the importer.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoFeedsDir, projectRoot } from '../../kiosk/system/paths.ts';
import { HarnessError } from '../harness/errors.ts';
import { runProgram, type Run } from './program.ts';

export type Row = Readonly<Record<string, string>>;

export interface Feeds {
  dir: string;
  products: readonly Row[];
  local: readonly Row[];
  stores: readonly { store_code: string; name: string }[];
  /** Names of the product as the feed has them, with colour and size. */
  customersFile: string;
  customer: { displayName: string; cardUid: string; skus: readonly string[] };
}

const UID = '04E2C0FFEE1980';

export function readFeeds(): Feeds {
  const dir = process.env['TAPWALL_E2E_FEEDS'] ?? demoFeedsDir();
  const customersFile = join(
    artifacts(),
    `customers-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}.json`,
  );
  const skus = wishlistOf(dir);
  const customer = { displayName: 'Marta', cardUid: UID, skus };
  const wishlist = skus.map((sku) => ({ sku, addedAt: '2026-11-01T10:00:00Z' }));
  writeFileSync(
    customersFile,
    JSON.stringify([
      {
        ref: 'c-1',
        displayName: 'Marta',
        tier: 'Member',
        locale: 'en',
        cardUid: UID,
        wishlist,
        consents: [],
      },
    ]),
  );
  return {
    dir,
    products: readTable(join(dir, 'products.tsv')),
    local: readTable(join(dir, 'local_inventory.tsv')),
    stores: JSON.parse(readFileSync(join(dir, 'stores.json'), 'utf8')) as Feeds['stores'],
    customersFile,
    customer,
  };
}

/** Runs the import into a data folder. */
export function importFeeds(feeds: Feeds, data: string): Promise<Run> {
  const file = (name: string): string => join(feeds.dir, name);
  const flags = [
    '--stores',
    file('stores.json'),
    '--products',
    file('products.tsv'),
    '--local',
    file('local_inventory.tsv'),
    '--reviews',
    file('product_reviews.xml'),
  ];
  return runProgram(['import', '--data', data, ...flags, '--customers', feeds.customersFile]);
}

/** A data folder of the test's own with the feeds imported; the import itself is done once per state of the feeds. */
export async function importedData(feeds: Feeds): Promise<string> {
  const stamp =
    statSync(join(feeds.dir, 'products.tsv')).mtimeMs +
    statSync(join(feeds.dir, 'product_reviews.xml')).mtimeMs;
  const key = createHash('sha256').update(`${feeds.dir} ${stamp}`).digest('hex').slice(0, 12);
  const master = join(artifacts(), `imported-${key}`);
  if (!existsSync(master)) {
    const making = `${master}.making-${process.pid}`;
    const { code, stderr } = await importFeeds(feeds, making);
    if (code !== 0) throw new HarnessError(`the import failed:\n${stderr}`);
    renameSync(making, master);
  }
  const data = await mkdtemp(join(tmpdir(), 'tapwall-e2e-'));
  await cp(master, data, { recursive: true });
  return data;
}

export async function removeData(data: string): Promise<void> {
  await rm(data, { recursive: true, force: true });
}

export function artifacts(): string {
  const dir = join(projectRoot(), 'test', '.artifacts');
  mkdirSync(dir, { recursive: true });
  return dir;
}

function wishlistOf(dir: string): string[] {
  const customers = join(dir, 'customers.json');
  if (existsSync(customers)) {
    const [first] = JSON.parse(readFileSync(customers, 'utf8')) as { wishlist: { sku: string }[] }[];
    return (first?.wishlist ?? []).map(({ sku }) => sku);
  }
  const [first] = JSON.parse(readFileSync(join(dir, 'wishlists.json'), 'utf8')) as { skus: string[] }[];
  return first?.skus ?? [];
}

function readTable(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}
