import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { DeltaLine } from '../../../broker/contract/delta.ts';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import type { ChangedProducts } from '../../../kiosk/replica/changes.ts';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import { suite } from '../../harness/suite.ts';
import { gtinOf, sampleLines, stream } from '../../support/sample-catalogue.ts';
import {
  changedOffer,
  changedProduct,
  changedReview,
  changedVariant,
  sampleDelta,
} from '../../support/sample-delta.ts';
import { emptyReplica, sampleReplica, temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Replica applies changes');
const SKU = 'JOSIE-BLACK-S';

const found = (replica: Replica, query: string): string[] =>
  replica.search({ query, offset: 0, limit: 10 }).cards.map(({ productId }) => productId);
const stock = (replica: Replica, sku = SKU): (number | null)[] =>
  replica
    .offers(sku)
    .filter(({ storeCode }) => storeCode === 'MIL-01')
    .map(({ quantity }) => quantity);

async function after(
  replica: Replica,
  body: readonly DeltaLine[],
  about: Parameters<typeof sampleDelta>[1] = {},
) {
  const told: ChangedProducts[] = [];
  const stop = replica.onChanged((changed) => told.push(changed));
  await replica.apply(stream(sampleDelta(body, about)));
  stop();
  assert.is(told.length, 1);
  const [changed] = told;
  return changed === undefined || changed === 'all' ? changed : [...changed].sort();
}

async function refuses(code: KioskErrorCode, work: Promise<unknown>): Promise<void> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isKioskError(error, code), String(error));
}

test('to stock, and tells which product it was', async (t) => {
  const replica = await sampleReplica(t);
  assert.equal(await after(replica, [changedOffer(SKU, { quantity: 3 })]), ['JOSIE']);
  assert.equal(stock(replica), [3]);
  assert.is(replica.version(), 'sample-2');
  assert.is(replica.createdAt(), '2026-11-23T09:00:00+01:00');
  assert.equal(
    await after(replica, [{ kind: 'no_offer', sku: SKU, storeCode: 'MIL-01' }], {
      from: 'sample-2',
      version: 'sample-3',
    }),
    ['JOSIE'],
  );
  assert.equal(stock(replica), []);
});

test('to products, with the words they are found by', async (t) => {
  const replica = await sampleReplica(t);
  await after(replica, [changedProduct('TOTE', { title: { en: 'Harbour Bag' } })]);
  assert.equal(found(replica, 'harbour'), ['TOTE']);
  assert.equal(found(replica, 'market'), []);
  assert.equal(found(replica, 'josie'), ['JOSIE']);
});

test('to variants, with their GTINs and another product', async (t) => {
  const replica = await sampleReplica(t);
  const gtin = '09506000134352';
  const changed = await after(replica, [changedVariant(SKU, { gtins: [gtin], productId: 'LANDO' })]);
  assert.equal(changed, ['JOSIE', 'LANDO']);
  assert.is(replica.skuOfGtin(gtin), SKU);
  assert.is(replica.skuOfGtin(gtinOf(SKU)), undefined);
  assert.is(replica.variants('JOSIE').length, 14);
});

test('to reviews that move from one product to another', async (t) => {
  const replica = await sampleReplica(t);
  const changed = await after(replica, [changedReview('r3', { productIds: ['TOTE'] })]);
  assert.equal(changed, ['JOSIE', 'LANDO', 'TOTE']);
  assert.equal(
    replica.reviewsOf('TOTE').map(({ id }) => id),
    ['r3'],
  );
  assert.not(replica.reviewsOf('LANDO').some(({ id }) => id === 'r3'));
});

test('to what is gone, with all that hangs on it', async (t) => {
  const replica = await sampleReplica(t);
  const changed = await after(replica, [
    { kind: 'gone', what: 'product', id: 'LANDO' },
    { kind: 'gone', what: 'variant', id: SKU },
    { kind: 'gone', what: 'review', id: 'r1' },
    { kind: 'gone', what: 'binding', id: '04A1B2C3D4E580' },
    { kind: 'gone', what: 'product', id: 'NEVER' },
  ]);
  assert.equal(changed, ['JOSIE', 'LANDO', 'NEVER']);
  assert.is(replica.product('LANDO'), undefined);
  assert.equal(replica.variants('LANDO'), []);
  assert.equal(replica.offers('LANDO-BLUE-S'), []);
  assert.equal(found(replica, 'lando'), []);
  assert.is(replica.variant(SKU), undefined);
  assert.is(replica.skuOfGtin(gtinOf(SKU)), undefined);
  assert.equal(
    replica.reviewsOf('JOSIE').map(({ id }) => id),
    ['r4', 'r3', 'r2', 'r5'],
  );
  assert.is(replica.skuOfBinding('04A1B2C3D4E580'), undefined);
});

