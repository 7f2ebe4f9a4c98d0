import * as assert from 'uvu/assert';
import { keepHeapSmall } from '../../kiosk/system/small-heap.ts';
import { suite } from '../harness/suite.ts';

const test = suite('Soak of a store’s sensors');

test(
  'works through a short day of every kind of hour, and leaves neither timers nor garments behind',
  async () => {
    // Before what allocates is loaded, as in a kiosk.
    keepHeapSmall();
    const { virtualDay } = await import('./virtual-day.ts');
    const { results, readings, meanings } = await virtualDay(3, { hours: 6, minutes: 2, warmUp: 5 });
    assert.is(results.length, 1);
    for (const kind of ['tag', 'presence', 'epc', 'item', 'pickup', 'contact', 'code'])
      assert.ok((readings[kind] ?? 0) > 0, `${kind} was read`);
    for (const kind of ['tap', 'presence', 'door', 'seen', 'piece', 'pickup', 'scan'])
      assert.ok((meanings[kind] ?? 0) > 0, `${kind} was meant`);
  },
  { timeout: 55_000 },
);
