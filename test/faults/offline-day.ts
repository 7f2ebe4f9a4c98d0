/** A day without a network, in virtual time: a broker in memory, and a kiosk that records an event every few seconds. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryBroker } from '../../broker/link/memory-broker.ts';
import { MemoryLink } from '../../broker/link/memory-link.ts';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import { ADDRESS, SUBTREE } from '../broker/uplink/kit.ts';
import { footprint } from '../soak/footprint.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import type { TestContext } from '../harness/suite.ts';
import { watchAlarms } from './alarms.ts';
import { FaultReceiver } from './receiver.ts';
import type { Row } from './scenario.ts';

const HOUR_MS = 3_600_000;
const EVERY_MS = 20_000;

export async function offlineDay(t: Pick<TestContext, 'after'>, hours = 24): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-offline-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new VirtualClock();
  const common = { clock, random: new SeededRandom(7), logger: new QuietLogger() };
  const broker = new MemoryBroker();
  const receiver = new FaultReceiver((payload) => broker.publish(`${SUBTREE}ack/events`, payload));
  broker.observe(`${SUBTREE}evt/batch`, ({ payload }) => receiver.receive(payload));
  const path = join(folder, 'outbox.sqlite');
  const source = `/${ADDRESS.tenant}/${ADDRESS.store}/${ADDRESS.kiosk}`;
  const outbox = new Outbox({ ...common, path, source, elapsed: () => clock.now() });
  outbox.start();
  t.after(() => outbox.stop());
  const link = new MemoryLink({ broker, clientId: 'kiosk-1', logger: common.logger });
  const uplink = new Uplink({ ...common, link, outbox, address: ADDRESS });
  const alarms = watchAlarms({ outbox, uplink, link, clock, append: (event) => void outbox.append(event) });
  await uplink.start();
  await link.start();
  t.after(() => link.stop());
  t.after(() => uplink.stop());
  t.after(() => alarms.stop());
  const record = (): void => void outbox.append({ name: 'associate_called', data: { display: 'wall' } });
  for (let n = 0; n < 1_000; n += 1) record();
  await clock.advance(10_000);
  const before = footprint();
  broker.stop();
  for (let ms = 0; ms < hours * HOUR_MS; ms += EVERY_MS) {
    record();
    await clock.advance(EVERY_MS);
  }
  const after = footprint();
  broker.start();
  await clock.advance(120_000);
  const events = outbox.lastSequence();
  return {
    fault: `${hours} hours without a network, in virtual time`,
    heldMs: hours * HOUR_MS,
    events,
    lost: events - receiver.count(outbox.epoch) + outbox.depth(),
    duplicates: receiver.repeats,
    growthMb: after.residentMb - before.residentMb,
    alarms: alarms.all(),
    p99Ms: Number.NaN,
  };
}
