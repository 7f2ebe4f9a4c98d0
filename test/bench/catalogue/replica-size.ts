/** What a kiosk of one store takes of a catalogue: the file that is sent, the file that it becomes, the time of either. */
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SnapshotLine } from '../../../broker/contract/snapshot.ts';
import { ReplicaFiles } from '../../../broker/hub/catalogue/replica-files.ts';
import { CatalogueStore } from '../../../broker/hub/store/catalogue-store.ts';
import { HUB_FILE, openHubDatabase } from '../../../broker/hub/store/schema.ts';
import { jsonLines } from '../../../kiosk/replica/lines.ts';
import { writeSnapshot } from '../../../kiosk/replica/writer.ts';
import { storeCode } from './generate.ts';

export interface ReplicaFigures {
  lines: number;
  /** Bytes as they are sent. */
  packed: number;
  /** Bytes of the kiosk's file. */
  file: number;
  hubMs: number;
  kioskMs: number;
}

const LIMITS = { line: 2 ** 20, total: 4 * 2 ** 30 };

export async function replicaOf(dataDir: string): Promise<ReplicaFigures> {
  const database = openHubDatabase(join(dataDir, HUB_FILE));
  const info = new CatalogueStore(database).info();
  database.close();
  const bindings = { page: () => Promise.resolve([]), revision: () => Promise.resolve(0) };
  const began = performance.now();
  const { path } = await new ReplicaFiles({ dataDir, bindings, clock: Date }).of(storeCode(0), info);
  const sent = performance.now();
  const file = join(dataDir, 'kiosk.sqlite');
  let lines = 0;
  await writeSnapshot(
    file,
    (async function* counted() {
      for await (const line of jsonLines(createReadStream(path), {
        limits: LIMITS,
        broken: (cause) => cause,
      })) {
        lines += 1;
        yield line as SnapshotLine;
      }
    })(),
  );
  const kioskMs = performance.now() - sent;
  return { lines, packed: statSync(path).size, file: statSync(file).size, hubMs: sent - began, kioskMs };
}
