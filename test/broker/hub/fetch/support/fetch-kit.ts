/** A fetcher with short limits that reaches this machine alone, whatever the test does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { download, type Downloaded, type DownloadRequest } from '../../../../../broker/hub/fetch/download.ts';
import { GuardedHttp, type FetchLimits } from '../../../../../broker/hub/fetch/guarded-http.ts';
import type { HostRules } from '../../../../../broker/hub/fetch/host-rules.ts';
import type { Resolve } from '../../../../../broker/hub/fetch/pin-address.ts';
import { systemClock } from '../../../../../kiosk/system/clock.ts';
import type { TestContext } from '../../../../harness/suite.ts';
import { SeededRandom } from '../../../../support/seeded-random.ts';
import { isBrokerError, type BrokerErrorCode } from '../../../../../broker/errors.ts';

export const INSIDE: HostRules = { hosts: [], internalHosts: ['127.0.0.1'] };
export const LIMITS: FetchLimits = { bytes: 100_000, ms: 3_000, idleMs: 1_000 };

export interface KitOptions {
  rules?: HostRules;
  limits?: Partial<FetchLimits>;
  resolve?: Resolve;
  attempts?: number;
}

export interface FetchKit {
  http: GuardedHttp;
  path: string;
  get: (url: string, more?: Partial<DownloadRequest>) => Promise<Downloaded>;
}

export function fetchKit(t: TestContext, options: KitOptions = {}): FetchKit {
  const { rules = INSIDE, resolve = noNames, attempts = 1 } = options;
  const limits = { ...LIMITS, ...options.limits };
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-fetch-'));
  const http = new GuardedHttp({ rules, limits, clock: systemClock, resolve });
  t.after(() => rmSync(folder, { recursive: true }));
  t.after(() => http.stop());
  // Waits between attempts need no time.
  const clock = { now: () => 0, setTimer: soon };
  const path = join(folder, 'feeds', 'feed.tsv');
  const get: FetchKit['get'] = (url, more = {}) =>
    download({ url, path, ...more }, { http, limits, attempts, clock, random: new SeededRandom(4) });
  return { http, path, get };
}

function soon(_: number, run: () => void): { cancel: () => void } {
  const timer = setImmediate(run);
  return { cancel: () => clearImmediate(timer) };
}

/** No test may ask the network for a name. */
async function noNames(): Promise<never> {
  throw new TypeError('a test looked up a name');
}

/** Code of what was thrown, and its message. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{ code: BrokerErrorCode | 'none'; message: string }> {
  try {
    await work;
    return { code: 'none', message: '' };
  } catch (error) {
    if (!isBrokerError(error)) throw error;
    return { code: error.code, message: error.message };
  }
}
