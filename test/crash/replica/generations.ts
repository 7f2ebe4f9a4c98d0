/**
 * A hub's catalogue in generations: the number of a generation is in the title of every product and in the price of every
 * variant, and in a picture of its own, so that a catalogue made of two of them shows.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogueWrite } from '../../../broker/hub/store/catalogue-write.ts';
import type { DocumentKind } from '../../../broker/hub/store/catalogue-store.ts';
import { openHubDatabase } from '../../../broker/hub/store/schema.ts';
import { documentHash } from '../../../broker/hub/store/set-hash.ts';
import { canonicalJson } from '../../../broker/hub/twin/canonical-json.ts';
import type { SqliteDatabase } from '../../../broker/sqlite/open.ts';

const STORE = 'ST-001';
const PRODUCTS = 150;
const VARIANTS = 3;
const PICTURE_BYTES = 60_000;

export class Generations {
  readonly #dir: string;
  readonly #database: SqliteDatabase;
  #number = 0;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(join(dir, 'media'), { recursive: true });
    this.#database = openHubDatabase(join(dir, 'hub.sqlite'));
  }

  get number(): number {
    return this.#number;
  }

  /** The file of the picture of this generation. */
  get picture(): string {
    return `${pictureHash(this.#number)}-320.webp`;
  }

  /** @param isForgetful No way leads from earlier versions to this one: kiosks need a snapshot. */
  next(isForgetful: boolean): void {
    this.#number += 1;
    const sha256 = pictureHash(this.#number);
    writeFileSync(join(this.#dir, 'media', this.picture), webp(PICTURE_BYTES));
    this.#database
      .transaction(() => {
        if (isForgetful) this.#database.exec('DELETE FROM versions');
        const write = new CatalogueWrite(this.#database);
        const put = (kind: DocumentKind, id: string, about: { parent: string; value: object }): void => {
          const body = canonicalJson(about.value);
          write.put({
            kind,
            id,
            parent: about.parent,
            body,
            hash: documentHash({ kind, id, body }),
            notes: null,
          });
        };
        if (this.#number === 1) put('store', STORE, { parent: '', value: STORE_RECORD });
        for (let index = 0; index < PRODUCTS; index += 1) this.#putProduct(put, { index, sha256 });
        write.finish(Date.now());
      })
      .immediate();
  }

  close(): void {
    this.#database.close();
  }

  #putProduct(
    put: (kind: DocumentKind, id: string, about: { parent: string; value: object }) => void,
    { index, sha256 }: { index: number; sha256: string },
  ): void {
    const id = `P${index}`;
    put('product', id, { parent: '', value: productOf(id, { number: this.#number, sha256 }) });
    for (let nth = 0; nth < VARIANTS; nth += 1) {
      const sku = `${id}-${nth}`;
      put('variant', sku, { parent: id, value: variantOf(sku, { id, position: nth, price: this.#number }) });
      put('offer', `${sku}\n${STORE}`, { parent: STORE, value: offerOf(sku, this.#number) });
    }
  }
}

function pictureHash(number: number): string {
  return createHash('sha256').update(`picture ${number}`).digest('hex');
}

/** RIFF container with the form type WEBP (RFC 9649, section 2.4). */
function webp(bytes: number): Buffer {
  const data = Buffer.alloc(bytes);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(bytes - 8, 4);
  data.write('WEBPVP8 ', 8, 'latin1');
  return data;
}

const STORE_RECORD = {
  storeCode: STORE,
  name: 'One',
  address: '',
  latitude: null,
  longitude: null,
  timezone: 'Europe/Rome',
  hours: '',
  currency: 'EUR',
  locales: ['it'],
};

const productOf = (productId: string, { number, sha256 }: { number: number; sha256: string }): object => ({
  productId,
  title: { en: `Thing ${number}` },
  description: { en: 'A thing. '.repeat(50) },
  brand: 'Luma',
  categoryPath: ['Things'],
  highlights: [],
  attributes: [],
  media: [{ sha256, width: 320, height: 320, widths: [320], alt: '', thumbhash: '', colour: '' }],
  rating: { average: 0, count: 0, verified: 0, histogram: [0, 0, 0, 0, 0] },
  relatedIds: [],
  guide: null,
});

const variantOf = (sku: string, about: { id: string; position: number; price: number }): object => ({
  sku,
  productId: about.id,
  gtins: [],
  colour: '',
  size: '',
  sizeSystem: '',
  price: { amountMinor: about.price, currency: 'EUR' },
  salePrice: null,
  lowestPrice30d: null,
  availabilityOnline: 'in_stock',
  position: about.position,
});

const offerOf = (sku: string, quantity: number): object => ({
  asOf: '2026-11-26T08:00:00Z',
  storeCode: STORE,
  sku,
  availability: 'in_stock',
  quantity,
  pickupMethod: '',
  pickupSla: '',
  shelfLocation: '',
});
