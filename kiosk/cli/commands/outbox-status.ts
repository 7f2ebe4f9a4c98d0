/** `tapwall outbox status`: every outbox in the kiosk's folder. Exit code 1 when one cannot be read. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { OutboxReader, type OutboxFacts } from '../../../broker/outbox/inspect/reader.ts';
import { holderOf } from '../../system/folder-lock.ts';
import { addressIn, chosenOutboxes, findOutboxes } from '../outbox-files.ts';
import type { OutboxRequest } from './outbox.ts';

/** One outbox, as `--json` prints it. */
export interface OutboxStatus extends Partial<OutboxFacts> {
  file: string;
  /** `root/tenant/store/kiosk`; null when the file's name does not say it. */
  address: string | null;
  fileBytes: number;
  /** Why it cannot be read. */
  fault?: string;
}

export interface StatusReport {
  /** The process that works in the folder now; null when none does. */
  heldBy: string | null;
  outboxes: OutboxStatus[];
  /** Damaged files that were set aside. */
  setAside: string[];
}

export function statusCommand({ data, files, json }: OutboxRequest): number {
  const report = files.length > 0 ? reportOf(chosenOutboxes(files, data)) : reportOfFolder(data);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : statusText(report));
  return report.outboxes.some(({ fault }) => fault !== undefined) ? 1 : 0;
}

function reportOfFolder(data: string): StatusReport {
  const { dir, current, setAside } = findOutboxes(data);
  return { ...reportOf(current), heldBy: holderOf(dir), setAside };
}

function reportOf(paths: readonly string[]): StatusReport {
  return { heldBy: null, outboxes: paths.map(statusOf), setAside: [] };
}

function statusOf(path: string): OutboxStatus {
  const known = { file: path, address: addressIn(basename(path)), fileBytes: statSync(path).size };
  let reader: OutboxReader | undefined;
  try {
    reader = OutboxReader.open(path);
    return { ...known, ...reader.facts() };
  } catch (error) {
    return { ...known, fault: error instanceof Error ? error.message : String(error) };
  } finally {
    reader?.close();
  }
}

export function statusText({ heldBy, outboxes, setAside }: StatusReport): string {
  const lines = outboxes.map(outboxText);
  if (outboxes.length === 0) lines.push('No event was ever kept here.');
  if (heldBy !== null) lines.push(`A kiosk works here now: ${heldBy}.`);
  for (const file of setAside)
    lines.push(`Set aside because it was damaged: ${file}\n  read it: tapwall outbox export ${file}`);
  return `${lines.join('\n')}\n`;
}

function outboxText(status: OutboxStatus): string {
  const { file, address, fault, depth = 0, bytes = 0, oldestAt = null, epoch = '' } = status;
  const title = address ?? basename(file);
  if (fault !== undefined)
    return `${title}\n  cannot be read: ${fault}\n  the kiosk saves what can be read when it starts; tapwall outbox export ${file} shows it`;
  const waiting =
    depth === 0
      ? 'nothing waits'
      : `${count(depth)} wait, ${size(bytes)}, the oldest since ${oldestAt ?? '?'}`;
  const { watermark = 0, floor = 1, last = 0, holes = 0 } = status;
  const gone =
    holes === 0 ? '' : `; ${count(holes)} behind the watermark do not wait: sent ahead, or evicted and named`;
  return `${title}\n  ${waiting}\n  acknowledged up to ${watermark} of ${last}, can send from ${floor}${gone}\n  epoch ${epoch === '' ? '-' : epoch}, ${basename(file)}, ${size(status.fileBytes)} on disk`;
}

function count(events: number): string {
  return `${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'}`;
}

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
