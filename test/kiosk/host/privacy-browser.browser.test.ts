/**
 * What is left of a shopper in the browser of a display and on its disk once a session is over, however it ended: the page as
 * it stands, its heap, everything that a browser stores, its profile's files, and the kiosk's own.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import { cardToken } from '../../../kiosk/identify/card-token.ts';
import { projectRoot } from '../../../kiosk/system/paths.ts';
import { systemRandom } from '../../../kiosk/system/clock.ts';
import { loadSunKeys } from '../../../kiosk/sun/key-file.ts';
import { labTagKeys, makeLabKeys } from '../../../kiosk/sun/lab-keys.ts';
import { KeySetVerifier } from '../../../kiosk/sun/tag-verifier.ts';
import { FeedFolder, local, products, row } from '../../broker/hub/support/feed-folder.ts';
import { startHub, type HubBench } from '../../broker/hub/support/hub-bench.ts';
import { HarnessError } from '../../harness/errors.ts';
import { fileTimeout, suite, type TestContext } from '../../harness/suite.ts';
import { launchWithProfile, watch } from '../../support/chromium.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import type { TestBrowser } from '../http/kit.ts';
import { CARD, hostKit, LOYALTY_KEY, type HostKit } from './kit.ts';

const LIMIT_MS = 180_000;
fileTimeout(LIMIT_MS);
const test = suite('Privacy of a display’s browser');
const SKU = 'TOTE-NATURAL';
const ANNA = { ref: 'ref-of-annabella', displayName: 'Annabella', tier: 'Platinumissima', locale: 'it' };
const NEXT = { card: 'bruno', displayName: 'Bruno', uid: '04BBBBBBBBBBBB' };

interface Display {
  kit: HostKit;
  hub: HubBench;
  touching: TestBrowser;
  page: Page;
  cdp: CDPSession;
  profile: string;
  close(): Promise<void>;
  tokens: string[];
  /** Of everything that was asked for. */
  codes: Set<string>;
}

async function display(t: TestContext): Promise<Display> {
  const feeds = new FeedFolder(t);
  feeds.write('products.tsv', products(row(SKU)));
  feeds.write('local.tsv', local(`MIL-01\t${SKU}\t90\tin stock\t`));
  const wishlist = [{ sku: SKU, addedAt: '2026-01-01T00:00:00Z' }];
  const bruno = { ref: 'ref-of-next', displayName: NEXT.displayName, tier: '', locale: 'en' };
  feeds.write(
    'customers.json',
    JSON.stringify([
      { ...ANNA, cardUid: CARD.uid, wishlist },
      { ...bruno, cardUid: NEXT.uid, wishlist: [] },
    ]),
  );
  await feeds.import({ customers: 'customers.json' });
  const keys = temporaryFolder(t);
  makeLabKeys(keys, systemRandom);
  const labTags = labTagKeys(keys);
  if (labTags === null) throw new HarnessError('there are no keys');
  const kit = await hostKit(t, {
    labTags,
    cards: [CARD, NEXT],
    uiDir: join(projectRoot(), 'dist', 'ui'),
  });
  const tagVerifier = new KeySetVerifier(loadSunKeys(`${keys}/sun-keys.json`));
  const hub = await startHub(t, { broker: kit.broker, tagVerifier, dataDir: feeds.dataDir });
  const tokens: string[] = [];
  kit.broker.observe('tapwall/#', ({ payload }) => {
    tokens.push(...[...payload.matchAll(/"token":"([^"]+)"/g)].map(([, token = '']) => token));
  });
  const profile = temporaryFolder(t);
  const context = await launchWithProfile(profile, { width: 1080, height: 1920 });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await context.close();
    isOpen = false;
  };
  t.after(close);
  const page = context.pages()[0] ?? (await context.newPage());
  // This hub has no pictures.
  const complaints = watch(page, /503/u);
  t.after(() => assert.equal(complaints, []));
  await page.goto(`${kit.url}/wall`);
  const cdp = await context.newCDPSession(page);
  return { kit, hub, touching: await kit.browser(), page, cdp, profile, close, tokens, codes: new Set() };
}

/** Lets kiosk, hub and browser do what is due until the page says so. */
async function shows({ kit, hub, page }: Display, isThere: (text: string) => boolean): Promise<string> {
  let text = '';
  for (let turn = 0; turn < 200; turn += 1) {
    await kit.settle();
    await hub.settle();
    text = await page.evaluate<string>(MARKUP);
    if (isThere(text)) return text;
  }
  throw new HarnessError(`the page did not come as far as it should:\n${text.slice(0, 2_000)}`);
}

/** Everything that the page consists of, through the roots of all elements, with what fields hold. */
const MARKUP = `(() => {
  const parts = [location.href, document.title, JSON.stringify(history.state)];
  const walk = (root) => {
    parts.push(root.innerHTML ?? root.textContent);
    for (const each of root.querySelectorAll('*')) {
      if ('value' in each) parts.push(String(each.value));
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  walk(document.documentElement);
  return parts.join('\\n');
})()`;

