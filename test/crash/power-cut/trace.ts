/**
 * From system calls to what happened in one folder. The `-shm` file is left out: SQLite writes it through a mapping,
 * which no system call shows, and builds it anew from the log after a crash.
 */
import { dirname, basename } from 'node:path';
import { CrashError } from '../crash-error.ts';
import type { DiskOp } from './disk-op.ts';
import type { SystemCall } from './strace-lines.ts';

interface Descriptor {
  /** Undefined for the folder itself. */
  file: number | undefined;
  position: number;
  append: boolean;
}

const STANDARD_OUTPUT = '1';

export class Trace {
  readonly ops: DiskOp[] = [];
  readonly #folder: string;
  readonly #names = new Map<string, number>();
  /** What each file holds at this point, for copies that the kernel makes by itself. */
  readonly #contents = new Map<number, Buffer>();
  readonly #open = new Map<string, Descriptor>();
  #files = 0;

  /** @param initial Files that are there, and on the disk, before the first call. */
  constructor(folder: string, initial: ReadonlyMap<string, Buffer> = new Map()) {
    this.#folder = folder;
    for (const [name, bytes] of initial) {
      const file = this.#create(name);
      this.#do({ kind: 'write', file, offset: 0, bytes });
      this.ops.push({ kind: 'sync', file });
    }
    this.ops.push({ kind: 'sync-folder' });
  }

  take(call: SystemCall): void {
    if (call.result < 0) return;
    const handler = this.#handlers[call.name];
    if (handler) handler(call);
  }

