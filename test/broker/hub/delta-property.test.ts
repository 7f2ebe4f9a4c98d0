import * as assert from 'uvu/assert';
import { isBrokerError } from '../../../broker/errors.ts';
import { suite } from '../../harness/suite.ts';
import { SeededRandom } from '../../support/seeded-random.ts';
import { DeltaKit, type SmallCatalogue } from './support/delta-kit.ts';

const test = suite('Changes for kiosks, whatever happens to a catalogue');
const STORES = ['S1', 'S2', 'S3'];
const PRODUCTS = ['P1', 'P2', 'P3', 'P4'];
const SKUS = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

class Draw {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  below(count: number): number {
    return Math.floor(this.#random.unit() * count);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  is(chance: number): boolean {
    return this.#random.unit() < chance;
  }
}

/** Some of everything: products come and go, variants move, offers appear and vanish, reviews are of several products. */
function drawn(draw: Draw, before: SmallCatalogue | undefined): SmallCatalogue {
  if (before === undefined || draw.is(0.2)) return whole(draw);
  const next = structuredClone(before);
  for (let times = draw.below(4); times >= 0; times -= 1) alter(draw, next);
  return repaired(next);
}

function whole(draw: Draw): SmallCatalogue {
  const catalogue: SmallCatalogue = { stores: STORES, products: {}, offers: {}, reviews: {}, words: {} };
  for (const id of PRODUCTS) if (draw.is(0.8)) catalogue.products[id] = [];
  for (const sku of SKUS) moveTo(catalogue, sku, draw.of(PRODUCTS));
  for (const sku of SKUS)
    for (const store of STORES) if (draw.is(0.35)) catalogue.offers[`${sku} ${store}`] = draw.below(3);
  for (const id of ['R1', 'R2', 'R3']) catalogue.reviews[id] = PRODUCTS.filter(() => draw.is(0.5));
  return repaired(catalogue);
}

function alter(draw: Draw, catalogue: SmallCatalogue): void {
  const sku = draw.of(SKUS);
  const offer = `${sku} ${draw.of(STORES)}`;
  const steps = [
    () => void (catalogue.offers[offer] = draw.below(5)),
    () => void delete catalogue.offers[offer],
    () => void (catalogue.words[draw.is(0.5) ? sku : draw.of(PRODUCTS)] = `word ${draw.below(9)}`),
    () => moveTo(catalogue, sku, draw.of(PRODUCTS)),
    () => void delete catalogue.products[draw.of(PRODUCTS)],
    () => void (catalogue.products[draw.of(PRODUCTS)] ??= []),
    () => void (catalogue.reviews[draw.of(['R1', 'R2', 'R3'])] = PRODUCTS.filter(() => draw.is(0.5))),
  ];
  draw.of(steps)();
}

function moveTo({ products }: SmallCatalogue, sku: string, product: string): void {
  for (const skus of Object.values(products)) if (skus.includes(sku)) skus.splice(skus.indexOf(sku), 1);
  products[product]?.push(sku);
}

/** As an import leaves it: nothing names what is not there. */
function repaired(catalogue: SmallCatalogue): SmallCatalogue {
  const sold = new Set(Object.values(catalogue.products).flat());
  for (const key of Object.keys(catalogue.offers))
    if (!sold.has(key.split(' ')[0] ?? '')) delete catalogue.offers[key];
  for (const [id, products] of Object.entries(catalogue.reviews)) {
    const left = products.filter((product) => product in catalogue.products);
    if (left.length === 0) delete catalogue.reviews[id];
    else catalogue.reviews[id] = left;
  }
  return catalogue;
}

for (const seed of [1, 2])
  test(
    `leave it as a snapshot would, from any version, in every store (seed ${seed})`,
    async (t) => {
      const kit = new DeltaKit(t);
      const draw = new Draw(seed);
      let catalogue = drawn(draw, undefined);
      kit.become(catalogue);
      const kiosks = STORES.map((store) => ({ store, replica: kit.kiosk() }));
      for (const { replica, store } of kiosks) await kit.load(replica, store);
      let byChanges = 0;
      for (let step = 0; step < 16; step += 1) {
        catalogue = drawn(draw, catalogue);
        kit.become(catalogue);
        if (draw.is(0.3))
          kit.tags.put(draw.of(['04AA', '04BB', '04CC']), draw.is(0.3) ? null : draw.of(SKUS));
        for (const { replica, store } of kiosks) {
          // Some sleep through a few versions.
          if (draw.is(0.4)) continue;
          try {
            await kit.follow(replica, store);
            byChanges += 1;
          } catch (error) {
            assert.ok(isBrokerError(error, 'TW_CHANGES_UNKNOWN'), String(error));
            await kit.load(replica, store);
          }
          const fresh = kit.kiosk();
          await kit.load(fresh, store);
          assert.equal(kit.dump(replica), kit.dump(fresh), `step ${step}, ${store}`);
          fresh.stop();
        }
      }
      assert.ok(byChanges > 10, `only ${byChanges} by changes`);
    },
    { timeout: 60_000 },
  );
