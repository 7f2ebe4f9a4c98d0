/**
 * The peer of the tap benchmark: a Node-RED dashboard that shows the text of an MQTT message. It looks nothing up and
 * keeps nothing; the figure is the floor that a message through a broker to painted text has on this machine.
 * Installed from npm into a folder of its own when the benchmark is asked for peers.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import type { Page } from 'playwright-core';
import { startEmbeddedBroker } from '../../broker/embedded/embedded-broker.ts';
import { launchChromium } from '../support/chromium.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { freePort } from '../support/brokers/broker-process.ts';
import { BenchError } from './bench-error.ts';
import { endNodeRed, PLACE, startNodeRed } from './node-red-process.ts';
import type { Series } from './percentiles.ts';

const PACKAGES = ['node-red@4', '@flowfuse/node-red-dashboard@1'];
const TOPIC = 'bench/tap';
const WARM_UP = 10;
const MESSAGES = 100;
const PERIOD_MS = 250;

/** From publishing a prepared message to its text painted, in milliseconds. */
export async function measureNodeRed(): Promise<Series> {
  const home = mkdtempSync(join(tmpdir(), 'tapwall-node-red-'));
  const broker = await startEmbeddedBroker({ host: '127.0.0.1', port: 0, logger: new QuietLogger() });
  const port = await freePort();
  install(home);
  const nodeRed = startNodeRed({
    installed: home,
    home,
    uiPort: port,
    brokerPort: broker.port,
    nodes: NODES,
  });
  const chromium = await launchChromium();
  try {
    const page = await chromium.newPage({ viewport: { width: 1080, height: 1920 } });
    await openDashboard(page, `http://127.0.0.1:${port}/dashboard/bench`);
    return {
      name: 'Node-RED dashboard: prepared MQTT message → text painted',
      values: await publishAll(page, broker.url),
    };
  } finally {
    await chromium.close();
    await endNodeRed(nodeRed);
    await broker.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function install(home: string): void {
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...PACKAGES], {
    cwd: home,
    stdio: 'ignore',
  });
  if (status !== 0) throw new BenchError('Node-RED could not be installed from npm.');
}

/** A dashboard of one text, which shows what comes. */
const NODES = [
  {
    id: 'n2',
    type: 'ui-base',
    name: 'b',
    path: '/dashboard',
    navigationStyle: 'none',
    titleBarStyle: 'hidden',
  },
  { id: 'n3', type: 'ui-theme', name: 't', colors: {}, sizes: {} },
  { id: 'n4', type: 'ui-page', name: 'p', ui: 'n2', path: '/bench', layout: 'grid', theme: 'n3', order: 1 },
  { id: 'n5', type: 'ui-group', name: 'g', page: 'n4', width: '6', height: '1', order: 1 },
  {
    id: 'n6',
    type: 'mqtt in',
    ...PLACE,
    topic: TOPIC,
    qos: '0',
    datatype: 'utf8',
    broker: 'n1',
    wires: [['n7']],
  },
  {
    id: 'n7',
    type: 'ui-text',
    ...PLACE,
    group: 'n5',
    order: 1,
    width: 6,
    height: 1,
    name: 'x',
    label: 'tap',
    format: '{{msg.payload}}',
    layout: 'row-spread',
    wires: [],
  },
];

async function openDashboard(page: Page, url: string): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const response = await page.goto(url).catch(() => null);
    if (response?.ok() === true && (await page.getByText('tap', { exact: true }).count()) > 0) return;
    if (performance.now() > deadline) throw new BenchError('The Node-RED dashboard did not appear.');
    await new Promise((resolve) => void setTimeout(resolve, 500));
  }
}

/** In the page: notes when a text that was asked for has been painted (the first task after the next frame). */
const OBSERVE = `
  window.painted = {};
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => { const at = performance.timeOrigin + performance.now(); for (const name of waiting.splice(0)) window.painted[name] ??= at; };
  new MutationObserver(() => {
    const found = /tap-\\d+/.exec(document.body.innerText);
    if (!found || window.painted[found[0]]) return;
    requestAnimationFrame(() => { waiting.push(found[0]); channel.port2.postMessage(0); });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
`;

async function publishAll(page: Page, broker: string): Promise<number[]> {
  await page.evaluate(OBSERVE);
  const client = await connectAsync(broker);
  const sent = new Map<string, number>();
  for (let index = 0; index < WARM_UP + MESSAGES; index += 1) {
    const name = `tap-${index}`;
    sent.set(name, performance.timeOrigin + performance.now());
    await client.publishAsync(TOPIC, name);
    await new Promise((resolve) => void setTimeout(resolve, PERIOD_MS));
  }
  await client.endAsync();
  const painted = await page.evaluate<Record<string, number>>('window.painted');
  return [...sent]
    .slice(WARM_UP)
    .flatMap(([name, at]) => (painted[name] === undefined ? [] : [painted[name] - at]));
}
