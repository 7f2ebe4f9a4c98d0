/** Fetches from the hub what has changed since the version that is here. */
import { Readable } from 'node:stream';
import type { DeltaLine } from '../../broker/contract/delta.ts';
import { KioskError } from '../errors.ts';
import { askHub, type HubRequest } from './hub-request.ts';
import { jsonLines, type LineLimits } from './lines.ts';

export interface FetchChangesOptions extends HubRequest {
  /** The version that is here. */
  from: string;
  limits?: Partial<LineLimits>;
}

const LIMITS: LineLimits = { line: 1024 * 1024, total: 512 * 1024 ** 2 };

/**
 * As they arrive; parsed, not validated: `Replica.apply` does that. `path` is that of the snapshot.
 * @throws KioskError TW_SNAPSHOT_REFUSED when the hub does not know the way from that version; TW_SNAPSHOT_ADDRESS |
 * TW_SNAPSHOT_UNREACHABLE | TW_SNAPSHOT_INVALID | TW_SNAPSHOT_TOO_LARGE; when `signal` is aborted, its reason
 */
export async function* fetchChanges(options: FetchChangesOptions): AsyncGenerator<DeltaLine> {
  const { signal } = options;
  const path = `${options.path}/changes?from=${encodeURIComponent(options.from)}`;
  const { body } = await askHub(
    { ...options, path },
    {
      headers: { accept: 'application/gzip, application/x-ndjson', 'accept-encoding': 'gzip' },
      expected: [200],
    },
  );
  const broken = (cause: unknown): unknown =>
    signal?.aborted === true
      ? signal.reason
      : new KioskError('TW_SNAPSHOT_UNREACHABLE', 'The changes broke off.', { cause });
  const lines = jsonLines(Readable.fromWeb(body), { limits: { ...LIMITS, ...options.limits }, broken });
  for await (const line of lines) yield line as DeltaLine;
}
