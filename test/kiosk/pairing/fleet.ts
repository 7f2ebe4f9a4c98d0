/** A hub with a small catalogue that pairs kiosks over HTTPS and mutual TLS, and its console; all real, on this machine. */
import { request } from 'node:https';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KioskSummary } from '../../../broker/contract/http.ts';
import type { PairingDecision, PairingDesk, PairingRequest } from '../../../broker/contract/pairing.ts';
import { toArguments } from '../../../kiosk/cli/flags.ts';
import type { TestContext } from '../../harness/suite.ts';
import { HarnessError } from '../../harness/errors.ts';
import { temporaryFolder } from '../../support/sample-replica.ts';
import { DeadlinePassed } from '../../support/until.ts';
import { local, products, row, STORES } from '../../broker/hub/support/feed-folder.ts';
import { run, serve, type Running } from '../cli/kit.ts';

export const SOON_MS = 60_000;
const POLL_MS = 100;

export class Fleet {
  readonly hub: Running;
  readonly url: string;

  constructor(hub: Running) {
    this.hub = hub;
    this.url = hub.ready['hub'] ?? '';
  }

  desk(): Promise<PairingDesk> {
    return this.#ask<PairingDesk>('GET', '/pairing');
  }

  /** The display that waits with this code, once its number can be compared. */
  waiting(userCode: string): Promise<PairingRequest> {
    return soon(async () =>
      (await this.desk()).waiting.find((one) => one.userCode === userCode && one.check !== ''),
    );
  }

  async decide(userCode: string, decision: PairingDecision): Promise<void> {
    await this.#ask('POST', `/pairing/${userCode}`, decision);
  }

  async revoke(serial: string): Promise<void> {
    await this.#ask('DELETE', `/identities/${serial}`);
  }

  kiosks(): Promise<KioskSummary[]> {
    return this.#ask<KioskSummary[]>('GET', '/kiosks');
  }

  online(kiosk: string): Promise<KioskSummary> {
    return soon(async () => (await this.kiosks()).find((one) => one.kiosk === kiosk && one.online));
  }

  /** As a browser of a manager who has accepted the certificate. */
  #ask<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const headers = text === '' ? {} : { 'content-type': 'application/json' };
      const url = new URL(`/api/console${path}`, this.url);
      const asking = request(url, { method, headers, rejectUnauthorized: false, agent: false }, (answer) => {
        let read = '';
        answer.setEncoding('utf8').on('data', (part: string) => (read += part));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(read) as T);
          else reject(new HarnessError(`${method} ${path}: ${answer.statusCode} ${read}`));
        });
      });
      asking.on('error', reject);
      asking.end(text);
    });
  }
}

export async function startFleet(t: TestContext): Promise<Fleet> {
  const [data, feeds] = [temporaryFolder(t), temporaryFolder(t)];
  mkdirSync(feeds, { recursive: true });
  const files = {
    stores: STORES,
    products: products(row('HOODIE-S'), row('HOODIE-M', { size: 'M' })),
    local: local('MIL-01\tHOODIE-S\t3\tin stock\t'),
    reviews: '<?xml version="1.0"?><feed><reviews></reviews></feed>',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(feeds, name), text);
  const flags = Object.keys(files).flatMap((name) => [`--${name}`, join(feeds, name)]);
  const imported = await run(['import', '--data', data, ...flags]);
  if (imported.code !== 0) throw new HarnessError(imported.stderr);
  const hub = await serve(t, [
    'hub',
    ...toArguments({ data, hubPort: '0', mqttPort: '0', hubTls: 'auto', mqttAccess: 'paired' }),
  ]);
  return new Fleet(hub);
}

/** A kiosk that is to be paired with it. */
export function startKiosk(
  t: TestContext,
  fleet: Fleet,
  { data, flags = [] }: { data: string; flags?: readonly string[] },
): Promise<Running> {
  return serve(t, [
    'kiosk',
    ...toArguments({ data, pairing: 'on', hub: fleet.url, kioskPort: '0', store: 'MIL-01' }),
    ...flags,
  ]);
}

/** The first value that is there; what fails meanwhile is asked again. @throws DeadlinePassed */
export async function soon<T>(ask: () => Promise<T | undefined | false>, ms = SOON_MS): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const value = await ask().catch(() => undefined);
    if (value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new DeadlinePassed(ask.toString(), ms);
    await new Promise((resolve) => void setTimeout(resolve, POLL_MS));
  }
}
