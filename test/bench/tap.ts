/**
 * One tap, in steps. The kiosk stamps each step (`/api/taps`), the browser stamps what it painted; both clocks are this
 * machine's. Taps come from the virtual reader, so that reading the tag costs nothing; then a few through a real pcscd
 * with a virtual card, whose radio path is part of the figure.
 */
import { performance } from 'node:perf_hooks';
import type { LabState } from '../../broker/contract/http.ts';
import type { TapTrace } from '../../kiosk/displays/tap-trace.ts';
import { productTag } from '../../kiosk/lab/lab.ts';
import { Stage } from '../e2e/stage.ts';
import { launchChromium } from '../support/chromium.ts';
import { percentile, printTable, type Series } from './percentiles.ts';

const WARM_UP = 10;
const TAPS = 150;
const RADIO_TAPS = 12;
const QUIET_MS = 350;

export async function benchTap(): Promise<void> {
  await measureVirtual();
  await measureRadio();
  if (!process.argv.includes('--peers')) return;
  const { measureNodeRed } = await import('./node-red.ts');
  process.stdout.write('\nFor comparison, in the same run\n');
  printTable([await measureNodeRed()]);
}

async function measureVirtual(): Promise<void> {
  const stage = new Stage({ without: ['pcscd', 'serial'], broker: 'embedded' });
  await stage.start();
  const chromium = await launchChromium();
  try {
    const page = await chromium.newPage({ viewport: { width: 1080, height: 1920 } });
    await page.goto(`${stage.urls.kiosk}/wall`);
    const { shelf } = (await (await fetch(`${stage.urls.kiosk}/api/lab`)).json()) as LabState;
    const traces: TapTrace[] = [];
    for (let index = 0; index < WARM_UP + TAPS; index += 1) {
      const { sku } = shelf[index % shelf.length] ?? { sku: '' };
      const trace = await tapAndWait(stage.urls.kiosk, sku);
      if (index >= WARM_UP) traces.push(trace);
    }
    printSteps(traces);
  } finally {
    await chromium.close();
    await stage.stop();
  }
}

function printSteps(traces: readonly TapTrace[]): void {
  const step = (name: string, value: (trace: TapTrace) => number, goal?: Series['goal']): Series => ({
    name,
    values: traces.map(value),
    ...(goal === undefined ? {} : { goal }),
  });
  process.stdout.write(`Virtual reader, Chromium 1080×1920, ${traces.length} taps\n`);
  printTable([
    step('identify (GTIN → SKU)', (one) => one.identified - one.read),
    step('session decides', (one) => one.reduced - one.identified),
    step('events durable (fsync)', (one) => one.durable - one.reduced),
    step('view built and sent', (one) => one.sent - one.durable),
    step('browser: words painted', (one) => (one.words ?? Number.NaN) - one.sent),
    step('TAG READ → WORDS PAINTED', (one) => (one.words ?? Number.NaN) - one.read, {
      percentile: 95,
      most: 33,
    }),
    step('TAG READ → PHOTOGRAPH PAINTED', (one) => (one.photo ?? Number.NaN) - one.read, {
      percentile: 95,
      most: 66,
    }),
  ]);
}

async function tapAndWait(kiosk: string, sku: string): Promise<TapTrace> {
  const known = new Set((await tapsOf(kiosk)).map(({ tap }) => tap));
  const json = { 'content-type': 'application/json' };
  await fetch(`${kiosk}/api/lab/tag`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ reader: 'virtual-reader-1', sku, hold: true }),
  });
  const trace = await nextTrace(kiosk, known);
  await fetch(`${kiosk}/api/lab/lift`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ reader: 'virtual-reader-1' }),
  });
  return trace;
}

async function nextTrace(kiosk: string, known: ReadonlySet<string>): Promise<TapTrace> {
  const deadline = performance.now() + 5000;
  // Asking is work for the kiosk that is being measured, so it is left alone until the tap must be over.
  await new Promise((resolve) => void setTimeout(resolve, QUIET_MS));
  for (;;) {
    const trace = (await tapsOf(kiosk)).find(
      (one) => !known.has(one.tap) && one.words !== null && one.photo !== null,
    );
    if (trace !== undefined) return trace;
    if (performance.now() > deadline) throw new TapLost();
    await new Promise((resolve) => void setTimeout(resolve, 150));
  }
}

async function tapsOf(kiosk: string): Promise<TapTrace[]> {
  return (await (await fetch(`${kiosk}/api/taps`)).json()) as TapTrace[];
}

/** From the moment the virtual card answers the reader: polling of the virtual reader and every APDU included. */
async function measureRadio(): Promise<void> {
  const stage = new Stage({ without: ['serial'], broker: 'embedded' });
  await stage.start();
  const chromium = await launchChromium();
  const times: number[] = [];
  try {
    const page = await chromium.newPage({ viewport: { width: 1080, height: 1920 } });
    await page.goto(`${stage.urls.kiosk}/wall`);
    const gtins = stage.feeds.products.map((row) => (row['gtin'] ?? '').padStart(14, '0'));
    for (let index = 0; index < RADIO_TAPS; index += 1) {
      const gtin = gtins[(index * 37) % gtins.length] ?? '';
      const reader = stage.reader(0);
      const known = new Set((await tapsOf(stage.urls.kiosk)).map(({ tap }) => tap));
      const inserted = performance.timeOrigin + performance.now();
      await reader.insert(productTag(gtin, index + 1));
      const trace = await nextTrace(stage.urls.kiosk, known);
      if (index > 1) times.push((trace.words ?? Number.NaN) - inserted);
      await reader.remove();
      await new Promise((resolve) => void setTimeout(resolve, 700));
    }
  } finally {
    await chromium.close();
    await stage.stop();
  }
  process.stdout.write('\nVirtual NTAG213 on a real pcscd (vpcd), nfc-pcsc in its child process\n');
  printTable([{ name: 'CARD INSERTED → WORDS PAINTED', values: times }]);
  process.stdout.write(
    `median ${percentile(times, 0.5).toFixed(0)} ms, nearly all of it the virtual reader: about 49 ms per APDU and up to 400 ms of polling\n`,
  );
}

class TapLost extends Error {
  constructor() {
    super('a tap was not painted within 5 s');
    this.name = 'TapLost';
  }
}
