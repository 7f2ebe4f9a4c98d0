import * as assert from 'uvu/assert';
import { keepHeapSmall } from '../../kiosk/system/small-heap.ts';
import { suite } from '../harness/suite.ts';
import { soak } from './soak-run.ts';
import { SoakError } from './soak-error.ts';

const test = suite('Soak of virtual readers');

test(
  'tells two thousand visits once each, and holds no more than before',
  async () => {
    // Before what allocates is loaded, as in a kiosk.
    keepHeapSmall();
    const { soakVirtualReaders } = await import('./virtual-readers.ts');
    const [result] = await soakVirtualReaders(2_000);
    assert.ok((result?.after.heapMb ?? Infinity) - (result?.before.heapMb ?? 0) < 1);
  },
  { timeout: 50_000 },
);

test('notices what grows', async () => {
  const size = { residentMb: 50, files: 10, heapMb: 10, resources: 3 };
  for (const growth of [{ residentMb: 55.1 }, { files: 11 }, { resources: 4 }]) {
    let measured = 0;
    const measure = () => ({ it: measured++ === 0 ? size : { ...size, ...growth } });
    const plan = { what: 'a leak', rounds: 2, warmUp: 1, round: async () => undefined, measure };
    let thrown: unknown;
    await soak(plan).catch((error: unknown) => (thrown = error));
    assert.instance(thrown, SoakError, JSON.stringify(growth));
  }
});
