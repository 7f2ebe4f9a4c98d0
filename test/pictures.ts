/** `npm run pictures`: takes the pictures of the documentation from the running program, at kiosk size. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { LabState } from '../broker/contract/http.ts';
import { toArguments } from '../kiosk/cli/flags.ts';
import { projectRoot } from '../kiosk/system/paths.ts';
import { importedData, readFeeds, removeData } from './e2e/feeds.ts';
import { startProgram } from './e2e/program.ts';
import { launchChromium } from './support/chromium.ts';

const OUT = join(projectRoot(), 'docs', 'images');
const HERO = 'VR-MORENE-OLIVE-S';
const SETTLE_MS = 1200;

interface Shot {
  name: string;
  url: string;
  width: number;
  height: number;
  /** Width of the picture in the documentation. */
  shown: number;
  before?: () => Promise<void>;
  /** What is done on the page right before it is taken. */
  arrange?: (page: Page) => Promise<void>;
}

mkdirSync(OUT, { recursive: true });
const data = await importedData(readFeeds());
const program = await startProgram([
  'start',
  '--data',
  data,
  '--kiosk-port',
  '0',
  '--hub-port',
  '0',
  '--mqtt-port',
  '0',
]);
const kiosk = program.ready['kiosk'] ?? '';
const hub = program.ready['hub'] ?? '';
const chromium = await launchChromium();
/** Kept open: the console shows displays that a browser shows. */
const open: Page[] = [];

async function lab(action: string, body: object): Promise<void> {
  await fetch(`${kiosk}/api/lab/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

const shots: Shot[] = [
  { name: 'attract', url: `${kiosk}/wall`, width: 1080, height: 1920, shown: 720 },
  {
    name: 'wall',
    url: `${kiosk}/wall`,
    width: 1080,
    height: 1920,
    shown: 720,
    before: () => lab('tag', { reader: 'virtual-reader-1', sku: HERO }),
  },
  { name: 'wall-landscape', url: `${kiosk}/wall`, width: 3840, height: 2160, shown: 1280 },
  {
    name: 'room',
    url: `${kiosk}/room`,
    width: 1080,
    height: 1920,
    shown: 720,
    before: async () => {
      await lab('room', { occupied: true });
      await lab('tag', { reader: 'virtual-reader-2', sku: HERO });
      await settle();
      await lab('tag', { reader: 'virtual-reader-2', sku: 'VR-ASKA-NAVY-S' });
    },
  },
  { name: 'console', url: `${hub}/console`, width: 1440, height: 900, shown: 1280 },
  { name: 'lab', url: `${kiosk}/lab`, width: 1600, height: 1000, shown: 1280 },
  {
    name: 'lab-rooms',
    url: `${kiosk}/lab`,
    width: 1600,
    height: 1000,
    shown: 1280,
    before: hangGarments,
    arrange: (page) => page.locator('tw-rooms-row').evaluate((row) => row.scrollIntoView({ block: 'start' })),
  },
  {
    name: 'tags',
    url: `${hub}/console`,
    width: 1440,
    height: 900,
    shown: 1280,
    arrange: (page) => page.getByRole('button', { name: 'Make tags' }).click(),
  },
];

const claim = readFeeds().stores[0]?.store_code ?? '';
const asked = { data: join(data, 'new'), kioskPort: '0', pairing: 'on', hub, store: claim };
const waiting = await startProgram(['kiosk', ...toArguments(asked)]);
shots.push({
  name: 'pairing',
  url: `${waiting.ready['kiosk']}/wall`,
  width: 3840,
  height: 2160,
  shown: 1280,
});

for (const shot of shots) await take(shot);
await chromium.close();
await waiting.stop();
await program.stop();
await removeData(data);

async function take({ name, url, width, height, shown, before, arrange }: Shot): Promise<void> {
  const page = await chromium.newPage({ viewport: { width, height } });
  open.push(page);
  await page.goto(url);
  await settle();
  await before?.();
  await settle();
  await settle();
  await arrange?.(page);
  await settle();
  const png = await page.screenshot();
  await sharp(png)
    .resize(shown)
    .png({ palette: true, quality: 90, effort: 8 })
    .toFile(join(OUT, `${name}.png`));
}

/** Two garments in the shopper's room, and one next door that bleeds. */
async function hangGarments(): Promise<void> {
  const { rooms, shelf } = (await (await fetch(`${kiosk}/api/lab`)).json()) as LabState;
  const own = rooms?.places.find(({ display }) => display !== null);
  const nextDoor = rooms?.places[0];
  const garments = shelf.filter(({ size }) => size === 'XS').map(({ sku }) => sku);
  for (const [index, place] of [own, own, nextDoor].entries())
    await lab('garment', { sku: garments[index], place: place?.place });
}

function settle(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, SETTLE_MS));
}