  readonly #handlers: Readonly<Record<string, (call: SystemCall) => void>> = {
    openat: ({ args: [, path, flags], result }) => this.#opened(String(path), String(flags), String(result)),
    close: ({ args: [fd] }) => void this.#open.delete(String(fd)),
    pwrite64: ({ args: [fd, bytes, , offset], result }) =>
      this.#written(String(fd), { bytes: bytes as Buffer, count: result, offset: Number(offset) }),
    write: ({ args: [fd, bytes], result }) =>
      this.#written(String(fd), { bytes: bytes as Buffer, count: result }),
    ftruncate: ({ args: [fd, size] }) => this.#truncated(String(fd), Number(size)),
    fsync: ({ args: [fd] }) => this.#synced(String(fd)),
    fdatasync: ({ args: [fd] }) => this.#synced(String(fd)),
    rename: ({ args: [from, to] }) => this.#renamed(String(from), String(to)),
    renameat: ({ args: [, from, , to] }) => this.#renamed(String(from), String(to)),
    renameat2: ({ args: [, from, , to] }) => this.#renamed(String(from), String(to)),
    unlink: ({ args: [path] }) => this.#unlinked(String(path)),
    unlinkat: ({ args: [, path] }) => this.#unlinked(String(path)),
    copy_file_range: ({ args: [from, , to], result }) => this.#copied(String(from), String(to), result),
    sendfile: ({ args: [to, from], result }) => this.#copied(String(from), String(to), result),
    writev: (call) => this.#refuse(call),
    pwritev: (call) => this.#refuse(call),
    fallocate: (call) => this.#refuse(call),
    link: ({ name, args: [path] }) => this.#refuseName(name, String(path)),
    truncate: ({ name, args: [path] }) => this.#refuseName(name, String(path)),
  };

  #opened(path: string, flags: string, fd: string): void {
    this.#open.delete(fd);
    if (path === this.#folder) this.#open.set(fd, { file: undefined, position: 0, append: false });
    const name = this.#nameOf(path);
    if (name === undefined) return;
    const file = this.#names.get(name) ?? (flags.includes('O_CREAT') ? this.#create(name) : undefined);
    if (file === undefined) return;
    if (flags.includes('O_TRUNC')) this.#do({ kind: 'truncate', file, size: 0 });
    this.#open.set(fd, { file, position: 0, append: flags.includes('O_APPEND') });
  }

  #written(fd: string, { bytes, count, offset }: { bytes: Buffer; count: number; offset?: number }): void {
    const descriptor = this.#open.get(fd);
    if (descriptor === undefined && fd === STANDARD_OUTPUT) this.#marked(bytes);
    if (descriptor?.file === undefined) return;
    const size = this.#contents.get(descriptor.file)?.length ?? 0;
    const at = offset ?? (descriptor.append ? size : descriptor.position);
    if (offset === undefined) descriptor.position = at + count;
    this.#do({ kind: 'write', file: descriptor.file, offset: at, bytes: bytes.subarray(0, count) });
  }

  #marked(bytes: Buffer): void {
    for (const text of bytes.toString('utf8').split('\n'))
      if (text !== '') this.ops.push({ kind: 'mark', text });
  }

  #truncated(fd: string, size: number): void {
    const file = this.#open.get(fd)?.file;
    if (file !== undefined) this.#do({ kind: 'truncate', file, size });
  }

  #synced(fd: string): void {
    const descriptor = this.#open.get(fd);
    if (descriptor === undefined) return;
    this.ops.push(
      descriptor.file === undefined ? { kind: 'sync-folder' } : { kind: 'sync', file: descriptor.file },
    );
  }

  #renamed(from: string, to: string): void {
    const [source, target] = [this.#nameOf(from), this.#nameOf(to)];
    if (source === undefined && target === undefined) return;
    const file = source === undefined ? undefined : this.#names.get(source);
    if (source === undefined || target === undefined || file === undefined)
      throw new CrashError(`${from} was renamed to ${to}, across the border of the folder.`);
    this.#names.delete(source);
    this.#names.set(target, file);
    this.ops.push({ kind: 'rename', from: source, to: target });
  }

  #unlinked(path: string): void {
    const name = this.#nameOf(path);
    if (name !== undefined && this.#names.delete(name)) this.ops.push({ kind: 'unlink', name });
  }

  #copied(from: string, to: string, count: number): void {
    const [source, target] = [this.#open.get(from), this.#open.get(to)];
    if (target?.file === undefined) return;
    if (source?.file === undefined) throw new CrashError('a file from elsewhere was copied into the folder.');
    const whole = this.#contents.get(source.file) ?? Buffer.alloc(0);
    const bytes = Buffer.from(whole.subarray(source.position, source.position + count));
    this.#do({ kind: 'write', file: target.file, offset: target.position, bytes });
    source.position += count;
    target.position += count;
  }

  #create(name: string): number {
    const file = (this.#files += 1);
    this.#names.set(name, file);
    this.ops.push({ kind: 'create', file, name });
    return file;
  }

  #do(op: DiskOp & { kind: 'write' | 'truncate' }): void {
    this.ops.push(op);
    this.#contents.set(op.file, applied(this.#contents.get(op.file) ?? Buffer.alloc(0), op));
  }

  #nameOf(path: string): string | undefined {
    return dirname(path) === this.#folder && !path.endsWith('-shm') ? basename(path) : undefined;
  }

  #refuse({ name, args: [fd] }: SystemCall): void {
    if (this.#open.get(String(fd))?.file !== undefined)
      throw new CrashError(`${name} on a file of the folder: this rig does not know what it does.`);
  }

  #refuseName(name: string, path: string): void {
    if (this.#nameOf(path) !== undefined)
      throw new CrashError(`${name} on a file of the folder: this rig does not know what it does.`);
  }
}

/** The bytes of a file after one change; holes read as zeros. */
export function applied(before: Buffer, op: DiskOp & { kind: 'write' | 'truncate' }): Buffer {
  if (op.kind === 'truncate') {
    if (op.size <= before.length) return before.subarray(0, op.size);
    return Buffer.concat([before, Buffer.alloc(op.size - before.length)]);
  }
  const size = Math.max(before.length, op.offset + op.bytes.length);
  const after = Buffer.alloc(size);
  before.copy(after);
  op.bytes.copy(after, op.offset);
  return after;
}
