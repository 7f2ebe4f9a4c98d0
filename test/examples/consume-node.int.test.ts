/** docs/examples/consume.mjs keeps each event once, and acknowledges what it has and nothing else, on a stock Mosquitto. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import * as assert from 'uvu/assert';
import type { CloudEvent } from '../../broker/contract/events.ts';
import { MESSAGES } from '../../broker/contract/messages.ts';
import { mosquitto } from '../broker/link/mosquitto.ts';
import { suite, type TestContext } from '../harness/suite.ts';
import { until } from '../support/until.ts';
import { EPOCH, evicted, example, KIOSK, KioskStandIn, numbered, PREFIX, type Example } from './kit.ts';

const test = suite('the consumer in Node');
const LIMIT = { timeout: 30_000 };

test(
  'acknowledges a backlog, live events before it and an eviction, and keeps each event once',
  async (t) => {
    const { kiosk, file } = await start(t);
    await kiosk.send(numbered(2), numbered(3));
    await kiosk.send(numbered(2), numbered(3));
    await kiosk.send(numbered(20));
    await acknowledged(kiosk, { sequence: 3, ahead: [[20, 20]] });
    await kiosk.send(evicted(6, 15));
    await acknowledged(kiosk, {
      sequence: 3,
      ahead: [
        [6, 15],
        [20, 20],
      ],
    });
    await kiosk.send(numbered(4), numbered(5), numbered(16), numbered(17), numbered(18), numbered(19));
    await acknowledged(kiosk, { sequence: 20, ahead: [] });
    assert.equal(kept(file), [1, 2, 3, 20, 15, 4, 5, 16, 17, 18, 19]);
    const sound = Compile(MESSAGES['ack/events']);
    for (const ack of kiosk.acks) assert.ok(sound.Check(ack));
  },
  LIMIT,
);

test(
  'goes on after a power cut where it stopped, without the line that was torn',
  async (t) => {
    const first = await start(t);
    await first.kiosk.send(numbered(2), numbered(3));
    await acknowledged(first.kiosk, { sequence: 3, ahead: [] });
    await first.program.kill();
    appendFileSync(first.file, `{"kiosk":"${KIOSK}","event":{"id":"torn`);
    const { kiosk } = await start(t, first);
    await kiosk.send(numbered(3), numbered(4));
    await acknowledged(kiosk, { sequence: 4, ahead: [] });
    assert.equal(kept(first.file), [1, 2, 3, 4]);
  },
  LIMIT,
);

test(
  'takes what was acknowledged before it came for settled',
  async (t) => {
    const { kiosk } = await start(t);
    await kiosk.beat(101);
    await kiosk.send(numbered(101));
    await acknowledged(kiosk, { sequence: 101, ahead: [] });
  },
  LIMIT,
);

interface Started {
  kiosk: KioskStandIn;
  program: Example;
  file: string;
  url: string;
}

/** Has the first event. */
async function start(t: TestContext, before?: Started): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-consume-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const url = before?.url ?? (await mosquitto(t)).url;
  const file = before?.file ?? join(folder, 'events.ndjson');
  const kiosk = await KioskStandIn.connect(t, url);
  const program = example(t, process.execPath, ['consume.mjs', url, PREFIX, file]);
  // Before it has subscribed nothing arrives.
  const timer = setInterval(() => void kiosk.send(numbered(1)), 100);
  await until(() => kiosk.acks.length > 0, 10_000).finally(() => clearInterval(timer));
  return { kiosk, program, file, url };
}

async function acknowledged(
  kiosk: KioskStandIn,
  expected: { sequence: number; ahead: [number, number][] },
): Promise<void> {
  const wanted = JSON.stringify({ epoch: EPOCH, ...expected });
  await until(() => kiosk.acks.some((ack) => JSON.stringify(ack) === wanted), 10_000);
}

function kept(file: string): number[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => (JSON.parse(line) as { event: CloudEvent }).event.sequence);
}
