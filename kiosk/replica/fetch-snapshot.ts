/** Fetches a snapshot from the hub into a file, and reads that line by line within bounds. */
import { createReadStream } from 'node:fs';
import type { SnapshotLine } from '../../broker/contract/snapshot.ts';
import { KioskError } from '../errors.ts';
import { downloadSnapshot, removeDownload } from './download.ts';
import type { HubRequest } from './hub-request.ts';
import { jsonLines, type LineLimits } from './lines.ts';

export interface FetchSnapshotOptions extends HubRequest {
  /** Where it comes to; what is there of an earlier try is gone on with. */
  file: string;
  limits?: Partial<SnapshotLimits>;
}

export interface SnapshotLimits extends LineLimits {
  /** Bytes as they are sent. */
  packed: number;
}

const LIMITS: SnapshotLimits = { line: 1024 * 1024, total: 4 * 1024 ** 3, packed: 1024 ** 3 };

/**
 * The lines of the snapshot, once all of it is here and has the hash that the hub named. They are parsed, not validated:
 * `Replica.load` does that. Whatever becomes of them the file goes, unless `signal` is aborted.
 * @throws KioskError TW_SNAPSHOT_ADDRESS | TW_SNAPSHOT_UNREACHABLE | TW_SNAPSHOT_REFUSED | TW_SNAPSHOT_INVALID |
 * TW_SNAPSHOT_TOO_LARGE | TW_SNAPSHOT_DAMAGED; when `signal` is aborted, its reason
 */
export async function* fetchSnapshot(options: FetchSnapshotOptions): AsyncGenerator<SnapshotLine> {
  const { file, signal } = options;
  const limits = { ...LIMITS, ...options.limits };
  await downloadSnapshot({ ...options, largest: limits.packed });
  try {
    const broken = (cause: unknown): unknown =>
      signal?.aborted === true
        ? signal.reason
        : new KioskError('TW_SNAPSHOT_INVALID', 'The catalogue cannot be unpacked.', { cause });
    for await (const line of jsonLines(createReadStream(file), { limits, broken })) {
      signal?.throwIfAborted();
      yield line as SnapshotLine;
    }
  } finally {
    if (signal?.aborted !== true) removeDownload(file);
  }
}
