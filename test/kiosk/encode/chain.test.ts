/** From the console to a tag and back: a real hub and a real kiosk on one broker, over HTTP and messages. */
import * as assert from 'uvu/assert';
import type { CommandAnswer } from '../../../broker/contract/http.ts';
import { MemoryBroker } from '../../../broker/link/memory-broker.ts';
import { suite, type TestContext } from '../../harness/suite.ts';
import { FeedFolder, products, row } from '../../broker/hub/support/feed-folder.ts';
import { HubBench } from '../../broker/hub/support/hub-bench.ts';
import { HostKit } from '../host/kit.ts';

const test = suite('Tags from the console to every kiosk');
const READER = 'virtual-reader-1';
const BLANK = '04D0D0D0D0D0D0';
const SOON = 8_000;
const limit = { timeout: 30_000 };

interface Chain {
  hub: HubBench;
  hubUrl: string;
  kiosks: HostKit[];
  order: (body: object) => Promise<CommandAnswer>;
  /** Time passes everywhere. */
  pass: (ms: number) => Promise<void>;
  /** Lets a condition come true while time passes. */
  passUntil: (condition: () => boolean | Promise<boolean>) => Promise<void>;
}

async function chain(t: TestContext, kioskNames: readonly string[]): Promise<Chain> {
  const feeds = new FeedFolder(t);
  const marta = {
    ref: 'c-1',
    displayName: 'Marta',
    tier: 'Gold',
    locale: 'it',
    cardUid: BLANK,
    wishlist: [],
  };
  feeds.write('customers.json', JSON.stringify(kioskNames.length > 1 ? [] : [marta]));
  feeds.write(
    'products.tsv',
    products(row('A', { gtin: '9506000134352' }), row('B', { title: 'Brisa Tee' })),
  );
  await feeds.import({ customers: 'customers.json' });
  const broker = new MemoryBroker();
  const hub = new HubBench({ dataDir: feeds.dataDir, broker });
  t.after(() => hub.hub.stop());
  const { url: hubUrl } = await hub.hub.start();
  const kiosks: HostKit[] = [];
  const pass = async (ms: number): Promise<void> => {
    await hub.clock.advance(ms);
    for (const kiosk of kiosks) await kiosk.clock.advance(ms);
  };
  const passUntil = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    const deadline = performance.now() + SOON;
    while (!(await condition())) {
      if (performance.now() > deadline) assert.unreachable(condition.toString());
      await pass(200);
      await new Promise((resolve) => void setTimeout(resolve, 5));
    }
  };
  for (const kiosk of kioskNames) {
    const settings = { hub: hubUrl, kiosk };
    const kit = new HostKit(t, { settings, storeCode: 'MIL-01', broker });
    kiosks.push(kit);
    await kit.start();
    await passUntil(() => kit.host.hasCatalogue());
  }
  const order = async (body: object): Promise<CommandAnswer> => {
    const response = await fetch(`${hubUrl}/api/console/kiosks/mil-01.${kioskNames[0] ?? ''}/tags`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as CommandAnswer;
  };
  return { hub, hubUrl, kiosks, order, pass, passUntil };
}

/** SKUs that a tap of the blank tag is known as: one or none. */
async function tap(kit: HostKit, pass: Chain['pass']): Promise<string[]> {
  const products = (): Record<string, unknown>[] =>
    kit.eventsOf('tag_tapped').filter(({ tag }) => tag === 'product');
  const before = products().length;
  await kit.lab('tag', { reader: READER, oddity: 'blank' });
  await pass(3_000);
  return products()
    .slice(before)
    .map(({ sku }) => String(sku));
}

test(
  'learns a tag at one kiosk, shows its product at another, and forgets it again',
  async (t) => {
    const { hub, hubUrl, kiosks, order, pass, passUntil } = await chain(t, ['kiosk-1', 'kiosk-2']);
    const [first, second] = kiosks;
    if (first === undefined || second === undefined) throw new TypeError('two kiosks');
    await passUntil(() => hub.hub.hasCatalogue());
    assert.equal(await tap(second, pass), []);
    const answer = order({ action: 'learn', reader: READER, sku: 'B' });
    await passUntil(async () => {
      await first.lab('tag', { reader: READER, oddity: 'blank', hold: true });
      return Promise.race([answer.then(() => true), pass(100).then(() => false)]);
    });
    assert.equal(await answer, { ok: true, tag: { uid: BLANK, sku: 'B' } });
    await first.lab('lift', { reader: READER });
    await passUntil(async () => (await tap(second, pass))[0] === 'B');
    assert.equal(await tap(first, pass), ['B']);
    const response = await fetch(`${hubUrl}/api/console/tags/${BLANK}`, { method: 'DELETE' });
    assert.is(response.status, 200);
    await passUntil(async () => (await tap(second, pass)).length === 0);
  },
  limit,
);

test(
  'writes a tag on the console’s order, but not one that is a customer’s card',
  async (t) => {
    const { kiosks, order, pass, passUntil } = await chain(t, ['kiosk-1']);
    const [kit] = kiosks;
    if (kit === undefined) throw new TypeError('one kiosk');
    const refused = order({ action: 'write', reader: READER, sku: 'A' });
    await passUntil(async () => {
      await kit.lab('tag', { reader: READER, oddity: 'blank', hold: true });
      return Promise.race([refused.then(() => true), pass(100).then(() => false)]);
    });
    assert.is((await refused).code, 'TW_TAGS_PERSONAL');
    await kit.lab('lift', { reader: READER });
    await pass(1_000);
    const written = order({ action: 'write', reader: READER, sku: 'A', serial: '9' });
    await passUntil(async () => {
      await kit.lab('tag', { reader: READER, oddity: 'unknown_product', hold: true });
      await kit.lab('lift', { reader: READER });
      return Promise.race([written.then(() => true), pass(400).then(() => false)]);
    });
    const { ok, tag } = await written;
    assert.equal([ok, tag?.link, tag?.verified], [true, 'https://id.gs1.org/01/09506000134352/21/9', true]);
  },
  limit,
);
