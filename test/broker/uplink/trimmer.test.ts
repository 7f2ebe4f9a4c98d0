/** When acknowledged events leave the disk, and how often a disk that refuses is asked. */
import * as assert from 'uvu/assert';
import { Progress } from '../../../broker/uplink/progress.ts';
import { Trimmer } from '../../../broker/uplink/trimmer.ts';
import type { UplinkSource } from '../../../broker/uplink/uplink-source.ts';
import { suite } from '../../harness/suite.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const test = suite('What is acknowledged and leaves the disk');
const EPOCH = 'epoch-0001';

function bench() {
  const clock = new VirtualClock();
  const progress = new Progress();
  progress.restart(0, 100_000);
  const disk = { works: true, watermark: 0, asked: 0 };
  const outbox = {
    epoch: EPOCH,
    watermark: () => disk.watermark,
    acknowledge: (_epoch: string, sequence: number) => {
      disk.asked += 1;
      if (!disk.works) return 0;
      const removed = sequence - disk.watermark;
      disk.watermark = sequence;
      return removed;
    },
  } satisfies Partial<UplinkSource> as unknown as UplinkSource;
  const trimmer = new Trimmer({ outbox, clock, removed: () => undefined });
  const acknowledge = (last: number): void => {
    progress.backlogSent(1, last);
    trimmer.trim(EPOCH, progress, progress.acknowledge([[1, last]]));
  };
  return { clock, disk, acknowledge };
}

test('goes at once, then together once a second, and sooner when there are many', async () => {
  const { clock, disk, acknowledge } = bench();
  acknowledge(1);
  assert.is(disk.watermark, 1);
  acknowledge(2);
  await clock.advance(999);
  assert.is(disk.watermark, 1);
  await clock.advance(1);
  assert.is(disk.watermark, 2);
  acknowledge(500);
  acknowledge(1_100);
  assert.is(disk.watermark, 2);
  await clock.advance(100);
  assert.is(disk.watermark, 1_100);
});

test('asks a disk that refuses every five seconds, however much is acknowledged meanwhile', async () => {
  const { clock, disk, acknowledge } = bench();
  disk.works = false;
  acknowledge(1);
  for (let last = 2_000; last <= 20_000; last += 2_000) acknowledge(last);
  await clock.advance(4_900);
  assert.is(disk.asked, 1);
  disk.works = true;
  await clock.advance(200);
  assert.is(disk.asked, 2);
  assert.is(disk.watermark, 20_000);
  assert.is(clock.pending, 0);
});
