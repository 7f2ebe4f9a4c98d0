import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { measureBacklog } from './uplink/backlog.ts';
import { measureUplink } from './uplink/uplink.ts';

const test = suite('Benchmark of the uplink');

test(
  'measures ours and mqtt.js with the same events, and loses none',
  async () => {
    const sizes = { events: 1_000, liveEvents: 200, perSecond: 200 };
    const figures = await measureUplink(sizes, { withPeers: false, only: '(hub|window 10) mosquitto' });
    assert.is(figures.length, 2);
    for (const { name, drain, lost, receivedP99 } of figures) {
      assert.is(lost, 0, name);
      assert.ok(drain > 50 && receivedP99 > 0, `${name}: ${drain} a second`);
    }
    assert.ok((figures[0]?.committedP99 ?? 0) > 0);
  },
  { timeout: 90_000 },
);

test(
  'drains a backlog beside live events, and loses none',
  async () => {
    const figures = await measureBacklog(5_000, { broker: 'embedded', rate: 0 });
    assert.equal([figures.lost, figures.gaps], [0, 0]);
    assert.ok(figures.kioskMb.most > 20, 'memory was measured');
  },
  { timeout: 90_000 },
);