test('and drops what has no offer in its store any more, when the range is that of the store', async (t) => {
  const replica = await sampleReplica(t);
  const gone = { kind: 'no_offer', sku: 'TOTE-NATURAL', storeCode: 'MIL-01' } as const;
  assert.equal(await after(replica, [gone], { range: 'store' }), ['TOTE']);
  assert.is(replica.product('TOTE'), undefined);
  assert.equal(found(replica, 'tote'), []);
  assert.ok(replica.product('MARKUP'), 'what the changes do not name stays');
});

test('to stores and learned tags; another store is another everything', async (t) => {
  const replica = await sampleReplica(t);
  const [store] = replica.stores();
  assert.ok(store);
  assert.equal(await after(replica, [{ kind: 'binding', uid: '04aa', sku: SKU }]), []);
  assert.is(replica.skuOfBinding('04AA'), SKU);
  const told = await after(replica, [{ kind: 'store', store: { ...store, name: 'Torino' } }], {
    from: 'sample-2',
  });
  assert.is(told, 'all');
  assert.is(replica.store(store.storeCode)?.name, 'Torino');
});

test('to a file that is opened again', async (t) => {
  const path = join(temporaryFolder(t), 'catalogue.db');
  const replica = emptyReplica(t, { path });
  await replica.load(stream(sampleLines()));
  await replica.apply(stream(sampleDelta([changedOffer(SKU, { quantity: 3 })])));
  replica.stop();
  const again = emptyReplica(t, { path });
  assert.equal([again.version(), ...stock(again)], ['sample-2', 3]);
});

test('to nobody who reads before all of them are there', async (t) => {
  const replica = await sampleReplica(t);
  const seen = new Set<string>();
  const watched = async function* () {
    for (const line of sampleDelta([
      changedOffer(SKU, { quantity: 3 }),
      changedProduct('TOTE', { brand: 'X' }),
    ])) {
      seen.add(`${replica.version()} ${stock(replica).join()} ${replica.product('TOTE')?.brand}`);
      yield line;
    }
  };
  await replica.apply(watched());
  assert.equal([...seen], ['sample-1 9 Luma']);
});

const change = changedOffer(SKU, { quantity: 3 });
const whole = sampleDelta([change]);
const BROKEN: [string, unknown[], KioskErrorCode][] = [
  ['of another version', sampleDelta([change], { from: 'sample-0' }), 'TW_CHANGES_MISFIT'],
  ['of another store', sampleDelta([change], { storeCode: 'PAR-02' }), 'TW_CHANGES_MISFIT'],
  ['without their end', whole.slice(0, -1), 'TW_CHANGES_INCOMPLETE'],
  ['with a line missing', whole.toSpliced(1, 1), 'TW_CHANGES_INCOMPLETE'],
  ['without their header', whole.slice(1), 'TW_CHANGES_INVALID'],
  ['with a second header', whole.toSpliced(1, 0, ...whole.slice(0, 1)), 'TW_CHANGES_INVALID'],
  ['that go on after their end', [...whole, change], 'TW_CHANGES_INVALID'],
  ['with a line of no kind', whole.with(1, { kind: 'nonsense' } as never), 'TW_CHANGES_INVALID'],
  ['of nothing', [], 'TW_CHANGES_INCOMPLETE'],
];

for (const [what, lines, code] of BROKEN)
  test(`in no part when they are ${what}`, async (t) => {
    const replica = await sampleReplica(t);
    const told: unknown[] = [];
    replica.onChanged((changed) => told.push(changed));
    await refuses(code, replica.apply(stream(lines as DeltaLine[])));
    assert.equal([replica.version(), ...stock(replica), told.length], ['sample-1', 9, 0]);
    await replica.apply(stream(whole));
    assert.equal([replica.version(), ...stock(replica), told.length], ['sample-2', 3, 1]);
  });

test('in no part to a replica that is empty or closed', async (t) => {
  await refuses('TW_CHANGES_MISFIT', emptyReplica(t).apply(stream(whole)));
  const replica = await sampleReplica(t);
  const late = async function* () {
    yield* stream(whole);
    replica.stop();
  };
  await refuses('TW_REPLICA_CLOSED', replica.apply(late()));
  replica.start();
  assert.equal([replica.version(), ...stock(replica)], ['sample-1', 9]);
});

test('one after the other, whatever comes together', async (t) => {
  const replica = await sampleReplica(t);
  const second = sampleDelta([changedOffer(SKU, { quantity: 2 })], { from: 'sample-2', version: 'sample-3' });
  await Promise.all([replica.apply(stream(whole)), replica.apply(stream(second))]);
  assert.equal([replica.version(), ...stock(replica)], ['sample-3', 2]);
});