/** Everything that a browser stores for a page. */
const STORED = `(async () => {
  const kept = { local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie };
  kept.caches = await caches.keys();
  kept.databases = (await indexedDB.databases()).map(({ name }) => name);
  kept.workers = (await navigator.serviceWorker?.getRegistrations())?.length ?? 0;
  kept.files = (await navigator.storage.estimate()).usage;
  return kept;
})()`;

/** Every string on the page's heap, after everything that nobody holds is gone. */
async function heap({ cdp }: Display): Promise<Set<string>> {
  const chunks: string[] = [];
  const take = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  cdp.on('HeapProfiler.addHeapSnapshotChunk', take);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  cdp.off('HeapProfiler.addHeapSnapshotChunk', take);
  return new Set((JSON.parse(chunks.join('')) as { strings: string[] }).strings);
}

async function touch(display: Display, body: object): Promise<void> {
  display.touching.socket.send(JSON.stringify({ type: 'touch', touch: body }));
  await new Promise((done) => setImmediate(done));
  await display.kit.settle();
}

async function tap({ kit }: Display, body: object): Promise<void> {
  await kit.lab('tag', { reader: 'virtual-reader-1', ...body });
  await kit.clock.advance(2_000);
}

/** Signs in, opens the list, takes a heart off and on again, and asks for something. */
async function visit(display: Display, card: object): Promise<string> {
  await tap(display, card);
  await shows(display, (text) => text.includes(ANNA.displayName));
  if (display.codes.size === 0)
    assert.ok((await heap(display)).has(ANNA.displayName), 'what is looked at has them in it');
  await touch(display, { action: 'show_wishlist' });
  await shows(display, (text) => text.includes('tw-wishlist'));
  await touch(display, { action: 'open_product', sku: SKU, list: 'wishlist' });
  await touch(display, { action: 'ask_intent', kind: 'reserve', sku: SKU });
  for (let turn = 0; turn < 50; turn += 1) {
    await display.kit.settle();
    await display.hub.settle();
    const lines = await display.hub.get<{ code: string | null }[]>('/api/console/intents');
    const code = lines.map((line) => line.code ?? '').find((each) => each !== '' && !display.codes.has(each));
    if (code !== undefined) {
      display.codes.add(code);
      await shows(display, (text) => text.includes(code));
      return code;
    }
  }
  return '';
}

const ENDS: Readonly<Record<string, (display: Display) => Promise<void>>> = {
  'somebody touches the end': (one) => touch(one, { action: 'finish' }),
  'nobody touches anything': async ({ kit }) => {
    for (let turn = 0; turn < 40; turn += 1) await kit.clock.advance(5_000);
  },
  'the next one taps their card': (one) => tap(one, { card: NEXT.card }),
};

/** Everything below a folder, as it lies on the disk. */
function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    try {
      return statSync(join(folder, name)).isFile();
    } catch {
      // A lock of the browser that points nowhere.
      return false;
    }
  });
  return new Map(files.map((name) => [name, readFileSync(join(folder, name)).toString('latin1')]));
}

function assertNone(place: string, text: string, secrets: readonly string[]): void {
  const lower = text.toLowerCase();
  for (const secret of secrets)
    assert.not.ok(lower.includes(secret.toLowerCase()), `${place}: ${secret.slice(0, 5)}…`);
}

for (const [method, card, ends] of [
  ['a loyalty card', { card: CARD.card }, Object.keys(ENDS)],
  ['a signed card', { oddity: 'signed_card' }, ['the next one taps their card']],
] as const)
  test(
    `keeps nothing of whoever signed in by ${method}`,
    async (t) => {
      const one = await display(t);
      const secrets = [ANNA.displayName, ANNA.tier, ANNA.ref, CARD.uid, cardToken(LOYALTY_KEY, CARD.uid)];
      for (const way of ends) {
        const code = await visit(one, card);
        assert.match(code, /^\w{4}$/, 'a request was made');
        await ENDS[way]?.(one);
        const after = await shows(one, (text) => !text.includes(code) && !text.includes(ANNA.displayName));
        const all = [...secrets, ...one.tokens, `>${code}<`];
        assertNone(`page, when ${way}`, after, all);
        const strings = await heap(one);
        assertNone(`heap, when ${way}`, [...strings].join('\n'), all);
        assert.not.ok(strings.has(code) || strings.has(`\u2068${code}\u2069`), `heap, when ${way}: the code`);
        const kept = await one.page.evaluate<Record<string, unknown>>(STORED);
        assert.equal(kept, {
          local: {},
          session: {},
          cookies: '',
          caches: [],
          databases: [],
          workers: 0,
          files: 0,
        });
        await touch(one, { action: 'finish' });
        await one.kit.clock.advance(5_000);
      }
      assert.equal(await one.page.context().cookies(), []);
      assert.is(await one.page.evaluate('history.length'), 2, 'no session has an address');
      await one.close();
      const all = [...secrets, ...one.tokens];
      for (const [name, text] of contents(one.profile)) assertNone(`profile ${name}`, text, all);
      for (const [name, text] of contents(one.kit.data)) assertNone(`kiosk ${name}`, text, all);
      assertNone('log', JSON.stringify(one.kit.logger.lines), all);
      assertNone('events', JSON.stringify(one.kit.events), all);
    },
    { timeout: LIMIT_MS },
  );
