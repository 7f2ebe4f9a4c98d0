/** A hub and a kiosk in this process, as benches of the catalogue's way to a wall need them. */
import { WebSocket } from 'ws';
import type { LabState } from '../../../broker/contract/http.ts';
import { Hub, type HubOptions } from '../../../broker/hub/hub.ts';
import { MqttJsLink } from '../../../broker/link/mqtt-js-link.ts';
import type { Logger } from '../../../broker/ports.ts';
import { loadSettings } from '../../../kiosk/config/load.ts';
import { Host } from '../../../kiosk/host/host.ts';
import { systemClock, systemRandom } from '../../../kiosk/system/clock.ts';
import { until } from '../../support/until.ts';
import { BenchError } from '../bench-error.ts';

const common = { clock: systemClock, random: systemRandom };
const SOON = 120_000;

export interface HubAt extends Partial<HubOptions> {
  dataDir: string;
  /** Of the broker. */
  url: string;
  logger: Logger;
}

export function benchHub({ url, ...others }: HubAt): Hub {
  const { logger } = others;
  return new Hub({
    ...common,
    link: new MqttJsLink({ ...common, url, clientId: 'tapwall-demo-hub', logger }),
    root: 'tapwall',
    tenant: 'demo',
    http: { host: '127.0.0.1', port: 0 },
    uiDir: null,
    loyaltyKey: Buffer.alloc(32, 7),
    tagVerifier: null,
    version: '0.0.0',
    ...others,
  });
}

export interface KioskAt {
  data: string;
  broker: string;
  hub: string;
  storeCode: string;
  uiDir: string | null;
  logger: Logger;
}

export function benchKiosk({ data, broker, hub, ...others }: KioskAt): Host {
  const flags = { data, kioskPort: '0', virtualHardware: 'on', broker, hub };
  return new Host({
    ...common,
    ...others,
    settings: loadSettings({ file: { path: '/nonexistent', required: false }, environment: {}, flags }),
    version: '0.0.0',
    loyaltyKey: null,
    hubToken: null,
    brokerPassword: null,
    cards: [],
  });
}

/** Lays a tag on the reader of the wall. */
export async function tapOnWall(kiosk: string, sku: string): Promise<void> {
  const lab = (await (await fetch(`${kiosk}/api/lab`)).json()) as LabState;
  const reader = lab.displays.find(({ id }) => id === 'wall')?.reader ?? '';
  const answer = await fetch(`${kiosk}/api/lab/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reader, sku }),
  });
  if (!answer.ok) throw new BenchError(`The tag was not laid down: ${await answer.text()}`);
}

/** A shopper who stands before the wall for as long as the measuring takes. */
export async function stayAtWall(
  kiosk: string,
  heard: (message: string) => void,
): Promise<{ leave(): void }> {
  const socket = new WebSocket(`${kiosk.replace('http', 'ws')}/ws?display=wall`);
  socket.on('message', (data: Buffer) => heard(data.toString('utf8')));
  await until(() => socket.readyState === WebSocket.OPEN, SOON);
  const touches = setInterval(() => {
    socket.send(JSON.stringify({ type: 'touch', touch: { action: 'stay' } }));
  }, 10_000);
  return {
    leave: () => {
      clearInterval(touches);
      socket.terminate();
    },
  };
}
