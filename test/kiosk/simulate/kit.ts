/** A store in this process, in virtual time, with a record of what was read. */
import type { Reading } from '../../../device/ports.ts';
import { LocalStore } from '../../../kiosk/simulate/local-store.ts';
import { virtualPace, type Pace } from '../../../kiosk/simulate/pace.ts';
import { seeded } from '../../../kiosk/simulate/seeded.ts';
import { VirtualTime } from '../../../kiosk/simulate/virtual-time.ts';
import type { TestContext } from '../../harness/suite.ts';
import { QuietLogger } from '../../support/quiet-logger.ts';

export interface StoreKit {
  time: VirtualTime;
  store: LocalStore;
  readings: Reading[];
  pace: Pace;
}

export async function storeKit(t: TestContext, seed = 1): Promise<StoreKit> {
  const time = new VirtualTime(Date.UTC(2026, 10, 22, 9));
  const readings: Reading[] = [];
  const store = new LocalStore({
    clock: time,
    random: seeded(seed),
    logger: new QuietLogger(),
    reading: (reading) => {
      if (reading.kind !== 'epc') readings.push(reading);
    },
  });
  t.after(() => store.stop());
  await store.start();
  await store.state();
  await time.advanceTo(time.now() + 3_000);
  readings.length = 0;
  return { time, store, readings, pace: virtualPace(time) };
}
