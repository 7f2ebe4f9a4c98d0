/** A store on a broker under test: the real hub and real kiosks, each with its own files and connection. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KioskSummary } from '../../broker/contract/http.ts';
import type { Message } from '../../broker/contract/messages.ts';
import type { KioskAddress } from '../../broker/contract/topics.ts';
import { Hub } from '../../broker/hub/hub.ts';
import { MqttJsLink } from '../../broker/link/mqtt-js-link.ts';
import { Outbox } from '../../broker/outbox/outbox.ts';
import { KioskDownlink } from '../../broker/uplink/kiosk-downlink.ts';
import { presenceWill } from '../../broker/uplink/kiosk-state.ts';
import { Uplink } from '../../broker/uplink/uplink.ts';
import { systemClock, systemRandom } from '../../kiosk/system/clock.ts';
import { QuietLogger } from '../support/quiet-logger.ts';
import { until } from '../support/until.ts';
import type { Scope } from './broker.ts';

const ROOT = 'tapwall';
const TENANT = 'luma';
const HUB_ID = 'luma-hub';

export function addressOf(kiosk: string, store = 'mil-01'): KioskAddress {
  return { root: ROOT, tenant: TENANT, store, kiosk };
}

export function folder(scope: Scope): string {
  const path = mkdtempSync(join(tmpdir(), 'tapwall-brokers-'));
  scope.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function linkTo(
  scope: Scope,
  url: string,
  options: { clientId: string; will?: KioskAddress },
): MqttJsLink {
  const link = new MqttJsLink({
    url,
    clientId: options.clientId,
    ...(options.will && { will: presenceWill(options.will, `boot-${options.clientId}`) }),
    clock: systemClock,
    random: systemRandom,
    logger: new QuietLogger(),
  });
  scope.after(() => link.stop());
  return link;
}

export interface RunningHub {
  hub: Hub;
  link: MqttJsLink;
  summary(kiosk: string): Promise<KioskSummary | undefined>;
  /** A call of the console. */
  call(method: 'PUT' | 'POST', path: string, body: object): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startHub(scope: Scope, url: string, dataDir = folder(scope)): Promise<RunningHub> {
  const link = linkTo(scope, url, { clientId: HUB_ID });
  const hub = new Hub({
    dataDir,
    link,
    root: ROOT,
    tenant: TENANT,
    clock: systemClock,
    random: systemRandom,
    logger: new QuietLogger(),
    http: { host: '127.0.0.1', port: 0 },
    uiDir: null,
    loyaltyKey: Buffer.alloc(32, 7),
    version: '0.0.0',
  });
  scope.after(() => hub.stop());
  await hub.start();
  await until(() => link.connected, 20_000);
  const headers = { host: '127.0.0.1' };
  return {
    hub,
    link,
    summary: async (kiosk) => {
      const answer = await hub.app?.inject({ url: `/api/console/kiosks/mil-01.${kiosk}`, headers });
      return answer?.statusCode === 200 ? answer.json<KioskSummary>() : undefined;
    },
    call: async (method, path, body) => {
      const answer = await hub.app?.inject({ method, url: `/api/console/${path}`, payload: body, headers });
      return answer?.json<unknown>();
    },
    stop: () => hub.stop(),
  };
}

export interface RunningKiosk {
  address: KioskAddress;
  outbox: Outbox;
  link: MqttJsLink;
  uplink: Uplink;
  downlink: KioskDownlink;
  /** Desired documents as they came, by whichever way. */
  desired: Message<'desired/config'>[];
}

export interface KioskOptions {
  url: string;
  name: string;
  dataDir?: string;
  ackMode?: 'watermark' | 'puback';
}

export async function startKiosk(scope: Scope, options: KioskOptions): Promise<RunningKiosk> {
  const { url, name, dataDir = folder(scope), ackMode = 'watermark' } = options;
  const address = addressOf(name);
  const clientId = `luma-mil-01-${name}`;
  const parts = { address, clock: systemClock, random: systemRandom, logger: new QuietLogger() };
  const source = `/${TENANT}/${address.store}/${name}`;
  const outbox = new Outbox({ ...parts, path: join(dataDir, 'outbox.sqlite'), source });
  const link = linkTo(scope, url, { clientId, will: address });
  const uplink = new Uplink({ ...parts, link, outbox, ackMode, ackTimeoutMs: 2_000 });
  const downlink = new KioskDownlink({ ...parts, link });
  const desired: Message<'desired/config'>[] = [];
  downlink.onDesired((document) => desired.push(document));
  outbox.start();
  scope.after(() => outbox.stop());
  await uplink.start();
  scope.after(() => uplink.stop());
  await downlink.start();
  scope.after(() => downlink.stop());
  downlink.publishState('presence', { online: true, boot: `boot-${clientId}`, storeCode: 'MIL-01' });
  await link.start();
  await until(() => link.connected, 20_000);
  return { address, outbox, link, uplink, downlink, desired };
}

/** Appends `count` events, as many in one go as a busy second brings. */
export function append(outbox: Outbox, count: number): string[] {
  const ids: string[] = [];
  for (let done = 0; done < count; done += 50) {
    const some = Array.from({ length: Math.min(50, count - done) }, (_, index) => ({
      name: 'search' as const,
      data: { display: 'wall', search_term: `shirt ${done + index}`, results: 3 },
    }));
    ids.push(...outbox.appendAll(some).map(({ id }) => id));
  }
  return ids;
}
