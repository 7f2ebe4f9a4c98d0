import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { ChangedProducts } from '../../../kiosk/replica/changes.ts';
import type { Replica } from '../../../kiosk/replica/replica.ts';
import { suite } from '../../harness/suite.ts';
import { sampleLines, stream } from '../../support/sample-catalogue.ts';
import { emptyReplica, temporaryFolder } from '../../support/sample-replica.ts';

const test = suite('Replica tells of changes');

/** What it told, with the version that could be read at that moment. */
function heard(replica: Replica): [ChangedProducts, string][] {
  const all: [ChangedProducts, string][] = [];
  replica.onChanged((changed) => all.push([changed, replica.version()]));
  return all;
}

test('after a whole catalogue: everything, once it can be read', async (context) => {
  const replica = emptyReplica(context);
  const all = heard(replica);
  await replica.load(stream(sampleLines()));
  assert.equal(all, [['all', 'sample-1']]);
});

test('nothing of what it found at the start, or of a catalogue that was refused', async (context) => {
  const path = join(temporaryFolder(context), 'catalogue.db');
  await emptyReplica(context, { path }).load(stream(sampleLines()));
  const replica = emptyReplica(context, { path });
  const all = heard(replica);
  replica.stop();
  replica.start();
  await replica.load(stream(sampleLines().slice(0, 5))).catch(() => undefined);
  assert.equal(all, []);
});

test('each listener until it stops listening, also beside one that throws', async (context) => {
  const replica = emptyReplica(context);
  let times = 0;
  replica.onChanged(() => {
    throw new TypeError('a listener that fails');
  });
  const stop = replica.onChanged(() => (times += 1));
  await replica.load(stream(sampleLines()));
  stop();
  await replica.load(stream(sampleLines()));
  assert.is(times, 1);
});
