import * as assert from 'uvu/assert';
import { BrokerError } from '../../../../broker/errors.ts';
import { suite } from '../../../harness/suite.ts';
import { intentBench } from './bench.ts';

const test = suite('Hub: checkout of what is taken to the till');
const URL = 'https://nordlys.example/cart/c/abc?key=cart-secret';

test('gives the shop’s checkout beside the code, to whoever asked and to nobody else', async (t) => {
  const bench = await intentBench(t, { shop: true });
  const asked: unknown[] = [];
  bench.shop.handOver = async ({ kind, lines, customerRef }) => {
    asked.push([kind, lines, customerRef]);
    return { url: URL };
  };
  const report = await bench.ask('handover');
  assert.is(report.link, URL);
  assert.ok(report.code);
  assert.equal(asked, [['handover', [{ sku: 'A', quantity: 1 }], undefined]]);
  assert.is((await bench.say('shown', report.key)).link, undefined);
  assert.not.match(
    JSON.stringify([bench.changed, await bench.parts.intents.list(), bench.logger.lines]),
    /cart-secret/,
  );
  assert.is((await bench.ask('reserve')).link, undefined);
  assert.is(asked.length, 1);
});

test('gives the code alone when what the shop calls its checkout is nothing that a screen may show', async (t) => {
  for (const url of ['javascript:alert(1)', 'data:text/html,x', '', `${URL}${'x'.repeat(1_000)}`]) {
    const bench = await intentBench(t, { shop: true });
    bench.shop.handOver = async () => ({ url });
    const report = await bench.ask('handover');
    assert.is(report.link, undefined, url.slice(0, 40));
    assert.ok(report.code);
  }
});

test('gives the code alone when the shop refuses, is away, or takes too long', async (t) => {
  for (const handOver of [
    () => Promise.reject(new BrokerError('TW_ORDER_REFUSED')),
    () => Promise.reject(new TypeError('fetch failed')),
    () => new Promise<never>(() => undefined),
  ]) {
    const bench = await intentBench(t, { shop: true });
    bench.shop.handOver = handOver;
    const asking = bench.ask('handover');
    await bench.wait(5_000);
    const report = await asking;
    assert.is(report.link, undefined);
    assert.ok(report.code);
  }
});

test('offers nothing that a shop with a checkout alone could not keep', async (t) => {
  const bench = await intentBench(t, { shop: true });
  bench.shop.kinds = [];
  bench.shop.handOver = async () => ({ url: URL });
  assert.equal(bench.parts.intents.kinds(), ['room', 'reserve', 'handover']);
  assert.is((await bench.ask('reserve')).state, 'held');
  assert.is(bench.shop.orders.size, 0);
});
