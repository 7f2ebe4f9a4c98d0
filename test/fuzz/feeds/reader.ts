/**
 * The process that reads spoilt feeds, in little memory, apart from the one that spoils them: an input that takes too much, or
 * never ends, ends this one alone.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBrokerError } from '../../../broker/errors.ts';
import { openFeeds } from '../../../broker/hub/import/formats/open-feeds.ts';
import { FuzzFailure } from '../target.ts';
import { readAll } from './rules.ts';
import { FUZZ_STORES, type FeedRole } from './seeds.ts';

export interface ReaderQuestion {
  role: FeedRole;
  bytes: Uint8Array;
  /** Whether a sound list of stores is given with it. */
  stores: boolean;
}

export interface ReaderAnswer {
  rows: number;
  faults: number;
  /** Code of what refused the whole feed; '' when it was read. */
  refused: string;
  /** Rule that broke; '' when none did. */
  broken: string;
  /** Of the processor. */
  ms: number;
  /** Most memory that the process has had so far (bytes). */
  memory: number;
}

const folder = mkdtempSync(join(tmpdir(), 'tapwall-fuzz-'));
const [feed, stores] = [join(folder, 'feed'), join(folder, 'stores')];
writeFileSync(stores, FUZZ_STORES);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit(0));
process.on('message', (question: ReaderQuestion) => {
  void answer(question).then((reply) => process.send?.(reply));
});

async function answer({ role, bytes, stores: withStores }: ReaderQuestion): Promise<ReaderAnswer> {
  writeFileSync(feed, bytes);
  const files = { ...(withStores && { stores }), [role]: feed };
  const began = process.cpuUsage();
  const told = { rows: 0, faults: 0, refused: '', broken: '' };
  try {
    Object.assign(told, await readAll(await openFeeds({ files })));
  } catch (error) {
    if (isBrokerError(error)) told.refused = error.code;
    else told.broken = error instanceof FuzzFailure ? error.message : String((error as Error).stack ?? error);
  }
  return { ...told, ms: millisecondsSince(began), memory: process.resourceUsage().maxRSS * 1_024 };
}

function millisecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}

process.send?.('ready');
