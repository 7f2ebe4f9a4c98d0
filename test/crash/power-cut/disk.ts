/**
 * A disk that forgets at a power cut. What was written is only there for certain once the file was synced, and a name
 * only once the folder was; until then any part of it may be there or not, in any order.
 */
import type { Random } from '../../../broker/ports.ts';
import type { DiskOp, FileOp, NameOp } from './disk-op.ts';
import { applied } from './trace.ts';

interface FileState {
  synced: Buffer;
  pending: FileOp[];
}

/** How much of what was not synced yet a cut leaves. */
export const STYLES = ['nothing', 'everything', 'first part', 'some', 'some, torn'] as const;
export type Style = (typeof STYLES)[number];

const SECTOR = 512;
const PAGE = 4_096;

export class Disk {
  readonly #files = new Map<number, FileState>();
  #names = new Map<string, number>();
  #pendingNames: NameOp[] = [];

  apply(op: DiskOp): void {
    switch (op.kind) {
      case 'write':
      case 'truncate':
        this.#file(op.file).pending.push(op);
        return;
      case 'create':
      case 'rename':
      case 'unlink':
        this.#pendingNames.push(op);
        return;
      case 'sync': {
        const file = this.#file(op.file);
        file.synced = file.pending.reduce(applied, file.synced);
        file.pending = [];
        return;
      }
      case 'sync-folder':
        this.#names = this.#pendingNames.reduce(renamed, this.#names);
        this.#pendingNames = [];
        return;
      case 'mark':
        return;
    }
  }

  /** What is found in the folder after a cut at this moment: one of the many states that are legal. */
  cut(style: Style, random: Random): Map<string, Buffer> {
    const names = chosenNames(this.#pendingNames, style, random).reduce(renamed, this.#names);
    return new Map(
      [...names].map(([name, file]) => {
        const { synced, pending } = this.#file(file);
        return [name, chosenWrites(pending, style, random).reduce(applied, synced)];
      }),
    );
  }

  #file(file: number): FileState {
    const state = this.#files.get(file) ?? { synced: Buffer.alloc(0), pending: [] };
    this.#files.set(file, state);
    return state;
  }
}

/** File systems with a journal keep names in order, POSIX promises nothing: both are tried. */
function chosenNames(pending: readonly NameOp[], style: Style, random: Random): NameOp[] {
  if (style === 'nothing') return [];
  if (style === 'everything') return [...pending];
  if (style === 'first part') return firstPart(pending, random);
  return pending.filter(() => random.unit() < 0.5);
}

function chosenWrites(pending: readonly FileOp[], style: Style, random: Random): FileOp[] {
  if (style === 'nothing') return [];
  if (style === 'everything') return [...pending];
  if (style === 'first part') return firstPart(pending, random);
  const share = random.unit();
  const kept = pending.filter(() => random.unit() < share);
  const pieces = style === 'some' ? kept : kept.flatMap((op) => torn(op, random));
  return shuffledBetweenTruncations(pieces, random);
}

function firstPart<T>(all: readonly T[], random: Random): T[] {
  return all.slice(0, Math.floor(random.unit() * (all.length + 1)));
}

/** A write is only whole within a sector, on some disks within a page: any of its pieces may be missing. */
function torn(op: FileOp, random: Random): FileOp[] {
  if (op.kind === 'truncate' || random.unit() < 0.4) return [op];
  const unit = random.unit() < 0.5 ? SECTOR : PAGE;
  const pieces: FileOp[] = [];
  for (let start = op.offset; start < op.offset + op.bytes.length;) {
    const end = Math.min((Math.floor(start / unit) + 1) * unit, op.offset + op.bytes.length);
    const bytes = op.bytes.subarray(start - op.offset, end - op.offset);
    if (random.unit() < 0.5) pieces.push({ ...op, offset: start, bytes });
    start = end;
  }
  return pieces;
}

/** The order of two writes to the same place decides what is there; the length of a file belongs to the metadata. */
function shuffledBetweenTruncations(ops: readonly FileOp[], random: Random): FileOp[] {
  const result: FileOp[] = [];
  let run: FileOp[] = [];
  const flush = (): void => {
    for (let left = run.length; left > 0; left -= 1)
      result.push(...run.splice(Math.floor(random.unit() * left), 1));
    run = [];
  };
  for (const op of ops) {
    if (op.kind === 'write') run.push(op);
    else {
      flush();
      result.push(op);
    }
  }
  flush();
  return result;
}

function renamed(names: ReadonlyMap<string, number>, op: NameOp): Map<string, number> {
  const after = new Map(names);
  if (op.kind === 'create') after.set(op.name, op.file);
  if (op.kind === 'unlink') after.delete(op.name);
  const file = op.kind === 'rename' ? names.get(op.from) : undefined;
  if (op.kind === 'rename' && file !== undefined) {
    after.delete(op.from);
    after.set(op.to, file);
  }
  return after;
}
