/** Runs the writer under strace and answers what it did to the disk and what it promised meanwhile. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CrashError } from '../crash-error.ts';
import type { DiskOp } from './disk-op.ts';
import { systemCalls } from './strace-lines.ts';
import { Trace } from './trace.ts';

/** Every call that changes files or names, or says something about descriptors. */
const CALLS =
  'openat,close,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,truncate,rename,renameat,renameat2,' +
  'unlink,unlinkat,link,sendfile,copy_file_range,fallocate';
const LONGEST_STRING = 2_000_000;

export interface Recording {
  name: string;
  ops: DiskOp[];
}

export interface RecordOptions {
  name: string;
  /** The bundled writer. */
  writer: string;
  mode: 'life' | 'crash';
  seed: number;
  events: number;
  synchronous?: 'FULL' | 'NORMAL';
  /** Files that lie there before. */
  initial?: ReadonlyMap<string, Buffer>;
}

export const FILE = 'outbox.sqlite';

/** Also answers what lay in the folder at the end. */
export async function record(options: RecordOptions): Promise<Recording & { files: Map<string, Buffer> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tapwall-power-cut-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  try {
    for (const [name, bytes] of options.initial ?? []) writeFileSync(join(data, name), bytes);
    const log = join(folder, 'trace');
    await runUnderStrace(log, data, options);
    const trace = new Trace(data, options.initial);
    const lines: string[] = [];
    for await (const line of createInterface({ input: createReadStream(log) })) lines.push(line);
    for (const call of systemCalls(lines)) trace.take(call);
    return { name: options.name, ops: trace.ops, files: filesIn(data) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runUnderStrace(log: string, data: string, options: RecordOptions): Promise<void> {
  const { writer, mode, seed, events, synchronous = 'FULL' } = options;
  const strace = [
    '-f',
    '--seccomp-bpf',
    '-xx',
    '-s',
    String(LONGEST_STRING),
    '-o',
    log,
    '-e',
    `trace=${CALLS}`,
  ];
  const program = [
    process.execPath,
    writer,
    mode,
    join(data, FILE),
    String(seed),
    String(events),
    synchronous,
  ];
  const child = spawn('strace', [...strace, ...program], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  const wanted = mode === 'crash' ? signal === 'SIGKILL' : code === 0;
  if (!wanted) throw new CrashError(`the writer ended with ${signal ?? code}`);
}

/** Without `-shm`, which a power cut never leaves as it was. */
function filesIn(data: string): Map<string, Buffer> {
  const names = readdirSync(data).filter((name) => !name.endsWith('-shm'));
  return new Map(names.map((name) => [name, readFileSync(join(data, name))]));
}
