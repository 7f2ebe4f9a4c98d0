/** Snapshots as a kiosk would fetch them, line by line, each checked against the contract. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Compile } from 'typebox/compile';
import { SnapshotLine } from '../../../../broker/contract/snapshot.ts';
import { ReplicaFiles } from '../../../../broker/hub/catalogue/replica-files.ts';
import { CatalogueStore } from '../../../../broker/hub/store/catalogue-store.ts';
import { openDatabase } from '../../../../broker/sqlite/open.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';
import type { HubBench } from './hub-bench.ts';

const schema = Compile(SnapshotLine);
const NO_BINDINGS = { revision: async () => 0, page: async () => [] };

/** Of an imported catalogue alone. */
export async function readReplica(dataDir: string, storeCode = 'MIL-01'): Promise<SnapshotLine[]> {
  const database = openDatabase(join(dataDir, 'hub.sqlite'), { readonly: true });
  const info = new CatalogueStore(database).info();
  database.close();
  const { path } = await new ReplicaFiles({ dataDir, bindings: NO_BINDINGS, clock: new VirtualClock() }).of(
    storeCode,
    info,
  );
  return linesOf(readFileSync(path));
}

/** The snapshot that a hub makes now, learned tags included; one of a little while ago would do for a kiosk. */
export async function fetchReplica(
  { app, dataDir }: HubBench,
  storeCode = 'MIL-01',
): Promise<SnapshotLine[]> {
  rmSync(join(dataDir, 'replica'), { recursive: true, force: true });
  const answer = await app.inject({ url: `/api/replica/${storeCode}`, headers: { host: '127.0.0.1' } });
  return linesOf(answer.rawPayload);
}

function linesOf(gzip: Uint8Array): SnapshotLine[] {
  const lines = gunzipSync(gzip).toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const value: unknown = JSON.parse(line);
    if (schema.Check(value)) return value;
    throw new TypeError(`not a line of a snapshot: ${line.slice(0, 200)}`);
  });
}

/** The lines of one kind. */
export function ofKind<K extends SnapshotLine['kind']>(
  lines: readonly SnapshotLine[],
  kind: K,
): Extract<SnapshotLine, { kind: K }>[] {
  return lines.filter((line): line is Extract<SnapshotLine, { kind: K }> => line.kind === kind);
}
