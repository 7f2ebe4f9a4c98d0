/**
 * The main job on real parts: feeds → hub → replica; a virtual NTAG on a real pcscd → nfc-pcsc → session → Chromium;
 * a loyalty card → wishlist; radar frames on a serial line → fitting room; events over a stock Mosquitto → hub.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as assert from 'uvu/assert';
import { uriRecord } from '../../device/ndef/encode.ts';
import { simulatedClassic } from '../../device/nfc/simulated-card.ts';
import { simulatedTag } from '../../device/nfc/simulated-tag.ts';
import { suite } from '../harness/suite.ts';
import { openPage } from '../support/chromium.ts';
import { chooseVariant, titleOf } from './expectations.ts';
import { importFeeds, readFeeds } from './feeds.ts';
import { subscribe } from './mosquitto.ts';
import { playRadar } from './radar.ts';
import { eventually, Stage } from './stage.ts';

const test = suite('The main job');
const WALL = { width: 1080, height: 1920 };
const limit = { timeout: 120_000 };

test(
  'imports the three feeds whole, with progress and counts',
  async (t) => {
    const feeds = readFeeds();
    const data = await mkdtemp(join(tmpdir(), 'tapwall-import-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const { code, stdout, stderr } = await importFeeds(feeds, data);
    assert.is(code, 0, stderr);
    const groups = new Set(feeds.products.map((row) => row['item group id']));
    const reviews = readFileSync(join(feeds.dir, 'product_reviews.xml'), 'utf8').split('<review>').length - 1;
    assert.equal(JSON.parse(stdout), {
      event: 'imported',
      products: groups.size,
      variants: feeds.products.length,
      offers: feeds.local.length,
      reviews,
      rejected: 0,
    });
    assert.match(stderr, /\d/, 'progress is shown');
  },
  { timeout: 400_000 },
);

test(
  'shows a tapped product, a wishlist and a fitting room, and loses no event',
  async (t) => {
    const stage = new Stage();
    t.after(() => stage.stop());
    await stage.start();
    const heard = await subscribe(stage.urls.mqtt, 'tapwall/#');
    t.after(() => heard.stop());
    const page = await openPage(t, { url: `${stage.urls.kiosk}/wall`, ...WALL });

    const wanted = chooseVariant(stage.feeds, stage.storeCode, reviewedIn(stage.feeds.dir));
    const wall = stage.reader(0);
    t.after(() => wall.remove());
    await wall.insert(
      simulatedTag({
        uid: '04A1B2C3D4E580',
        ndef: [uriRecord(`https://id.example.com/01/${wanted.gtin14}/21/1234`)],
      }),
    );
    await page.getByText(wanted.title, { exact: false }).first().waitFor();
    await page.getByText(wanted.price).first().waitFor();
    await page.getByText(wanted.shelf).first().waitFor();
    for (const size of wanted.sizes) await page.getByText(size, { exact: true }).first().waitFor();
    await eventually(
      () =>
        page
          .locator('img[src*="/media/"]')
          .evaluateAll((images) => images.some((image) => (image as HTMLImageElement).naturalWidth >= 600)),
      'the photograph is painted',
    );
    await wall.remove();

    await page.getByRole('button', { name: /All reviews/ }).click();
    await page.locator('tw-sheet').waitFor();
    const body = reviewOf(stage.feeds.dir, wanted.gtin14);
    await page.getByText(body.slice(0, 30)).first().waitFor();
    await page.getByRole('button', { name: /Back/ }).click();
    // While the sheet glides away it still holds a rating of its own.
    await page.locator('tw-sheet').waitFor({ state: 'detached' });
    await page.locator('tw-rating').waitFor();
    await page.getByRole('button', { name: /Other stores/ }).click();
    for (const name of wanted.stores)
      await page
        .getByText(name.split(' ').at(-1) ?? name)
        .first()
        .waitFor();
    await page.getByRole('button', { name: /Back/ }).click();
    await page.reload();
    await page.getByText(wanted.title, { exact: false }).first().waitFor();

    const { customer } = stage.feeds;
    await wall.insert(simulatedClassic(customer.cardUid));
    await page.getByText(new RegExp(customer.displayName)).first().waitFor();
    const [firstSku] = customer.skus;
    const first = stage.feeds.products.find((row) => row['id'] === firstSku);
    const firstTitle = first ? titleOf(first) : '';
    assert.is(await page.getByText(firstTitle).count(), 0, 'nothing of the list before the touch');
    await page.getByRole('button', { name: 'Show it' }).first().click();
    await page.getByText(firstTitle).first().waitFor();
    await wall.remove();
    await page.getByRole('button', { name: /Finish/ }).click();
    await eventually(
      async () => (await page.getByText(customer.displayName).count()) === 0,
      'the person is gone',
    );
    await page.reload();
    await page
      .getByText(/Hold any/)
      .first()
      .waitFor();
    assert.is(await page.getByText(customer.displayName).count(), 0, 'the person stays gone after a reload');
    assert.equal(
      await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]),
      [0, 0, ''],
      'the browser keeps nothing',
    );

    const room = await openPage(t, { url: `${stage.urls.kiosk}/room`, ...WALL });
    const radar = await playRadar(stage.serial?.sensor ?? '');
    t.after(() => radar.stop());
    await room
      .getByText(/fitting room|Room 1|what you/i)
      .first()
      .waitFor();
    radar.enter();
    await eventually(
      async () => (await stage.activity()).some(({ name }) => name === 'room_entered'),
      'room_entered reaches the hub',
    );
    radar.leave();
    await eventually(
      async () => (await stage.activity()).some(({ name }) => name === 'room_left'),
      'the room resets',
      25_000,
    );

    await eventually(async () => (await stage.health()).outbox.depth === 0, 'the outbox empties');
    const types = heard
      .lines()
      .filter((line) => line.includes('/evt/batch '))
      .flatMap(typesOf);
    for (const name of [
      'session_started',
      'tag_tapped',
      'view_item',
      'customer_recognised',
      'view_item_list',
      'session_ended',
      'room_entered',
      'room_left',
    ]) {
      assert.ok(types.includes(`tapwall.${name}.v1`), `mosquitto_sub saw ${name}`);
    }
    assert.not.ok(
      heard.lines().some((line) => line.includes(customer.cardUid)),
      'no card UID goes over the wire',
    );
    const { events } = (await stage.summary()) ?? { events: { gaps: -1, received: 0 } };
    assert.is(events.gaps, 0);
  },
  limit,
);

test(
  'loses nothing when the kiosk dies between tap and acknowledgement',
  async (t) => {
    const stage = new Stage({ without: ['serial'] });
    t.after(() => stage.stop());
    await stage.start();
    await eventually(
      async () => (await stage.summary())?.online === true,
      'the console shows the kiosk online',
    );
    await eventually(async () => (await stage.health()).outbox.depth === 0, 'the outbox empties');
    await stage.hub?.kill();
    const wanted = chooseVariant(stage.feeds, stage.storeCode, () => true);
    const before = (await stage.health()).outbox.sequence;
    const wall = stage.reader(0);
    t.after(() => wall.remove());
    await wall.insert(
      simulatedTag({
        uid: '04A1B2C3D4E580',
        ndef: [uriRecord(`https://id.example.com/01/${wanted.gtin14}`)],
      }),
    );
    await eventually(async () => (await stage.health()).outbox.sequence >= before + 3, 'the tap is on disk');
    assert.ok((await stage.health()).outbox.depth >= 3);
    await stage.kiosk?.kill();
    await wall.remove();
    await stage.startHub();
    await eventually(
      async () => (await stage.summary())?.online === false,
      'the console shows the kiosk offline',
    );
    await stage.startKiosk();
    await eventually(
      async () =>
        (await stage.activity()).some(
          ({ name, data }) => name === 'tag_tapped' && data['sku'] === wanted.sku,
        ),
      'the tap reaches the hub',
    );
    await eventually(async () => (await stage.health()).outbox.depth === 0, 'the outbox empties again');
    assert.is((await stage.summary())?.events.gaps, 0);
  },
  limit,
);

function reviewedIn(dir: string): (row: Readonly<Record<string, string>>) => boolean {
  const text = readFileSync(join(dir, 'product_reviews.xml'), 'utf8');
  return (row) => text.includes(`<gtin>${row['gtin']}</gtin>`);
}

/** Words of the newest English review that names the product. */
function reviewOf(dir: string, gtin14: string): string {
  const reviews = readFileSync(join(dir, 'product_reviews.xml'), 'utf8').split('<review>').slice(1);
  const text = reviews.find(
    (one) => one.includes(`<gtin>${gtin14.replace(/^0/, '')}</gtin>`) && one.includes('<review_language>en<'),
  );
  return /<content>([^<&]{20,})/.exec(text ?? '')?.[1] ?? '';
}

function typesOf(line: string): string[] {
  const events = JSON.parse(line.slice(line.indexOf(' ') + 1)) as { type: string }[];
  return events.map(({ type }) => type);
}
