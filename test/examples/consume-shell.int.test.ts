/** docs/examples/consume.sh tells each event once and proves what is missing, on a stock Mosquitto. */
import * as assert from 'uvu/assert';
import { suite } from '../harness/suite.ts';
import { mosquitto } from '../broker/link/mosquitto.ts';
import { until } from '../support/until.ts';
import { evicted, example, KioskStandIn, numbered, PREFIX } from './kit.ts';

const test = suite('the consumer of mosquitto_sub and jq');
const LIMIT = { timeout: 30_000 };

test(
  'tells each event once, what is still to come, what was evicted and what is lost',
  async (t) => {
    const broker = await mosquitto(t);
    const kiosk = await KioskStandIn.connect(t, broker.url);
    // A retained message shows that the subscription stands.
    await kiosk.send(numbered(1));
    await kiosk.beat(1, true);
    const { lines } = example(t, 'sh', ['consume.sh', '127.0.0.1', String(broker.port), PREFIX]);
    const told = async (line: string): Promise<unknown> => until(() => lines.includes(line), 10_000);
    await ready(kiosk, lines);

    await kiosk.send(numbered(2), numbered(3));
    await kiosk.send(numbered(2), numbered(3));
    // What is new goes before the backlog.
    await kiosk.send(numbered(20));
    await told('missing mil-01/wall-1 4-19');
    await kiosk.send(numbered(4), numbered(5));
    await told('missing mil-01/wall-1 6-19');
    await kiosk.send(evicted(6, 15));
    await told('evicted mil-01/wall-1 6-15 bytes');
    await told('missing mil-01/wall-1 16-19');
    await kiosk.send(numbered(16), numbered(17), numbered(19));
    await told('missing mil-01/wall-1 18-18');
    await kiosk.beat(21);
    await told('lost mil-01/wall-1 18-18');
    await told('complete mil-01/wall-1');

    const events = lines.filter((line) => line.startsWith('event ')).map((line) => line.split(' ')[2]);
    assert.equal(events, ['1', '2', '3', '20', '4', '5', '15', '16', '17', '19']);
    assert.match(lines.find((line) => line.includes(' 20 ')) ?? '', /tag_tapped \{"display":"wall"/);
  },
  LIMIT,
);

/** Says the first event until it is told: before that the subscription may not stand. */
async function ready(kiosk: KioskStandIn, lines: readonly string[]): Promise<void> {
  const timer = setInterval(() => void kiosk.send(numbered(1)), 100);
  try {
    await until(() => lines.some((line) => line.startsWith('event ')), 10_000);
  } finally {
    clearInterval(timer);
  }
}
