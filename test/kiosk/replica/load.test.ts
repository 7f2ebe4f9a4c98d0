import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import type { SnapshotLine } from '../../../broker/contract/snapshot.ts';
import { isKioskError, type KioskErrorCode } from '../../../kiosk/errors.ts';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import { suite } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';
import { gtinOf, sampleLines, SAMPLE_BINDING, stream } from '../../support/sample-catalogue.ts';
import { emptyReplica, sampleReplica, temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Replica takes over a catalogue');

test('is empty before the first catalogue', (context) => {
  const replica = emptyReplica(context);
  assert.is(replica.version(), '');
  assert.is(replica.skuOfGtin('00000000000000'), undefined);
  assert.equal(replica.attract(5), []);
  assert.is(replica.search({ query: '', offset: 0, limit: 10 }).total, 0);
});

test('finds what a snapshot holds', async (context) => {
  const replica = await sampleReplica(context);
  assert.is(replica.version(), 'sample-1');
  assert.is(replica.skuOfGtin(gtinOf('JOSIE-BLACK-S')), 'JOSIE-BLACK-S');
  assert.is(replica.skuOfBinding(SAMPLE_BINDING.uid.toLowerCase()), SAMPLE_BINDING.sku);
  assert.is(replica.variants('JOSIE').length, 15);
  assert.is(replica.stores().length, 3);
});

test('keeps what it has when it is opened again', async (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  const first = emptyReplica(context, { path });
  await first.load(stream(sampleLines()));
  first.stop();
  assert.is(emptyReplica(context, { path }).version(), 'sample-1');
});

test('replaces one catalogue by the next', async (context) => {
  const replica = await sampleReplica(context);
  await replica.load(stream(sampleLines('sample-2')));
  assert.is(replica.version(), 'sample-2');
});

const without = (kind: SnapshotLine['kind']) => sampleLines().filter((line) => line.kind !== kind);
const BROKEN: [string, unknown[], KioskErrorCode][] = [
  ['without its end', without('end'), 'TW_SNAPSHOT_INCOMPLETE'],
  ['with lines missing', sampleLines().toSpliced(4, 3), 'TW_SNAPSHOT_INCOMPLETE'],
  ['without its header', without('header'), 'TW_SNAPSHOT_INVALID'],
  ['with a line of no kind', sampleLines().with(3, { kind: 'nonsense' } as never), 'TW_SNAPSHOT_INVALID'],
  ['with a line that is no object', sampleLines().with(3, null as never), 'TW_SNAPSHOT_INVALID'],
  ['that goes on after its end', [...sampleLines(), ...without('header')], 'TW_SNAPSHOT_INVALID'],
  ['that is empty', [], 'TW_SNAPSHOT_INCOMPLETE'],
];

for (const [what, lines, code] of BROKEN)
  test(`keeps the old one when a catalogue comes ${what}`, async (context) => {
    const folder = temporaryFolder(context);
    const replica = emptyReplica(context, { path: join(folder, 'catalogue.db') });
    await replica.load(stream(sampleLines()));
    await refuses(replica, stream(lines as SnapshotLine[]), code);
    assert.is(replica.version(), 'sample-1');
    assert.is(replica.product('JOSIE')?.productId, 'JOSIE');
    assert.equal(
      readdirSync(folder).filter((name) => name.includes('.next-')),
      [],
    );
  });

type Lines = AsyncIterable<SnapshotLine>;

async function refuses(replica: Replica, lines: Lines, code: KioskErrorCode): Promise<void> {
  try {
    await replica.load(lines);
  } catch (error) {
    assert.ok(isKioskError(error, code), String(error));
    return;
  }
  assert.unreachable('the catalogue was taken over');
}

test('answers from the old one while the next is being written', async (context) => {
  const replica = await sampleReplica(context);
  const seen: string[] = [];
  const watched = async function* () {
    for await (const line of stream(sampleLines('sample-2'))) {
      seen.push(replica.version());
      yield line;
    }
  };
  await replica.load(watched());
  assert.equal([...new Set(seen)], ['sample-1']);
  assert.is(replica.version(), 'sample-2');
});

test('sets a damaged file aside, says so and starts empty', (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  writeFileSync(path, 'this is not a database, it only lies where one should be'.repeat(200));
  const logger = new QuietLogger();
  const replica = emptyReplica(context, { path, logger });
  assert.is(replica.version(), '');
  assert.is(logger.at('error').length, 1);
  assert.ok(existsSync(`${path}.damaged`));
});

test('recovers from damage by the next catalogue', async (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  writeFileSync(path, Buffer.alloc(8192, 7));
  const replica = emptyReplica(context, { path });
  await replica.load(stream(sampleLines()));
  assert.is(replica.version(), 'sample-1');
});

test('removes what an interrupted load left', (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  writeFileSync(`${path}.next-1`, 'half');
  emptyReplica(context, { path });
  assert.equal(readdirSync(dirname(path)), []);
});

test('takes nothing over once it is stopped', async (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  const replica = emptyReplica(context, { path });
  const late = async function* () {
    yield* stream(sampleLines());
    replica.stop();
  };
  await refuses(replica, late(), 'TW_REPLICA_CLOSED');
  assert.equal(readdirSync(dirname(path)), []);
});
